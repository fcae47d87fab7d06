import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { fromAnna, MS, noMessage, onWaha, person, REPORTED } from './events.run';
import { ANNA, ANNA_RAW, LID, ME, noweb, TEAM, TIME } from './message.raw';

const BEA = '447700900123@c.us';
const { inChat, inTeam, nowhere } = onWaha;

/** Fields that all messages of WAHA have, in the payload of an event. */
const bare = (more: JsonObject): JsonObject => ({
	id: `false_${ANNA}_A`,
	timestamp: TIME,
	from: ANNA,
	fromMe: false,
	source: 'app',
	to: null,
	participant: null,
	...more,
});

export const hello = noweb({ conversation: 'Hi' }, { body: 'Hi', source: 'app' });
const helloItem = {
	...noMessage,
	messageId: `false_${ANNA}_A`,
	type: 'text',
	text: 'Hi',
	senderName: 'Anna',
	ack: 'delivered',
};

/** Every event of WAHA 2026.8.2, with the payload of its documentation, and the result. */
export const EVENTS: Array<[string, Json, object]> = [
	['message', hello, { ...inChat('message'), ...helloItem }],
	['message.any', hello, { ...inChat('message'), ...helloItem }],
	[
		'message.reaction',
		bare({ id: `false_${ANNA}_R`, reaction: { text: '👍', messageId: `true_${ANNA}_A` } }),
		{
			...inChat('reaction'),
			...fromAnna,
			messageId: `true_${ANNA}_A`,
			reaction: { emoji: '👍', removed: false, messageId: `true_${ANNA}_A` },
		},
	],
	[
		'message.ack',
		{
			id: `true_${ANNA}_A`,
			from: ANNA,
			to: null,
			participant: null,
			fromMe: true,
			ack: 3,
			ackName: 'READ',
		},
		{
			...inChat('ack'),
			...REPORTED,
			messageId: `true_${ANNA}_A`,
			fromMe: true,
			ack: 'read',
			...person(ANNA),
		},
	],
	[
		'message.ack.group',
		{
			id: `true_${TEAM}_A_${ME}`,
			from: TEAM,
			to: ANNA,
			participant: ANNA,
			fromMe: true,
			ack: 2,
			ackName: 'DEVICE',
		},
		{
			...inTeam('ack'),
			...REPORTED,
			messageId: `true_${TEAM}_A_${ME}`,
			fromMe: true,
			ack: 'delivered',
			...person(ANNA),
		},
	],
	[
		'message.waiting',
		bare({ body: '', hasMedia: false, ack: 1, _data: { type: 'ciphertext' } }),
		{
			...inChat('messageWaiting'),
			...noMessage,
			messageId: `false_${ANNA}_A`,
			ack: 'sent',
		},
	],
	[
		'message.edited',
		noweb(
			{
				protocolMessage: {
					key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' },
					type: 'MESSAGE_EDIT',
					editedMessage: { conversation: 'Hello' },
					timestampMs: String(MS),
				},
			},
			{ id: `false_${ANNA}_E`, body: 'Hello', editedMessageId: 'A', timestamp: TIME + 1 },
		),
		{
			...inChat('messageEdited'),
			...helloItem,
			text: 'Hello',
			edited: true,
		},
	],
	[
		'message.revoked',
		{
			after: noweb(
				{
					protocolMessage: { type: 'REVOKE', key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' } },
				},
				{ id: `false_${ANNA}_R` },
			),
			before: null,
			revokedMessageId: 'A',
		},
		{
			...inChat('messageRevoked'),
			...noMessage,
			senderName: 'Anna',
			messageId: `false_${ANNA}_A`,
			mentionsMe: null,
			revoked: true,
		},
	],
	[
		'session.status',
		{
			name: 's',
			status: 'WORKING',
			statuses: [
				{ status: 'SCAN_QR_CODE', timestamp: MS - 3000 },
				{ status: 'STARTING', timestamp: MS - 1000 },
				{ status: 'WORKING', timestamp: MS },
			],
			data: null,
		},
		{ ...nowhere('sessionStatus'), status: 'working', previous: 'starting' },
	],
	[
		'session.status',
		{
			name: 's',
			status: 'WORKING',
			statuses: [{ status: 'WORKING', timestamp: MS }],
			data: { reachoutTimelock: { isActive: true, timeEnforcementEnds: 1785553199 } },
		},
		{
			...nowhere('sessionStatus'),
			status: 'working',
			previous: null,
			restrictions: {
				canStartChats: false,
				timelocked: true,
				timelockEndsAt: '2026-08-01T02:59:59.000Z',
				timelockReason: null,
				quotaStatus: null,
				quota: null,
				quotaUsed: null,
				quotaLeft: null,
				quotaStartsAt: null,
				quotaEndsAt: null,
			},
		},
	],
	[
		'group.v2.leave',
		{ timestamp: MS, group: { id: TEAM }, _data: {} },
		{ ...inTeam('groupLeft'), canReply: false },
	],
	[
		'group.v2.update',
		{
			timestamp: TIME,
			group: { id: TEAM, subject: 'Team', description: '', membersCanSendMessages: true },
			_data: { id: TEAM, subject: 'Team', desc: '', announce: true },
		},
		{
			...inTeam('groupUpdated'),
			changes: { subject: 'Team', description: null, messagesAdminOnly: true },
		},
	],
	[
		'group.v2.participants',
		{
			type: 'join',
			timestamp: MS,
			group: { id: TEAM },
			participants: [
				{ id: LID, pn: ANNA, role: 'participant' },
				{ id: BEA, pn: null, role: 'participant' },
			],
		},
		{
			...inTeam('groupParticipants'),
			action: 'added',
			participants: [{ ...person(ANNA), lid: LID }, person(BEA)],
		},
	],
	[
		'group.v2.participants.join-request',
		{
			timestamp: MS,
			group: { id: TEAM },
			action: 'created',
			requesterId: LID,
			requesterPn: ANNA,
			requestMethod: 'invite_link',
		},
		{
			...inTeam('groupJoinRequest'),
			action: 'created',
			...person(ANNA),
			lid: LID,
			method: 'invite_link',
		},
	],
	[
		'presence.update',
		{ id: ANNA, presences: [{ participant: ANNA, lastSeen: TIME, lastKnownPresence: 'typing' }] },
		{
			...inChat('presence'),
			...REPORTED,
			...person(ANNA),
			presence: 'typing',
			lastSeen: '2023-11-14T22:13:20.000Z',
		},
	],
	[
		'poll.vote',
		{
			vote: {
				...bare({ id: `false_${ANNA}_V`, timestamp: MS }),
				selectedOptions: ['Red', 'Blue'],
			},
			poll: { id: `true_${ANNA}_P`, to: ANNA, from: ME, fromMe: true },
		},
		{
			...inChat('pollVote'),
			...fromAnna,
			messageId: `true_${ANNA}_P`,
			pollMessageId: `true_${ANNA}_P`,
			selected: ['Red', 'Blue'],
		},
	],
	[
		'poll.vote.failed',
		{
			vote: { ...bare({ id: `false_${ANNA}_V` }), selectedOptions: [] },
			poll: { id: `true_${ANNA}_P`, to: ANNA, from: ME, fromMe: true },
		},
		{
			...inChat('pollVote'),
			...fromAnna,
			messageId: `true_${ANNA}_P`,
			pollMessageId: `true_${ANNA}_P`,
			selected: null,
		},
	],
	[
		'chat.archive',
		{ id: ANNA, archived: true, timestamp: TIME },
		{ ...inChat('chatArchived'), archived: true },
	],
	...(
		[
			['call.received', 'ringing'],
			['call.accepted', 'accepted'],
			['call.rejected', 'rejected'],
		] as const
	).map(([event, state]): [string, Json, object] => [
		event,
		{ id: 'C', from: ANNA, timestamp: TIME, isVideo: true, isGroup: false },
		{
			...inChat('call'),
			from: ANNA,
			senderPhone: '491701112222',
			senderLid: null,
			callId: 'C',
			isVideo: true,
			state,
		},
	]),
	...(
		[
			['label.upsert', 'saved'],
			['label.deleted', 'deleted'],
		] as const
	).map(([event, action]): [string, Json, object] => [
		event,
		{ id: '1', name: 'Lead', color: 0, colorHex: '#ff9485' },
		{
			...nowhere('label'),
			...REPORTED,
			action,
			labelId: '1',
			name: 'Lead',
			color: 0,
			colorHex: '#ff9485',
		},
	]),
	[
		'label.chat.added',
		{ labelId: '1', chatId: ANNA, label: { id: '1', name: 'Lead', color: 0 } },
		{ ...inChat('chatLabel'), ...REPORTED, action: 'added', labelId: '1', name: 'Lead' },
	],
	[
		'label.chat.deleted',
		{ labelId: '1', chatId: ANNA, label: null },
		{ ...inChat('chatLabel'), ...REPORTED, action: 'removed', labelId: '1', name: null },
	],
	[
		'event.response',
		bare({
			id: `false_${ANNA}_ER`,
			eventCreationKey: { id: `true_${ANNA}_EV`, to: ANNA, from: ME, fromMe: true },
			eventResponse: { response: 'NOT_GOING', timestampMs: MS, extraGuestCount: 1 },
		}),
		{
			...inChat('eventResponse'),
			...fromAnna,
			messageId: `true_${ANNA}_EV`,
			eventMessageId: `true_${ANNA}_EV`,
			response: 'notGoing',
			extraGuests: 1,
		},
	],
	[
		'event.response.failed',
		bare({
			id: `false_${ANNA}_ER`,
			eventCreationKey: { id: `true_${ANNA}_EV`, to: ANNA, from: ME, fromMe: true },
			eventResponse: null,
		}),
		{
			...inChat('eventResponse'),
			...fromAnna,
			messageId: `true_${ANNA}_EV`,
			eventMessageId: `true_${ANNA}_EV`,
			response: null,
			extraGuests: null,
		},
	],
	...['state.change', 'group.join', 'group.leave', 'engine.event', 'something.new'].map(
		(event): [string, Json, object] => [
			event,
			{ id: TEAM, anything: 1 },
			{ ...nowhere('other'), ...REPORTED, gatewayEvent: event },
		],
	),
];
