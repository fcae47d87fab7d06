import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mediaKind, sha256Of, sizeOf } from '../../sandbox/world';
import { send } from './client';
import { ANNA, ANNA_CUS, Harness } from './harness';

let harness: Harness;

beforeEach(async () => {
	harness = await Harness.start();
});
afterEach(async () => await harness.sandbox.close());

const to = { session: 'default', chatId: ANNA_CUS };
const bytes = Buffer.from([0, 255, 1, 254, 128]);
const data = bytes.toString('base64');
const post = async (path: string, body: object) =>
	await harness.waha('POST', path, { ...to, ...body });
const messages = async () =>
	(await harness.waha('GET', `/api/default/chats/${ANNA_CUS}/messages?limit=1`)).body;

describe('sending files', () => {
	test.each([
		['sendImage', 'image/png', 'image'],
		['sendFile', 'application/pdf', 'document'],
		['sendVoice', 'audio/ogg; codecs=opus', 'voice'],
		['sendVideo', 'video/mp4', 'video'],
	])('%s keeps the exact bytes', async (route, mimetype, kind) => {
		const file = { mimetype, filename: 'a.bin', data };
		expect(await post(`/api/${route}`, { file, caption: 'look' })).toMatchObject({
			status: 201,
			body: { key: { remoteJid: ANNA, fromMe: true }, status: 'PENDING' },
		});
		const { media, text } = harness.newest();
		if (!media) throw new Error('no media');
		expect([mediaKind(media), media.mimeType, media.fileName]).toEqual([kind, mimetype, 'a.bin']);
		expect([sizeOf(media), sha256Of(media)]).toEqual([
			bytes.length,
			createHash('sha256').update(bytes).digest('hex'),
		]);
		expect(text).toBe(kind === 'voice' ? '' : 'look');
	});

	test('sent files are listed with a URL that requires the API key', async () => {
		await post('/api/sendImage', { file: { mimetype: 'image/png', data } });
		const { id } = harness.newest();
		const url = `http://localhost:3000/api/files/default/${id}.png`;
		expect(await messages()).toMatchObject([
			{ hasMedia: true, media: { url, mimetype: 'image/png' }, body: null },
		]);
		const { waha } = harness.sandbox;
		const path = `/api/files/default/${id}.png`;
		const headers = { 'X-Api-Key': waha.apiKey };
		expect(await send(waha.url, { path, headers })).toMatchObject({ status: 200 });
		expect(await send(waha.url, { path })).toMatchObject({ status: 401 });
		expect(await harness.waha('GET', '/api/files/default/gone.png')).toMatchObject({
			status: 404,
			body: { error: { key: 'FILE_NOT_FOUND' } },
		});
	});

	test('files given by URL are downloaded only from this machine', async () => {
		const url = 'https://files.example.com/a.png';
		await post('/api/sendImage', { file: { mimetype: 'image/png', url } });
		const { media } = harness.newest();
		expect(media && [media.url, sizeOf(media), sha256Of(media)]).toEqual([url, null, null]);

		const files = http.createServer((_request, response) => response.end(bytes));
		await new Promise<void>((resolve) => void files.listen(0, '127.0.0.1', resolve));
		const { port }: Partial<AddressInfo> = Object(files.address());
		const local = `http://127.0.0.1:${port}/a.png`;
		await post('/api/sendImage', { file: { mimetype: 'image/png', url: local } });
		files.close();
		expect(harness.newest().media).toMatchObject({ url: local, data: bytes });
	});

	test('files given as data URI arrive with wrong bytes', async () => {
		await post('/api/sendFile', { file: { mimetype: 'a/b', data: `data:a/b;base64,${data}` } });
		expect(harness.newest().media?.data.equals(bytes)).toBe(false);
	});
});

describe('sending other content', () => {
	test.each([
		[
			'sendPoll',
			{ poll: { name: 'When?', options: ['9', '10'], multipleAnswers: true } },
			{ type: 'poll', poll: { question: 'When?', options: ['9', '10'], selectable: 2 } },
			{ message: { pollCreationMessage: { name: 'When?', selectableOptionsCount: 2 } } },
		],
		[
			'sendLocation',
			{ latitude: 1.5, longitude: -2, title: 'Here' },
			{
				type: 'location',
				location: { latitude: 1.5, longitude: -2, name: 'Here', address: null },
			},
			{ message: { locationMessage: { degreesLatitude: 1.5, name: 'Here' } } },
		],
		[
			'sendContactVcard',
			{ contacts: [{ fullName: 'Jo', phoneNumber: '+1 555', whatsappId: '1555' }] },
			{
				type: 'contacts',
				contacts: [
					expect.objectContaining({
						name: 'Jo',
						phone: '+1 555',
						vcard: expect.stringContaining('waid=1555:+1 555'),
					}),
				],
			},
			{ message: { contactMessage: { displayName: 'Jo' } } },
		],
		[
			'sendButtons',
			{ header: 'H', body: 'B', footer: 'F', buttons: [{ type: 'url', text: 'Go', url: 'u' }] },
			{
				type: 'buttons',
				header: 'H',
				footer: 'F',
				image: null,
				buttons: [{ kind: 'url', text: 'Go', value: 'u' }],
			},
			{
				message: { viewOnceMessage: { message: { interactiveMessage: { body: { text: 'B' } } } } },
			},
		],
	])(
		'%s stores its content, and lists it as raw data of the message',
		async (route, body, content, stored) => {
			expect(await post(`/api/${route}`, body)).toMatchObject({ status: 201 });
			expect(harness.newest().content).toEqual(content);
			expect(await messages()).toMatchObject([{ fromMe: true, hasMedia: false, _data: stored }]);
		},
	);

	test('sendLinkPreview sends title and link as text', async () => {
		await post('/api/sendLinkPreview', { url: 'https://x.org', title: 'X' });
		expect(harness.newest().text).toBe('X\nhttps://x.org');
	});

	test('forwardMessage copies a message, and refuses an unknown one', async () => {
		const { id } = harness.newest();
		const messageId = `false_${ANNA_CUS}_${id}`;
		expect(
			await post('/api/forwardMessage', { chatId: '447700900123@c.us', messageId }),
		).toMatchObject({
			status: 201,
			body: { id: expect.stringMatching(/^true_447700900123@c\.us_/) },
		});
		expect(harness.newest('447700900123@s.whatsapp.net')).toMatchObject({
			text: 'When can I come?',
			forwarded: true,
		});
		expect(
			await post('/api/forwardMessage', { messageId: `false_${ANNA_CUS}_NONE` }),
		).toMatchObject({ status: 422 });
	});

	test('a message ID given by the client is used in version 2026.7.1, and ignored in an older one', async () => {
		await post('/api/sendText', { text: 'x', id: 'MINE' });
		expect(harness.newest().id).not.toBe('MINE');
		const newer = await Harness.start({ wahaVersion: '2026.7.1' });
		await newer.waha('POST', '/api/sendText', { ...to, text: 'x', id: 'MINE' });
		expect(newer.newest().id).toBe('MINE');
		await newer.sandbox.close();
	});
});

describe('changing messages', () => {
	const own = () => {
		const message = harness.chat().messages.find(({ fromMe }) => fromMe);
		if (!message) throw new Error('no own message');
		return message;
	};
	const idOf = (id: string, fromMe = true) => `${String(fromMe)}_${ANNA_CUS}_${id}`;
	const path = (id: string) => `/api/default/chats/${ANNA_CUS}/messages/${id}`;

	test('an edit changes the text, and shows in the raw data', async () => {
		const message = own();
		await harness.waha('PUT', path(idOf(message.id)), { text: 'changed' });
		expect(message).toMatchObject({ text: 'changed', edited: true });
		expect(await harness.waha('GET', path(idOf(message.id)))).toMatchObject({
			body: { body: 'changed', _data: { message: { editedMessage: expect.any(Object) } } },
		});
	});

	test('a deletion for everyone affects own messages only', async () => {
		const message = own();
		await harness.waha('DELETE', path(idOf(message.id)));
		await harness.waha('DELETE', path(idOf(harness.newest().id, false)));
		expect([message.revoked, harness.newest().revoked]).toEqual([true, false]);
		expect(await harness.waha('GET', path(idOf(message.id)))).toMatchObject({ status: 404 });
	});

	test('a reaction is added and removed', async () => {
		const messageId = idOf(harness.newest().id, false);
		const react = { session: 'default', messageId, reaction: '👍' };
		expect(await harness.waha('PUT', '/api/reaction', react)).toMatchObject({ status: 200 });
		expect(harness.newest().reactions).toMatchObject([{ emoji: '👍' }]);
		expect(await messages()).toMatchObject([
			{ _data: { reactions: [{ text: '👍', key: { fromMe: true } }] } },
		]);
		await harness.waha('PUT', '/api/reaction', { ...react, reaction: '' });
		expect(harness.newest().reactions).toEqual([]);
	});

	test('a message is starred', async () => {
		const messageId = idOf(harness.newest().id, false);
		const answer = await harness.waha('PUT', '/api/star', { ...to, messageId, star: true });
		expect(answer).toEqual({ status: 200, body: undefined });
		expect(harness.newest().starred).toBe(true);
	});

	test('a message ID in the short form causes an engine error', async () => {
		expect(await harness.waha('PUT', path(own().id), { text: 'x' })).toMatchObject({
			status: 500,
			body: { exception: { message: expect.stringContaining('Message id be in format') } },
		});
	});
});

test('a chat has a picture, and can be cleared and deleted', async () => {
	const chat = `/api/default/chats/${ANNA_CUS}`;
	const picture = await harness.waha('GET', `${chat}/picture`);
	expect(picture.body).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:.*pictures/) });
	expect(await harness.waha('DELETE', `${chat}/messages`)).toEqual({ status: 200, body: true });
	expect(harness.chat().messages).toEqual([]);
	await harness.waha('DELETE', chat);
	expect(harness.chats.find(ANNA)).toBeUndefined();
});
