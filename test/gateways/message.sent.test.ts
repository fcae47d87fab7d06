import { answer } from '../support/dryRun';
import { CHAT, FULL_ID, JID, only, run, type Parameters } from './message.run';
import { ADA, button, card, field, PNG, URL } from './message.samples';

test('sendButtons sends the field of each button type on both gateways', async () => {
	const parameters = button(
		{ type: 'reply', text: 'a', id: '1' },
		{ type: 'url', text: 'b', url: 'https://example.com' },
		{ type: 'call', text: 'c', phoneNumber: '+49 170 1234567' },
		{ type: 'copy', text: 'd', copyCode: 'X' },
	);
	const own = [
		{ type: 'reply', id: '1' },
		{ type: 'url', url: 'https://example.com' },
		{ type: 'call', phoneNumber: '+491701234567' },
		{ type: 'copy', copyCode: 'X' },
	];
	const labels = ['a', 'b', 'c', 'd'];
	expect(await only('waha', 'sendButtons', parameters)).toMatchObject({
		body: { buttons: own.map((each, i) => ({ ...each, text: labels[i] })) },
	});
	expect(await only('warest', 'sendButtons', parameters)).toMatchObject({
		body: { buttons: own.map((each, i) => ({ ...each, displayText: labels[i] })) },
	});
});

test.each<[Parameters, object, object]>([
	[
		{ inputBinaryField: 'data' },
		{ file: 'headerImage.data=', body: { headerImage: PNG } },
		{ file: 'image=data:image/png;base64,' },
	],
	[
		URL,
		{ body: { headerImage: { ...PNG, url: URL.mediaUrl } } },
		{ body: { image: URL.mediaUrl } },
	],
])('sendButtons sends the header image %j on both gateways', async (image, atWaha, atWarest) => {
	const parameters = { ...button({ text: 'a' }), options: { headerImage: { image } } };
	expect(await only('waha', 'sendButtons', parameters)).toMatchObject(atWaha);
	expect(await only('warest', 'sendButtons', parameters)).toMatchObject(atWarest);
});

test('sends are never repeated automatically, and run in the lane of their chat', async () => {
	const [text] = (await run('warest', 'sendText', { text: 'Hi' })).requests;
	const [image] = (await run('warest', 'sendImage')).requests;
	const [atWaha] = (await run('waha', 'sendImage')).requests;
	expect(text).toMatchObject({ lane: { session: 'default', chat: CHAT }, cost: 2, cooldown: JID });
	expect(image).toMatchObject({ lane: { session: 'default', chat: CHAT }, cost: 2 });
	expect(image?.cooldown).toBeUndefined();
	expect(atWaha?.lane).toEqual({ session: 'default', chat: CHAT });
	expect([text, image, atWaha].map((request) => request?.effect)).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

const MEDIA = { mimeType: 'image/png', fileName: 'a.png', sizeBytes: 4, url: null };
const PLACE = { latitude: 1, longitude: 2, options: { placeName: 'P' } };

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, { type: 'text', text: 'Hi', quoted: null, mentions: [] }],
	[
		'sendImage',
		{ caption: 'C' },
		{ type: 'image', text: 'C', media: MEDIA, quoted: null, mentions: [] },
	],
	[
		'sendDocument',
		URL,
		{
			type: 'document',
			text: null,
			media: { ...MEDIA, sizeBytes: null, url: URL.mediaUrl },
			quoted: null,
			mentions: [],
		},
	],
	[
		'sendVoice',
		field('voice'),
		{
			type: 'voice',
			media: { ...MEDIA, mimeType: 'audio/ogg', fileName: 'a.ogg' },
			quoted: null,
		},
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb', multipleAnswers: true },
		{ type: 'poll', text: 'Q', quoted: null },
	],
	[
		'sendLocation',
		PLACE,
		{ type: 'location', quoted: null, location: { latitude: 1, longitude: 2, title: 'P' } },
	],
	[
		'sendContact',
		card(ADA),
		{
			type: 'contact',
			quoted: null,
			contacts: [{ name: 'Ada', phone: '491701234567', phones: ['491701234567'] }],
		},
	],
	['sendButtons', button({ text: 'a' }), { type: 'buttons', text: 'Well?', quoted: null }],
])('%s returns the same message from both gateways', async (operation, parameters, item) => {
	const sent = {
		messageId: `true_${CHAT}_SENT`,
		chatId: CHAT,
		session: 'default',
		timestamp: '2023-11-14T22:13:20.000Z',
		ack: 'pending',
		isGroup: false,
	};
	const atWaha = (await run('waha', operation, parameters)).items;
	const atWarest = (await run('warest', operation, parameters)).items;
	expect(atWaha).toEqual([{ ...sent, ...item }]);
	expect(atWarest).toEqual([{ ...sent, ...item, messageId: 'SENT' }]);
});

test.each<[Parameters, string]>([
	[{ key: { id: 'X' }, messageTimestamp: '1700000000' }, '2023-11-14T22:13:20.000Z'],
	[{ id: { _serialized: `true_${CHAT}_X` }, timestamp: 1_700_000_000 }, '2023-11-14T22:13:20.000Z'],
	// GOWS has the time only in its own message.
	[
		{ id: `true_${CHAT}_X`, _data: { Info: { Timestamp: '2023-11-14T23:13:20+01:00' } } },
		'2023-11-14T22:13:20.000Z',
	],
])('WAHA: reads message ID and time from the response %j', async (raw, timestamp) => {
	const { items } = await run('waha', 'sendText', { text: 'Hi' }, [
		answer(JSON.parse(JSON.stringify(raw)), 201),
	]);
	expect(items).toEqual([expect.objectContaining({ messageId: `true_${CHAT}_X`, timestamp })]);
});

test('sendText returns the quoted message and the mentions', async () => {
	const { items } = await run('waha', 'sendText', {
		text: 'Hi',
		options: { quotedMessageId: FULL_ID, mentions: CHAT },
	});
	expect(items[0]).toMatchObject({
		quoted: { messageId: FULL_ID },
		mentions: [CHAT],
	});
});

test('WARest has a hint if it had to change the text', async () => {
	expect((await run('warest', 'sendImage', { caption: '<b>' })).hint).toContain('WARest deletes');
	expect((await run('warest', 'sendImage', { caption: 'b' })).hint).toBeNull();
});

test.each([
	[{ key: { id: 'A' }, status: 'PENDING' }, 'pending'],
	[{ key: { id: 'A' }, status: 1 }, 'pending'],
	[{ key: { id: 'A' }, status: 'SERVER_ACK' }, 'sent'],
	[{ key: { id: 'A' }, status: 'DELIVERY_ACK' }, 'delivered'],
	[{ key: { id: 'A' }, status: 'ERROR' }, 'error'],
	[{ id: FULL_ID, ack: 0, ackName: 'PENDING' }, 'pending'],
	[{ id: FULL_ID, ack: null, ackName: 'SERVER' }, 'sent'],
	[{ id: { _serialized: FULL_ID }, _data: { ack: 1 } }, 'sent'],
	[{ id: FULL_ID, _data: { status: 'PENDING' } }, 'pending'],
	[{ id: FULL_ID, ack: null, ackName: 'UNKNOWN' }, 'pending'],
	[{ id: FULL_ID, status: 'queued' }, 'pending'],
	[{ id: FULL_ID }, 'pending'],
])('WAHA: reads the delivery state from the response %j', async (body, ack) => {
	const { items } = await run('waha', 'sendText', { text: 'Hi' }, [answer(body)]);
	expect(items).toMatchObject([{ text: 'Hi', ack }]);
});
