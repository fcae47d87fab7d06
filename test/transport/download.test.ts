import { Readable } from 'node:stream';
import { boundedStream, readAll, TooLarge } from '../../nodes/WhatsApp/transport/download';
import { Stalled } from '../../nodes/WhatsApp/transport/watchdog';

const bounds = { maxBytes: 10, stallMs: 60_000 };
const chunks = (...sizes: number[]): Readable =>
	Readable.from(sizes.map((n) => Buffer.alloc(n, 1)));

/** A stream that never ends, and counts what was read from it. */
function endless(): { stream: Readable; taken: () => number } {
	let taken = 0;
	const stream = new Readable({
		highWaterMark: 1,
		read() {
			taken++;
			this.push(Buffer.alloc(1));
		},
	});
	return { stream, taken: () => taken };
}

const still = (...first: Buffer[]): Readable =>
	new Readable({
		read() {
			const next = first.shift();
			if (next !== undefined) this.push(next);
		},
	});

const all = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
	const found: Buffer[] = [];
	for await (const chunk of stream) found.push(chunk);
	return Buffer.concat(found);
};

test.each([[[]], [[10]], [[3, 3, 4]], [[1, 1, 1]]])(
	'accepts chunks of %j bytes, within the limit',
	async (sizes) => {
		const size = sizes.reduce<number>((a, b) => a + b, 0);
		const { broken, bytes } = await readAll(chunks(...sizes), bounds);
		expect([bytes.length, broken]).toEqual([size, null]);
		expect(await all(boundedStream(chunks(...sizes), bounds))).toHaveLength(size);
	},
);

test.each([[[11]], [[10, 1]], [[1, 100]]])(
	'refuses chunks of %j bytes, above the limit',
	async (sizes) => {
		await expect(readAll(chunks(...sizes), bounds)).rejects.toThrow(TooLarge);
		await expect(all(boundedStream(chunks(...sizes), bounds))).rejects.toThrow(TooLarge);
	},
);

test('cuts an endless response at the limit, and destroys its stream', async () => {
	for (const read of [
		async (stream: Readable) => await readAll(stream, bounds),
		async (stream: Readable) => await all(boundedStream(stream, bounds)),
	]) {
		const { stream, taken } = endless();
		await expect(read(stream)).rejects.toThrow(TooLarge);
		expect(stream.destroyed).toBe(true);
		expect(taken()).toBeLessThan(20);
	}
});

test('ends a stream that stalls', async () => {
	const quick = { maxBytes: 10, stallMs: 30 };
	const { broken, bytes } = await readAll(still(Buffer.alloc(3)), quick);
	expect([broken, bytes.length]).toEqual([expect.any(Stalled), 3]);
	await expect(all(boundedStream(still(Buffer.alloc(3)), quick))).rejects.toThrow(Stalled);
});

test('returns the bytes that arrived before a stream broke', async () => {
	const breaking = Readable.from(
		(async function* () {
			yield Buffer.alloc(3);
			throw await Promise.resolve(new Error('reset'));
		})(),
	);
	const { broken, bytes } = await readAll(breaking, bounds);
	expect([broken?.message, bytes.length]).toEqual(['reset', 3]);
});

test('a stream that breaks before it is read causes no uncaught error', async () => {
	const source = still();
	const bounded = boundedStream(source, bounds);
	source.destroy(new Error('reset'));
	await new Promise(setImmediate);
	await expect(all(bounded)).rejects.toThrow();
});
