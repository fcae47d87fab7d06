import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { fromAnna, MS, noMessage, onWarest, person, REPORTED, warestMessage } from './events.run';
import { ANNA, ANNA_RAW, LID, TEAM, TIME } from './message.raw';

const BEA_RAW = '447700900123@s.whatsapp.net';
const { inChat, inTeam, nowhere } = onWarest;
const helloItem = {
	...noMessage,
	messageId: 'A',
	type: 'text',
	text: 'Hi',
	senderName: 'Anna',
};
const edit = {
	protocolMessage: {
		key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' },
		type: 'MESSAGE_EDIT',
		editedMessage: { conversation: 'Hello' },
		timestampMs: String(MS),
	},
};

/** Every event of WARest 0.3.44 with the data of its contract, and the result. */
export const EVENTS: Array<[string, string, JsonObject, object]> = [
	[
		'a text',
		'message_received',
		warestMessage('text', 'conversation', { conversation: 'Hi' }, { text: 'Hi' }),
		{ ...inChat('message'), ...helloItem },
	],
	[
		'a command, which nothing sends in this version',
		'message_command',
		warestMessage('text', 'conversation', { conversation: 'Hi' }, { text: 'Hi' }),
		{ ...inChat('message'), ...helloItem },
	],
	[
		'a choice',
		'message_received',
		warestMessage('interactive', 'listResponseMessage', {
			listResponseMessage: { title: 'Tea', singleSelectReply: { selectedRowId: 'tea' } },
		}),
		{
			...inChat('callback'),
			...helloItem,
			type: 'list',
			text: 'Tea',
			callback: { id: 'tea', text: 'Tea' },
		},
	],
	[
		'an edit that comes as a message',
		'message_received',
		warestMessage('system', 'protocolMessage', edit, {}, { id: 'E' }),
		{ ...inChat('messageEdited'), ...helloItem, text: 'Hello', edited: true },
	],
	[
		'an edit',
		'message_edited',
		{
			key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
			editedMessage: { message: { conversation: 'Hello' } },
			update: { key: {}, update: { message: {}, messageTimestamp: TIME } },
			mentions: [],
		},
		{ ...inChat('messageEdited'), ...helloItem, text: 'Hello', edited: true, senderName: null },
	],
	[
		'a revocation that comes as a message',
		'message_received',
		warestMessage(
			'system',
			'protocolMessage',
			{ protocolMessage: { type: 'REVOKE', key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' } } },
			{},
			{ id: 'R' },
		),
		{
			...inChat('messageRevoked'),
			...noMessage,
			senderName: 'Anna',
			messageId: 'A',
			mentionsMe: null,
			revoked: true,
		},
	],
	[
		'a revocation',
		'message_revoked',
		{ key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' }, update: {} },
		{
			...inChat('messageRevoked'),
			...noMessage,
			...REPORTED,
			from: null,
			senderPhone: null,
			messageId: 'A',
			mentionsMe: null,
			revoked: true,
		},
	],
	[
		'a reaction',
		'message_reaction',
		{
			key: { remoteJid: ANNA_RAW, fromMe: false, id: 'R' },
			reaction: {
				key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' },
				text: '👍',
				// Baileys' long integer of 1,700,000,000,000.
				senderTimestampMs: { low: -807049216, high: 395, unsigned: false },
			},
			sender: { chatId: ANNA_RAW, fromMe: false, isGroup: false, authorJid: ANNA_RAW },
		},
		{
			...inChat('reaction'),
			...fromAnna,
			messageId: 'A',
			reaction: { emoji: '👍', removed: false, messageId: 'A' },
		},
	],
	[
		'a reaction taken back',
		'message_reaction',
		{
			key: { remoteJid: ANNA_RAW, fromMe: false, id: 'R' },
			reaction: { key: { id: 'A' }, text: '' },
			sender: { chatId: ANNA_RAW, fromMe: false, isGroup: false, authorJid: ANNA_RAW },
		},
		{
			...inChat('reaction'),
			...fromAnna,
			...REPORTED,
			messageId: 'A',
			reaction: { emoji: null, removed: true, messageId: 'A' },
		},
	],
	[
		'a message that could not be decrypted yet',
		'message_received',
		{
			...warestMessage('system', '', null),
			message: {
				key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
				messageStubType: 'CIPHERTEXT',
				messageTimestamp: String(TIME),
			},
			text: undefined,
		},
		{ ...inChat('messageWaiting'), ...noMessage, messageId: 'A' },
	],
	[
		'a vote',
		'message_received',
		warestMessage('poll', 'pollUpdateMessage', {
			pollUpdateMessage: {
				pollCreationMessageKey: { remoteJid: ANNA_RAW, fromMe: true, id: 'P' },
				vote: { encPayload: { type: 'Buffer', data: [1] }, encIv: { type: 'Buffer', data: [2] } },
			},
		}),
		{
			...inChat('pollVote'),
			...fromAnna,
			senderName: 'Anna',
			messageId: 'P',
			pollMessageId: 'P',
			selected: null,
		},
	],
	[
		'an answer to an invitation',
		'message_received',
		warestMessage('event', 'encEventResponseMessage', {
			encEventResponseMessage: { eventCreationMessageKey: { id: 'EV' }, encPayload: {} },
		}),
		{
			...inChat('eventResponse'),
			...fromAnna,
			senderName: 'Anna',
			messageId: 'EV',
			eventMessageId: 'EV',
			response: null,
			extraGuests: null,
		},
	],
	...(['group_participants', 'group_join'] as const).map(
		(event): [string, string, JsonObject, object] => [
			`${event} with new members`,
			event,
			{ groupId: TEAM, participants: [ANNA_RAW, LID], action: 'add' },
			{
				...inTeam('groupParticipants'),
				...REPORTED,
				action: 'added',
				participants: [person(ANNA), { participantId: LID, phone: null, lid: LID }],
			},
		],
	),
	[
		'group_leave',
		'group_leave',
		{ groupId: TEAM, participants: [{ id: LID, phoneNumber: ANNA_RAW }], action: 'remove' },
		{
			...inTeam('groupParticipants'),
			...REPORTED,
			action: 'removed',
			participants: [{ ...person(ANNA), lid: LID }],
		},
	],
	...(
		[
			['promote', 'promoted'],
			['demote', 'demoted'],
		] as const
	).map(([told, action]): [string, string, JsonObject, object] => [
		`a member ${action}`,
		'group_participants',
		{ groupId: TEAM, participants: [BEA_RAW], action: told },
		{
			...inTeam('groupParticipants'),
			...REPORTED,
			action,
			participants: [person('447700900123@c.us')],
		},
	]),
	[
		'a group that is changed',
		'group_update',
		{ update: { id: TEAM, subject: 'Team', announce: true, author: ANNA_RAW } },
		{
			...inTeam('groupUpdated'),
			...REPORTED,
			changes: { subject: 'Team', messagesAdminOnly: true },
		},
	],
	[
		'somebody who types',
		'presence_update',
		{ presence: { id: ANNA_RAW, presences: { [ANNA_RAW]: { lastKnownPresence: 'composing' } } } },
		{
			...inChat('presence'),
			...REPORTED,
			...person(ANNA),
			presence: 'typing',
			lastSeen: null,
		},
	],
	...(
		[
			['offer', 'ringing'],
			['ringing', 'ringing'],
			['accept', 'accepted'],
			['reject', 'rejected'],
			['terminate', 'ended'],
			['timeout', 'ended'],
		] as const
	).map(([status, state]): [string, string, JsonObject, object] => [
		`a call: ${status}`,
		'call',
		{
			calls: [
				{
					chatId: ANNA_RAW,
					from: ANNA_RAW,
					id: 'C',
					date: '2023-11-14T22:13:20.000Z',
					isVideo: true,
					isGroup: false,
					status,
					offline: false,
				},
			],
		},
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
			[{ tags: 'create' }, 'starting'],
			[{ tags: 'connecting' }, 'starting'],
			[{ tags: 'qr', qr: 'data:image/png;base64,AAAA', qrDuration: 20 }, 'waitingForQr'],
			[{ status: 'open', me: { id: '491700000001:7@s.whatsapp.net', name: 'Me' } }, 'working'],
			[{ status: 'reconnecting', attempts: 1 }, 'reconnecting'],
			[{ status: 'replaced', reason: 440, tags: 'conflict_replaced' }, 'failed'],
			[{ status: 'logged_out', reason: 401 }, 'loggedOut'],
			[{ tags: 'close' }, 'stopped'],
		] as const
	).map(([data, status]): [string, string, JsonObject, object] => [
		`session_status ${JSON.stringify(data)}`,
		'session_status',
		data,
		{ ...nowhere('sessionStatus'), ...REPORTED, status, previous: null },
	]),
	...['creds_update', 'something_new'].map((event): [string, string, JsonObject, object] => [
		event,
		event,
		{},
		{ ...nowhere('other'), ...REPORTED, gatewayEvent: event },
	]),
	[
		'what only apps need',
		'message_received',
		warestMessage('system', 'protocolMessage', {
			protocolMessage: { type: 'APP_STATE_SYNC_KEY_SHARE' },
		}),
		{ ...nowhere('other'), ...REPORTED, gatewayEvent: 'message_received' },
	],
	[
		'a notice of WhatsApp, which has no message',
		'message_received',
		{
			...warestMessage('system', '', null),
			text: '',
			message: { key: { remoteJid: TEAM, id: 'N' }, messageStubType: 'GROUP_CHANGE_SUBJECT' },
		},
		{ ...nowhere('other'), ...REPORTED, gatewayEvent: 'message_received', type: 'system' },
	],
];
