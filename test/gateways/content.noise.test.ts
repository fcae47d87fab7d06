import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { asWhatsmeow, THUMBNAIL, WRAPPERS, wrapped } from './content.samples';
import { gows, items, waha, warest, warestMessage } from './events.run';
import { ANNA, ANNA_RAW, noweb, TIME } from './message.raw';

const key = { remoteJid: ANNA_RAW, fromMe: true, id: 'X' };
const encrypted = { targetMessageKey: key, encPayload: THUMBNAIL, encIv: 'AAEC' };

/** What is not shown as a message, in WhatsApp's own format. */
const HIDDEN: ReadonlyArray<readonly [string, JsonObject]> = [
	['the header of an album', { albumMessage: { expectedImageCount: 3, expectedVideoCount: 0 } }],
	['the offer of a call', { call: { callKey: 'MDAx' } }],
	['a call in a broadcast', { bcallMessage: { sessionId: 'S', caption: 'Live' } }],
	['a reaction', { reactionMessage: { key, text: '👍' } }],
	['an encrypted reaction', { encReactionMessage: encrypted }],
	['a message that is kept', { keepInChatMessage: { key, keepType: 1, timestampMs: '1' } }],
	['an option that is added to a poll', { pollAddOptionMessage: { pollCreationMessageKey: key } }],
	[
		'a mention in a status',
		{ statusMentionMessage: { message: { protocolMessage: { type: 'STATUS_MENTION_MESSAGE' } } } },
	],
	[
		'a mention of a group in a status',
		{ groupStatusMentionMessage: { message: { protocolMessage: { type: 25, key } } } },
	],
	['a mention in a status without anything', { statusMentionMessage: {} }],
	[
		'a limit of sharing',
		{ limitSharingMessage: { message: { protocolMessage: { type: 'LIMIT_SHARING' } } } },
	],
	['a limit of sharing that is bare', { protocolMessage: { type: 27, limitSharing: {} } }],
	[
		'a time to disappear',
		{ protocolMessage: { type: 'EPHEMERAL_SETTING', ephemeralExpiration: 1 } },
	],
	['the history for a new device', { protocolMessage: { type: 5, historySyncNotification: {} } }],
	['keys of a group', { senderKeyDistributionMessage: { groupId: 'g' } }],
	['keys of a group as old apps send them', { fastRatchetKeySenderKeyDistributionMessage: {} }],
	['a contact as old apps sent it along', { chat: { displayName: 'Ann', id: ANNA_RAW } }],
	['a sticker that is sent again', { stickerSyncRmrMessage: { filehash: ['x'] } }],
	['older messages of a group', { messageHistoryBundle: { mimetype: 'application/x' } }],
	['something that happened to a status', { statusNotificationMessage: { type: 1 } }],
	['a sticker on a status', { statusStickerInteractionMessage: { key, stickerKey: 's' } }],
	['an edit of an event', { secretEncryptedMessage: { ...encrypted, secretEncType: 1 } }],
	['an edit of a poll', { secretEncryptedMessage: { ...encrypted, secretEncType: 'POLL_EDIT' } }],
	['something encrypted that is not known yet', { encCheerMessage: encrypted }],
	['a deed that is not known yet', { cheerMessage: { key, cheerType: 2, senderTimestampMs: '1' } }],
	['something new for apps', { themeChangeNotification: { title: 'x' } }],
	['something new for devices', { otherRootKeyShare: { text: 'x' } }],
	['something new and empty', { cheerMessage: {} }],
];

/** Lines that WhatsApp itself writes into a chat. */
const NOTICES: ReadonlyArray<readonly [string, JsonObject]> = [
	['a missed call', { callLogMesssage: { isVideo: false, callOutcome: 'MISSED' } }],
	['a call that is canceled', { scheduledCallEditMessage: { key, editType: 1 } }],
	['a payment that is declined', { declinePaymentRequestMessage: { key } }],
	['a payment that is canceled', { cancelPaymentRequestMessage: { key } }],
	['somebody who asks for the number', { requestPhoneNumberMessage: { contextInfo: {} } }],
	['a history that was shared', { messageHistoryNotice: { messageHistoryMetadata: {} } }],
];

const onWarest = (message: JsonObject | null, more: JsonObject = {}): JsonObject => {
	const data = warestMessage('system', Object.keys(message ?? {})[0] ?? '', message);
	return { ...data, message: { ...(data.message as JsonObject), ...more } };
};

/** The three forms in which such a message arrives. */
const ways = (message: JsonObject) => [
	items(waha('message', noweb(message))),
	items(waha('message.any', gows(asWhatsmeow(message) as JsonObject))),
	items(warest('message_received', onWarest(message))),
];

test.each(HIDDEN)('%s is delivered as event other, not as a message', (_, message) => {
	for (const told of ways(message)) {
		expect(told).toMatchObject([{ event: 'other', chatId: null }]);
		expect(told[0]).not.toHaveProperty('type');
	}
});

test.each(NOTICES)('%s is delivered as event other with type system', (_, message) => {
	for (const told of ways(message))
		expect(told).toMatchObject([{ event: 'other', type: 'system', chatId: null }]);
});

/** Keys accompany messages, so a wrapper with only a key is empty. */
const isKey = (message: JsonObject): boolean => /Key/.test(Object.keys(message)[0] ?? '');

test.each([...HIDDEN, ...NOTICES].filter(([, message]) => !isKey(message)))(
	'%s is not delivered as a message inside any wrapper',
	(_, message) => {
		for (const wrapper of WRAPPERS)
			expect([wrapper, ...items(waha('message', noweb(wrapped(wrapper, message))))]).toMatchObject([
				wrapper,
				{ event: 'other' },
			]);
	},
);

test.each([...HIDDEN, ...NOTICES])(
	'reading a message list returns %s without text or media',
	(_, message) => {
		const read = readWaha(noweb(message), { session: 's' });
		expect(['system', 'unknown']).toContain(read.type);
		expect(read).toMatchObject({ text: null, media: null });
	},
);

/** Placeholders for a message that is still to come, or that only the phone has. */
const WAITING: ReadonlyArray<readonly [string, JsonObject]> = [
	['a message that stays on the phone', { placeholderMessage: { type: 'MASK_LINKED_DEVICES' } }],
	['the same as a number', { placeholderMessage: { type: 0 } }],
	['a message that is revealed later', { conditionalRevealMessage: { encPayload: 'AAEC' } }],
	['an encrypted comment', { encCommentMessage: encrypted }],
	['a picture to look at once, which is not there', { viewOnceMessageV2: {} }],
	['a disappearing message, which is not there', { ephemeralMessage: { message: {} } }],
	['a new wrapper with nothing in it', { futureMessage: { message: {} } }],
	[
		'a document with a caption, which is not there',
		{ documentWithCaptionMessage: { message: {} } },
	],
	['a text without a word', { conversation: '' }],
	['an extended text without a word', { extendedTextMessage: { text: '' } }],
	['nothing at all', {}],
];

const waiting = { event: 'messageWaiting', chatId: ANNA, type: 'unknown', text: null };

test.each(WAITING)('%s is delivered as event messageWaiting', (_, message) => {
	expect(items(waha('message', noweb(message)))).toMatchObject([waiting]);
	expect(items(waha('message', gows(asWhatsmeow(message) as JsonObject)))).toMatchObject([
		{ event: 'messageWaiting', type: 'unknown' },
	]);
	expect(items(warest('message_received', onWarest(message)))).toMatchObject([waiting]);
});

test.each(['CIPHERTEXT', 2, 'FUTUREPROOF', 3, 'OVERSIZED', 'PAYMENT_CIPHERTEXT', 0, undefined])(
	'a stub without a message is delivered as event messageWaiting (stub type %s)',
	(messageStubType) => {
		const stub = messageStubType === undefined ? {} : { messageStubType };
		expect(items(waha('message', noweb(null, {}, stub)))).toMatchObject([waiting]);
		expect(items(warest('message_received', onWarest(null, stub)))).toMatchObject([waiting]);
	},
);

test.each(['GROUP_PARTICIPANT_ADD', 27, 'CALL_MISSED_VOICE', 40, 'E2E_ENCRYPTED', 72])(
	'a notice with stub type %s is delivered as event other with type system',
	(messageStubType) => {
		const line = { event: 'other', type: 'system' };
		expect(items(waha('message', noweb(null, {}, { messageStubType })))).toMatchObject([line]);
		const data = onWarest(null, { messageStubType });
		expect(items(warest('message_received', data))).toMatchObject([line]);
	},
);

test.each(['REVOKE', 1, 'ADMIN_REVOKE', 132])(
	'a message revoked before it arrived is delivered as messageRevoked (stub type %s)',
	(messageStubType) => {
		const gone = { event: 'messageRevoked', revoked: true, text: null };
		expect(items(waha('message', noweb(null, {}, { messageStubType })))).toMatchObject([
			{ ...gone, messageId: `false_${ANNA}_A` },
		]);
		const data = onWarest(null, { messageStubType });
		expect(items(warest('message_received', data))).toMatchObject([{ ...gone, messageId: 'A' }]);
	},
);

test('a message that whatsmeow could not decrypt is delivered as event messageWaiting', () => {
	const payload = gows({});
	for (const data of [{ Message: null }, { Message: undefined, IsUnavailable: true }])
		expect(
			items(waha('message', { ...payload, _data: { ...(payload._data as JsonObject), ...data } })),
		).toMatchObject([{ event: 'messageWaiting' }]);
});

test('a message with text or media from the gateway is read even if the engine data is empty', () => {
	for (const payload of [
		noweb(null, { body: 'Hi' }),
		noweb({}, { body: 'Hi' }),
		noweb(null, { body: 'Hi' }, { messageStubType: 2 }),
		gows({}, { body: 'Hi' }),
	])
		expect(items(waha('message', payload))).toMatchObject([
			{ event: 'message', type: 'text', text: 'Hi' },
		]);
	const media = { mimetype: 'image/png', url: 'http://localhost:3000/api/files/s/A.png' };
	expect(items(waha('message', noweb(null, { hasMedia: true, media })))).toMatchObject([
		{ event: 'message', type: 'image' },
	]);
});

test('a payload without engine data is a message, of type unknown if it has no text', () => {
	const payload = { id: `false_${ANNA}_A`, timestamp: TIME, from: ANNA, fromMe: false };
	expect(items(waha('message', { ...payload, body: 'Hi' }))).toMatchObject([{ text: 'Hi' }]);
	expect(items(waha('message', payload))).toMatchObject([{ event: 'message', type: 'unknown' }]);
});
