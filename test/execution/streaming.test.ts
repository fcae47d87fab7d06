import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, rmSync, truncateSync } from 'node:fs';
import type { INodeExecutionData } from 'n8n-workflow';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { sentBy, useRawGateway, useWatchedGateway, type Arrival } from './gateway';
import { useFileStore } from './store';
import { detailsOf } from '../support/failedItems';

const MIB = 1_048_576;
const DOCUMENT = { fileName: 'report "ä".pdf', mimeType: 'application/pdf' };

const gateway = useWatchedGateway();
const rude = useRawGateway();
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const sendFile = async (
	name: string,
	item: INodeExecutionData,
	baseUrl = gateway.url,
	requestOptions = {},
): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendDocument',
			session: byId('default'),
			chatId: byId('491700000001'),
			source: 'binary',
			inputBinaryField: 'data',
			requestOptions,
		},
		items: [item],
		settings: { onError: 'continueRegularOutput' },
	});

/** The file in a request, as the gateway would read it. */
async function fileIn({ body, bytes, headers }: Arrival): Promise<Buffer> {
	const type = headers['content-type'] ?? '';
	if (type === 'application/json') {
		const { file } = body;
		const data: unknown =
			typeof file === 'object' && file !== null && 'data' in file ? file.data : '';
		return Buffer.from(String(data), 'base64');
	}
	const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
	for (const value of form.values())
		if (value instanceof Blob) return Buffer.from(await value.arrayBuffer());
	throw new Error('no file in the form');
}

async function expectWhole(bytes: Buffer): Promise<void> {
	const [arrival] = gateway.arrivals;
	if (arrival === undefined) throw new Error('nothing arrived');
	const file = await fileIn(arrival);
	expect([file.length, sha256(file)]).toEqual([bytes.length, sha256(bytes)]);
	expect(arrival.headers['content-length']).toBe(String(arrival.bytes.length));
	expect(arrival.headers['transfer-encoding']).toBeUndefined();
}

describe.each(GATEWAYS)('a file in the memory of n8n, to %s', (name) => {
	test('arrives byte for byte', async () => {
		gateway.reply = () => sentBy(name);
		const bytes = randomBytes(2 * MIB + 1);
		const data = { data: bytes.toString('base64'), ...DOCUMENT };
		const { items } = await sendFile(name, { json: {}, binary: { data } });
		expect(items[0]?.json.error).toBeUndefined();
		await expectWhole(bytes);
	});
});

describe('with the files of n8n on disk', () => {
	const store = useFileStore();
	/** No file handle stays open, whatever became of the request. */
	afterEach(async () => {
		for (const { destroyed } of await store.streams()) expect(destroyed).toBe(true);
	});
	const opened = async (): Promise<number> => (await store.streams()).length;

	describe.each(GATEWAYS)('to %s', (name) => {
		test.each([
			[20 * MIB, 1],
			[MIB - 1, 0],
			[MIB, 1],
			[MIB + 1, 1],
			[MIB + 2, 1],
			[3 * 65_536 * 6, 1],
			[3 * 65_536 * 6 + 1, 1],
			[3 * 65_536 * 6 - 1, 1],
		])('%p bytes arrive unchanged, through %p streams', async (size, streams) => {
			gateway.reply = () => sentBy(name);
			const bytes = randomBytes(size);
			const { items } = await sendFile(name, await store.item(bytes, DOCUMENT));
			expect(items[0]?.json.error).toBeUndefined();
			await expectWhole(bytes);
			expect(await opened()).toBe(streams);
		});

		test.each<[string, (path: string) => void]>([
			['shorter than n8n says', (path) => truncateSync(path, MIB)],
			['longer than n8n says', (path) => appendFileSync(path, 'more')],
			['gone', (path) => rmSync(path)],
		])('a file that is %s is refused, and no complete request arrives', async (_, spoil) => {
			const item = await store.item(randomBytes(2 * MIB), DOCUMENT);
			spoil(store.pathOf(item));
			const { items } = await sendFile(name, item);
			expect(items[0]?.json.error).toBe('The file could not be read from the binary data of n8n');
			expect(detailsOf(items[0]).outcome).toBe('notSent');
			expect(gateway.arrivals).toHaveLength(0);
		});

		test('a gateway that cannot be reached leaves no file open', async () => {
			const item = await store.item(randomBytes(2 * MIB), DOCUMENT);
			const { items } = await sendFile(name, item, 'http://127.0.0.1:1');
			expect(items[0]?.json.error).toMatch(/cannot be reached/);
			expect(await opened()).toBeGreaterThan(0);
		});

		test('a file that is sent again is read again', async () => {
			let tries = 0;
			gateway.reply = () =>
				++tries === 1 ? { status: 429, json: { error: 'Too many requests' } } : sentBy(name);
			const bytes = randomBytes(MIB + 5);
			const { items } = await sendFile(name, await store.item(bytes, DOCUMENT));
			expect(items[0]?.json.error).toBeUndefined();
			const files = await Promise.all(gateway.arrivals.map(fileIn));
			expect(files.map(sha256)).toEqual([sha256(bytes), sha256(bytes)]);
			expect(await opened()).toBe(2);
		});

		test.each<[string, number, string]>([
			['by a server in front', 413, 'too large'],
			[
				'by a gateway that words its own errors',
				name === 'waha' ? 500 : 413,
				'{"statusCode":500,"exception":{"message":"request entity too large","name":"PayloadTooLargeError"}}',
			],
		])('a request refused as too large %s is reported with its size', async (_, status, said) => {
			rude.take = (request, response) => {
				request
					.resume()
					.once('end', () =>
						response.writeHead(status, { 'content-type': 'text/plain' }).end(said),
					);
			};
			for (const size of [MIB / 2, 3 * MIB]) {
				const { items } = await sendFile(
					name,
					await store.item(randomBytes(size), DOCUMENT),
					rude.url,
				);
				const megabytes = ((size / MIB) * (name === 'waha' ? 4 / 3 : 1)).toFixed(1);
				expect(detailsOf(items[0]).hint).toMatch(
					new RegExp(`\\. The request had ${megabytes} MB\\.$`),
				);
				expect(detailsOf(items[0]).outcome).toBe('notSent');
			}
		});

		test('a request refused as too large before it was complete is reported as not sent', async () => {
			rude.take = (_, response) => {
				response.writeHead(413, { connection: 'close' }).end();
			};
			const item = await store.item(randomBytes(20 * MIB), DOCUMENT);
			const { items } = await sendFile(name, item, rude.url);
			expect(detailsOf(items[0]).outcome).toBe('notSent');
		});

		test('a connection that breaks during the upload is reported as not sent', async () => {
			rude.take = (request) => {
				request.once('data', () => request.socket.destroy());
			};
			const item = await store.item(randomBytes(20 * MIB), DOCUMENT);
			const { items } = await sendFile(name, item, rude.url);
			expect(items[0]?.json.error).toMatch(/^The connection to .* broke$/);
			expect(detailsOf(items[0]).outcome).toBe('notSent');
		});

		test('a connection that breaks after the upload is reported as unknown', async () => {
			rude.take = (request) => {
				request.resume().once('end', () => request.socket.destroy());
			};
			const item = await store.item(randomBytes(2 * MIB), DOCUMENT);
			const { items } = await sendFile(name, item, rude.url);
			expect(detailsOf(items[0]).outcome).toBe('unknown');
		});
	});
});
