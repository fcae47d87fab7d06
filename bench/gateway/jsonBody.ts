import { asObject, asString } from '../../sandbox/http/json';
import { Base64Decoder } from './base64';
import { Digest, type ReceivedFile } from './received';

const BEGINNING = /"data"\s*:\s*"/;
const QUOTE = 0x22;

/**
 * WAHA's JSON with a file in it: `{ chatId, file: { filename, data: <base64> } }`, the members in any order.
 * @throws Error if it is incomplete or has no file
 */
export async function readFileJson(
	body: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<ReceivedFile> {
	const reader = new JsonFileBody();
	for await (const chunk of body) reader.write(chunk);
	return reader.end();
}

class JsonFileBody {
	private readonly decoder = new Base64Decoder();
	private readonly digest = new Digest();
	private place: 'before' | 'inside' | 'after' = 'before';
	private around = '';

	write(chunk: Buffer): void {
		if (this.place === 'before') this.lookForFile(chunk);
		else if (this.place === 'inside') this.readFile(chunk);
		else this.around += chunk.toString('latin1');
	}

	end(): ReceivedFile {
		if (this.place !== 'after') throw new Error('The JSON body carries no whole file');
		this.decoder.end();
		const body = asObject(JSON.parse(Buffer.from(this.around, 'latin1').toString('utf8')));
		const fileName = asString(asObject(body.file).filename) ?? null;
		return { ...this.digest.end(), fileName, to: asString(body.chatId) ?? null };
	}

	/** What surrounds the file is kept, as bytes in a string, and parsed as JSON at the end. */
	private lookForFile(chunk: Buffer): void {
		const text = this.around + chunk.toString('latin1');
		const found = BEGINNING.exec(text);
		const start = found === null ? text.length : found.index + found[0].length;
		this.around = text.slice(0, start);
		if (found === null) return;
		this.place = 'inside';
		this.readFile(Buffer.from(text.slice(start), 'latin1'));
	}

	private readFile(chunk: Buffer): void {
		const end = chunk.indexOf(QUOTE);
		this.digest.write(this.decoder.push(end === -1 ? chunk : chunk.subarray(0, end)));
		if (end === -1) return;
		this.place = 'after';
		this.around += chunk.subarray(end).toString('latin1');
	}
}
