import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { items, REPORTED, warest, warestMessage } from './events.run';
import { EVENTS } from './events.warest.raw';
import { ANNA, ANNA_RAW, CARD, LID, TEAM } from './message.raw';

const BEA_RAW = '447700900123@s.whatsapp.net';

test.each(EVENTS)('reads %s', (_, event, data, expected) => {
	const [received, ...more] = warest(event, data);
	expect(more).toEqual([]);
	expect(received?.item).toEqual(expected);
	expect(received?.gatewayEvent).toBe(event);
	expect(received?.event).toBe(received?.item.event);
	expect(received?.raw.data).toMatchObject(data);
});

test('a preflight test of the webhook yields no event', () => {
	expect(warest('preflight', { ping: true })).toEqual([]);
});

test('a revocation of several messages is several events', () => {
	const key = (id: string, fromMe: boolean) => ({
		remoteJid: TEAM,
		fromMe,
		id,
		participant: BEA_RAW,
	});
	expect(
		items(warest('message_revoked', { key: { keys: [key('A', false), key('B', true), {}] } })),
	).toMatchObject([
		{ event: 'messageRevoked', chatId: TEAM, messageId: 'A', fromMe: false },
		{ event: 'messageRevoked', chatId: TEAM, messageId: 'B', fromMe: true },
	]);
	expect(items(warest('message_revoked', { key: { jid: ANNA_RAW, all: true } }))).toMatchObject([
		{ event: 'other', gatewayEvent: 'message_revoked' },
	]);
});

test("several calls, or several people's presence, in one delivery are several events", () => {
	const call = { from: ANNA_RAW, status: 'offer', isGroup: false };
	const seen = items(
		warest('call', {
			calls: [
				{ ...call, id: 'C' },
				{ ...call, id: 'D' },
			],
		}),
	);
	expect(seen).toMatchObject([{ callId: 'C' }, { callId: 'D' }]);
	const presences = { [ANNA_RAW]: { lastKnownPresence: 'available' }, [LID]: {} };
	expect(items(warest('presence_update', { presence: { id: TEAM, presences } }))).toMatchObject([
		{ chatId: TEAM, participantId: ANNA, presence: 'online' },
		{ chatId: TEAM, participantId: LID, presence: null },
	]);
});

const file = (type: string, more: JsonObject): JsonObject => ({
	[type]: {
		mimetype: 'image/jpeg',
		fileLength: '1234',
		url: 'https://mmg.whatsapp.net/x.enc',
		...more,
	},
});
const stored = (name: string) => ({
	media: {
		hasMedia: true,
		mimeType: 'audio/ogg',
		url: `http://localhost:7308/storages/incoming-media/s/${name}`,
	},
});

test.each<[string, JsonObject, object]>([
	[
		'an image',
		warestMessage('media', 'imageMessage', file('imageMessage', { caption: 'Look' }), {
			text: 'Look',
			...stored('imageMessage/a.jpeg'),
		}),
		{
			type: 'image',
			text: 'Look',
			caption: 'Look',
			media: {
				mimeType: 'image/jpeg',
				fileName: null,
				sizeBytes: 1234,
				url: 'http://localhost:7308/storages/incoming-media/s/imageMessage/a.jpeg',
			},
		},
	],
	[
		'a voice message',
		warestMessage(
			'audio',
			'audioMessage',
			file('audioMessage', { mimetype: 'audio/ogg; codecs=opus', ptt: true }),
			stored('audioMessage/a.ogg'),
		),
		{ type: 'voice', text: null, caption: null, media: { mimeType: 'audio/ogg; codecs=opus' } },
	],
	[
		'a document that disappears',
		warestMessage('file', 'documentMessage', {
			ephemeralMessage: {
				message: {
					documentWithCaptionMessage: {
						message: file('documentMessage', { fileName: 'a.pdf', caption: 'Mine' }),
					},
				},
			},
		}),
		{ type: 'document', caption: 'Mine', media: { fileName: 'a.pdf', url: null } },
	],
	[
		'a contact, which WARest calls media',
		warestMessage(
			'contact',
			'contactMessage',
			{ contactMessage: { displayName: 'Ada', vcard: CARD } },
			{ text: 'Ada', media: { hasMedia: true, type: 'contactMessage', url: '' } },
		),
		{
			type: 'contact',
			text: null,
			media: null,
			contacts: [{ name: 'Ada, Countess', phone: '491701234567', phones: ['491701234567'] }],
		},
	],
	[
		'a place',
		warestMessage('location', 'locationMessage', {
			locationMessage: { degreesLatitude: 52.5, degreesLongitude: 13.4, name: 'Gate' },
		}),
		{ type: 'location', location: { latitude: 52.5, longitude: 13.4, title: 'Gate' } },
	],
	[
		'an answer with a mention',
		warestMessage(
			'extended_text',
			'extendedTextMessage',
			{
				extendedTextMessage: {
					text: '@447700900123 yes',
					contextInfo: {
						stanzaId: 'Q',
						participant: ANNA_RAW,
						quotedMessage: { conversation: 'Well?' },
						mentionedJid: [BEA_RAW],
					},
				},
			},
			{ mentions: [BEA_RAW] },
		),
		{
			type: 'text',
			quoted: { messageId: 'Q', text: 'Well?', from: ANNA },
			mentions: ['447700900123@c.us'],
			// WARest does not report who the account is.
			mentionsMe: null,
		},
	],
	[
		'a poll',
		warestMessage('poll', 'pollCreationMessageV3', {
			pollCreationMessageV3: { name: 'Who?', options: [] },
		}),
		{ type: 'poll', text: 'Who?' },
	],
	[
		'an order',
		warestMessage('order', 'orderMessage', { orderMessage: { orderId: '1' } }),
		{ event: 'message', type: 'order', text: null, order: { orderId: '1', itemCount: null } },
	],
	[
		'a message of which only the words are told',
		{ ...warestMessage('text', 'conversation', null, { text: 'Hi', mentions: [BEA_RAW] }) },
		{ event: 'message', type: 'text', text: 'Hi', mentions: ['447700900123@c.us'] },
	],
	[
		'a message without what WARest says of its sender',
		warestMessage('text', 'conversation', { conversation: 'Hi' }, { sender: undefined }),
		{ event: 'message', messageId: 'A', from: ANNA, chatId: ANNA, text: 'Hi' },
	],
	[
		'an own message that was pinned',
		warestMessage(
			'pin',
			'pinInChatMessage',
			{ pinInChatMessage: { key: { id: 'A' }, type: 1 } },
			{ sender: { chatId: ANNA_RAW, fromMe: true, isGroup: false, authorJid: ANNA_RAW } },
			{ id: 'PIN', fromMe: true },
		),
		{ event: 'message', type: 'system', fromMe: true, from: null, messageId: 'PIN' },
	],
	[
		'a pin of which only the pinned message is told',
		{
			tags: 'pin',
			message: {
				key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
				message: { pinInChatMessage: { key: { id: 'A' }, type: 1 } },
			},
			text: '',
			contentType: 'pinInChatMessage',
			mentions: [],
		},
		{ event: 'message', type: 'system', messageId: null, from: null, ...REPORTED },
	],
])('message_received: reads %s', (_, data, expected) => {
	expect(items(warest('message_received', data))).toMatchObject([expected]);
});
