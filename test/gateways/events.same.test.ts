import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { items, ME_LID, MS, waha, warest, warestMessage } from './events.run';
import { ANNA, ANNA_RAW, CARD, LID, ME, noweb, TEAM, TIME } from './message.raw';

/** Fields that docs/shapes.md marks as different between gateways. */
const MAY_DIFFER = ['eventId', 'messageId', 'pollMessageId', 'eventMessageId', 'ack', 'previous'];

function comparable(item: Record<string, unknown>): object {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !MAY_DIFFER.includes(name)));
}

const TEAM_KEY = { remoteJid: TEAM, participant: ANNA_RAW };
const teamSender = {
	sender: { chatId: TEAM, fromMe: false, isGroup: true, authorJid: ANNA_RAW },
};

/** The same message as WAHA and WARest write it, in the chat with Anna and in a group. */
const message = (
	what: string,
	tags: string,
	content: JsonObject,
	body: string | null,
	wahaMore: JsonObject = {},
	warestMore: JsonObject = {},
): Array<[string, [string, Json], [string, JsonObject]]> => {
	const contentType = Object.keys(content)[0] ?? '';
	const text = body ?? '';
	return [
		[
			what,
			['message', noweb(content, { body, ...wahaMore })],
			['message_received', warestMessage(tags, contentType, content, { text, ...warestMore })],
		],
		[
			`${what} in a group`,
			[
				'message.any',
				noweb(
					content,
					{
						id: `false_${TEAM}_A_${ANNA}`,
						from: TEAM,
						to: ANNA,
						participant: ANNA,
						body,
						...wahaMore,
					},
					{ key: { ...TEAM_KEY, fromMe: false, id: 'A' } },
				),
			],
			[
				'message_received',
				warestMessage(tags, contentType, content, { text, ...teamSender, ...warestMore }, TEAM_KEY),
			],
		],
	];
};

const image = { mimetype: 'image/jpeg', fileLength: '1234', caption: 'Look' };
const URL = 'http://localhost:9/file.jpeg';
const original = { remoteJid: ANNA_RAW, fromMe: true, id: 'A' };
const edit = {
	protocolMessage: {
		key: original,
		type: 'MESSAGE_EDIT',
		editedMessage: { conversation: 'Hello' },
		timestampMs: MS,
	},
};
const revocation = { protocolMessage: { type: 'REVOKE', key: original } };
const vote = { pollUpdateMessage: { pollCreationMessageKey: { id: 'P' } } };
const members = [
	['join', 'add'],
	['leave', 'remove'],
	['promote', 'promote'],
	['demote', 'demote'],
] as const;
const call = { id: 'C', from: ANNA, timestamp: TIME, isVideo: true, isGroup: false };
const baileysCall = {
	chatId: ANNA_RAW,
	from: ANNA_RAW,
	id: 'C',
	date: '2023-11-14T22:13:20.000Z',
	isVideo: true,
	isGroup: false,
};

/** The same thing as WAHA and as WARest report it. */
const HAPPENINGS: Array<[string, [string, Json], [string, JsonObject]]> = [
	...message('a text', 'text', { conversation: 'Hi' }, 'Hi'),
	...message(
		'an answer',
		'extended_text',
		{
			extendedTextMessage: {
				text: 'Yes',
				contextInfo: { stanzaId: 'Q', participant: ANNA_RAW, quotedMessage: { conversation: 'B' } },
			},
		},
		'Yes',
	),
	...message(
		'an image',
		'media',
		{ imageMessage: image },
		'Look',
		{ hasMedia: true, media: { url: URL, mimetype: 'image/jpeg' } },
		{ media: { hasMedia: true, type: 'imageMessage', mimeType: 'image/jpeg', url: URL } },
	),
	...message(
		'a voice message that is not kept',
		'audio',
		{
			audioMessage: { mimetype: 'audio/ogg; codecs=opus', ptt: true, fileLength: 9 },
		},
		null,
		{ hasMedia: true },
		{ media: { hasMedia: true, mimeType: 'audio/ogg' } },
	),
	...message(
		'a place',
		'location',
		{ locationMessage: { degreesLatitude: 52.5, degreesLongitude: 13.4, name: 'Gate' } },
		null,
	),
	...message('a contact', 'contact', { contactMessage: { displayName: 'Ada', vcard: CARD } }, null),
	...message('a poll', 'poll', { pollCreationMessageV3: { name: 'Who?', options: [] } }, null),
	...message('a pin', 'pin', { pinInChatMessage: { key: { id: 'B' }, type: 1 } }, null),
	...message(
		'a choice',
		'interactive',
		{ listResponseMessage: { title: 'Tea', singleSelectReply: { selectedRowId: 'tea' } } },
		null,
	),
	[
		'an edit',
		['message.edited', noweb(edit, { id: `false_${ANNA}_E`, body: 'Hello', editedMessageId: 'A' })],
		['message_received', warestMessage('system', 'protocolMessage', edit, {}, { id: 'E' })],
	],
	[
		'a revocation',
		[
			'message.revoked',
			{ after: noweb(revocation, { id: `false_${ANNA}_R` }), before: null, revokedMessageId: 'A' },
		],
		['message_received', warestMessage('system', 'protocolMessage', revocation, {}, { id: 'R' })],
	],
	...['👍', ''].map((emoji): [string, [string, Json], [string, JsonObject]] => [
		`a reaction "${emoji}"`,
		[
			'message.reaction',
			{
				id: `false_${ANNA}_R`,
				timestamp: TIME,
				from: ANNA,
				fromMe: false,
				reaction: { text: emoji, messageId: 'A' },
			},
		],
		[
			'message_reaction',
			{
				key: { remoteJid: ANNA_RAW, fromMe: false, id: 'R' },
				reaction: { key: original, text: emoji, senderTimestampMs: MS },
				sender: { chatId: ANNA_RAW, fromMe: false, isGroup: false, authorJid: ANNA_RAW },
			},
		],
	]),
	[
		'a vote that stays encrypted',
		[
			'poll.vote.failed',
			{
				vote: {
					id: `false_${ANNA}_V`,
					from: ANNA,
					fromMe: false,
					selectedOptions: [],
					timestamp: TIME,
				},
				poll: { id: 'P' },
				_data: { pushName: 'Anna' },
			},
		],
		['message_received', warestMessage('poll', 'pollUpdateMessage', vote, {}, { id: 'V' })],
	],
	...members.map(([theirs, action]): [string, [string, Json], [string, JsonObject]] => [
		`members: ${theirs}`,
		[
			'group.v2.participants',
			{
				type: theirs,
				timestamp: MS + 5000,
				group: { id: TEAM },
				participants: [
					{ id: LID, pn: null, role: 'participant' },
					{ id: ANNA, pn: ANNA, role: 'participant' },
				],
			},
		],
		['group_participants', { groupId: TEAM, participants: [LID, ANNA_RAW], action }],
	]),
	[
		'a group that is changed',
		[
			'group.v2.update',
			{
				timestamp: MS + 5000,
				group: { id: TEAM, subject: 'Team' },
				_data: { id: TEAM, subject: 'Team', restrict: true },
			},
		],
		['group_update', { update: { id: TEAM, subject: 'Team', restrict: true } }],
	],
	[
		'somebody who types',
		[
			'presence.update',
			{ id: ANNA, presences: [{ participant: ANNA, lastKnownPresence: 'typing', lastSeen: null }] },
		],
		[
			'presence_update',
			{ presence: { id: ANNA_RAW, presences: { [ANNA_RAW]: { lastKnownPresence: 'composing' } } } },
		],
	],
	...(
		[
			['call.received', 'offer'],
			['call.accepted', 'accept'],
			['call.rejected', 'reject'],
			['call.rejected', 'terminate'],
		] as const
	).map(([event, status]): [string, [string, Json], [string, JsonObject]] => [
		`a call: ${status}`,
		[event, { ...call, _data: { ...baileysCall, status } }],
		['call', { calls: [{ ...baileysCall, status }] }],
	]),
	...(
		[
			['SCAN_QR_CODE', { tags: 'qr' }],
			['STARTING', { tags: 'connecting' }],
			['WORKING', { status: 'open' }],
			['STOPPED', { tags: 'close' }],
		] as const
	).map(([status, data]): [string, [string, Json], [string, JsonObject]] => [
		`session: ${status}`,
		['session.status', { name: 's', status }],
		['session_status', data],
	]),
];

test.each(HAPPENINGS)('%s has the same output from both gateways', (_, theirs, others) => {
	const [fromWaha] = items(waha(...theirs));
	const [fromWarest] = items(warest(...others));
	expect(fromWaha?.event).not.toBe('other');
	expect(PORTABLE_EVENTS).toContain(fromWaha?.event);
	expect(comparable({ ...fromWaha })).toEqual(comparable({ ...fromWarest }));
});

test('only WAHA knows whether the account itself is mentioned', () => {
	const content = {
		extendedTextMessage: { text: '@1', contextInfo: { mentionedJid: [ME_LID] } },
	};
	const [theirs] = items(waha('message', noweb(content)));
	const [others] = items(
		warest('message_received', warestMessage('extended_text', 'extendedTextMessage', content)),
	);
	expect(theirs).toMatchObject({ mentions: [ME_LID], mentionsMe: true });
	expect(others).toMatchObject({ mentions: [ME_LID], mentionsMe: null });
});

test.each([
	['a hidden id, of an account whose own is not told', [LID], null],
	['a phone number, of an account whose own is told', [ANNA_RAW], false],
	['nobody', [], false],
])('mentionsMe on WAHA for a mention of %s', (_, mentionedJid, expected) => {
	const content = { extendedTextMessage: { text: '@1', contextInfo: { mentionedJid } } };
	const [item] = items(waha('message', noweb(content), { me: { id: ME, pushName: 'Me' } }));
	expect(item).toMatchObject({ mentionsMe: expected });
});
