import { ANNA, ANNA_CUS } from './harness';
import { Hooked } from './hooked';
import { at, type Received } from './receiver';
import { TEAM } from './waha.requests';

const V2026 = { wahaVersion: '2026.8.2' };
const BEN = '447700900123@s.whatsapp.net';
const BEN_CUS = '447700900123@c.us';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const payload = ({ body }: Received): unknown => body.payload;
const next = async (event: string): Promise<unknown> => payload(await hooked.receiver.next(event));
/** No such event arrives, although all the others have arrived. */
async function silence(...events: string[]): Promise<void> {
	await hooked.settled();
	expect(hooked.receiver.of(...events)).toEqual([]);
}

describe('changes to a message', () => {
	const EVENTS_2025 = ['message', 'message.any', 'message.reaction', 'message.revoked'];
	const EVENTS = [...EVENTS_2025, 'message.edited'];

	test('adding and removing a reaction sends message.reaction only', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.react(target, '👍');
		expect(await next('message.reaction')).toEqual({
			id: `false_${ANNA_CUS}_${id}`,
			timestamp: expect.any(Number),
			from: ANNA_CUS,
			fromMe: false,
			source: 'app',
			reaction: { text: '👍', messageId: `false_${ANNA_CUS}_${target.id}` },
		});
		hooked.session.others.react(target, '');
		const [, second] = await hooked.receiver.got(2);
		expect(at(second?.body, 'payload', 'reaction', 'text')).toBe('');
		await silence('message', 'message.any');
	});

	test('an own reaction is reported, too', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const messageId = `false_${ANNA_CUS}_${hooked.harness.newest().id}`;
		const body = { session: 'default', messageId, reaction: '👍' };
		const answer = await hooked.harness.waha('PUT', '/api/reaction', body);
		const id = String(at(answer.body, 'key', 'id'));
		const reaction = { text: '👍', messageId };
		expect(await next('message.reaction')).toMatchObject({
			id: `true_${ANNA_CUS}_${id}`,
			fromMe: true,
			reaction,
		});
	});

	test('an edit sends message.edited only', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.edit(target, 'better');
		expect(await next('message.edited')).toMatchObject({
			id: `false_${ANNA_CUS}_${id}`,
			from: ANNA_CUS,
			body: 'better',
			editedMessageId: target.id,
			_data: { message: { protocolMessage: { type: 'MESSAGE_EDIT', key: { id: target.id } } } },
		});
		await silence('message', 'message.any');
	});

	test('before message.edited existed, an edit comes as a message without text', async () => {
		hooked = await Hooked.waha(EVENTS_2025);
		hooked.session.others.edit(hooked.harness.newest(), 'better');
		expect(await next('message')).toMatchObject({
			body: null,
			hasMedia: false,
			_data: { message: { protocolMessage: { editedMessage: { conversation: 'better' } } } },
		});
	});

	test('a deletion for everyone sends message.revoked only', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.revoke(target);
		expect(await next('message.revoked')).toMatchObject({
			after: { id: `false_${ANNA_CUS}_${id}`, body: null },
			before: null,
			revokedMessageId: target.id,
		});
		await silence('message', 'message.any');
	});

	test('a deletion in version 2025 names the message only in its raw data', async () => {
		hooked = await Hooked.waha(EVENTS_2025);
		const target = hooked.harness.newest();
		hooked.session.others.revoke(target);
		const revoked = await next('message.revoked');
		expect(at(revoked, 'revokedMessageId')).toBeUndefined();
		expect(at(revoked, '_data', 'message', 'protocolMessage', 'key', 'id')).toBe(target.id);
	});
});

describe('acknowledgements', () => {
	test('of a person come as SERVER, DEVICE and READ', async () => {
		hooked = await Hooked.waha(['message.ack']);
		const { id } = hooked.session.send({ chatId: ANNA, text: 'mine' });
		hooked.session.chats.readByOthers(ANNA);
		const sent = await hooked.sent(3);
		const full = `true_${ANNA_CUS}_${id}`;
		expect(sent.map((body) => at(body, 'payload'))).toEqual([
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 1, ackName: 'SERVER' },
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 2, ackName: 'DEVICE' },
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 3, ackName: 'READ' },
		]);
	});

	test.each([
		['2025.12.1', 'message.ack', ['message.ack']],
		['2025.12.2', 'message.ack.group', ['message.ack', 'message.ack.group']],
	])('of a group come in version %s as %s', async (wahaVersion, event, events) => {
		hooked = await Hooked.waha(events, { wahaVersion });
		hooked.session.send({ chatId: TEAM, text: 'mine' });
		hooked.receiver.received.length = 0;
		hooked.session.chats.readByOthers(TEAM, BEN);
		await hooked.sent(3);
		const read = hooked.receiver.of(event).map(payload);
		expect(read).toContainEqual(
			expect.objectContaining({
				from: TEAM,
				to: TEAM,
				participant: BEN_CUS,
				fromMe: true,
				ack: 3,
				ackName: 'READ',
			}),
		);
	});
});

describe('a poll vote', () => {
	const EVENTS = ['poll.vote', 'poll.vote.failed', 'message'];
	const ask = (options: string[]): { poll: string; vote: string } => {
		const poll = { question: 'When?', options: ['1', '2'], selectable: 1 };
		const content = { type: 'poll' as const, poll };
		const asked = hooked.session.send({ chatId: TEAM, text: '', content });
		return { poll: asked.id, vote: hooked.session.others.vote(asked, options, BEN).id };
	};

	test('contains all chosen options', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const { poll, vote } = ask(['2']);
		expect(await next('poll.vote')).toEqual({
			vote: {
				id: `false_${TEAM}_${vote}_${BEN_CUS}`,
				to: TEAM,
				from: BEN_CUS,
				fromMe: false,
				selectedOptions: ['2'],
				timestamp: expect.any(Number),
			},
			poll: { id: `true_${TEAM}_${poll}`, to: TEAM, from: 'me', fromMe: true },
		});
		await silence('message', 'poll.vote.failed');
	});

	test('in a poll that the server has not stored is reported as failed', async () => {
		hooked = await Hooked.waha(EVENTS, { ...V2026, wahaStore: false });
		ask(['2']);
		expect(await next('poll.vote.failed')).toMatchObject({ vote: { selectedOptions: [] } });
		await silence('poll.vote');
	});
});

test('a response to a calendar event contains the event’s ID and the response', async () => {
	hooked = await Hooked.waha(['event.response', 'message'], V2026);
	const content = { type: 'proto' as const, message: { eventMessage: { name: 'Party' } } };
	const invitation = hooked.session.send({ chatId: TEAM, text: 'Party', content });
	const { id } = hooked.session.others.respond(invitation, 'NOT_GOING', BEN);
	expect(await next('event.response')).toMatchObject({
		id: `false_${TEAM}_${id}_${BEN_CUS}`,
		participant: BEN_CUS,
		eventCreationKey: { id: `true_${TEAM}_${invitation.id}`, to: TEAM, from: 'me', fromMe: true },
		eventResponse: {
			response: 'NOT_GOING',
			timestampMs: expect.any(Number),
			extraGuestCount: 0,
		},
	});
	await silence('message');
});

describe('group events', () => {
	const EVENTS = [
		...['group.v2.join', 'group.v2.leave', 'group.v2.update', 'group.v2.participants'],
		'group.v2.participants.join-request',
	];
	const group = (): NonNullable<ReturnType<Hooked['session']['groups']['find']>> => {
		const found = hooked.session.groups.find(TEAM);
		if (!found) throw new Error('no team');
		return found;
	};
	beforeEach(async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
	});

	test('being added to a group sends group.v2.join with the group’s data', async () => {
		const { id } = hooked.session.groups.create(BEN, 'New', [hooked.session.myId]);
		expect(await next('group.v2.join')).toMatchObject({
			timestamp: expect.any(Number),
			group: {
				id,
				subject: 'New',
				description: '',
				invite: expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\/\w+$/),
				membersCanAddNewMember: true,
				membersCanSendMessages: true,
				newMembersApprovalRequired: false,
				participants: [
					{ id: BEN_CUS, role: 'superadmin' },
					{ id: '491700000001@c.us', role: 'participant' },
				],
			},
		});
	});

	test('leaving a group sends two events', async () => {
		hooked.session.groups.leave(group(), hooked.session.myId);
		expect(await next('group.v2.leave')).toMatchObject({ group: { id: TEAM } });
		expect(await next('group.v2.participants')).toMatchObject({
			type: 'leave',
			participants: [{ id: '491700000001@c.us', role: 'left' }],
		});
	});

	test.each([
		['subject', { subject: 'Other' }, { subject: 'Other' }],
		['description', { description: null }, { description: '' }],
		['rights', { messagesAdminOnly: true }, { membersCanSendMessages: false }],
	])(
		'a change of the %s sends group.v2.update with that field only',
		async (_name, settings, changed) => {
			hooked.session.groups.change(group(), settings);
			expect(at(await next('group.v2.update'), 'group')).toEqual({ id: TEAM, ...changed });
		},
	);

	test.each([
		['join', 'participant', (id: string) => hooked.session.groups.add(group(), id)],
		['promote', 'admin', (id: string) => void hooked.session.groups.setRole(group(), id, 'admin')],
		['leave', 'left', (id: string) => hooked.session.groups.remove(group(), id)],
	])('a participant’s change is reported as %s', async (type, role, change) => {
		const newcomer = '5511987654321@s.whatsapp.net';
		change(type === 'join' ? newcomer : BEN);
		expect(await next('group.v2.participants')).toMatchObject({
			type,
			group: { id: TEAM },
			participants: [{ id: type === 'join' ? '5511987654321@c.us' : BEN_CUS, role }],
		});
	});

	test('a request to join is reported', async () => {
		hooked.session.groups.ask(group(), '499@s.whatsapp.net');
		expect(await next('group.v2.participants.join-request')).toMatchObject({
			group: { id: TEAM },
			action: 'created',
			requesterId: '499@c.us',
		});
	});
});

describe('other events', () => {
	test.each([
		['call.received', { isVideo: true, isGroup: false, from: ANNA_CUS, id: expect.any(String) }],
		['call.rejected', { from: ANNA_CUS }],
	])('%s is sent for a call that nobody accepts', async (event, expected) => {
		hooked = await Hooked.waha(['call.received', 'call.accepted', 'call.rejected']);
		hooked.harness.sandbox.world.clock.use(1_700_000_000_500);
		const call = hooked.session.others.call(ANNA, { isVideo: true });
		hooked.session.calls.end(call, 'terminate');
		expect(await next(event)).toMatchObject({ ...expected, timestamp: 1_700_000_000.5 });
		await silence('call.accepted');
	});

	test('typing is always reported, online and offline only after a subscription', async () => {
		hooked = await Hooked.waha(['presence.update']);
		hooked.session.others.show(BEN, 'online');
		hooked.session.others.show(BEN, 'typing');
		expect(await next('presence.update')).toEqual({
			id: BEN_CUS,
			presences: [{ participant: BEN_CUS, lastKnownPresence: 'typing', lastSeen: null }],
		});
		await hooked.harness.waha('POST', `/api/default/presence/${BEN_CUS}/subscribe`);
		hooked.session.others.show(BEN, 'offline');
		const [, offline] = await hooked.receiver.got(2);
		expect(at(offline?.body, 'payload', 'presences')).toEqual([
			{ participant: BEN_CUS, lastKnownPresence: 'offline', lastSeen: expect.any(Number) },
		]);
	});

	test.each([
		['ANY', 1],
		['WEBJS', 1],
		['NOWEB', 0],
	] as const)('%s reports an archived chat %d times', async (wahaEngine, times) => {
		hooked = await Hooked.waha(['chat.archive', 'label.upsert'], { wahaEngine });
		await hooked.harness.waha('POST', `/api/default/chats/${ANNA_CUS}/archive`);
		await hooked.settled();
		expect(hooked.receiver.of('chat.archive').map(payload)).toEqual(
			Array.from({ length: times }, () => ({
				id: ANNA_CUS,
				archived: true,
				timestamp: expect.any(Number),
			})),
		);
	});

	test('labels and their use on chats are reported', async () => {
		const events = ['label.upsert', 'label.deleted', 'label.chat.added', 'label.chat.deleted'];
		hooked = await Hooked.waha(events);
		const { labels } = hooked.session;
		const label = labels.create('VIP', 1);
		labels.setForChat(BEN, [label.id]);
		labels.remove(label);
		const sent = await hooked.sent(4);
		const shown = { id: label.id, name: 'VIP', color: 1, colorHex: '#64c4ff' };
		const onChat = { labelId: label.id, chatId: BEN_CUS, label: shown };
		expect(sent.map((body) => [at(body, 'event'), at(body, 'payload')])).toEqual([
			['label.upsert', shown],
			['label.chat.added', onChat],
			['label.chat.deleted', onChat],
			['label.deleted', shown],
		]);
	});

	test('engine.event and state.change contain the engine’s own data', async () => {
		hooked = await Hooked.waha(['engine.event', 'state.change']);
		hooked.session.others.write({ chatId: ANNA, text: 'hi' });
		expect(await next('engine.event')).toMatchObject({
			event: 'messages.upsert',
			data: { type: 'notify', messages: [{ message: { conversation: 'hi' } }] },
		});
		hooked.session.dropConnection();
		expect(await next('state.change')).toMatchObject({ connection: 'close' });
	});
});
