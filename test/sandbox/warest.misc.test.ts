import { createHash, createHmac } from 'node:crypto';
import { refused, result, Warest } from './warest.client';
import { encrypted, PNG, PNG_URI, TEAM } from './warest.requests';

let warest: Warest;
beforeAll(async () => {
	warest = await Warest.start();
});
afterAll(async () => await warest.harness.sandbox.close());

const tool = async (path: string, body: object) => await warest.post(`/misc/${path}`, body);
const HELLO_URI = `data:text/plain;base64,${Buffer.from('hello').toString('base64')}`;
const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

describe('base64, hashes and QR codes', () => {
	test.each([
		['text', { input: 'hi there!' }, Buffer.from('hi there!').toString('base64')],
		['a data URI', { input: HELLO_URI }, 'aGVsbG8='],
		['a Buffer', { input: { type: 'Buffer', data: [104, 105] } }, 'aGk='],
		['what looks like base64', { input: 'AAAABBBBCCCCDDDD' }, 'AAAABBBBCCCCDDDD'],
		['decoding', { action: 'decode', input: 'aGk=' }, 'hi'],
		['decoding to a URI', { action: 'decode', input: HELLO_URI, output: 'dataurl' }, HELLO_URI],
	])('the base64 tool handles %s', async (_name, body, data) => {
		expect(await tool('base64', body)).toMatchObject(result({ data }));
	});

	test('the URL of a result is relative and needs no key', async () => {
		const answer = await tool('base64', { action: 'decode', input: HELLO_URI, output: 'url' });
		const path = /\/storages\/[^"]+/.exec(JSON.stringify(answer.body))?.[0] ?? '';
		expect(answer).toMatchObject(result({ data: path, meta: { url: path } }));
		const { url } = warest.harness.sandbox.warest;
		expect(await (await fetch(`${url}${path}`)).text()).toBe('hello');
	});

	test.each([
		['a data URI', { input: HELLO_URI }, sha256('hello')],
		[
			'plain text, which is taken for base64',
			{ input: 'hello' },
			sha256(Buffer.from('hello', 'base64')),
		],
		[
			'another kind',
			{ input: HELLO_URI, algorithm: 'md5' },
			createHash('md5').update('hello').digest('hex'),
		],
	])('hash of %s', async (_name, body, data) => {
		expect(await tool('crypto/hash', body)).toMatchObject(result({ data }));
	});

	test('HMAC with a secret', async () => {
		const data = createHmac('sha256', 'k').update('hello').digest('base64');
		expect(
			await tool('crypto/hmac', { input: HELLO_URI, secret: 'k', output: 'base64' }),
		).toMatchObject(result({ data }));
	});

	test.each([
		['convert-string-toqr/bmp', { string: 'x' }, 2002],
		['convert-string-toqr/png', {}, 2001],
		['base64', {}, 2001],
		['base64', { input: 'x', action: 'turn' }, 2002],
		['crypto/hash', { input: HELLO_URI, algo: 'x' }, 2002],
		['crypto/hmac', { input: HELLO_URI }, 2001],
		['uuid/generate', { version: 'v9' }, 2002],
		['uuid/generate', { version: 'v5' }, 2002],
		['uuid/validate', {}, 2001],
		['media/thumbnail', { file: PNG_URI }, 2002],
		['media/image', { file: HELLO_URI }, 2002],
		['whatsapp/poll-update-vote', { sessionId: 'default', pollUpdateVote: '{}' }, 2001],
		[
			'whatsapp/poll-update-vote',
			{ sessionId: 'default', pollUpdateVote: { vote: { encPayload: {}, encIv: {} } } },
			2002,
		],
	])('%s refuses %j', async (path, body, code) => {
		expect(await tool(path, body)).toMatchObject(refused(400, code));
	});

	test('QR codes are returned as a data URI, or as a file that is deleted after 5 minutes', async () => {
		expect(await tool('convert-string-toqr/base64', { string: 'x' })).toMatchObject(
			result({ data: expect.stringMatching(/^data:image\/png;base64,iVBOR/) }),
		);
		const answer = await tool('convert-string-toqr/svg', { string: 'x' });
		const path = /\/storages\/[^"]+/.exec(JSON.stringify(answer.body))?.[0] ?? '';
		const { url } = warest.harness.sandbox.warest;
		expect(await (await fetch(`${url}${path}`)).text()).toContain('<svg');
		warest.harness.sandbox.world.clock.advance(301_000);
		expect((await fetch(`${url}${path}`)).status).toBe(404);
	});
});

describe('UUIDs and ULIDs', () => {
	const NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
	test.each([
		[{}, /^.{14}4/, 1],
		[{ version: 'v1', count: 3 }, /^.{14}1/, 3],
		[
			{ version: 'v3', namespace: NAMESPACE, name: 'python.org' },
			/^6fa459ea-ee8a-3ca4-894e-db77e160355e$/,
			1,
		],
		[
			{ version: 'v5', namespace: NAMESPACE, name: 'python.org' },
			/^886313e1-3b8a-5372-9b90-0c9aee199e5d$/,
			1,
		],
		[{ version: 'nil' }, /^0{8}-/, 1],
		[{ count: 1000 }, /^.{14}4/, 100],
		[{ type: 'ulid' }, /^[0-9A-Z]{26}$/, 1],
		[{ type: 'ulid', format: 'xxxx-xxxx', count: 2 }, /^\w{4}-\w{4}$/, 2],
	])('generates IDs for %j', async (body, pattern, length) => {
		expect(await tool('uuid/generate', body)).toMatchObject({
			status: 200,
			body: { results: [{ data: { length, 0: expect.stringMatching(pattern) } }] },
		});
	});

	test.each([
		[{ value: NAMESPACE }, { isValid: true, type: 'uuid', version: 'v1' }],
		[{ value: 'x' }, { isValid: false, type: 'uuid', version: null }],
		[
			{ value: '01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'ulid' },
			{ isValid: true, type: 'ulid' },
		],
	])('validates %j', async (body, data) => {
		expect(await tool('uuid/validate', body)).toMatchObject(result({ data }));
	});
});

describe('pictures', () => {
	test.each([
		['a picture', { type: 'image', count: 9 }, 320],
		['a video of which one is wanted', { type: 'video', count: 1, width: 2_000 }, 1_024],
	])('%s gets one thumbnail, a square if no height is given', async (_name, wanted, side) => {
		const body = { file: PNG_URI, output: 'dataurl', ...wanted };
		const thumbnail = expect.stringMatching(/^data:image\/jpeg;base64,iVBOR/);
		expect(await tool('media/thumbnail', body)).toMatchObject(
			result({ data: [{ thumbnail, meta: { width: side, height: side } }] }),
		);
	});

	test('several thumbnails are at most six, and always called JPEG', async () => {
		const body = { file: PNG_URI, type: 'video', width: 5, count: 9, output: 'dataurl' };
		expect(await tool('media/thumbnail', body)).toMatchObject(
			result({
				data: {
					length: 6,
					0: {
						thumbnail: expect.stringMatching(/^data:image\/jpeg;base64,iVBOR/),
						meta: { width: 16, height: 16 },
					},
				},
			}),
		);
	});

	test.each([
		[
			{ convert: 'webp' },
			{ format: 'webp', width: 1, height: 1 },
			{ converted: true, resized: false },
		],
		[{ convert: 'avif' }, { format: 'png' }, { converted: true }],
		[{ resize: { width: '9', height: '9' } }, { width: 1 }, { resized: false }],
		[{ resize: { width: 9, height: 8 } }, { width: 9, height: 8 }, { resized: true }],
	])('image actions %j are reported', async (actions, details, actionsPerformed) => {
		expect(await tool('media/image', { file: PNG_URI, actions })).toMatchObject(
			result({ data: PNG.toString('base64'), details, actionsPerformed }),
		);
	});
});

describe('decrypting', () => {
	const mediaKey = Buffer.alloc(32, 9);
	const file = encrypted(PNG, mediaKey, 'WhatsApp Image Keys').toString('base64');
	const body = { mediaKey: mediaKey.toString('base64'), file };
	const fileSha256 = createHash('sha256').update(PNG).digest('base64');

	test('decrypts a picture', async () => {
		const mimeType = 'image/png';
		const answer = await tool('whatsapp/file-decrypt', { ...body, mimeType, fileSha256 });
		expect(answer).toMatchObject(
			result({ data: PNG.toString('base64'), meta: { mimeType, size: PNG.length } }),
		);
	});

	test.each([
		['without its type', {}, 'MAC verification failed'],
		['with the key in hexadecimal', { mediaKey: mediaKey.toString('hex') }, expect.any(String)],
		['with another hash', { mimeType: 'image/png', fileSha256: 'x' }, expect.any(String)],
	])('a file %s is refused', async (_name, more, message) => {
		const answer = await tool('whatsapp/file-decrypt', { ...body, ...more });
		expect(answer).toMatchObject(refused(400, 2002, message));
	});

	test('a vote is returned without options', async () => {
		const vote = { encPayload: 'AA==', encIv: 'AA==' };
		const key = { id: '3EB0', remoteJid: TEAM };
		const pollUpdateVote = { vote, pollCreationMessageKey: key };
		expect(
			await tool('whatsapp/poll-update-vote', {
				sessionId: 'default',
				pollUpdateVote,
				pollEncKey: 'AA==',
			}),
		).toMatchObject(result({ messageKey: key, votedOptionIndexes: [], votedOptionNames: [] }));
	});
});

describe('phone numbers and chat IDs', () => {
	test.each([
		[{ phone: '+1 415 555 0100' }, { e164: '+6214155550100', country: 'ID' }],
		[
			{ phone: '+1 415 555 0100', country: 'US' },
			{ e164: '+14155550100', country: 'CA' },
		],
		[
			{ phone: '0170 1112222', region: '49' },
			{ e164: '+491701112222', exists: true },
		],
		[{ phone: '493000000404', country: 'DE' }, { exists: false }],
		[{ phone: 5511987654321 }, { e164: '+5511987654321', country: 'BR' }],
	])('validates the phone number %j', async (body, data) => {
		expect(await tool('whatsapp/validate/phone', body)).toMatchObject(result({ data }));
	});

	test.each([
		['491701112222@s.whatsapp.net', { exists: true, type: 'user' }],
		['493000000404', { exists: false, type: 'user' }],
		['1203630000000@g.us', { exists: true, type: 'user' }],
		['98765432101234@lid', { exists: true, type: 'lid' }],
	])('validates the chat ID %s', async (jid, data) => {
		expect(await tool('whatsapp/validate/jid', { jid })).toMatchObject(result({ data }));
	});

	test.each([
		['98765432101234@lid', { isValid: true, type: 'lid', jid: null }],
		['491701112222@s.whatsapp.net', { isValid: true, type: 'jid', country: 'DE' }],
		['812345678', { jid: '62812345678@s.whatsapp.net' }],
		['nobody@nowhere', { isValid: false, type: 'invalid' }],
	])('resolves %s', async (input, data) => {
		const answer = await tool('whatsapp/resolve/jid-or-lid', { input });
		expect(answer).toMatchObject(result({ data }));
	});

	test('answers 404 for a session that is not open', async () => {
		const body = { jid: '1', sessionId: 'spare' };
		expect(await tool('whatsapp/validate/jid', body)).toMatchObject(refused(404, 1101));
	});
});

describe('reading from the server’s disk', () => {
	test.each([
		['base64', { input: '/etc/passwd' }, 'input'],
		['crypto/hash', { data: './secrets.txt' }, 'data'],
		['crypto/hmac', { input: 'package.json', key: 'k' }, 'input'],
		['media/thumbnail', { file: '../a/b.png', type: 'image' }, 'file'],
		['media/image', { file: '/a.png' }, 'file'],
	])('%s reads a path, and the sandbox records it', async (path, body, field) => {
		await tool(path, body);
		expect(warest.harness.sandbox.serverPathReads.at(-1)).toEqual({
			route: `POST /api/v1/misc/${path}`,
			field,
			value: Object.values(body)[0],
			isPath: true,
		});
	});

	test('plain texts and button images are tried as paths, data URIs and URLs are not', async () => {
		const { serverPathReads } = warest.harness.sandbox;
		const before = serverPathReads.length;
		await tool('crypto/hash', { input: HELLO_URI });
		await tool('crypto/hash', { input: 'http://127.0.0.1:1/x' });
		expect(serverPathReads).toHaveLength(before);
		await tool('crypto/hash', { input: 'hello' });
		expect(serverPathReads.at(-1)).toMatchObject({ value: 'hello', isPath: false });
		const button = async (image?: string) => {
			const body = { sessionId: 'default', to: '491701112222', buttons: ['a'], image };
			expect(await warest.post('/messages/send/button', body)).toMatchObject({ status: 200 });
		};
		const read = serverPathReads.length;
		for (const image of [undefined, '', PNG_URI, 'http://127.0.0.1:1/x']) await button(image);
		expect(serverPathReads).toHaveLength(read);
		await button('logo.png');
		expect(serverPathReads.slice(read)).toMatchObject([
			{ field: 'image', value: 'logo.png', isPath: true },
		]);
	});
});
