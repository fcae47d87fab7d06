import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA, ANNA_RAW, CARD, ME, TEAM, TIME } from './message.raw';

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
])('GOWS: reads a message (%s)', (_, raw, expected) => {
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
		{
			type: 'contact',
			text: null,
			contacts: [{ name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] }],
		},
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
])('WEBJS: reads a message (%s)', (_, raw, expected) => {
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
])('WAHA without _data: reads a message (%s)', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', chatId: 'chat' })).toMatchObject(expected);
});
