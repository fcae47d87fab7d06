import { Evolution, idOf, present, refused } from './evolution.client';
import { ANNA, HIDDEN } from './harness';
import { at } from './receiver';
import { until } from '../support/until';

let evolution: Evolution;
beforeEach(async () => {
	evolution = await Evolution.start();
});
afterEach(async () => await evolution.close());

const BEN = '447700900123@s.whatsapp.net';
const TEAM = '120363000000000001@g.us';

describe('finding messages', () => {
	const find = async (where: object, page: object = {}) => {
		const { status, body } = await evolution.post('chat/findMessages', { where, ...page });
		expect(status).toBe(200);
		const records = at(body, 'messages', 'records');
		if (!Array.isArray(records)) throw new Error('no records');
		const ids: unknown[] = records.map((record: unknown) => at(record, 'key', 'id'));
		return { ids, total: at(body, 'messages', 'total'), pages: at(body, 'messages', 'pages') };
	};
	const inWorld = (chatId: string) =>
		evolution.harness
			.chat(chatId)
			.messages.map(({ id }) => id)
			.reverse();

	test('returns the messages of a chat, the newest first', async () => {
		expect((await find({ key: { remoteJid: ANNA } })).ids).toEqual(inWorld(ANNA));
	});

	test('returns pages, whose size is the parameter offset', async () => {
		const where = { key: { remoteJid: ANNA } };
		const all = inWorld(ANNA);
		expect(await find(where, { page: 2, offset: 3 })).toEqual({
			ids: all.slice(3, 6),
			total: all.length,
			pages: Math.ceil(all.length / 3),
		});
	});

	test('filters by fromMe: true, but ignores fromMe: false', async () => {
		const { messages } = evolution.harness.chat();
		const own = messages.filter(({ fromMe }) => fromMe).length;
		const ofDirection = async (fromMe: boolean) =>
			(await find({ key: { remoteJid: ANNA, fromMe } })).total;
		expect(await ofDirection(true)).toBe(own);
		expect(own).toBeLessThan(messages.length);
		expect(await ofDirection(false)).toBe(messages.length);
	});

	test('filters by time only if both gte and lte are given', async () => {
		const all = evolution.harness.chat().messages;
		const middle = present(all[1]);
		const iso = new Date(middle.timestamp * 1000).toISOString();
		const key = { remoteJid: ANNA };
		expect((await find({ key, messageTimestamp: { gte: iso, lte: iso } })).ids).toEqual([
			middle.id,
		]);
		expect((await find({ key, messageTimestamp: { gte: iso } })).total).toBe(all.length);
		expect((await find({ key, messageTimestamp: { lte: iso } })).total).toBe(all.length);
	});

	test('finds a message by its ID, which is not the ID of its record', async () => {
		const { id } = evolution.harness.newest(BEN);
		const { body } = await evolution.post('chat/findMessages', { where: { key: { id } } });
		expect(body).toMatchObject({
			messages: {
				total: 1,
				records: [{ key: { id, remoteJid: BEN }, id: expect.not.stringContaining(id) }],
			},
		});
	});

	test('returns the newest state of a message, until it is deleted', async () => {
		const number = '447700900123';
		const id = idOf(await evolution.post('message/sendText', { number, text: 'x' }));
		const states = async () => {
			const { body } = await evolution.post('chat/findMessages', { where: { key: { id } } });
			const [record] = [at(body, 'messages', 'records')].flat();
			return at(record, 'MessageUpdate');
		};
		evolution.session.chats.deliveredToOthers(BEN);
		expect(await states()).toEqual([{ status: 'DELIVERY_ACK' }]);
		evolution.session.chats.readByOthers(BEN);
		expect(await states()).toEqual([{ status: 'READ' }]);
		evolution.session.chats.revoke(evolution.harness.newest(BEN), evolution.session.myId);
		expect(await states()).toEqual([{ status: 'DELETED' }]);
	});

	test('finds messages of a type', async () => {
		const found = await find({ messageType: 'locationMessage' });
		expect(found.total).toBe(1);
	});
});

describe('changing messages', () => {
	const edit = async (id: string, number = '491701112222') =>
		await evolution.post('chat/updateMessage', {
			number,
			text: 'new',
			key: { id, remoteJid: ANNA, fromMe: true },
		});

	test('edits a message, and returns the time as a string', async () => {
		const sent = await evolution.post('message/sendText', { number: '491701112222', text: 'old' });
		expect(await edit(idOf(sent))).toMatchObject({
			status: 200,
			body: { messageTimestamp: expect.any(String), status: 'PENDING' },
		});
		expect(evolution.harness.newest()).toMatchObject({ text: 'new', edited: true });
	});

	test('refuses to edit a message that is not stored or is in another chat', async () => {
		expect(await edit('NOBODY')).toEqual(refused(400, ['Message not compatible']));
		const sent = await evolution.post('message/sendText', { number: '491701112222', text: 'old' });
		expect(await edit(idOf(sent), '447700900123')).toEqual(
			refused(400, ['RemoteJid does not match']),
		);
		expect(evolution.harness.newest().text).toBe('old');
	});

	test('deletes a message for everyone, and answers 201 for an unknown one, too', async () => {
		const sent = await evolution.post('message/sendText', { number: '491701112222', text: 'old' });
		const revoke = async (id: string) =>
			await evolution.ask('DELETE /chat/deleteMessageForEveryone/default', {
				id,
				remoteJid: ANNA,
				fromMe: true,
			});
		expect(await revoke('NOBODY')).toMatchObject({ status: 201 });
		expect(evolution.harness.newest().revoked).toBe(false);
		expect(await revoke(idOf(sent))).toMatchObject({
			status: 201,
			body: { message: { protocolMessage: { type: 'REVOKE' } } },
		});
		expect(evolution.harness.newest().revoked).toBe(true);
	});

	test('marks a message as read', async () => {
		const { id } = evolution.harness.newest();
		const readMessages = [{ id, remoteJid: ANNA, fromMe: false }];
		expect(await evolution.post('chat/markMessageAsRead', { readMessages })).toMatchObject({
			status: 201,
			body: { read: 'success' },
		});
		expect(evolution.harness.newest().seen).toBe(true);
	});
});

describe('chats', () => {
	test('lists the chats that have messages, the newest first, in pages', async () => {
		const ask = async (body: object) => {
			const answer = await evolution.post('chat/findChats', body);
			const chats = Array.isArray(answer.body) ? answer.body : [];
			return chats.map((chat: unknown) => at(chat, 'remoteJid'));
		};
		evolution.harness.chat('4915711111111@s.whatsapp.net');
		const all = await ask({});
		expect(all).toHaveLength(5);
		expect(all[0]).toBe(HIDDEN);
		expect(await ask({ skip: 1, take: 2 })).toEqual(all.slice(1, 3));
		expect(await ask({ where: { remoteJid: BEN } })).toEqual([BEN]);
	});

	test('returns one chat with its labels, or null if it is unknown', async () => {
		const { body } = await evolution.get('chat/findChatByRemoteJid', `?remoteJid=${ANNA}`);
		expect(body).toMatchObject({ remoteJid: ANNA, labels: ['1'], unreadMessages: 1 });
		expect(await evolution.get('chat/findChatByRemoteJid', '?remoteJid=1@lid')).toEqual({
			status: 200,
			body: null,
		});
	});

	test('archives and unarchives by the last message, and answers archived: true to both', async () => {
		const { id, timestamp: messageTimestamp } = evolution.harness.newest();
		const lastMessage = { key: { id, remoteJid: ANNA, fromMe: false }, messageTimestamp };
		for (const archive of [true, false]) {
			const answer = await evolution.post('chat/archiveChat', { archive, lastMessage });
			expect(answer).toEqual({ status: 201, body: { chatId: ANNA, archived: true } });
			expect(evolution.harness.chat().archived).toBe(archive);
		}
	});

	test('answers 500 if a chat is to be archived without its last message', async () => {
		expect(await evolution.post('chat/archiveChat', { archive: true, chat: ANNA })).toEqual(
			refused(500, {
				archived: false,
				message: [expect.any(String), expect.stringMatching(/Prisma/)],
			}),
		);
		expect(evolution.harness.chat().archived).toBe(false);
	});

	test('marks a chat as unread', async () => {
		const lastMessage = { key: { id: 'x', remoteJid: ANNA, fromMe: false } };
		const answer = await evolution.post('chat/markChatUnread', { lastMessage });
		expect(answer).toMatchObject({ status: 201 });
		expect(evolution.harness.chat().markedUnread).toBe(true);
	});
});

describe('contacts', () => {
	test('lists contacts and groups together, in pages without a total', async () => {
		const { body } = await evolution.post('chat/findContacts', {});
		expect(body).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ remoteJid: ANNA, pushName: 'Anna', type: 'contact' }),
				expect.objectContaining({ remoteJid: TEAM, isGroup: true, type: 'group' }),
			]),
		);
		const page = await evolution.post('chat/findContacts', { page: 2, offset: 2 });
		expect(page.body).toEqual(Array.isArray(body) ? body.slice(2, 4) : []);
		const one = await evolution.post('chat/findContacts', { where: { remoteJid: BEN } });
		expect(one.body).toMatchObject([{ remoteJid: BEN }]);
	});

	test('checks whether numbers are on WhatsApp, and returns their chat IDs', async () => {
		const numbers = ['491701112222', '493000000404', '5@lid', '5531987654321'];
		expect(await evolution.post('chat/whatsappNumbers', { numbers })).toMatchObject({
			status: 200,
			body: [
				{ jid: ANNA, exists: true, number: '491701112222' },
				{ exists: false },
				{ jid: '5@lid', exists: true, lid: 'lid' },
				{ jid: '553187654321@s.whatsapp.net', exists: true, number: '5531987654321' },
			],
		});
	});

	test('returns a contact’s picture, about text and profiles', async () => {
		const number = '491701112222';
		const picture = await evolution.post('chat/fetchProfilePictureUrl', { number });
		const url = at(picture.body, 'profilePictureUrl');
		expect(picture).toMatchObject({ status: 200, body: { wuid: ANNA } });
		expect((await fetch(String(url))).status).toBe(200);
		const none = await evolution.post('chat/fetchProfilePictureUrl', { number: '447700900123' });
		expect(none.body).toEqual({ wuid: BEN, profilePictureUrl: null });
		expect(await evolution.post('chat/fetchProfile', { number })).toMatchObject({
			status: 200,
			body: { wuid: ANNA, numberExists: true, status: { status: 'On two wheels' } },
		});
		const business = await evolution.post('chat/fetchBusinessProfile', { number });
		expect(business).toMatchObject({ status: 200, body: { isBusiness: false } });
	});

	test('blocks and unblocks a contact', async () => {
		const block = async (status: string) =>
			await evolution.post('chat/updateBlockStatus', { number: '491701112222', status });
		expect(await block('block')).toEqual({ status: 201, body: { block: 'success' } });
		expect(evolution.session.contacts.find(ANNA)?.blocked).toBe(true);
		await block('unblock');
		expect(evolution.session.contacts.find(ANNA)?.blocked).toBe(false);
	});
});

describe('labels', () => {
	test('have names reduced to ASCII', async () => {
		evolution.session.labels.create('Café ☕', 5);
		const { body } = await evolution.get('label/findLabels');
		expect(body).toContainEqual({ id: '3', name: 'Cafe', color: '5', predefinedId: null });
	});

	test('are added to a chat and removed one by one', async () => {
		const handle = async (labelId: string, action: string) =>
			await evolution.post('label/handleLabel', { number: '491701112222', labelId, action });
		const labels = () => evolution.session.labels.ofChat(ANNA).map(({ id }) => id);
		expect(await handle('2', 'add')).toMatchObject({ status: 200 });
		expect(labels()).toEqual(['1', '2']);
		await handle('1', 'remove');
		expect(labels()).toEqual(['2']);
	});
});

describe('own profile', () => {
	test('changes name and about text', async () => {
		expect(await evolution.post('chat/updateProfileName', { name: 'New' })).toMatchObject({
			status: 200,
		});
		await evolution.post('chat/updateProfileStatus', { status: 'Open' });
		expect(evolution.session.account).toMatchObject({ name: 'New', about: 'Open' });
		const mine = await evolution.post('chat/fetchProfile', {});
		expect(mine.body).toMatchObject({ name: 'New', status: { status: 'Open' } });
	});

	test('sets a picture given in base64 and removes it, and reconnects after both', async () => {
		const statuses: string[] = [];
		evolution.harness.sandbox.world.subscribe((event) => {
			if (event.type === 'session.status') statuses.push(event.status);
		});
		const set = await evolution.post('chat/updateProfilePicture', { picture: 'QUJD' });
		expect(set).toMatchObject({ status: 200, body: { update: 'success' } });
		expect(evolution.session.account?.picture?.data.toString()).toBe('ABC');
		await until(() => evolution.session.status === 'working');
		expect(statuses).toEqual(['reconnecting', 'working']);
		const removed = await evolution.ask('DELETE /chat/removeProfilePicture/default');
		expect(removed).toMatchObject({ status: 200, body: { update: 'success' } });
		expect(evolution.session.account?.picture).toBeNull();
		await until(() => evolution.session.status === 'working');
		expect(statuses.slice(2)).toEqual(['reconnecting', 'working']);
	});

	test('answers 500 to a picture as a data URI, and neither changes it nor reconnects', async () => {
		const before = evolution.session.account?.picture;
		const picture = 'data:image/png;base64,QUJD';
		expect(await evolution.post('chat/updateProfilePicture', { picture })).toMatchObject({
			status: 500,
		});
		expect(evolution.session.account?.picture).toBe(before);
		expect(evolution.session.status).toBe('working');
	});

	test('returns the privacy settings', async () => {
		expect(await evolution.get('chat/fetchPrivacySettings')).toMatchObject({
			status: 200,
			body: { readreceipts: 'all', groupadd: 'all' },
		});
	});
});

test('typing ends by itself, and the own presence can be set to offline', async () => {
	const body = { number: '491701112222', presence: 'composing', delay: 1000 };
	expect(await evolution.post('chat/sendPresence', body)).toMatchObject({ status: 201 });
	expect(evolution.session.presences.ownIn(ANNA)).toBe('paused');
	expect(evolution.session.presences.watchedChats()).toContain(ANNA);
	expect(await evolution.post('instance/setPresence', { presence: 'unavailable' })).toMatchObject({
		status: 201,
	});
	expect(evolution.session.presences.own).toBe('offline');
});
