import type { INodeExecutionData } from 'n8n-workflow';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { Bench, byWaha } from './bench';
import { bodyOf, message } from './scripted';

jest.mock('../../nodes/WhatsApp/gateways/waha/webhooks/events', () =>
	jest.requireActual('./scripted'),
);

const fake = useFakeGateway();
const foreign = useFakeGateway();
const SECRET = 'a secret of mine';
const BYTES = Buffer.from([0xff, 0xd8, 0x00, 0xc3, 0x28, 0x80]);

const bench = (options: Record<string, boolean | number | string>): Bench =>
	new Bench({
		credential: { gateway: 'waha', baseUrl: fake.url, apiKey: 'the key' },
		parameters: { registration: 'manual', options: { ...options, secret: SECRET } },
	});

const picture = (media: JsonObject = {}): JsonObject =>
	message({
		type: 'image',
		media: {
			mimeType: 'image/jpeg',
			fileName: 'cat.jpg',
			sizeBytes: null,
			// The address that a gateway uses if it does not know under which address n8n reaches it.
			url: 'http://localhost:3000/files/cat.jpg',
			...media,
		},
	});

async function deliver(
	trigger: Bench,
	item: JsonObject,
): Promise<{ json: JsonObject; binary: INodeExecutionData['binary'] }> {
	const { status, items } = await trigger.deliver(byWaha(bodyOf(item), SECRET));
	expect(status).toBe(200);
	expect(items).toHaveLength(1);
	return { json: (items?.[0]?.json ?? {}) as JsonObject, binary: items?.[0]?.binary };
}

beforeEach(() => {
	fake.seen.length = 0;
	foreign.seen.length = 0;
	fake.answer = (_, response) =>
		response.writeHead(200, { 'content-type': 'image/png' }).end(BYTES);
	foreign.answer = fake.answer;
});

test('downloads nothing by default, and gives the address as n8n reaches it', async () => {
	const { json, binary } = await deliver(bench({}), picture());
	expect(json.media).toEqual({
		mimeType: 'image/jpeg',
		fileName: 'cat.jpg',
		sizeBytes: null,
		url: `${fake.url}/files/cat.jpg`,
	});
	expect(binary).toBeUndefined();
	expect(fake.seen).toEqual([]);
});

test('downloads the file unchanged, with the name and type of the message', async () => {
	const { json, binary } = await deliver(bench({ downloadMedia: true }), picture());
	expect(json.media).toMatchObject({ url: `${fake.url}/files/cat.jpg` });
	expect(json.media).not.toHaveProperty('downloadError');
	expect(binary?.data).toMatchObject({ fileName: 'cat.jpg', mimeType: 'image/jpeg' });
	expect(Buffer.from(binary?.data?.data ?? '', 'base64')).toEqual(BYTES);
	expect(fake.seen.map(({ line, headers }) => [line, headers['x-api-key']])).toEqual([
		['GET /files/cat.jpg', 'the key'],
	]);
});

test('uses the chosen binary field, and gives a name to a file without one', async () => {
	const { binary } = await deliver(
		bench({ downloadMedia: true, binaryPropertyName: 'attachment' }),
		picture({ fileName: null, mimeType: null }),
	);
	expect(Object.keys(binary ?? {})).toEqual(['attachment']);
	expect(binary?.attachment).toMatchObject({ fileName: 'file.png', mimeType: 'image/png' });
});

test('downloads a file from another host without the API key', async () => {
	const url = `${foreign.url}/bucket/cat.jpg?sign=1`;
	const { json, binary } = await deliver(bench({ downloadMedia: true }), picture({ url }));
	expect(json.media).toMatchObject({ url });
	expect(Buffer.from(binary?.data?.data ?? '', 'base64')).toEqual(BYTES);
	expect(fake.seen).toEqual([]);
	expect(foreign.seen.map(({ line }) => line)).toEqual(['GET /bucket/cat.jpg?sign=1']);
	expect(JSON.stringify(foreign.seen)).not.toContain('the key');
});

const MEGABYTE = 1_048_576;

test.each<[string, JsonObject, () => void, RegExp, number]>([
	[
		'said to be too large',
		{ sizeBytes: 3 * MEGABYTE },
		() => undefined,
		/^The file has 3\.0 MB, and Download Up to is 2 MB$/,
		0,
	],
	[
		'too large without saying so',
		{},
		() => {
			fake.answer = (_, response) => response.end(Buffer.alloc(2 * MEGABYTE + 1));
		},
		/^The file has 2\.0 MB, and Download Up to is 2 MB$/,
		1,
	],
	['without an address', { url: null }, () => undefined, /gave no address/, 0],
	['with an address that is none', { url: 'nowhere' }, () => undefined, /gave no address/, 0],
	[
		'gone',
		{},
		() => {
			fake.answer = answering(404, 'application/json', '{"error":{"message":"File not found"}}');
		},
		/./,
		1,
	],
	['empty', {}, () => (fake.answer = (_, response) => response.end()), /empty file/, 1],
])(
	'a file that is %s is reported, and the message still starts the workflow',
	async (_, media, prepare, sentence, asked) => {
		prepare();
		const trigger = bench({ downloadMedia: true, maxMegabytes: 2 });
		const { json, binary } = await deliver(trigger, picture(media));
		expect(json).toMatchObject({
			text: 'hello',
			media: { downloadError: expect.stringMatching(sentence) },
		});
		expect(JSON.stringify(json)).not.toContain('the key');
		expect(binary).toBeUndefined();
		expect(fake.seen).toHaveLength(asked);
	},
);

test('closes the connection of a file that is too large', async () => {
	const closed = new Promise<boolean>((resolve) => {
		fake.answer = (_, response) => {
			response.once('close', () => resolve(response.writableFinished));
			response.writeHead(200, { 'content-length': 2_000 * MEGABYTE }).write('the beginning');
		};
	});
	const trigger = bench({ downloadMedia: true, maxMegabytes: 2 });
	const { json } = await deliver(trigger, picture());
	expect(json.media).toMatchObject({ downloadError: expect.stringMatching(/has 2000\.0 MB/) });
	expect(await closed).toBe(false);
});

test('does not change a message without a file', async () => {
	const item = message();
	const { json, binary } = await deliver(bench({ downloadMedia: true }), item);
	expect({ json, binary }).toEqual({ json: item, binary: undefined });
});

test('Include Raw adds the event of the gateway', async () => {
	const item = message();
	const { json } = await deliver(bench({ includeRaw: true }), item);
	expect(json).toEqual({ ...item, gatewayEvent: 'scripted.message', raw: { native: true } });
});

test('new events of one delivery are items of one execution', async () => {
	const trigger = bench({});
	const known = message();
	await deliver(trigger, known);
	const delivery = byWaha(
		bodyOf(message({ text: 'one' }), known, message({ text: 'two' })),
		SECRET,
	);
	const { items } = await trigger.deliver(delivery);
	expect(items?.map(({ json }) => json.text)).toEqual(['one', 'two']);
});

test('an unreadable delivery gets 200 and is logged', async () => {
	const trigger = bench({});
	const { status, items } = await trigger.deliver(byWaha({ items: 'none' }, SECRET));
	expect({ status, items }).toEqual({ status: 200, items: null });
	expect(trigger.logged).toEqual([expect.stringMatching(/could not be read/)]);
});
