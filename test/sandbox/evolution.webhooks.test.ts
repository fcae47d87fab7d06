import { createHmac } from 'node:crypto';
import { present } from './evolution.client';
import { ANNA } from './harness';
import { Hooked, plannedWaits } from './hooked';
import { until } from '../support/until';

const BEN = '447700900123@s.whatsapp.net';

let hooked: Hooked;
afterEach(async () => {
	jest.restoreAllMocks();
	await hooked.close();
});

const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });
const api = async (path: string, body: object) => {
	const answer = await hooked.harness.evolution('POST', `${path}/default`, body);
	expect(answer.status).toBeLessThan(300);
	return answer.body;
};
const setWebhook = async (webhook: object) =>
	await hooked.harness.evolution('POST', 'webhook/set/default', { webhook });
const findWebhook = async () =>
	(await hooked.harness.evolution('GET', 'webhook/find/default')).body;

describe('the webhook of an instance', () => {
	test('is null until it is set', async () => {
		hooked = await Hooked.start();
		expect(await findWebhook()).toBeNull();
	});

	test('is returned with other field names than it is set with', async () => {
		hooked = await Hooked.evolution(['CALL'], {
			hook: { headers: { 'x-own': 'a' }, base64: true },
		});
		const stored = {
			url: hooked.url,
			enabled: true,
			events: ['CALL'],
			headers: { 'x-own': 'a' },
			webhookByEvents: false,
			webhookBase64: true,
		};
		expect(await findWebhook()).toMatchObject(stored);
	});

	test('keeps headers that are left out, takes an empty list as all events, and loses them when disabled', async () => {
		hooked = await Hooked.evolution(['CALL'], { hook: { headers: { jwt_key: 'secret' } } });
		const { url } = hooked;
		const headers = { jwt_key: 'secret' };
		expect(await setWebhook({ enabled: true, url, events: [] })).toMatchObject({
			status: 201,
			body: { headers, events: expect.arrayContaining(['MESSAGES_UPSERT', 'CALL']) },
		});
		await setWebhook({ enabled: false, url, events: ['CALL'] });
		expect(await findWebhook()).toMatchObject({ enabled: false, events: [], url, headers });
		await setWebhook({ enabled: true, url, events: ['CALL'], headers: {} });
		expect(await findWebhook()).toMatchObject({ headers: {} });
	});

	test.each([
		['without events', { events: undefined }, 500],
		['with an event that nobody knows', { events: ['NEWS'] }, 400],
		['with an event of a later release', { events: ['MESSAGING_HISTORY_SET'] }, 400],
		['with an empty address', { url: '' }, 400],
		['with an address of another kind', { url: 'ftp://files' }, 400],
	])('is refused %s', async (_name, wrong, status) => {
		hooked = await Hooked.start();
		const answer = await setWebhook({ enabled: true, url: hooked.url, events: [], ...wrong });
		expect(answer).toMatchObject({ status, body: { status } });
		expect(await findWebhook()).toBeNull();
	});

	test('the error for an unknown event lists the known ones', async () => {
		hooked = await Hooked.start();
		const answer = await setWebhook({ enabled: true, url: hooked.url, events: ['CALL', 'NEWS'] });
		expect(answer.body).toMatchObject({
			response: {
				message: [
					[
						expect.stringMatching(
							/^webhook\.events\[1\] is not one of enum values: .*SEND_MESSAGE_UPDATE/,
						),
					],
				],
			},
		});
	});
});

describe('a delivery', () => {
	test('contains event, instance and token, and a local time that is labeled as UTC', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT']);
		say('hi');
		const { body, headers } = await hooked.receiver.next('messages.upsert');
		const { world, evolution } = hooked.harness.sandbox;
		expect(body).toMatchObject({
			event: 'messages.upsert',
			instance: 'default',
			destination: hooked.url,
			date_time: new Date(world.clock.nowMs() - 3 * 3_600_000).toISOString(),
			sender: '491700000001@s.whatsapp.net',
			server_url: 'http://localhost:8080',
			apikey: evolution.tokenOf('default'),
		});
		expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
		expect(headers.authorization).toBeUndefined();
	});

	test('sends the configured headers, and a JWT signed with jwt_key in place of that header', async () => {
		const own = { 'x-secret': 'mine', jwt_key: 'key' };
		hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { hook: { headers: own } });
		say('hi');
		const { headers } = await hooked.receiver.next('messages.upsert');
		expect(headers).toMatchObject({ 'x-secret': 'mine' });
		expect(headers.jwt_key).toBeUndefined();
		const [head = '', claims = '', signature] = (headers.authorization ?? '')
			.replace(/^Bearer /, '')
			.split('.');
		expect(signature).toBe(
			createHmac('sha256', 'key').update(`${head}.${claims}`).digest('base64url'),
		);
		const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
		const iat = hooked.harness.sandbox.world.clock.now();
		expect(read).toEqual({ iat, exp: iat + 600, app: 'evolution', action: 'webhook' });
	});

	test('goes to a path named after the event if byEvents is set', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { hook: { byEvents: true } });
		say('hi');
		expect((await hooked.receiver.got(1))[0]?.path).toBe('/hook/messages-upsert');
	});

	test('also goes to the server’s global webhook, but without the configured headers', async () => {
		hooked = await Hooked.start();
		hooked.harness.sandbox.webhooks.evolutionGlobal = hooked.url;
		await setWebhook({ enabled: true, url: `${hooked.url}/own`, events: [], headers: { a: 'b' } });
		say('hi');
		await hooked.settled();
		const upserts = hooked.receiver.of('messages.upsert');
		expect(upserts.map(({ path, headers }) => [path, headers.a]).sort()).toEqual([
			['/hook', undefined],
			['/hook/own', 'b'],
		]);
	});
});

describe('retries', () => {
	const answered = async (status: number, options = {}): Promise<number> => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT'], options);
		hooked.receiver.answers = Array.from({ length: 30 }, () => status);
		say('hi');
		await hooked.settled();
		return hooked.receiver.received.length;
	};

	test.each([500, 503, 429])(
		'a delivery answered with %d is attempted ten times',
		async (status) => {
			expect(await answered(status)).toBe(10);
		},
	);

	test.each([400, 401, 403, 404, 422])(
		'a delivery answered with %d is attempted once',
		async (status) => {
			expect(await answered(status)).toBe(1);
		},
	);

	test('version 2.2.3 also retries after a 404', async () => {
		expect(await answered(404, { evolutionVersion: '2.2.3' })).toBe(10);
	});

	test.each([
		// With half of the random fifth.
		['2.3.7', 'double up to five minutes', [5.5, 11, 22, 44, 88, 176, 330, 330, 330]],
		['2.2.3', 'are 30 seconds each', Array<number>(9).fill(30)],
	])('the waits of version %s %s', async (evolutionVersion, _waits, seconds) => {
		const planned = plannedWaits({ areSkipped: true });
		await answered(503, { evolutionVersion, webhooks: { evolutionDelayScale: 1 } });
		expect(planned().map((wait) => wait / 1_000)).toEqual(seconds);
	});

	test('a later event is delivered while an earlier one waits for its retry', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { webhooks: { evolutionDelayScale: 1 } });
		hooked.receiver.answers = [500];
		say('first');
		await hooked.receiver.got(1);
		say('second');
		await until(() => hooked.receiver.received.some(({ raw }) => raw.includes('second')));
		expect(hooked.receiver.received).toHaveLength(2);
		expect(hooked.harness.sandbox.isDelivering).toBe(true);
	});
});

describe('message events', () => {
	test('a received message contains its quote, and sends a contact update', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT', 'CONTACTS_UPDATE']);
		const [first] = hooked.harness.chat().messages;
		hooked.session.receive({ chatId: ANNA, text: 'hi', quotedMessageId: first?.id });
		const { body } = await hooked.receiver.next('messages.upsert');
		expect(body.data).toMatchObject({
			key: { remoteJid: ANNA, fromMe: false, id: hooked.harness.newest().id, addressingMode: 'pn' },
			pushName: 'Anna',
			status: 'DELIVERY_ACK',
			message: { conversation: 'hi' },
			contextInfo: { stanzaId: first?.id },
			messageType: 'conversation',
			messageTimestamp: expect.any(Number),
		});
		expect((await hooked.receiver.next('contacts.update')).body.data).toMatchObject([
			{ remoteJid: ANNA, pushName: 'Anna' },
		]);
	});

	test('own messages from the phone come as messages.upsert, those from the API as send.message', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT', 'SEND_MESSAGE']);
		hooked.session.send({ chatId: ANNA, text: 'from the phone', origin: 'app' });
		await api('message/sendText', { number: '491701112222', text: 'from the API' });
		await hooked.settled();
		const told = (event: string) => hooked.receiver.of(event).map(({ body }) => body.data);
		expect(told('messages.upsert')).toMatchObject([
			{ key: { fromMe: true }, message: { conversation: 'from the phone' } },
		]);
		expect(told('send.message')).toMatchObject([
			{ key: { fromMe: true }, message: { conversation: 'from the API' }, status: 'PENDING' },
		]);
	});

	test('a file is included in base64 if the webhook asks for it', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { hook: { base64: true } });
		const data = Buffer.from('a picture');
		const media = { mimeType: 'image/png', fileName: null, caption: null, data };
		hooked.session.receive({ chatId: ANNA, text: '', media });
		const { body } = await hooked.receiver.next('messages.upsert');
		expect(body.data).toMatchObject({
			messageType: 'imageMessage',
			message: {
				base64: data.toString('base64'),
				imageMessage: { mimetype: 'image/png', fileLength: { low: 9, high: 0 } },
			},
		});
	});

	test('a reaction contains the emoji and the ID of its target', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT']);
		const message = hooked.harness.newest();
		hooked.session.others.react(message, '🎉');
		const { body } = await hooked.receiver.next('messages.upsert');
		expect(body.data).toMatchObject({
			messageType: 'reactionMessage',
			message: { reactionMessage: { text: '🎉', key: { id: message.id } } },
		});
	});

	test('a vote contains the chosen options by name, and the voters of the whole poll', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT']);
		const poll = { question: 'Tea?', options: ['yes', 'no'], selectable: 1 };
		const content = { type: 'poll', poll } as const;
		const message = hooked.session.send({ chatId: ANNA, text: '', content, origin: 'app' });
		hooked.session.others.vote(message, ['yes'], ANNA);
		await hooked.settled();
		expect(hooked.receiver.received.at(-1)?.body.data).toMatchObject({
			messageType: 'pollUpdateMessage',
			message: {
				pollUpdateMessage: {
					pollCreationMessageKey: { id: message.id },
					vote: { selectedOptions: ['yes'] },
				},
			},
			pollUpdates: [
				{ name: 'yes', voters: [ANNA] },
				{ name: 'no', voters: [] },
			],
		});
	});

	test('an edit sends one event, a deletion for everyone sends two', async () => {
		hooked = await Hooked.evolution(['MESSAGES_EDITED', 'MESSAGES_DELETE', 'MESSAGES_UPSERT']);
		const message = hooked.harness.newest();
		const key = { id: message.id, remoteJid: ANNA, fromMe: false };
		hooked.session.others.edit(message, 'new');
		hooked.session.others.revoke(message);
		await hooked.settled();
		const told = hooked.receiver.received.map(({ body: { event, data } }) => ({ event, data }));
		expect(told).toHaveLength(3);
		expect(told).toEqual(
			expect.arrayContaining([
				{
					event: 'messages.edited',
					data: { key, type: 14, editedMessage: { conversation: 'new' } },
				},
				{ event: 'messages.edited', data: { key, type: 0 } },
				{ event: 'messages.delete', data: { ...key, status: 'DELETED' } },
			]),
		);
	});

	test('an edited caption comes inside the image message', async () => {
		hooked = await Hooked.evolution(['MESSAGES_EDITED']);
		const data = Buffer.from('a picture');
		const media = { mimeType: 'image/png', fileName: null, caption: 'old', data };
		const message = hooked.session.receive({ chatId: ANNA, text: 'old', media });
		hooked.session.others.edit(message, 'new');
		const { body } = await hooked.receiver.next('messages.edited');
		expect(body.data).toMatchObject({
			type: 14,
			editedMessage: { imageMessage: { caption: 'new', mediaKey: { 0: expect.any(Number) } } },
		});
	});

	test('through the API an edit has its own event, and a deletion contains the stored message', async () => {
		hooked = await Hooked.evolution([]);
		const text = 'to be changed';
		const { id } = hooked.session.send({ chatId: ANNA, text, origin: 'app' });
		await hooked.settled();
		hooked.receiver.received.length = 0;
		const key = { id, remoteJid: ANNA, fromMe: true };
		await api('chat/updateMessage', { number: '491701112222', text: 'changed', key });
		const deleted = await hooked.harness.evolution(
			'DELETE',
			'chat/deleteMessageForEveryone/default',
			key,
		);
		expect(deleted).toMatchObject({ status: 201, body: { messageTimestamp: expect.any(String) } });
		await hooked.settled();
		expect(hooked.receiver.events.sort()).toEqual(['messages.delete', 'send.message.update']);
		expect(hooked.receiver.of('messages.delete')[0]?.body.data).toMatchObject({
			key,
			message: { conversation: 'changed' },
		});
	});

	test('acknowledgements contain the plain message ID', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPDATE']);
		const { id } = hooked.session.send({ chatId: ANNA, text: 'x' });
		hooked.session.chats.readByOthers(ANNA);
		await hooked.settled();
		const own = hooked.receiver.received
			.map(({ body }) => body.data)
			.filter((data) => JSON.stringify(data).includes(id));
		expect(own).toEqual(
			expect.arrayContaining(
				['DELIVERY_ACK', 'READ'].map((status) => ({
					keyId: id,
					remoteJid: ANNA,
					fromMe: true,
					status,
					instanceId: expect.any(String),
					messageId: expect.not.stringContaining(id),
				})),
			),
		);
	});

	test('messages in channels, and in groups with groupsIgnore, are not reported', async () => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT']);
		const settings = {
			rejectCall: false,
			groupsIgnore: true,
			alwaysOnline: false,
			readMessages: false,
			readStatus: false,
			syncFullHistory: false,
		};
		await api('settings/set', settings);
		hooked.session.receive({ chatId: '120363000000000001@g.us', text: 'group', from: ANNA });
		hooked.session.channels.post(present(hooked.session.channels.directory()[0]), 'post');
		say('person');
		await hooked.settled();
		expect(hooked.receiver.received).toHaveLength(1);
	});
});

describe('hidden IDs (LIDs)', () => {
	const LID = '555000111@lid';
	const PHONE = '4915700000777@s.whatsapp.net';
	const meet = async (evolutionVersion: string): Promise<unknown> => {
		hooked = await Hooked.evolution(['MESSAGES_UPSERT', 'MESSAGES_UPDATE'], { evolutionVersion });
		hooked.session.others.meetHidden(LID, 'Shy', PHONE);
		hooked.session.receive({ chatId: LID, text: 'psst' });
		const { body } = await hooked.receiver.next('messages.upsert');
		return body.data;
	};

	test.each([
		['2.2.3', { remoteJid: LID }],
		['2.3.7', { remoteJid: PHONE, remoteJidAlt: PHONE, addressingMode: 'lid' }],
		['2.4.0', { remoteJid: PHONE, remoteJidAlt: LID, addressingMode: 'pn' }],
	])('version %s has its own fields for the LID and the number', async (version, key) => {
		const data = await meet(version);
		expect(data).toMatchObject({ key });
		expect(JSON.stringify(data).includes(LID)).toBe(version !== '2.3.7');
	});

	test('acknowledgements contain the LID even if the number is known', async () => {
		await meet('2.3.7');
		const { id } = hooked.session.send({ chatId: LID, text: 'hello' });
		hooked.session.chats.readByOthers(LID);
		const { body } = await hooked.receiver.next('messages.update');
		expect(body.data).toMatchObject({ keyId: id, remoteJid: LID });
	});

	test('a message in a group contains LID and number of its sender', async () => {
		await meet('2.3.7');
		const chatId = '120363000000000001@g.us';
		hooked.session.receive({ chatId, text: 'all', from: LID });
		await hooked.settled();
		expect(hooked.receiver.received.at(-1)?.body.data).toMatchObject({
			key: { remoteJid: chatId, participant: LID, participantAlt: PHONE, addressingMode: 'lid' },
		});
	});

	test('messages are stored under the LID, and found by nothing else', async () => {
		await meet('2.3.7');
		const found = async (key: object) => {
			const body = { where: { key } };
			const answer = await hooked.harness.evolution('POST', 'chat/findMessages/default', body);
			return answer.body;
		};
		expect(await found({ remoteJid: LID })).toMatchObject({
			messages: { total: 1, records: [{ key: { remoteJid: LID, remoteJidAlt: PHONE } }] },
		});
		expect(await found({ remoteJid: PHONE })).toMatchObject({ messages: { total: 0 } });
		expect(await found({ remoteJidAlt: PHONE })).toMatchObject({ messages: { total: 0 } });
	});
});

describe('other events', () => {
	const TEAM = '120363000000000001@g.us';
	test('a change of group participants is reported, a change of group settings is not', async () => {
		hooked = await Hooked.evolution([]);
		const group = present(hooked.session.groups.find(TEAM));
		hooked.session.groups.change(group, { subject: 'New name' });
		hooked.session.groups.setRole(group, ANNA, 'admin');
		await hooked.settled();
		expect(hooked.receiver.events).toEqual(['group-participants.update']);
		expect(hooked.receiver.received[0]?.body.data).toMatchObject({
			id: TEAM,
			action: 'promote',
			participants: [ANNA],
			participantsData: [{ jid: ANNA, phoneNumber: ANNA, name: 'Anna' }],
		});
	});

	test('a call is reported when it starts and when it ends', async () => {
		hooked = await Hooked.evolution(['CALL']);
		const call = hooked.session.others.call(ANNA, { isVideo: true });
		hooked.session.calls.end(call, 'terminate');
		await hooked.settled();
		expect(hooked.receiver.received.map(({ body }) => body.data)).toEqual(
			expect.arrayContaining(
				['offer', 'terminate'].map((status) =>
					expect.objectContaining({ id: call.id, from: ANNA, status, isVideo: true }),
				),
			),
		);
	});

	test('the presence of a person is reported only after a presence was sent to that person', async () => {
		hooked = await Hooked.evolution(['PRESENCE_UPDATE']);
		const chatId = BEN;
		hooked.session.others.show(chatId, 'online');
		await api('chat/sendPresence', { number: chatId, presence: 'composing', delay: 5 });
		hooked.session.others.show(chatId, 'offline');
		await hooked.settled();
		expect(hooked.receiver.received.map(({ body }) => body.data)).toMatchObject([
			{ id: chatId, presences: { [chatId]: { lastKnownPresence: 'unavailable' } } },
		]);
	});

	test('labels are reported, and the deletion of one twice', async () => {
		hooked = await Hooked.evolution(['LABELS_EDIT', 'LABELS_ASSOCIATION']);
		const label = hooked.session.labels.create('VIP', 3);
		hooked.session.labels.setForChat(BEN, [label.id]);
		await hooked.settled();
		expect(hooked.receiver.of('labels.association')[0]?.body.data).toEqual({
			instance: 'default',
			type: 'add',
			chatId: BEN,
			labelId: label.id,
		});
		hooked.session.labels.remove(label);
		await hooked.settled();
		const deleted = hooked.receiver
			.of('labels.edit')
			.filter(({ body }) => JSON.stringify(body.data).includes('"deleted":true'));
		expect(deleted).toHaveLength(2);
	});

	test('connection, logout, QR code and deletion of the instance are reported', async () => {
		hooked = await Hooked.evolution([
			'CONNECTION_UPDATE',
			'STATUS_INSTANCE',
			'LOGOUT_INSTANCE',
			'REMOVE_INSTANCE',
			'QRCODE_UPDATED',
		]);
		const states = () => hooked.receiver.of('connection.update').map(({ body }) => body.data);
		hooked.session.dropConnection();
		await hooked.receiver.got(1);
		expect(states()).toMatchObject([
			{ instance: 'default', state: 'open', wuid: '491700000001@s.whatsapp.net' },
		]);
		await hooked.harness.evolution('DELETE', 'instance/logout/default');
		await hooked.settled();
		expect(states().at(-1)).toMatchObject({ state: 'close', statusReason: 401 });
		expect(hooked.receiver.of('status.instance')[0]?.body.data).toMatchObject({
			status: 'closed',
			disconnectionReasonCode: 401,
		});
		await hooked.harness.evolution('GET', 'instance/connect/default');
		await hooked.settled();
		expect(hooked.receiver.of('qrcode.updated')[0]?.body.data).toMatchObject({
			qrcode: { instance: 'default', code: expect.any(String) },
		});
		await hooked.harness.evolution('DELETE', 'instance/delete/default');
		await hooked.settled();
		expect(hooked.receiver.events).toEqual(
			expect.arrayContaining(['logout.instance', 'remove.instance']),
		);
	});
});
