import type { Received } from '../../nodes/WhatsApp/gateways/webhooks';
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import {
	delivery,
	dialects,
	isRepetition,
	MS,
	waha,
	warest,
	warestBody,
	warestMessage,
} from './events.run';
import { ANNA, ANNA_RAW, LID, ME, noweb, TEAM, TIME } from './message.raw';

/** Another delivery from WAHA, some seconds later. */
const again = (event: string, payload: Json, more: JsonObject = {}): readonly Received[] =>
	waha(event, payload, { id: 'evt_01jcy0000000000000000000bb', timestamp: MS + 9000, ...more });
const later = (event: string, data: JsonObject, seconds = 4): readonly Received[] =>
	warest(event, data, { ts: MS + 5000 + seconds * 1000 });

const hello = noweb({ conversation: 'Hi' }, { body: 'Hi' });
const reacted = (text: string, timestamp = TIME): JsonObject => ({
	id: `false_${ANNA}_R`,
	timestamp,
	from: ANNA,
	fromMe: false,
	reaction: { text, messageId: `true_${ANNA}_A` },
});
const voted = (voter: string): JsonObject => ({
	vote: {
		id: `false_${voter}_V`,
		from: voter,
		fromMe: false,
		selectedOptions: ['a'],
		timestamp: TIME,
	},
	poll: { id: `true_${voter}_P`, fromMe: true },
});
const responded = (guest: string): JsonObject => ({
	id: `false_${guest}_ER`,
	timestamp: TIME,
	from: guest,
	fromMe: false,
	eventCreationKey: { id: `true_${guest}_EV`, to: guest, fromMe: true },
	eventResponse: { response: 'GOING', timestampMs: MS },
});
const acked = (ack: number, participant: string): JsonObject => ({
	id: `true_${TEAM}_A_${ME}`,
	from: TEAM,
	fromMe: true,
	participant,
	ack,
});
const edited = (id: string, body: string, timestamp: number): JsonObject => ({
	id: `false_${ANNA}_${id}`,
	timestamp,
	from: ANNA,
	fromMe: false,
	body,
	editedMessageId: 'A',
});
const members = (type: string, id = ANNA, timestamp = MS): JsonObject => ({
	type,
	timestamp,
	group: { id: TEAM },
	participants: [{ id, role: 'participant' }],
});
const typing = { id: ANNA, presences: [{ participant: ANNA, lastKnownPresence: 'typing' }] };
const status = (timestamp: number): JsonObject => ({
	status: 'WORKING',
	statuses: [{ status: 'WORKING', timestamp }],
});

test.each<[string, readonly Received[], readonly Received[]]>([
	['one delivery twice', waha('presence.update', typing), waha('presence.update', typing)],
	['a message and message.any', waha('message', hello), again('message.any', hello)],
	[
		'a message through two webhooks, once by its hidden id',
		waha('message', hello),
		again('message', { ...hello, id: `false_${LID}_A`, from: LID }),
	],
	['a choice twice', waha('message', callback()), again('message.any', callback())],
	[
		'a reaction twice',
		waha('message.reaction', reacted('👍')),
		again('message.reaction', reacted('👍')),
	],
	[
		'a reaction through two webhooks, once by the hidden id',
		waha('message.reaction', reacted('👍')),
		again('message.reaction', {
			...reacted('👍'),
			id: `false_${LID}_R`,
			from: LID,
			reaction: { text: '👍', messageId: `true_${LID}_A` },
		}),
	],
	[
		'a vote through two webhooks, once by the hidden id',
		waha('poll.vote', voted(ANNA)),
		again('poll.vote', voted(LID)),
	],
	[
		'an event response through two webhooks, once by the hidden id',
		waha('event.response', responded(ANNA)),
		again('event.response', responded(LID)),
	],
	['an ack twice', waha('message.ack', acked(3, ANNA)), again('message.ack.group', acked(3, ANNA))],
	[
		'an ack through two webhooks, once by the hidden id',
		waha('message.ack', { id: `true_${ANNA}_A`, from: ANNA, fromMe: true, ack: 3 }),
		again('message.ack', { id: `true_${LID}_A`, from: LID, fromMe: true, ack: 3 }),
	],
	[
		'an edit twice',
		waha('message.edited', edited('E', 'x', TIME)),
		again('message.edited', edited('E', 'x', TIME)),
	],
	[
		'members a second later',
		waha('group.v2.participants', members('join')),
		again('group.v2.participants', members('join', ANNA, MS + 1000)),
	],
	['a status twice', waha('session.status', status(MS)), again('session.status', status(MS))],
	[
		'a start that WARest tells as two stations',
		warest('session_status', { tags: 'create' }),
		later('session_status', { tags: 'connecting' }, 0.4),
	],
	[
		'a status that a server without a history tells twice at once',
		waha('session.status', { status: 'STARTING' }),
		again('session.status', { status: 'STARTING' }, { timestamp: MS + 5400 }),
	],
	[
		'somebody who types, told twice at once',
		waha('presence.update', typing),
		again('presence.update', typing, { timestamp: MS + 5400 }),
	],
	[
		'a call twice',
		waha('call.received', { id: 'C', from: ANNA }),
		again('call.received', { id: 'C', from: ANNA }),
	],
	[
		'a delivery of WARest twice',
		warest('presence_update', { presence: { id: ANNA_RAW, presences: { [ANNA_RAW]: {} } } }),
		warest('presence_update', { presence: { id: ANNA_RAW, presences: { [ANNA_RAW]: {} } } }),
	],
	[
		'new members under both names',
		warest('group_participants', { groupId: TEAM, participants: [ANNA_RAW], action: 'add' }),
		later('group_join', { groupId: TEAM, participants: [ANNA_RAW], action: 'add' }, 50),
	],
	[
		'members who left under both names',
		warest('group_participants', { groupId: TEAM, participants: [ANNA_RAW], action: 'remove' }),
		later('group_leave', { groupId: TEAM, participants: [ANNA_RAW], action: 'remove' }),
	],
	[
		'an edit under both names',
		warest('message_received', protocolEdit()),
		later('message_edited', plainEdit()),
	],
	[
		'a revocation under both names',
		warest(
			'message_received',
			warestMessage('system', 'protocolMessage', {
				protocolMessage: { type: 0, key: { id: 'A' } },
			}),
		),
		later('message_revoked', { key: { remoteJid: ANNA_RAW, id: 'A' }, update: {} }),
	],
])('is recognized as a repetition: %s', (_, first, second) => {
	expect(isRepetition(first, second)).toBe(true);
});

test.each<[string, readonly Received[], readonly Received[]]>([
	['two messages', waha('message', hello), again('message', { ...hello, id: `false_${ANNA}_B` })],
	['a message of two sessions', waha('message', hello), again('message', hello, { session: 't' })],
	[
		'a delivery of two sessions',
		waha('presence.update', typing),
		waha('presence.update', typing, { session: 't' }),
	],
	[
		'a message and its revocation',
		waha('message', hello),
		again('message.revoked', { after: hello, revokedMessageId: 'A' }),
	],
	[
		'a reaction and its end',
		waha('message.reaction', reacted('👍')),
		again('message.reaction', reacted('')),
	],
	[
		'the reactions of both sides of a chat',
		waha('message.reaction', reacted('👍')),
		again('message.reaction', { ...reacted('👍'), from: ME, fromMe: true }),
	],
	[
		'the reactions of two members of a group',
		waha('message.reaction', { ...reacted('👍'), id: `false_${TEAM}_R_${ANNA}`, from: TEAM }),
		again('message.reaction', { ...reacted('👍'), id: `false_${TEAM}_R_${LID}`, from: TEAM }),
	],
	[
		'a reaction put again',
		waha('message.reaction', reacted('👍')),
		again('message.reaction', reacted('👍', TIME + 9)),
	],
	[
		'two readers',
		waha('message.ack.group', acked(3, ANNA)),
		again('message.ack.group', acked(3, ME)),
	],
	['delivered and read', waha('message.ack', acked(2, ANNA)), again('message.ack', acked(3, ANNA))],
	[
		'two edits',
		waha('message.edited', edited('E', 'x', TIME)),
		again('message.edited', edited('F', 'y', TIME)),
	],
	[
		'an edit back',
		waha('message.edited', edited('E', 'x', TIME)),
		again('message.edited', edited('G', 'x', TIME + 9)),
	],
	[
		'one who joins and leaves',
		waha('group.v2.participants', members('join')),
		again('group.v2.participants', members('leave')),
	],
	[
		'one who joins again',
		waha('group.v2.participants', members('join')),
		again('group.v2.participants', members('join', ANNA, MS + 600_000)),
	],
	['typing again', waha('presence.update', typing), again('presence.update', typing)],
	[
		'typing and pausing at once',
		waha('presence.update', typing),
		again(
			'presence.update',
			{ id: ANNA, presences: [{ participant: ANNA, lastKnownPresence: 'paused' }] },
			{ timestamp: MS + 5400 },
		),
	],
	[
		'two who type at once',
		waha('presence.update', { ...typing, id: TEAM }),
		again(
			'presence.update',
			{ id: TEAM, presences: [{ participant: ME, lastKnownPresence: 'typing' }] },
			{ timestamp: MS + 5400 },
		),
	],
	[
		'a status that comes back',
		waha('session.status', status(MS)),
		again('session.status', status(MS + 60_000)),
	],
	[
		'a call that rings and ends',
		waha('call.received', { id: 'C', from: ANNA }),
		again('call.rejected', { id: 'C', from: ANNA }),
	],
	['what is not mapped', waha('engine.event', {}), again('engine.event', {})],
	[
		'a status of WARest that comes back',
		warest('session_status', { status: 'open' }),
		later('session_status', { status: 'open' }),
	],
])('is not taken for a repetition: %s', (_, first, second) => {
	expect(isRepetition(first, second)).toBe(false);
});

test('two events of one delivery share no key', () => {
	const presences = [ANNA, LID].map((participant) => ({
		participant,
		lastKnownPresence: 'online',
	}));
	const [one, other] = waha('presence.update', { id: TEAM, presences });
	expect(one?.keys.some((key) => other?.keys.includes(key))).toBe(false);
});

test("WARest's event ID neither marks a repetition nor appears in the item", () => {
	const of = (data: JsonObject) =>
		dialects.warest.events(
			delivery(warestBody('session_status', data), { 'x-warest-event-id': 's' }),
		);
	expect(isRepetition(of({ tags: 'qr' }), of({ tags: 'close' }))).toBe(false);
	expect(of({ tags: 'qr' })[0]?.item.eventId).toBeNull();
});

test('a key is short and begins with its session', () => {
	const long = 'x'.repeat(10_000);
	const { keys = [] } =
		waha('message', { ...hello, id: long }, { session: 'shop', id: long })[0] ?? {};
	for (const key of keys) expect(key).toMatch(/^shop:[\w-]{22}$/);
});

function callback(): JsonObject {
	return noweb({ buttonsResponseMessage: { selectedButtonId: 'y', selectedDisplayText: 'Y' } });
}

function protocolEdit(): JsonObject {
	return warestMessage(
		'system',
		'protocolMessage',
		{
			protocolMessage: {
				key: { id: 'A' },
				editedMessage: { conversation: 'Hello' },
				timestampMs: MS + 400,
			},
		},
		{},
		{ id: 'E' },
	);
}

function plainEdit(): JsonObject {
	return {
		key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
		editedMessage: { message: { conversation: 'Hello' } },
		update: { update: { messageTimestamp: TIME } },
	};
}
