import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { readMessage as readWarest } from '../../nodes/WhatsApp/gateways/warest/messageShapes';
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { readVcard } from '../../nodes/WhatsApp/portable/vcard';

const ANNA = '491701112222@c.us';
const ANNA_RAW = '491701112222@s.whatsapp.net';
const TEAM = '120363000000000001@g.us';
const ME = '491700000001@c.us';
const LID = '98765432101234@lid';
const CARD =
	'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\\, Countess\nTEL;type=CELL;waid=491701234567:+49 170 1234567\nEND:VCARD';

/** Everything a reader can say of a message, with nothing in it. */
const NOTHING = {
	session: 's',
	chatId: ANNA,
	messageId: 'A',
	from: ANNA,
	senderPhone: '491701112222',
	senderLid: null,
	senderName: null,
	fromMe: false,
	isGroup: false,
	type: 'text',
	text: 'Hi',
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: false,
	location: null,
	contacts: [],
	reactions: [],
	ack: null,
	edited: false,
	revoked: false,
	timestamp: '2023-11-14T22:13:20.000Z',
};

const TIME = 1_700_000_000;
const noweb = (message: Json, more: JsonObject = {}, data: JsonObject = {}): JsonObject => ({
	id: `false_${ANNA}_A`,
	timestamp: TIME,
	from: ANNA,
	fromMe: false,
	body: null,
	hasMedia: false,
	media: null,
	ack: 2,
	ackName: 'DEVICE',
	replyTo: null,
	...more,
	_data: {
		key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
		pushName: 'Anna',
		message,
		...data,
	},
});
const stored = (more: JsonObject): JsonObject => ({
	id: 'A',
	toJid: ANNA_RAW,
	senderJid: ANNA_RAW,
	fromMe: false,
	messageType: 'conversation',
	body: 'Hi',
	timestamp: TIME,
	isMedia: false,
	mediaType: null,
	mediaMetadata: null,
	messageTypeDetails: null,
	quotedMessageId: null,
	mentionedJids: [],
	reactions: [],
	isEdited: false,
	isDeleted: false,
	deletedAt: null,
	poll: null,
	...more,
});

test('a whole text from both gateways', () => {
	expect(readWaha(noweb({ conversation: 'Hi' }, { body: 'Hi' }), { session: 's' })).toEqual({
		...NOTHING,
		messageId: `false_${ANNA}_A`,
		senderName: 'Anna',
		ack: 'delivered',
	});
	expect(readWarest(stored({}), { session: 's' })).toEqual(NOTHING);
});

const FILE = {
	mimetype: 'image/jpeg',
	fileLength: '1234',
	caption: 'C',
	url: 'https://mmg.whatsapp.net/x.enc',
};

test.each<[string, JsonObject, object]>([
	['text with link', noweb({ extendedTextMessage: { text: 'Hi' } }), { type: 'text', text: 'Hi' }],
	[
		'image',
		noweb({ imageMessage: FILE }, { body: 'C', hasMedia: true }),
		{
			type: 'image',
			text: 'C',
			media: { mimeType: 'image/jpeg', fileName: null, sizeBytes: 1234, url: null },
		},
	],
	[
		'image that is downloaded',
		noweb(
			{ imageMessage: FILE },
			{
				hasMedia: true,
				media: { url: 'http://waha/api/files/s/A.jpg', mimetype: 'image/jpeg', filename: null },
			},
		),
		{ type: 'image', text: 'C', media: { url: 'http://waha/api/files/s/A.jpg', sizeBytes: 1234 } },
	],
	[
		'image that disappears',
		noweb(
			{ ephemeralMessage: { message: { viewOnceMessageV2: { message: { imageMessage: FILE } } } } },
			{ hasMedia: true },
		),
		{ type: 'image', text: 'C' },
	],
	[
		'document with caption',
		noweb(
			{
				documentWithCaptionMessage: {
					message: {
						documentMessage: {
							...FILE,
							mimetype: 'application/pdf',
							fileName: 'a.pdf',
							title: 'a.pdf',
							fileLength: { low: 9, high: 0 },
						},
					},
				},
			},
			{ hasMedia: true },
		),
		{
			type: 'document',
			text: 'C',
			media: { mimeType: 'application/pdf', fileName: 'a.pdf', sizeBytes: 9 },
		},
	],
	[
		'document without caption',
		noweb(
			{ documentMessage: { mimetype: 'application/pdf', fileName: 'a.pdf', title: 'a.pdf' } },
			{ hasMedia: true },
		),
		{ type: 'document', text: null },
	],
	[
		'voice message',
		noweb({ audioMessage: { mimetype: 'audio/ogg; codecs=opus', ptt: true } }, { hasMedia: true }),
		{ type: 'voice', text: null },
	],
	[
		'sound',
		noweb({ audioMessage: { mimetype: 'audio/mp4', ptt: false } }, { hasMedia: true }),
		{ type: 'audio' },
	],
	[
		'round video',
		noweb({ ptvMessage: { mimetype: 'video/mp4' } }, { hasMedia: true }),
		{ type: 'video' },
	],
	[
		'sticker',
		noweb({ stickerMessage: { mimetype: 'image/webp' } }, { hasMedia: true }),
		{ type: 'sticker' },
	],
	[
		'media that nobody knows more of',
		noweb({ stickerMessage: {} }, { hasMedia: true }),
		{ type: 'sticker', media: null },
	],
	[
		'poll',
		noweb({ pollCreationMessageV3: { name: 'Q', options: [] } }),
		{ type: 'poll', text: 'Q' },
	],
	[
		'list',
		noweb({ listMessage: { title: 'T', description: 'D' } }, { body: 'T\nD' }),
		{ type: 'list', text: 'T\nD' },
	],
	[
		'answer to a list',
		noweb({ listResponseMessage: { title: 'Pizza', singleSelectReply: {} } }),
		{ type: 'list', text: 'Pizza' },
	],
	[
		'buttons',
		noweb({ viewOnceMessage: { message: { interactiveMessage: { body: { text: 'B' } } } } }),
		{ type: 'buttons', text: 'B' },
	],
	[
		'answer by a button',
		noweb({ buttonsResponseMessage: { selectedDisplayText: 'Yes' } }),
		{ type: 'buttons', text: 'Yes' },
	],
	['event', noweb({ eventMessage: { name: 'Party' } }), { type: 'event', text: 'Party' }],
	['notice', noweb(null, {}, { messageStubType: 27 }), { type: 'system', text: null }],
	[
		'revoked message',
		noweb(null, {}, { messageStubType: 'REVOKE' }),
		{ type: 'unknown', revoked: true },
	],
	[
		'revocation',
		noweb({ protocolMessage: { type: 0, key: {} } }),
		{ type: 'system', revoked: true },
	],
	[
		'edited message',
		noweb({ editedMessage: { message: { conversation: 'New' } } }),
		{ type: 'text', text: 'New', edited: true },
	],
	[
		'edit',
		noweb(
			{ protocolMessage: { type: 14, editedMessage: { conversation: 'New' } } },
			{ editedMessageId: 'B' },
		),
		{ type: 'text', text: 'New', edited: true, revoked: false },
	],
	[
		'message of a kind nobody knows',
		noweb({ holidayMessage: { x: 1 }, messageContextInfo: {} }),
		{ type: 'unknown' },
	],
	[
		'place',
		noweb({ locationMessage: { degreesLatitude: 52.5, degreesLongitude: 13.4, name: 'Gate' } }),
		{ type: 'location', text: null, location: { latitude: 52.5, longitude: 13.4, title: 'Gate' } },
	],
	[
		'place in words',
		noweb({ locationMessage: {} }, { location: { latitude: '52.5', longitude: '-13.4' } }),
		{ type: 'location', location: { latitude: 52.5, longitude: -13.4, title: null } },
	],
	[
		'contact',
		noweb({ contactMessage: { displayName: 'Ada', vcard: CARD } }),
		{ type: 'contact', text: null, contacts: [{ name: 'Ada, Countess', phone: '491701234567' }] },
	],
	[
		'contacts',
		noweb({
			contactsArrayMessage: { contacts: [{ vcard: CARD }, { displayName: 'B', vcard: '' }] },
		}),
		{
			type: 'contact',
			contacts: [
				{ name: 'Ada, Countess', phone: '491701234567' },
				{ name: 'B', phone: null },
			],
		},
	],
	[
		'reactions',
		noweb(
			{ conversation: 'Hi' },
			{},
			{
				reactions: [
					{ text: '👍', key: { participant: ANNA_RAW } },
					{ text: '', key: {} },
					{ text: '❤️', key: { remoteJid: ANNA_RAW } },
				],
			},
		),
		{
			reactions: [
				{ emoji: '👍', from: ANNA },
				{ emoji: '❤️', from: ANNA },
			],
		},
	],
	[
		'answer',
		noweb({
			extendedTextMessage: {
				text: 'Hi',
				contextInfo: {
					stanzaId: 'Q',
					participant: ANNA_RAW,
					quotedMessage: { imageMessage: FILE },
				},
			},
		}),
		{ quoted: { messageId: 'Q', text: 'C', from: ANNA } },
	],
	[
		'answer as WAHA says it',
		noweb({ conversation: 'Hi' }, { replyTo: { id: 'Q', body: 'B', participant: ANNA } }),
		{ quoted: { messageId: 'Q', text: 'B', from: ANNA } },
	],
	[
		'mentions',
		noweb({
			extendedTextMessage: {
				text: 'Hi',
				contextInfo: { mentionedJid: [ANNA_RAW, '491700000001:12@s.whatsapp.net'] },
			},
		}),
		{ mentions: [ANNA, ME], mentionsMe: true },
	],
	[
		'unknown acknowledgement',
		noweb({ conversation: 'Hi' }, { ack: null, ackName: 'UNKNOWN' }),
		{ ack: null },
	],
	[
		'acknowledgement by name',
		noweb({ conversation: 'Hi' }, { ack: null, ackName: 'PLAYED' }),
		{ ack: 'played' },
	],
	['failed message', noweb({ conversation: 'Hi' }, { ack: -1 }), { ack: 'error' }],
])('NOWEB: %s', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});

test.each<[string, JsonObject, object]>([
	// NOWEB has the chat in `from`, and no `to`.
	[
		'own message',
		{ id: `true_${ANNA}_A`, from: ANNA, fromMe: true, body: 'Hi' },
		{ chatId: ANNA, fromMe: true, from: ME, senderPhone: '491700000001', isGroup: false },
	],
	[
		'own message to a group',
		{ id: `true_${TEAM}_A`, from: TEAM, fromMe: true, body: 'Hi' },
		{ chatId: TEAM, isGroup: true, from: ME },
	],
	// WEBJS has the account in `from`.
	[
		'own message of WEBJS',
		{ id: { _serialized: `true_${ANNA}_A` }, from: ME, to: ANNA, fromMe: true, body: 'Hi' },
		{ chatId: ANNA, messageId: `true_${ANNA}_A` },
	],
	[
		'message without its chat in the id',
		{ id: 'A', from: ME, to: ANNA, fromMe: true },
		{ chatId: ANNA },
	],
	[
		'group',
		{ id: `false_${TEAM}_A_${ANNA}`, from: TEAM, fromMe: false },
		{ chatId: TEAM, isGroup: true, from: ANNA, senderPhone: '491701112222' },
	],
	[
		'group with an author',
		{ id: `false_${TEAM}_A`, from: TEAM, author: ANNA },
		{ chatId: TEAM, from: ANNA },
	],
	[
		'hidden person',
		{ id: `false_${LID}_A`, from: LID, _data: { key: { remoteJid: LID, remoteJidAlt: ANNA_RAW } } },
		{ chatId: LID, from: LID, senderLid: LID, senderPhone: '491701112222' },
	],
	[
		'hidden person in a group',
		{
			id: `false_${TEAM}_A_${LID}`,
			participant: LID,
			_data: { key: { participantAlt: ANNA_RAW } },
		},
		{ from: LID, senderLid: LID, senderPhone: '491701112222' },
	],
	[
		'person whose hidden id is known',
		{ id: `false_${ANNA}_A`, _data: { Info: { SenderAlt: LID } } },
		{ from: ANNA, senderLid: LID },
	],
	[
		'channel',
		{ id: 'false_120363111@newsletter_A', from: '120363111@newsletter' },
		{ chatId: '120363111@newsletter', from: '120363111@newsletter', senderPhone: null },
	],
])('WAHA: chat and sender of %s', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});

test('without the ids of the account its messages have no sender, and a mention may be its own', () => {
	const own = { id: `true_${ANNA}_A`, from: ANNA, fromMe: true };
	expect(readWaha(own, { session: 's' })).toMatchObject({ from: null, senderPhone: null });
	const raw = noweb({ extendedTextMessage: { contextInfo: { mentionedJid: [ANNA_RAW] } } });
	expect(readWaha(raw, { session: 's' }).mentionsMe).toBeNull();
	expect(readWaha(raw, { session: 's', me: [ME] }).mentionsMe).toBe(false);
});

const gows = (message: Json, more: JsonObject = {}): JsonObject => ({
	id: `false_${TEAM}_A_${ANNA}`,
	timestamp: TIME,
	from: TEAM,
	fromMe: false,
	to: ANNA,
	participant: ANNA,
	body: null,
	hasMedia: false,
	ack: null,
	ackName: 'UNKNOWN',
	...more,
	_data: {
		Info: { Chat: TEAM, Sender: '491701112222:3@s.whatsapp.net', PushName: 'Anna' },
		Message: message,
		IsEdit: more.edited === true,
	},
});

test.each<[string, JsonObject, object]>([
	[
		'text',
		gows({ conversation: 'Hi' }, { body: 'Hi' }),
		{ type: 'text', text: 'Hi', from: ANNA, senderName: 'Anna', ack: null, chatId: TEAM },
	],
	[
		'voice message',
		gows(
			{ audioMessage: { PTT: true, mimetype: 'audio/ogg; codecs=opus', fileLength: 5 } },
			{ hasMedia: true },
		),
		{ type: 'voice', media: { sizeBytes: 5 } },
	],
	[
		'answer with mention',
		gows({
			extendedTextMessage: {
				text: 'Hi',
				contextInfo: {
					stanzaID: 'Q',
					participant: ANNA_RAW,
					quotedMessage: { conversation: 'B' },
					mentionedJID: [ANNA_RAW],
				},
			},
		}),
		{ quoted: { messageId: 'Q', text: 'B', from: ANNA }, mentions: [ANNA] },
	],
	['edited', gows({ conversation: 'Hi' }, { edited: true }), { edited: true }],
])('GOWS: %s', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's' })).toMatchObject(expected);
});

const webjs = (data: JsonObject, more: JsonObject = {}): JsonObject => ({
	id: `false_${ANNA}_A`,
	timestamp: TIME,
	from: ANNA,
	to: ME,
	fromMe: false,
	body: '',
	hasMedia: false,
	ack: 1,
	...more,
	_data: { notifyName: 'Anna', ...data },
});

test.each<[string, JsonObject, object]>([
	[
		'text',
		webjs({ type: 'chat' }, { body: 'Hi' }),
		{ type: 'text', text: 'Hi', senderName: 'Anna', ack: 'sent' },
	],
	[
		'voice message',
		webjs({ type: 'ptt', mimetype: 'audio/ogg; codecs=opus', size: 7 }, { hasMedia: true }),
		{ type: 'voice', text: null, media: { mimeType: 'audio/ogg; codecs=opus', sizeBytes: 7 } },
	],
	[
		'document',
		webjs(
			{ type: 'document', mimetype: 'application/pdf', filename: 'a.pdf' },
			{ hasMedia: true, body: 'C' },
		),
		{ type: 'document', text: 'C', media: { fileName: 'a.pdf' } },
	],
	[
		'place',
		webjs(
			{ type: 'location' },
			{ body: '/9j/4AAQ', location: { latitude: '1.5', longitude: '2', description: 'Gate' } },
		),
		{ type: 'location', text: null, location: { latitude: 1.5, longitude: 2, title: 'Gate' } },
	],
	[
		'contacts',
		webjs({ type: 'multi_vcard' }, { vCards: [CARD], body: CARD }),
		{ type: 'contact', text: null, contacts: [{ name: 'Ada, Countess', phone: '491701234567' }] },
	],
	['poll', webjs({ type: 'poll_creation', pollName: 'Q' }), { type: 'poll', text: 'Q' }],
	[
		'answer with mentions',
		webjs({
			type: 'chat',
			quotedStanzaID: 'Q',
			quotedParticipant: { _serialized: ANNA },
			quotedMsg: { body: 'B' },
			mentionedJidList: [{ _serialized: ME }, ANNA],
		}),
		{ quoted: { messageId: 'Q', text: 'B', from: ANNA }, mentions: [ME, ANNA] },
	],
	['edited', webjs({ type: 'chat', latestEditMsgKey: { id: 'B' } }), { edited: true }],
	['revoked', webjs({ type: 'revoked' }), { type: 'unknown', revoked: true }],
	['notice', webjs({ type: 'e2e_notification' }), { type: 'system' }],
])('WEBJS: %s', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's' })).toMatchObject(expected);
});

test.each<[string, JsonObject, object]>([
	['plain text', { id: 'A', from: ANNA, body: 'Hi' }, { type: 'text' }],
	[
		'file',
		{ id: 'A', from: ANNA, hasMedia: true, media: { mimetype: 'video/mp4', url: 'u' } },
		{ type: 'video', media: { mimeType: 'video/mp4', url: 'u' } },
	],
	[
		'old address of a file',
		{ id: 'A', from: ANNA, hasMedia: true, mediaUrl: 'u' },
		{ type: 'unknown', media: { url: 'u' } },
	],
	[
		'file without anything',
		{ id: 'A', from: ANNA, hasMedia: true, body: 'C' },
		{ type: 'unknown', text: 'C', media: null },
	],
	[
		'place',
		{ id: 'A', from: ANNA, location: { latitude: '1', longitude: '2' } },
		{ type: 'location' },
	],
	['contact', { id: 'A', from: ANNA, vCards: [CARD] }, { type: 'contact' }],
	['nothing', {}, { chatId: 'chat', type: 'unknown', messageId: null, timestamp: null }],
])('WAHA without _data: %s', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', chatId: 'chat' })).toMatchObject(expected);
});

const file = (mimeType: string, more: JsonObject = {}): JsonObject => ({
	url: 'u',
	mimeType,
	fileName: null,
	fileSize: 3,
	...more,
});

test.each<[string, JsonObject, object]>([
	[
		'text under another name',
		stored({ messageType: 'extendedtextmessage' }),
		{ type: 'text', text: 'Hi' },
	],
	[
		'text that looks like a prefix',
		stored({ body: '([Image]) Hi' }),
		{ type: 'text', text: '([Image]) Hi' },
	],
	[
		'image with caption',
		stored({ messageType: 'image', body: '([Image]) C', mediaMetadata: file('image/jpeg') }),
		{
			type: 'image',
			text: 'C',
			media: { mimeType: 'image/jpeg', fileName: null, sizeBytes: 3, url: 'u' },
		},
	],
	[
		'image without caption',
		stored({ messageType: 'imageMessage', body: '([Image])' }),
		{ type: 'image', text: null, media: null },
	],
	[
		'file of which nothing is known',
		stored({
			messageType: 'image',
			body: null,
			mediaMetadata: { url: null, mimeType: null, fileName: null, fileSize: null },
		}),
		{ media: null },
	],
	[
		'voice message',
		stored({ messageType: 'audio', mediaMetadata: file('audio/ogg; codecs=opus') }),
		{ type: 'voice' },
	],
	['sound', stored({ messageType: 'audio', mediaMetadata: file('audio/mpeg') }), { type: 'audio' }],
	[
		'file by its kind',
		stored({ messageType: 'x', mediaType: 'document', body: '([Document]) C' }),
		{ type: 'document', text: 'C' },
	],
	[
		'file by its MIME type',
		stored({ messageType: 'x', mediaMetadata: file('video/mp4') }),
		{ type: 'video' },
	],
	['interactive', stored({ messageType: 'interactive' }), { type: 'buttons' }],
	[
		'poll',
		stored({ messageType: 'poll', body: '([Poll]) Q', poll: { question: 'Q' } }),
		{ type: 'poll', text: 'Q' },
	],
	[
		'place',
		stored({
			messageType: 'location',
			messageTypeDetails: { degreesLatitude: 1, degreesLongitude: 2, name: 'P' },
		}),
		{ type: 'location', text: null, location: { latitude: 1, longitude: 2, title: 'P' } },
	],
	[
		'contact',
		stored({ messageType: 'contact', messageTypeDetails: { vcard: CARD } }),
		{ type: 'contact', text: null, contacts: [{ name: 'Ada, Countess', phone: '491701234567' }] },
	],
	[
		'own message',
		stored({ fromMe: true, senderJid: '491700000001@s.whatsapp.net' }),
		{ fromMe: true, from: ME, chatId: ANNA },
	],
	['group', stored({ toJid: TEAM }), { chatId: TEAM, isGroup: true, from: ANNA }],
	[
		'answer, mention and reaction',
		stored({
			quotedMessageId: 'Q',
			mentionedJids: ['491700000001@s.whatsapp.net'],
			reactions: [{ from: ANNA_RAW, emoji: '👍', timestamp: 1 }],
		}),
		{
			quoted: { messageId: 'Q', text: null, from: null },
			mentions: [ME],
			mentionsMe: true,
			reactions: [{ emoji: '👍', from: ANNA }],
		},
	],
	[
		'edited and revoked',
		stored({ isEdited: true, isDeleted: true }),
		{ edited: true, revoked: true },
	],
	['nothing', {}, { chatId: '', type: 'unknown', messageId: null, text: null, timestamp: null }],
])('WARest: %s', (_, raw, expected) => {
	expect(readWarest(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});

test('the chat that was asked for wins over what WARest stored', () => {
	expect(readWarest(stored({ toJid: null }), { session: 's', chatId: ANNA }).chatId).toBe(ANNA);
});

test.each([
	[CARD, { name: 'Ada, Countess', phone: '491701234567' }],
	[
		'BEGIN:VCARD\r\nitem1.TEL:+49 (170) 12\r\nFN:A\r\n B\r\nEND:VCARD',
		{ name: 'AB', phone: '4917012' },
	],
	['', { name: null, phone: null }],
])('a card %j', (vcard, contact) => {
	expect(readVcard(vcard)).toEqual(contact);
});
