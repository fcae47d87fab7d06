import { createHash } from 'node:crypto';
import { readFileForm } from '../../bench/gateway/formBody';
import { readFileJson } from '../../bench/gateway/jsonBody';
import { sampleFile, sampleHash } from '../../bench/gateway/sample';

const FILE = Buffer.concat([...sampleFile(70_000)]);
const ARRIVED = { sha256: sampleHash(70_000), bytes: 70_000, fileName: 'fïle.bin', to: 'somebody' };

const PIECES = [1, 7, 4_096, 1_000_000];

function* inPieces(bytes: Buffer, length: number): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += length)
		yield bytes.subarray(start, start + length);
}

test('the hash of the sample file is that of its bytes', () => {
	expect(sampleHash(70_000)).toBe(createHash('sha256').update(FILE).digest('hex'));
});

describe('JSON with a file', () => {
	const data = FILE.toString('base64');
	const file = { mimetype: 'a/b', filename: 'fïle.bin' };

	test.each([
		['last', { chatId: 'somebody', file: { ...file, data } }],
		['first', { file: { data, ...file }, chatId: 'somebody' }],
	])('is read in pieces of any length, with the file %s', async (_, body) => {
		const bytes = Buffer.from(JSON.stringify(body));
		for (const length of PIECES)
			expect(await readFileJson(inPieces(bytes, length))).toEqual(ARRIVED);
	});

	test.each([
		['no file', JSON.stringify({ chatId: 'somebody', file })],
		['half a file', JSON.stringify({ file: { data } }).slice(0, 1_000)],
		['an open end', JSON.stringify({ file: { data } }).slice(0, -1)],
	])('with %s is refused', async (_, text) => {
		await expect(readFileJson(inPieces(Buffer.from(text), 100))).rejects.toThrow();
	});
});

describe('a multipart form', () => {
	const part = (about: string): string =>
		`--edge\r\nContent-Disposition: form-data; ${about}\r\n\r\n`;
	const form = Buffer.concat([
		Buffer.from(`${part('name="to"')}somebody\r\n${part('name="empty"')}\r\n`),
		Buffer.from(part('name="document"; filename="fïle.bin"')),
		FILE,
		Buffer.from('\r\n--edge--\r\n'),
	]);
	const type = 'multipart/form-data; boundary=edge';

	test.each(PIECES)('is read in pieces of %d bytes', async (length) => {
		expect(await readFileForm(type, inPieces(form, length), 'to')).toEqual(ARRIVED);
	});

	test('that is cut off, or has no boundary or file, is refused', async () => {
		const read = async (contentType: string, bytes: Buffer): Promise<unknown> =>
			await readFileForm(contentType, inPieces(bytes, 100), 'to');
		await expect(read(type, form.subarray(0, -10))).rejects.toThrow(/unexpected end/i);
		await expect(read('multipart/form-data', form)).rejects.toThrow('no boundary');
		const noFile = Buffer.from(`${part('name="to"')}somebody\r\n--edge--\r\n`);
		await expect(read(type, noFile)).rejects.toThrow('no file');
	});
});
