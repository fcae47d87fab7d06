import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA, ANNA_RAW, CARD, ME, noweb } from './message.raw';

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
		{ type: 'list', text: 'D', choices: { title: 'T', footer: null, options: [] } },
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
		{
			type: 'contact',
			text: null,
			contacts: [{ name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] }],
		},
	],
	[
		'contacts',
		noweb({
			contactsArrayMessage: { contacts: [{ vcard: CARD }, { displayName: 'B', vcard: '' }] },
		}),
		{
			type: 'contact',
			contacts: [
				{ name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] },
				{ name: 'B', phone: null, phones: [] },
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
])('NOWEB: reads a message (%s)', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});
