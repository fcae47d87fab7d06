import { Digest, type FileBody, type ReceivedFile } from './received';

const LINE = '\r\n';
const END_OF_HEAD = Buffer.from(`${LINE}${LINE}`);
const CLOSED = '--';

/** One part of a form, while it comes in. */
interface Part {
	readonly name: string;
	readonly fileName: string | null;
	readonly digest: Digest;
	text: string;
}

/** A multipart form (RFC 7578) with text fields and one file, as WARest takes it. */
export class FormBody implements FileBody {
	private readonly delimiter: Buffer;
	private readonly fields = new Map<string, string>();
	private pending: Buffer = Buffer.from(LINE);
	private place: 'body' | 'delimiter' | 'head' | 'end' = 'body';
	private part: Part | null = null;
	private file: Pick<ReceivedFile, 'sha256' | 'bytes' | 'fileName'> | null = null;

	/** @throws Error when the content type names no boundary */
	constructor(contentType: string) {
		const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
		if (boundary === undefined) throw new Error('The form has no boundary');
		this.delimiter = Buffer.from(`${LINE}--${boundary}`);
	}

	write(chunk: Buffer): void {
		this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
		while (this.step());
	}

	end(): ReceivedFile {
		if (this.place !== 'end' || this.file === null)
			throw new Error('The form carries no whole file');
		return { ...this.file, to: this.fields.get('to') ?? null };
	}

	/** Does as much as the bytes at hand allow; false when more are needed. */
	private step(): boolean {
		switch (this.place) {
			case 'body':
				return this.readBody();
			case 'delimiter':
				return this.readDelimiter();
			case 'head':
				return this.readHead();
			case 'end':
				return false;
		}
	}

	private readBody(): boolean {
		const end = this.pending.indexOf(this.delimiter);
		// The beginning of a delimiter may stand at the end of what is there.
		const known = end === -1 ? this.pending.length - this.delimiter.length + 1 : end;
		if (known > 0) this.take(this.pending.subarray(0, known));
		if (end === -1) {
			if (known > 0) this.pending = this.pending.subarray(known);
			return false;
		}
		this.pending = this.pending.subarray(end + this.delimiter.length);
		this.finishPart();
		this.place = 'delimiter';
		return true;
	}

	private readDelimiter(): boolean {
		if (this.pending.length < CLOSED.length) return false;
		this.place = this.pending.toString('latin1', 0, CLOSED.length) === CLOSED ? 'end' : 'head';
		return true;
	}

	private readHead(): boolean {
		const end = this.pending.indexOf(END_OF_HEAD);
		if (end === -1) return false;
		const head = this.pending.toString('utf8', 0, end);
		this.part = {
			name: /[ ;]name="([^"]*)"/i.exec(head)?.[1] ?? '',
			fileName: /filename="([^"]*)"/i.exec(head)?.[1] ?? null,
			digest: new Digest(),
			text: '',
		};
		this.pending = this.pending.subarray(end + END_OF_HEAD.length);
		this.place = 'body';
		return true;
	}

	private take(bytes: Buffer): void {
		if (this.part === null) return;
		if (this.part.fileName === null) this.part.text += bytes.toString('utf8');
		else this.part.digest.write(bytes);
	}

	private finishPart(): void {
		if (this.part === null) return;
		const { name, fileName, digest, text } = this.part;
		if (fileName === null) this.fields.set(name, text);
		else this.file = { ...digest.end(), fileName };
		this.part = null;
	}
}
