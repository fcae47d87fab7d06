import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { runNode, type RunResult } from '../support/engine';
import { keepWaiting } from '../support/simulatedTime';
import { useRawGateway } from './gateway';
import { useFileStore } from './store';
import { detailsOf } from '../support/failedItems';

const gateway = useRawGateway();
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const download = async (requestOptions = {}, cancel?: AbortSignal): Promise<RunResult> =>
	await runNode({
		credential: { gateway: 'waha', baseUrl: gateway.url, apiKey: 'key' },
		parameters: { resource: 'server', operation: 'getHeapSnapshot', requestOptions },
		settings: { onError: 'continueRegularOutput' },
		...(cancel === undefined ? {} : { cancel }),
	});

const TYPE = { 'content-type': 'application/octet-stream' };
const BYTES = randomBytes(3_000_001);

/** Sends bytes in pieces of odd sizes. */
async function inPieces(response: ServerResponse, bytes: Buffer): Promise<void> {
	for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 3 + 7) % 100_003)
		if (!response.write(bytes.subarray(at, at + size)))
			await new Promise((resolve) => response.once('drain', resolve));
}

const answers = (answer: (response: ServerResponse) => void | Promise<void>): void => {
	gateway.take = (request, response) => {
		request.resume();
		void answer(response);
	};
};

describe.each(['in memory', 'on disk'])('with the files of n8n %s', (place) => {
	const store = place === 'on disk' ? useFileStore() : null;
	const read = async ({ items }: RunResult): Promise<Buffer> => {
		const file = items[0]?.binary?.data;
		return store === null ? Buffer.from(file?.data ?? '', 'base64') : await store.read(file);
	};

	test.each<[string, (response: ServerResponse) => Promise<void> | void]>([
		[
			'in one piece',
			(response) =>
				void response.writeHead(200, { ...TYPE, 'content-length': BYTES.length }).end(BYTES),
		],
		[
			'in many pieces without a length',
			async (response) => {
				response.writeHead(200, TYPE);
				await inPieces(response, BYTES);
				response.end();
			},
		],
		[
			'compressed on the way',
			(response) =>
				void response.writeHead(200, { ...TYPE, 'content-encoding': 'gzip' }).end(gzipSync(BYTES)),
		],
	])('a file that comes %s is stored byte for byte', async (_, answer) => {
		answers(answer);
		const result = await download();
		expect(result.items[0]?.json.error).toBeUndefined();
		expect(result.items[0]?.json).toEqual({
			fileName: 'waha.heapsnapshot',
			mimeType: 'application/octet-stream',
			sizeBytes: BYTES.length,
		});
		expect(sha256(await read(result))).toBe(sha256(BYTES));
	});

	test('an empty file is an error', async () => {
		answers((response) => void response.writeHead(200, TYPE).end());
		const { items } = await download();
		expect(items[0]?.json).toEqual({
			error: 'The gateway gave an empty file',
			details: expect.anything(),
		});
		expect(detailsOf(items[0]).outcome).toBe('notSent');
	});

	test.each<[string, object]>([
		['a length', { ...TYPE, 'content-length': BYTES.length }],
		['no length', TYPE],
	])('a file with %s that breaks off is an error', async (_, headers) => {
		answers((response) => {
			response.writeHead(200, { ...headers });
			response.write(BYTES.subarray(0, 100_000), () => response.destroy());
		});
		const { items } = await download();
		expect(items[0]?.json).toEqual({
			error: 'The file broke off on its way to n8n',
			details: expect.anything(),
		});
		expect(items[0]?.binary).toBeUndefined();
	});

	test('a file that stalls is an error', async () => {
		answers(async (response) => {
			response.writeHead(200, TYPE).write(BYTES.subarray(0, 1000));
			await keepWaiting(response);
		});
		const { items } = await download({ timeout: 200 });
		expect(items[0]?.json).toEqual({
			error: 'The file broke off on its way to n8n',
			details: expect.anything(),
		});
	});

	test('a cancelled execution closes the connection of the download', async () => {
		const stop = new AbortController();
		const closed = new Promise<void>((resolve) => {
			answers((response) => {
				response.once('close', resolve).writeHead(200, TYPE);
				response.write(BYTES.subarray(0, 1000), () => stop.abort());
			});
		});
		const { run } = await download({}, stop.signal);
		expect(run.status).toBe('canceled');
		await closed;
	});

	test('an error response instead of a file is reported as usual', async () => {
		answers((response) => {
			response
				.writeHead(500, { 'content-type': 'application/json' })
				.end('{"statusCode":500,"exception":{"message":"no heap"}}');
		});
		const { items } = await download();
		expect(items[0]?.json).toEqual({
			error: 'WAHA failed to do this: no heap',
			details: expect.anything(),
		});
	});
});
