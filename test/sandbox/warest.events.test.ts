import { ANNA } from './harness';
import { Hooked } from './hooked';
import { at } from './receiver';
import { TEAM } from './warest.requests';

const BEN = '447700900123@s.whatsapp.net';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const next = async (event: string): Promise<unknown> =>
	(await hooked.receiver.next(event)).body.data;
/** No such event arrives, although all the others have arrived. */
async function silence(...events: string[]): Promise<void> {
	await hooked.settled();
	expect(hooked.receiver.of(...events)).toEqual([]);
}

describe('changes to a message', () => {
	test('adding and removing a reaction is reported, an own reaction is not', async () => {
		hooked = await Hooked.warest();
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.react(target, '👍');
		const targetKey = { remoteJid: ANNA, fromMe: false, id: target.id };
		expect(await next('message_reaction')).toMatchObject({
			key: { remoteJid: ANNA, fromMe: false, id },
			reaction: { key: targetKey, text: '👍' },
			sender: { chatId: ANNA, authorJid: ANNA },
		});
		hooked.session.others.react(target, '');
		const [, second] = await hooked.receiver.got(2);
		expect(at(second?.body, 'data', 'reaction')).toMatchObject({ key: targetKey, text: '' });
		hooked.session.chats.react(target, hooked.session.myId, '👎');
		await silence('message_received');
		expect(hooked.receiver.received).toHaveLength(2);
	});

	test('an edit sends message_edited and a protocol message', async () => {
		hooked = await Hooked.warest();
		const target = hooked.harness.newest();
		hooked.session.others.edit(target, 'better');
		expect(await next('message_edited')).toMatchObject({
			key: { remoteJid: ANNA, fromMe: false, id: target.id },
			editedMessage: { message: { conversation: 'better' } },
			update: { update: { messageTimestamp: expect.any(Number) } },
			mentions: [],
		});
		expect(await next('message_received')).toMatchObject({
			tags: 'system',
			contentType: 'protocolMessage',
			text: '',
		});
	});

	test('an own edit is reported, unlike own messages', async () => {
		hooked = await Hooked.warest();
		const own = hooked.session.send({ chatId: ANNA, text: 'mine' });
		hooked.session.chats.edit(own, 'better');
		expect(await next('message_edited')).toMatchObject({ key: { fromMe: true, id: own.id } });
		await silence('message_received');
	});

	test.each([
		['protocolMessage', ['message_received']],
		['message_revoked', ['message_revoked']],
		['both', ['message_received', 'message_revoked']],
	] as const)('a deletion for everyone is reported as %s', async (warestRevokes, events) => {
		hooked = await Hooked.warest({ webhooks: { warestRevokes } });
		const target = hooked.harness.newest();
		hooked.session.others.revoke(target);
		await hooked.receiver.got(events.length);
		await hooked.settled();
		expect(hooked.receiver.events).toEqual(events);
		const key = { remoteJid: ANNA, fromMe: false, id: target.id };
		const [received] = hooked.receiver.of('message_received');
		const [revoked] = hooked.receiver.of('message_revoked');
		if (received)
			expect(received.body.data).toMatchObject({
				tags: 'system',
				contentType: 'protocolMessage',
				message: { message: { protocolMessage: { type: 0, key } } },
			});
		if (revoked) expect(revoked.body.data).toMatchObject({ key });
	});

	test('a deletion for me is reported with an object of keys in place of the key', async () => {
		hooked = await Hooked.warest();
		const target = hooked.harness.newest();
		hooked.session.chats.delete(target);
		const key = { keys: [{ remoteJid: ANNA, fromMe: false, id: target.id }] };
		expect(await next('message_revoked')).toEqual({ id: 'default', key, sessionId: 'default' });
	});

	test.each([
		['an own pin', undefined, true],
		['a pin by somebody else', ANNA, false],
	])('%s is reported', async (_name, by, fromMe) => {
		hooked = await Hooked.warest();
		const target = hooked.harness.newest();
		hooked.session.chats.pinMessage(ANNA, target.id, undefined, by);
		expect(await next('message_received')).toMatchObject({
			tags: 'pin',
			contentType: 'pinInChatMessage',
			message: {
				key: { remoteJid: ANNA, fromMe },
				message: { pinInChatMessage: { key: { id: target.id } } },
			},
		});
	});

	test('a vote is reported encrypted', async () => {
		hooked = await Hooked.warest();
		const poll = { question: 'When?', options: ['1', '2'], selectable: 1 };
		const asked = hooked.session.send({
			chatId: ANNA,
			text: '',
			content: { type: 'poll', poll },
		});
		hooked.session.others.vote(asked, ['2']);
		const { raw } = await hooked.receiver.next('message_received');
		expect(JSON.parse(raw)).toMatchObject({
			data: {
				tags: 'poll',
				contentType: 'pollUpdateMessage',
				message: {
					message: {
						pollUpdateMessage: {
							pollCreationMessageKey: { id: asked.id, fromMe: true },
							vote: { encPayload: { type: 'Buffer' }, encIv: { type: 'Buffer' } },
						},
					},
				},
			},
		});
	});

	test('acknowledgements are not reported', async () => {
		hooked = await Hooked.warest();
		hooked.session.send({ chatId: ANNA, text: 'mine' });
		hooked.session.chats.readByOthers(ANNA);
		await hooked.settled();
		expect(hooked.receiver.received).toEqual([]);
	});
});

describe('group events', () => {
	beforeEach(async () => {
		hooked = await Hooked.warest();
	});
	const team = () => {
		const found = hooked.session.groups.find(TEAM);
		if (!found) throw new Error('no team');
		return found;
	};

	test.each([
		['add', ['group_participants', 'group_join']],
		['remove', ['group_participants', 'group_leave']],
		['promote', ['group_participants']],
	])('%s is reported as %p', async (action, events) => {
		const { groups } = hooked.session;
		const carla = '5511987654321@s.whatsapp.net';
		if (action === 'add') groups.add(team(), carla);
		else if (action === 'remove') groups.remove(team(), BEN);
		else groups.setRole(team(), BEN, 'admin');
		await hooked.receiver.got(events.length);
		await hooked.settled();
		expect(hooked.receiver.events).toEqual(events);
		const participants = [action === 'add' ? carla : BEN];
		for (const { body } of hooked.receiver.received)
			expect(body.data).toMatchObject({ groupId: TEAM, participants, action });
	});

	test('a change of settings is reported with the changed fields only', async () => {
		hooked.session.groups.change(team(), { subject: 'Other', messagesAdminOnly: true });
		const update = { id: TEAM, subject: 'Other', announce: true };
		expect(at(await next('group_update'), 'update')).toEqual(update);
	});
});

test('typing and calls are reported', async () => {
	hooked = await Hooked.warest();
	hooked.session.others.show(ANNA, 'typing');
	expect(await next('presence_update')).toMatchObject({
		presence: { id: ANNA, presences: { [ANNA]: { lastKnownPresence: 'composing' } } },
	});
	hooked.session.others.call(ANNA, { isVideo: true });
	expect(await next('call')).toMatchObject({
		calls: [
			{
				from: ANNA,
				chatId: ANNA,
				status: 'offer',
				isVideo: true,
				isGroup: false,
				date: expect.stringMatching(/^\d{4}-.+Z$/),
			},
		],
	});
});

describe('session events', () => {
	const qr = expect.stringMatching(/^data:image\/png;base64,iVBOR/);
	const me = { id: '491700000001:5@s.whatsapp.net', name: 'Sandbox Shop' };

	test.each([
		['stopped', { tags: 'close' }],
		['waitingForQr', { tags: 'qr', qr, qrDuration: 20 }],
		['working', { status: 'open', me }],
		['reconnecting', { status: 'reconnecting', attempts: 1 }],
		['replaced', { status: 'replaced', reason: 440, tags: 'conflict_replaced' }],
		['loggedOut', { status: 'logged_out', reason: 401 }],
	] as const)('the state %s is reported', async (status, data) => {
		hooked = await Hooked.warest();
		hooked.session.become(status);
		const told = await next('session_status');
		expect(told).toEqual({ id: 'default', ...data, sessionId: 'default' });
	});

	test('a start is reported, and attempts to reconnect are counted', async () => {
		hooked = await Hooked.warest();
		const { session } = hooked;
		hooked.harness.sandbox.world.bootMs = 60_000;
		session.start();
		expect((await hooked.sent(2)).map((body) => at(body, 'data', 'tags'))).toEqual([
			'create',
			'connecting',
		]);
		session.become('reconnecting');
		session.become('reconnecting');
		session.become('working');
		session.become('reconnecting');
		const sent = await hooked.sent(7);
		const attempts = sent.map((body) => at(body, 'data', 'attempts')).filter(Boolean);
		expect(attempts).toEqual([1, 2, 1]);
		expect(hooked.receiver.of('creds_update')).toMatchObject([
			{ body: { data: { id: 'default' } } },
		]);
	});
});
