import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type Media, sha256Of } from '../../sandbox/world';
import { refused, Warest } from './warest.client';
import { MP4, OGG, OGG_URI, PNG, PNG_URI } from './warest.requests';

let warest: Warest;
let files: Server;
let filesUrl = '';

beforeAll(async () => {
	warest = await Warest.start();
	files = createServer((_request, response) =>
		response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG),
	);
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
	const address = files.address();
	filesUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
	files.close();
	await warest.harness.sandbox.close();
});

const to = { sessionId: 'default', to: '491701112222' };
const query = 'sessionId=default&to=491701112222';
/** Contains the form's boundary, which is content unless it begins a line. */
const BYTES = Buffer.from('00ff2d2d58580d0a0d0a2d2d58fe00', 'hex');

const send = async (kind: string, body: object) =>
	await warest.post(`/messages/send/${kind}`, { ...to, ...body });
const upload = async (kind: string, body: Buffer, contentType: string, more = query) =>
	await warest.ask(`POST /messages/send/${kind}?${more}`, body, { contentType });

function newest(): Media {
	const { media } = warest.harness.newest();
	if (!media) throw new Error('The newest message has no media');
	return media;
}

function form(parts: Array<[header: string, content: Buffer | string]>): Buffer {
	const pieces = parts.flatMap(([header, content]) => [
		Buffer.from(`--XX\r\nContent-Disposition: form-data; ${header}\r\n\r\n`),
		Buffer.from(content),
		Buffer.from('\r\n'),
	]);
	return Buffer.concat([...pieces, Buffer.from('--XX--\r\n')]);
}
const MULTIPART = 'multipart/form-data; boundary=XX';

describe('files arrive unchanged', () => {
	const expectPng = (): void => {
		expect(newest()).toMatchObject({ mimeType: 'image/png', kind: 'image', data: PNG });
	};

	test.each([
		['a data URI', PNG_URI],
		['base64, its type found in its first bytes', PNG.toString('base64')],
		['base64url', PNG.toString('base64url')],
	])('sent as %s', async (_name, media) => {
		expect(await send('media', { media, caption: '<b>Look</b>' })).toMatchObject({
			status: 200,
			body: {
				message: 'Media message sent',
				results: [
					{
						status: 'image success',
						advancedInfo: {
							caption: '*Look*',
							mediaKind: 'image',
							compression: { enable: true },
						},
					},
				],
			},
		});
		expectPng();
		expect(newest().caption).toBe('*Look*');
	});

	test('sent as a URL on this machine', async () => {
		expect(await send('media', { url: `${filesUrl}/a.png` })).toMatchObject({ status: 200 });
		expectPng();
	});

	test('sent as a part of a form, whatever bytes they contain', async () => {
		const body = form([
			['name="sessionId"', 'default'],
			['name="to"', '491701112222'],
			['name="filename"', 'häns.bin'],
			['name="document"; filename="x.bin"\r\nContent-Type: application/x-thing', BYTES],
		]);
		expect(await upload('document', body, MULTIPART, '')).toMatchObject({
			status: 200,
			body: { results: [{ status: 'document bin success' }] },
		});
		expect(newest()).toMatchObject({
			fileName: 'häns.bin',
			mimeType: 'application/x-thing',
			data: BYTES,
		});
		expect(sha256Of(newest())).toBe(sha256Of({ ...newest(), data: BYTES }));
	});

	test('sent as the request body, with fields in the query', async () => {
		expect(await upload('audio', OGG, 'audio/ogg', `${query}&isVN=true`)).toMatchObject({
			status: 200,
			body: { results: [{ status: 'ptt success', advancedInfo: { isVoiceNote: true } }] },
		});
		expect(newest()).toMatchObject({
			mimeType: 'audio/ogg; codecs=opus',
			kind: 'voice',
			data: OGG,
		});
	});

	test('sent as a GIF and as a sticker', async () => {
		expect(await upload('gif', MP4, 'video/mp4')).toMatchObject({ status: 200 });
		expect(newest()).toMatchObject({ mimeType: 'video/mp4', kind: 'gif', data: MP4 });
		expect(await upload('sticker', PNG, 'image/png')).toMatchObject({ status: 200 });
		expect(newest()).toMatchObject({ mimeType: 'image/webp', kind: 'sticker', data: PNG });
	});

	test('sent several at once, except a program, which is blocked', async () => {
		const body = form([
			['name="a"; filename="a.txt"\r\nContent-Type: text/plain', 'one'],
			['name="b"; filename="b.exe"\r\nContent-Type: application/x-msdownload', 'MZ'],
		]);
		expect(await upload('files', body, MULTIPART)).toMatchObject({
			status: 200,
			body: {
				results: [
					{
						messageId: null,
						advancedInfo: {
							files: [{ name: 'a.txt', mimetype: 'text/plain', size: 3 }],
							blockedFiles: [{ name: 'b.exe' }],
						},
					},
				],
			},
		});
		expect(newest()).toMatchObject({ fileName: 'a.txt', data: Buffer.from('one') });
	});
});

test('messages are listed with sent media without a URL, and received files with one', async () => {
	await send('media', { media: PNG_URI, caption: 'Blue', viewOnce: true });
	const messages = '/chats/491701112222/messages?sessionId=default&limit=1';
	expect(await warest.get(messages)).toMatchObject({
		body: {
			result: {
				data: [
					{
						messageType: 'image',
						body: '([Image]) Blue',
						mediaMetadata: { url: null, mimeType: 'image/png', fileSize: PNG.length },
					},
				],
			},
		},
	});
	const session = warest.harness.sandbox.world.session('default');
	const media = { mimeType: 'image/png', fileName: null, caption: null, data: PNG };
	session.receive({ chatId: '491701112222@s.whatsapp.net', text: '', media });
	const hash = createHash('sha256').update(PNG).digest('hex');
	const path = `/storages/incoming-media/default/imageMessage/${hash}.png`;
	expect(await warest.get(messages)).toMatchObject({
		body: { result: { data: [{ mediaMetadata: { url: `http://localhost:7308${path}` } }] } },
	});
	// The address is useless, but the path is right, and needs no key.
	const answer = await fetch(`${warest.harness.sandbox.warest.url}${path}`);
	expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
});

describe('the name of a document', () => {
	test('is made from the base64 of a data URI if none is given', async () => {
		await send('document', { document: 'data:application/x-thing;base64,aGVsbG8gd29ybGQhISE=' });
		expect(newest().fileName).toBe('x-thing;base64,aGVsbG8gd29ybGQhISE=.bin');
	});

	test.each([
		['gets its extension', { filename: 'bill' }, 'bill.pdf'],
		['keeps its own', { filename: 'bill.v2' }, 'bill.v2'],
	])('a given name %s', async (_name, more, name) => {
		await send('document', { document: 'data:application/pdf;base64,JVBERi0=', ...more });
		expect(newest().fileName).toBe(name);
	});
});

describe('refused requests', () => {
	const octets = `data:application/octet-stream;base64,${PNG.toString('base64')}`;
	test.each([
		['media as octet-stream', 'media', { media: octets }, 415, 2007],
		['audio as octet-stream', 'audio', { audio: octets }, 415, 2007],
		['a GIF as octet-stream', 'gif', { gif: octets }, 415, 2007],
		['a real GIF as media', 'media', { media: 'data:image/gif;base64,R0lGODlh' }, 415, 2007],
		['sound as media', 'media', { media: OGG_URI }, 415, 2007],
		['a video as audio', 'audio', { audio: 'data:video/mp4;base64,AAAA' }, 415, 2007],
		['a picture as GIF', 'gif', { gif: PNG_URI }, 415, 2007],
		['a program', 'document', { document: 'data:text/plain;base64,TVqQ' }, 415, 2007],
		['a broken sticker', 'sticker', { sticker: 'data:image/png;base64,AAAA' }, 502, 3013],
		['a PDF as voice', 'audio', { audio: 'data:audio/ogg;base64,JVBERi0=', isVN: true }, 422, 2014],
		['no media', 'media', {}, 400, 1100],
		['no recipient', 'media', { media: PNG_URI, to: '' }, 400, 1100],
		['files that are not there', 'files', { files: ['http://127.0.0.1:1/x'] }, 502, 3002],
		['files from elsewhere', 'files', { files: ['https://example.com/x'] }, 502, 3002],
		['an address that is none', 'media', { media: 'nothing here' }, 500, 8000],
	])('%s', async (_name, kind, body, status, code) => {
		expect(await send(kind, body)).toMatchObject(refused(status, code));
	});

	test('octet-stream as the request body, except for a document', async () => {
		expect(await upload('media', PNG, 'application/octet-stream')).toMatchObject({ status: 415 });
		expect(await upload('document', PNG, 'application/octet-stream')).toMatchObject({
			status: 200,
		});
	});
});

test('a document may be larger than 2 MB', async () => {
	const data = Buffer.alloc(3_000_000, 1);
	expect(await upload('document', data, 'application/pdf')).toMatchObject({ status: 200 });
	expect(newest().data.equals(data)).toBe(true);
	const document = `data:application/pdf;base64,${data.toString('base64')}`;
	expect(await send('document', { document, filename: 'a.pdf' })).toMatchObject({ status: 200 });
	expect(newest().data.equals(data)).toBe(true);
});
