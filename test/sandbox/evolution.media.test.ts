import { Evolution, idOf, invalid, refused } from './evolution.client';
import { type TestServer, startServer } from '../support/server';

let evolution: Evolution;
let files: TestServer;
beforeAll(async () => {
	evolution = await Evolution.start();
	files = await startServer((request, response) => {
		if (request.url === '/gone.png') response.writeHead(404).end();
		else response.writeHead(200, { 'Content-Type': 'image/png' }).end('fetched');
	});
});
afterAll(async () => {
	await evolution.close();
	await files.close();
});

const number = '491701112222';
const bytes = Buffer.from('the file');
const base64 = bytes.toString('base64');
const file = { bytes, name: 'note.pdf', type: 'application/pdf' };
const send = async (body: object) => await evolution.post('message/sendMedia', { number, ...body });
const newest = () => evolution.harness.newest().media;

describe('sending a file', () => {
	test('accepts base64', async () => {
		const body = { mediatype: 'document', media: base64, fileName: 'a.pdf', caption: 'Look' };
		expect(await send(body)).toMatchObject({
			status: 201,
			body: { status: 'PENDING', message: { documentWithCaptionMessage: {} } },
		});
		expect(newest()).toMatchObject({
			data: bytes,
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
			caption: 'Look',
			kind: 'document',
		});
	});

	test('accepts a URL, and downloads it only if it is local', async () => {
		await send({ mediatype: 'image', media: `${files.url}/a.png` });
		expect(newest()).toMatchObject({ data: Buffer.from('fetched'), kind: 'image' });
		await send({ mediatype: 'video', media: 'https://files.test/a.mp4' });
		expect(newest()).toMatchObject({ url: 'https://files.test/a.mp4', kind: 'video' });
	});

	test('accepts a form, and refuses a delay in it because all its fields are strings', async () => {
		const fields = { number, mediatype: 'document', fileName: 'a.pdf', caption: 'Look', file };
		expect(await evolution.form('message/sendMedia', fields)).toMatchObject({ status: 201 });
		expect(newest()).toMatchObject({ data: bytes, fileName: 'a.pdf', caption: 'Look' });
		expect(await evolution.form('message/sendMedia', { ...fields, delay: '5' })).toEqual(
			invalid('delay is not of a type(s) integer'),
		);
	});

	test.each([
		['a data URI', { mediatype: 'image', media: `data:image/png;base64,${base64}` }],
		['no base64', { mediatype: 'image', media: 'no base64!' }],
		['nothing', { mediatype: 'image' }],
		['a document in base64 without its name', { mediatype: 'document', media: base64 }],
	])('a request with %s is refused', async (_name, body) => {
		expect(await send(body)).toEqual(refused(400, [expect.any(String)], 'Bad Request'));
	});

	test('answers 500 if the file cannot be downloaded', async () => {
		expect(await send({ mediatype: 'image', media: `${files.url}/gone.png` })).toEqual(
			refused(500, [expect.stringContaining('404')]),
		);
	});

	test('takes the MIME type from the file name, except that every picture is a JPEG', async () => {
		const body = { media: base64, mimetype: 'text/plain', fileName: 'a.pdf' };
		await send({ ...body, mediatype: 'document' });
		expect(newest()?.mimeType).toBe('application/pdf');
		await send({ ...body, mediatype: 'image', fileName: 'a.png' });
		expect(newest()?.mimeType).toBe('image/jpeg');
		await send({ media: base64, mediatype: 'audio', mimetype: 'audio/ogg' });
		expect(newest()).toMatchObject({ mimeType: 'audio/ogg', kind: 'audio' });
	});

	test('sends a GIF as a plain video before version 2.4', async () => {
		await send({ media: base64, mediatype: 'video', gifPlayback: true });
		expect(newest()?.kind).toBe('video');
	});
});

describe('sending a voice message', () => {
	test.each([
		[
			'base64',
			async () => await evolution.post('message/sendWhatsAppAudio', { number, audio: base64 }),
		],
		['a form', async () => await evolution.form('message/sendWhatsAppAudio', { number, file })],
	])('accepts %s', async (_name, sendIt) => {
		expect(await sendIt()).toMatchObject({
			status: 201,
			body: { messageType: 'audioMessage', message: { audioMessage: { ptt: true } } },
		});
		expect(newest()).toMatchObject({
			kind: 'voice',
			data: bytes,
			mimeType: 'audio/ogg; codecs=opus',
		});
	});
});

describe('sending a video note', () => {
	test.each([
		['base64', async () => await evolution.post('message/sendPtv', { number, video: base64 })],
		['a form', async () => await evolution.form('message/sendPtv', { number, file })],
	])('accepts %s', async (_name, sendIt) => {
		expect(await sendIt()).toMatchObject({
			status: 201,
			body: { messageType: 'ptvMessage', message: { ptvMessage: {} } },
		});
		expect(newest()).toMatchObject({ kind: 'note', data: bytes, caption: null });
	});
});

describe('sending a sticker', () => {
	test('accepts base64', async () => {
		const answer = await evolution.post('message/sendSticker', { number, sticker: base64 });
		expect(answer).toMatchObject({ status: 201, body: { messageType: 'stickerMessage' } });
		expect(newest()).toMatchObject({ kind: 'sticker', data: bytes });
	});

	test('answers 500 to a form', async () => {
		const answer = await evolution.form('message/sendSticker', { number, file });
		expect(answer).toEqual(refused(500, 'Invalid URL', 'Internal Server Error'));
	});
});

describe('the file of a message', () => {
	const ask = async (id: string) =>
		await evolution.post('chat/getBase64FromMediaMessage', { message: { key: { id } } });

	test('is returned in base64', async () => {
		const media = { mimeType: 'image/png', fileName: null, caption: 'C', data: bytes };
		const { id } = evolution.session.receive({
			chatId: `${number}@s.whatsapp.net`,
			text: 'C',
			media,
		});
		expect(await ask(id)).toMatchObject({
			status: 201,
			body: { mediaType: 'imageMessage', mimetype: 'image/png', caption: 'C', base64 },
		});
	});

	test('is refused for an unknown message and for a message without a file', async () => {
		expect(await ask('NOBODY')).toEqual(refused(400, ['Message not found']));
		const sent = await evolution.post('message/sendText', { number, text: 'x' });
		expect(await ask(idOf(sent))).toEqual(refused(400, [expect.any(String)]));
	});
});
