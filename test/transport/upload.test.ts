import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { base64, between, streamed } from '../../nodes/WhatsApp/transport/upload';

/** The file in pieces of these sizes, repeated. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
	const found: Buffer[] = [];
	for (let at = 0, i = 0; at < bytes.length; i++) {
		const size = sizes[i % sizes.length] ?? 1;
		found.push(bytes.subarray(at, at + size));
		at += size;
	}
	return found;
}

const head = Buffer.from('{"data":"');
const tail = Buffer.from('"}');

async function sent(
	bytes: Buffer,
	sizes: readonly number[],
	coding: typeof base64 | null,
	sizeBytes = bytes.length,
) {
	const source = Readable.from(pieces(bytes, sizes));
	const body = await streamed(
		{ sizeBytes, open: async () => await Promise.resolve(source) },
		between(head, coding, tail),
	);
	const chunks: Buffer[] = [];
	let error: unknown = null;
	try {
		for await (const chunk of body.body) chunks.push(Buffer.from(chunk));
	} catch (caught) {
		error = caught;
	}
	return { ...body, source, error, arrived: Buffer.concat(chunks) };
}

const SIZES = [1, 2, 3, 4, 5, 6, 100, 101, 102, 65_536, 65_537, 65_538, 196_608, 200_000];
const CUTS = [[1], [2], [3], [1, 2, 3, 4, 5], [7, 64], [65_536], [1_000_000]];
const MOST_PIECES = 5_000;

test.each(SIZES)(
	'%p bytes in chunks of any size arrive unchanged, as base64 and as raw bytes',
	async (size) => {
		const bytes = randomBytes(size);
		for (const cut of CUTS.filter(([first = 1]) => size / first < MOST_PIECES)) {
			const coded = await sent(bytes, cut, base64);
			expect([cut, coded.error]).toEqual([cut, null]);
			expect(coded.arrived.equals(Buffer.from(`{"data":"${bytes.toString('base64')}"}`))).toBe(
				true,
			);
			expect(coded.contentLength).toBe(coded.arrived.length);
			const plain = await sent(bytes, cut, null);
			expect(plain.arrived.equals(Buffer.concat([head, bytes, tail]))).toBe(true);
			expect(plain.contentLength).toBe(plain.arrived.length);
			expect([coded.hasLeft(), coded.fault(), plain.hasLeft(), plain.fault()]).toEqual([
				true,
				null,
				true,
				null,
			]);
		}
	},
);

test.each([
	['shorter', 101],
	['longer', 99],
])(
	'a file that is %s than n8n said is refused, and never sent completely',
	async (_, sizeBytes) => {
		for (const coding of [base64, null]) {
			const body = await sent(randomBytes(100), [30], coding, sizeBytes);
			expect(body.error).toBeInstanceOf(Refusal);
			expect(body.fault()).toBe(body.error);
			expect(body.hasLeft()).toBe(false);
			expect(body.arrived.length).toBeLessThan(body.contentLength);
		}
	},
);

test('a file that cannot be read to its end is never sent completely', async () => {
	const broken = Readable.from(
		(async function* () {
			yield Buffer.alloc(10);
			throw await Promise.resolve(new Error('EIO: /home/somebody/file'));
		})(),
	);
	const body = await streamed(
		{ sizeBytes: 20, open: async () => await Promise.resolve(broken) },
		between(head, null, tail),
	);
	const reading = (async () => {
		for await (const _ of body.body);
	})();
	await expect(reading).rejects.toThrow();
	expect(body.fault()?.message).toBe('The file could not be read from the binary data of n8n');
	expect(body.hasLeft()).toBe(false);
});

test('closing an unread body closes its file', async () => {
	const source = Readable.from([Buffer.alloc(10)]);
	const body = await streamed(
		{ sizeBytes: 10, open: async () => await Promise.resolve(source) },
		between(head, null, tail),
	);
	body.close();
	await new Promise(setImmediate);
	expect([source.destroyed, body.body.destroyed]).toEqual([true, true]);
	expect(body.hasLeft()).toBe(false);
});
