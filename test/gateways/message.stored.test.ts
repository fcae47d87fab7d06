import { readMessage as readWarest } from '../../nodes/WhatsApp/gateways/warest/messageShapes';
import { readVcard } from '../../nodes/WhatsApp/portable/vcard';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA, ANNA_RAW, CARD, ME, stored, TEAM } from './message.raw';

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
		{
			type: 'contact',
			text: null,
			contacts: [{ name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] }],
		},
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
])('WARest: reads a stored message (%s)', (_, raw, expected) => {
	expect(readWarest(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});

test('the requested chat is used if WARest stored none', () => {
	expect(readWarest(stored({ toJid: null }), { session: 's', chatId: ANNA }).chatId).toBe(ANNA);
});

test.each([
	[CARD, { name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] }],
	[
		'BEGIN:VCARD\r\nitem1.TEL:+49 (170) 12\r\nFN:A\r\n B\r\nEND:VCARD',
		{ name: 'AB', phone: '4917012', phones: ['4917012'] },
	],
	['', { name: null, phone: null, phones: [] }],
])('reads the vCard %j', (vcard, contact) => {
	expect(readVcard(vcard)).toEqual(contact);
});
