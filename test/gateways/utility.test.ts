import type { Json } from '../../nodes/WhatsApp/portable/json';
import { answer, dryRun, type Parameters } from '../support/dryRun';
import { items, lines, run, sent, told } from './utility.run';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const TEXT_URI = `data:text/plain;base64,${base64('hello')}`;
const FILE_URI = `data:image/png;base64,${base64('file')}`;
const text = { source: 'text', inputText: 'hello' };
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('hash and sign', () => {
	test.each<[Parameters, object, object]>([
		[text, { input: TEXT_URI }, { algorithm: 'sha256', encoding: 'hex' }],
		[
			{ source: 'binary', inputBinaryField: 'data' },
			{ input: FILE_URI },
			{ algorithm: 'sha256', encoding: 'hex' },
		],
		[
			{
				source: 'url',
				mediaUrl: 'https://example.com/a',
				options: { algorithm: 'md5', encoding: 'base64' },
			},
			{ input: 'https://example.com/a', algo: 'md5', output: 'base64' },
			{ algorithm: 'md5', encoding: 'base64' },
		],
		[
			// A path on the server, which must not be sent as one.
			{ source: 'base64', mediaBase64: '/etc/passwd+' },
			{ input: 'data:application/octet-stream;base64,/etc/passwd+' },
			{ algorithm: 'sha256', encoding: 'hex' },
		],
	])('%j is sent as a data URI or a URL', async (parameters, body, about) => {
		const hashed = await run('hash', parameters, told({ data: 'abc' }));
		expect(lines(hashed)).toEqual(['POST /api/v1/misc/crypto/hash']);
		expect(hashed.requests[0]).toMatchObject({ cost: 2, effect: 'read' });
		expect(await sent(hashed)).toEqual(body);
		expect(items(hashed)).toEqual([{ hash: 'abc', ...about }]);
		const signed = await run('sign', { ...parameters, signingKey: 'k' }, told({ data: 'abc' }));
		expect(lines(signed)).toEqual(['POST /api/v1/misc/crypto/hmac']);
		expect(await sent(signed)).toEqual({ key: 'k', ...body });
		expect(items(signed)).toEqual([{ signature: 'abc', ...about }]);
	});

	test('a path given as text is sent as text', async () => {
		const done = await run('hash', { ...text, inputText: '/etc/passwd' }, told({ data: 'abc' }));
		expect(await sent(done)).toEqual({
			input: `data:text/plain;base64,${base64('/etc/passwd')}`,
		});
	});

	test.each<[string, Parameters, string]>([
		['hash', { ...text, inputText: '' }, 'Text is empty'],
		['hash', { source: 'url', mediaUrl: '/etc/passwd' }, 'is no web address'],
		['hash', { source: 'base64', mediaBase64: '/etc/pass.wd' }, 'is no base64'],
		['hash', { source: 'file' }, 'Source must be one of'],
		['sign', { ...text, signingKey: '' }, 'Key is empty'],
		['sign', { ...text, signingKey: ' k ' }, 'no key with spaces'],
	])('%s refuses %j', async (operation, parameters, message) => {
		await expect(run(operation, parameters)).rejects.toThrow(message);
	});
});

describe('convertBase64', () => {
	test('encodes text and ignores parameters of decoding', async () => {
		const done = await run(
			'convertBase64',
			{ ...text, fileName: 'a.pdf', mimeType: 'x/y' },
			told({ data: 'aGVsbG8=' }),
		);
		expect(await sent(done)).toEqual({ action: 'encode', input: TEXT_URI });
		expect(items(done)).toEqual([{ base64: 'aGVsbG8=' }]);
	});

	const decode = { conversion: 'decode', mediaBase64: base64('hello') };
	const INPUT = `data:text/plain;base64,${base64('hello')}`;

	test('decodes to text', async () => {
		const done = await run('convertBase64', decode, told({ data: 'hello' }));
		expect(await sent(done)).toEqual({ action: 'decode', output: 'string', input: INPUT });
		expect(done.outputs).toEqual([{ json: { text: 'hello' } }]);
	});

	test('decodes to a file', async () => {
		const uri = {
			...decode,
			decodeTo: 'file',
			mediaBase64: `data:text/csv;base64,${base64('a,b')}`,
		};
		const done = await run('convertBase64', uri, told({ data: base64('a,b') }));
		expect(await sent(done)).toMatchObject({ action: 'decode', output: 'base64' });
		expect(items(done)).toEqual([{ fileName: 'file.csv', mimeType: 'text/csv', sizeBytes: 3 }]);
		expect(done.outputs[0]?.file?.data.toString()).toBe('a,b');
	});

	test.each<[Parameters, string]>([
		[{ ...decode, mediaBase64: PNG.toString('base64') }, 'is no text'],
		[{ ...decode, mediaBase64: 'no base64!' }, 'is no base64'],
		[{ ...decode, decodeTo: 'x' }, 'Result must be one of'],
	])('refuses %j', async (parameters, message) => {
		await expect(run('convertBase64', parameters)).rejects.toThrow(message);
	});
});

describe('createQrCode', () => {
	const ROUTE = 'POST /api/v1/misc/convert-string-toqr';

	test('returns the PNG from the response', async () => {
		const uri = `data:image/png;base64,${PNG.toString('base64')}`;
		const done = await run('createQrCode', { text: 'hi' }, told({ data: uri }));
		expect(lines(done)).toEqual([`${ROUTE}/base64`]);
		expect(await sent(done)).toEqual({ string: 'hi' });
		expect(items(done)).toEqual([
			{ fileName: 'qr-code.png', mimeType: 'image/png', sizeBytes: 10 },
		]);
	});

	test('downloads another format from the URL in the response', async () => {
		const svg = { ...answer(null), bytes: Buffer.from('<svg/>'), contentType: 'image/svg+xml' };
		const done = await run(
			'createQrCode',
			{ text: 'hi', options: { qrFormat: 'svg' } },
			told({ data: 'https://files.example.com/a.svg' }),
			svg,
		);
		expect(lines(done)).toEqual([`${ROUTE}/svg`, 'GET https://files.example.com/a.svg']);
		expect(await sent(done)).toEqual({ string: 'hi' });
		expect(done.requests[1]).toMatchObject({ answer: 'binary', effect: 'read' });
		expect(items(done)).toEqual([
			{ fileName: 'qr-code.svg', mimeType: 'image/svg+xml', sizeBytes: 6 },
		]);
	});
});

describe('images and videos', () => {
	const data = (bytes: Buffer) => bytes.toString('base64');
	const JPEG = Buffer.from('ffd8ffe000', 'hex');

	test('createThumbnail returns one item per thumbnail, with the file type of its bytes', async () => {
		const done = await run(
			'createThumbnail',
			{ mediaKind: 'video', options: { count: 2, width: 64, height: 48 } },
			told({
				data: [
					{ thumbnail: data(JPEG), meta: { mimeType: 'image/jpeg' } },
					{ thumbnail: data(PNG), meta: { mimeType: 'image/jpeg' } },
				],
			}),
		);
		expect(lines(done)).toEqual(['POST /api/v1/misc/media/thumbnail']);
		expect(await sent(done)).toEqual({
			file: FILE_URI,
			type: 'video',
			count: 2,
			width: 64,
			height: 48,
			output: 'base64',
		});
		expect(items(done)).toEqual([
			{ number: 1, fileName: 'thumbnail-1.jpg', mimeType: 'image/jpeg', sizeBytes: 5 },
			{ number: 2, fileName: 'thumbnail-2.png', mimeType: 'image/png', sizeBytes: 10 },
		]);
		expect(done.outputs.map(({ file }) => file?.data)).toEqual([JPEG, PNG]);
	});

	test('processImage sends numbers given as text as numbers', async () => {
		const options = { width: '100', height: 50, fit: 'inside', imageFormat: 'webp', quality: 70 };
		const done = await run(
			'processImage',
			{ options },
			told({
				data: data(PNG),
				details: { format: 'png', width: 100, height: 50, size: 10 },
				meta: { mimeType: 'image/png' },
			}),
		);
		expect(lines(done)).toEqual(['POST /api/v1/misc/media/image']);
		expect(await sent(done)).toEqual({
			file: FILE_URI,
			actions: {
				resize: { width: 100, height: 50, fit: 'inside' },
				convert: 'webp',
				compress: { quality: 70 },
			},
			output: 'base64',
		});
		expect(items(done)).toEqual([
			{ width: 100, height: 50, fileName: 'image.png', mimeType: 'image/png', sizeBytes: 10 },
		]);
	});

	const KEY = Buffer.alloc(32, 7);

	test.each<[string, Json]>([
		['base64', KEY.toString('base64')],
		['hex', KEY.toString('hex')],
		['a buffer', { type: 'Buffer', data: [...KEY] }],
	])('decryptMedia accepts a media key as %s', async (_, mediaKey) => {
		const done = await run(
			'decryptMedia',
			{
				source: 'url',
				mediaUrl: 'https://mmg.whatsapp.net/a.enc',
				mediaKey,
				mediaType: 'audio/ogg; codecs=opus',
				options: { fileSha256: KEY.toString('hex') },
			},
			told({ data: base64('sound'), meta: {} }),
		);
		expect(lines(done)).toEqual(['POST /api/v1/misc/whatsapp/file-decrypt']);
		expect(await sent(done)).toEqual({
			file: 'https://mmg.whatsapp.net/a.enc',
			mediaKey: KEY.toString('base64'),
			mimeType: 'audio/ogg; codecs=opus',
			fileSha256: KEY.toString('base64'),
			output: 'base64',
		});
		expect(items(done)).toEqual([
			{ fileName: 'media.ogg', mimeType: 'audio/ogg; codecs=opus', sizeBytes: 5 },
		]);
	});

	test.each<[string, Parameters, string]>([
		['createThumbnail', { options: { count: 2 } }, 'has one thumbnail'],
		['createThumbnail', { options: { width: 8 } }, 'Width must be a whole number from 16'],
		['processImage', { options: { fit: 'fill' } }, 'Fit needs a size'],
		['processImage', { inputBinaryField: 'none' }, 'has no binary field'],
		['decryptMedia', { mediaKey: 'AAAA', mediaType: 'image/png' }, 'is no key of 32 bytes'],
		['decryptMedia', { mediaKey: '', mediaType: 'image/png' }, 'is empty or no base64'],
		['decryptMedia', { mediaKey: KEY.toString('base64'), mediaType: '' }, 'is empty'],
	])('%s refuses %j', async (operation, parameters, message) => {
		await expect(run(operation, parameters)).rejects.toThrow(message);
	});

	test('a response without a file is an error', async () => {
		await expect(run('processImage', {}, told({}))).rejects.toThrow('WARest gave no file');
	});
});

describe('generateId and validateId', () => {
	const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

	test.each<[Parameters, object]>([
		[{}, { type: 'uuid' }],
		[{ options: { idCount: 3, uuidVersion: 'v1' } }, { type: 'uuid', count: 3, version: 'v1' }],
		[
			{ options: { uuidVersion: 'v5', uuidNamespace: NAMESPACE, uuidName: 'a' } },
			{ type: 'uuid', version: 'v5', namespace: NAMESPACE, name: 'a' },
		],
		[
			{ idType: 'ulid', options: { ulidMask: 'xx-xx' } },
			{ type: 'ulid', format: 'xx-xx' },
		],
	])('sends the options %j', async (parameters, body) => {
		const done = await run('generateId', parameters, told({ data: ['a', 'b'] }));
		expect(lines(done)).toEqual(['POST /api/v1/misc/uuid/generate']);
		expect(await sent(done)).toEqual(body);
		expect(items(done)).toEqual([{ id: 'a' }, { id: 'b' }]);
	});

	test.each<[Parameters, string]>([
		[{ idType: 'ulid', options: { uuidVersion: 'v1' } }, 'A ULID has no version'],
		[{ options: { ulidMask: 'xx' } }, 'for ULIDs only'],
		[{ options: { uuidVersion: 'v3', uuidName: 'a' } }, 'is made from a namespace and a name'],
		[{ options: { uuidName: 'a' } }, 'Only a UUID of version 3 or 5'],
		[{ options: { idCount: 101 } }, 'from 1 to 100'],
	])('refuses %j', async (parameters, message) => {
		await expect(run('generateId', parameters)).rejects.toThrow(message);
	});

	test.each([
		['uuid', true, 'v4'],
		['ulid', false, null],
	])('validateId returns the result for a %s', async (idType, isValid, version) => {
		const given = told({ data: { isValid, type: idType, version } });
		const done = await run('validateId', { uniqueId: ' abc ', idType }, given);
		expect(await sent(done)).toEqual({ value: 'abc', type: idType });
		expect(items(done)).toEqual([{ id: 'abc', valid: isValid, type: idType, version }]);
	});
});

test('WAHA refuses hash and says what to use instead', async () => {
	await expect(dryRun('waha', ['utility', 'hash'], {})).rejects.toMatchObject({
		message: 'WAHA does not have the operation Utility > Hash',
		hint: expect.stringContaining('Crypto'),
	});
});
