import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { gows, items, ME_LID, MS, waha } from './events.run';
import { ANNA, ANNA_RAW, LID, ME, noweb, TEAM, TIME } from './message.raw';

/** What WAHA's engines put into an event, each in its own format. */

const both = { from: LID, senderPhone: '491701112222', senderLid: LID, senderName: 'Anna' };

test.each<[string, string, JsonObject, object]>([
	[
		'NOWEB: a hidden person whose number the key tells',
		'message',
		noweb(
			{ conversation: 'Hi' },
			{ id: `false_${LID}_A`, from: LID, body: 'Hi' },
			{ key: { remoteJid: LID, remoteJidAlt: ANNA_RAW, fromMe: false, id: 'A' } },
		),
		{ chatId: LID, ...both, canReply: true },
	],
	[
		'GOWS: a hidden person of a group',
		'message',
		gows({ conversation: 'Hi' }, { body: 'Hi' }),
		{ event: 'message', chatId: TEAM, isGroup: true, ...both, text: 'Hi' },
	],
	[
		'GOWS: a mention of the account by its hidden id',
		'message',
		gows({ extendedTextMessage: { text: '@1', contextInfo: { mentionedJID: [ME_LID] } } }),
		{ mentions: [ME_LID], mentionsMe: true },
	],
	[
		'GOWS: a mention of somebody else',
		'message',
		gows({ extendedTextMessage: { text: '@1', contextInfo: { mentionedJID: [ANNA_RAW] } } }),
		{ mentions: [ANNA], mentionsMe: false },
	],
	[
		'GOWS: an edit in a group',
		'message.edited',
		gows(
			{
				protocolMessage: {
					key: { remoteJID: TEAM, fromMe: true, ID: 'A' },
					type: 14,
					editedMessage: { conversation: 'Hello' },
					timestampMS: MS,
				},
			},
			{ id: `false_${TEAM}_E_${LID}`, body: 'Hello', editedMessageId: 'A' },
		),
		{
			event: 'messageEdited',
			messageId: `false_${TEAM}_A_${LID}`,
			type: 'text',
			text: 'Hello',
			edited: true,
			...both,
		},
	],
	[
		'WEBJS: an edit, which has the id of the original and its own time elsewhere',
		'message.edited',
		{
			id: `false_${ANNA}_A`,
			timestamp: TIME,
			from: ANNA,
			fromMe: false,
			body: 'Hello',
			_data: { type: 'chat', latestEditSenderTimestampMs: MS + 60_000 },
		},
		{ messageId: `false_${ANNA}_A`, text: 'Hello', timestamp: '2023-11-14T22:14:20.000Z' },
	],
	[
		'NOWEB: an encrypted edit that could not be opened',
		'message.edited',
		noweb(
			{ secretEncryptedMessage: { targetMessageKey: { id: 'A' }, secretEncType: 'MESSAGE_EDIT' } },
			{ id: `false_${ANNA}_E`, body: '', editedMessageId: 'A' },
		),
		{ event: 'messageEdited', messageId: `false_${ANNA}_A`, text: null },
	],
	[
		'NOWEB before message.edited: an edit that comes as a message',
		'message',
		noweb(
			{
				editedMessage: {
					message: {
						protocolMessage: {
							key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' },
							type: 14,
							editedMessage: { conversation: 'Hello' },
						},
					},
				},
			},
			{ id: `false_${ANNA}_E` },
		),
		{ event: 'messageEdited', messageId: `false_${ANNA}_A`, text: 'Hello' },
	],
	[
		'NOWEB: a revocation that comes as a message',
		'message.any',
		noweb(
			{ protocolMessage: { type: 0, key: { remoteJid: ANNA_RAW, fromMe: true, id: 'A' } } },
			{ id: `false_${ANNA}_R` },
		),
		{ event: 'messageRevoked', messageId: `false_${ANNA}_A`, revoked: true, text: null },
	],
	[
		'NOWEB before revokedMessageId: a revocation that names its message in the key only',
		'message.revoked',
		{
			after: noweb(
				{ protocolMessage: { type: 'REVOKE', key: { remoteJid: ANNA_RAW, id: 'A' } } },
				{ id: `false_${ANNA}_R` },
			),
			before: null,
		},
		{ event: 'messageRevoked', messageId: `false_${ANNA}_A`, revoked: true },
	],
	[
		'NOWEB: an edit of a caption, which has no file of its own',
		'message.edited',
		noweb(
			{
				protocolMessage: {
					key: { id: 'A' },
					type: 'MESSAGE_EDIT',
					editedMessage: {
						imageMessage: { mimetype: 'image/png', fileLength: '9', caption: 'Look' },
					},
				},
			},
			{ id: `false_${ANNA}_E`, body: 'Look', editedMessageId: 'A' },
		),
		{
			type: 'image',
			text: 'Look',
			caption: 'Look',
			media: { mimeType: 'image/png', fileName: null, sizeBytes: 9, url: null },
		},
	],
	[
		'NOWEB of 2024: a vote in a group, whose voter stands in no id',
		'poll.vote',
		{
			vote: {
				id: `false_${TEAM}_V`,
				from: ANNA,
				to: TEAM,
				fromMe: false,
				selectedOptions: ['a'],
				timestamp: TIME,
			},
			poll: { id: `true_${TEAM}_P`, from: 'me', to: TEAM, fromMe: true },
		},
		{ event: 'pollVote', chatId: TEAM, from: ANNA, senderPhone: '491701112222', selected: ['a'] },
	],
	[
		'a vote in a group that names the group for its voter',
		'poll.vote',
		{
			vote: {
				id: `false_${TEAM}_V`,
				from: TEAM,
				fromMe: false,
				selectedOptions: [],
				timestamp: TIME,
			},
			poll: { id: `true_${TEAM}_P` },
		},
		{ event: 'pollVote', chatId: TEAM, from: null, senderPhone: null },
	],
	[
		'NOWEB: what only apps need',
		'message',
		noweb({ protocolMessage: { type: 'EPHEMERAL_SETTING', ephemeralExpiration: 86400 } }),
		{ event: 'other', gatewayEvent: 'message', chatId: null },
	],
	[
		'NOWEB: keys for the messages of a group',
		'message',
		noweb({ senderKeyDistributionMessage: { groupId: TEAM }, messageContextInfo: {} }),
		{ event: 'other' },
	],
	[
		'NOWEB: a pinned message',
		'message',
		noweb({ pinInChatMessage: { key: { id: 'P' }, type: 1 } }),
		{ event: 'message', type: 'system', text: null },
	],
	[
		'GOWS: an own message that an admin takes back in a group',
		'message.revoked',
		{
			after: gows(
				{
					protocolMessage: {
						type: 0,
						key: { remoteJID: TEAM, fromMe: false, ID: 'A', participant: ME_LID },
					},
				},
				{ id: `false_${TEAM}_R_${LID}` },
			),
			before: null,
			revokedMessageId: 'A',
		},
		{ messageId: `true_${TEAM}_A_${ME_LID}`, ...both, fromMe: false, revoked: true },
	],
	[
		"GOWS: somebody's message that an admin takes back",
		'message.revoked',
		{
			after: gows(
				{
					protocolMessage: {
						type: 0,
						key: { ID: 'A', participant: '447700900123@s.whatsapp.net' },
					},
				},
				{ id: `false_${TEAM}_R_${LID}` },
			),
			revokedMessageId: 'A',
		},
		{ messageId: `false_${TEAM}_A_447700900123@c.us`, ...both },
	],
	[
		'WEBJS: a revocation with the message as it was',
		'message.revoked',
		{
			after: { id: `false_${ANNA}_A`, from: ANNA, timestamp: TIME, _data: { type: 'revoked' } },
			before: { id: `false_${ANNA}_A`, from: ANNA, body: 'Hi', _data: { type: 'chat' } },
		},
		{ messageId: `false_${ANNA}_A`, type: 'text', text: 'Hi', revoked: true, from: ANNA },
	],
	[
		'WPP: a revocation as two keys',
		'message.revoked',
		{
			revokedMessageId: 'A',
			after: { id: 'R', remoteJid: TEAM, fromMe: false, participant: ANNA_RAW },
			before: { id: 'A', remoteJid: TEAM, fromMe: false, participant: ANNA_RAW },
		},
		{ chatId: TEAM, messageId: `false_${TEAM}_A_${ANNA}`, from: ANNA, revoked: true },
	],
	[
		'a reaction taken back',
		'message.reaction',
		{
			id: `false_${TEAM}_R_${ANNA}`,
			timestamp: TIME + 0.5,
			from: TEAM,
			fromMe: false,
			participant: ANNA,
			reaction: { text: '', messageId: `true_${TEAM}_A_${ME}` },
		},
		{
			chatId: TEAM,
			from: ANNA,
			timestamp: '2023-11-14T22:13:20.000Z',
			reaction: { emoji: null, removed: true, messageId: `true_${TEAM}_A_${ME}` },
		},
	],
	[
		'GOWS: a reader of a group by both ids',
		'message.ack.group',
		{
			id: `true_${TEAM}_A_${ME}`,
			from: TEAM,
			participant: LID,
			fromMe: true,
			ack: 3,
			_data: { Chat: TEAM, Sender: LID, SenderAlt: ANNA_RAW, Type: 'read' },
		},
		{ participantId: ANNA, phone: '491701112222', lid: LID, ack: 'read' },
	],
	[
		'an own device that read a message',
		'message.ack',
		{ id: `false_${ANNA}_A`, from: ANNA, fromMe: false, ack: 3 },
		{ chatId: ANNA, fromMe: false, ack: 'read', participantId: null },
	],
	[
		'GOWS: a group that is changed',
		'group.v2.update',
		{
			timestamp: MS,
			group: { id: TEAM },
			_data: {
				JID: TEAM,
				Name: { Name: 'Team' },
				Topic: { Topic: '', TopicDeleted: true },
				Locked: { IsLocked: true },
				Announce: null,
				MembershipApprovalMode: { IsJoinApprovalRequired: false },
				NewInviteLink: 'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
			},
		},
		{
			changes: {
				subject: 'Team',
				description: null,
				infoAdminOnly: true,
				joinApproval: false,
				inviteLink: 'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
			},
		},
	],
	[
		'NOWEB: a call that is over',
		'call.rejected',
		{
			id: 'C',
			from: ANNA,
			timestamp: TIME,
			isVideo: false,
			isGroup: false,
			_data: { status: 'terminate' },
		},
		{ state: 'ended' },
	],
	[
		'GOWS: a call in a group, which says why it ended',
		'call.rejected',
		{
			id: 'C',
			from: LID,
			timestamp: TIME,
			isVideo: false,
			isGroup: true,
			_data: {
				From: LID,
				CallCreator: LID,
				CallCreatorAlt: ANNA_RAW,
				GroupJID: TEAM,
				Reason: 'timeout',
			},
		},
		{
			state: 'ended',
			chatId: TEAM,
			isGroup: true,
			from: LID,
			senderPhone: '491701112222',
			senderLid: LID,
		},
	],
])('%s', (_, event, payload, expected) => {
	expect(items(waha(event, payload))).toMatchObject([expected]);
});

test("an image with a caption has it as text and caption, and has WAHA's file URL", () => {
	const payload = noweb(
		{ imageMessage: { mimetype: 'image/jpeg', fileLength: '1234', caption: 'Look' } },
		{
			body: 'Look',
			hasMedia: true,
			media: { url: 'http://localhost:3000/api/files/s/A.jpeg', mimetype: 'image/jpeg' },
		},
	);
	expect(items(waha('message', payload))).toMatchObject([
		{
			type: 'image',
			text: 'Look',
			caption: 'Look',
			media: {
				mimeType: 'image/jpeg',
				fileName: null,
				sizeBytes: 1234,
				url: 'http://localhost:3000/api/files/s/A.jpeg',
			},
		},
	]);
});
