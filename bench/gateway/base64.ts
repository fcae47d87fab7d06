const GROUP = 4;

/**
 * Decodes base64 that arrives in pieces of any length, and keeps only an incomplete group of four characters.
 * @throws Error on characters that are not base64, and on text that ends within a group
 */
export class Base64Decoder {
	private rest = '';
	private padded = false;

	/** The bytes that are complete so far. */
	push(piece: Buffer): Buffer {
		const text = this.rest + piece.toString('latin1');
		const whole = text.length - (text.length % GROUP);
		this.rest = text.slice(whole);
		return this.decode(text.slice(0, whole));
	}

	end(): void {
		if (this.rest !== '') throw new Error('The base64 text breaks off');
	}

	private decode(text: string): Buffer {
		if (text === '') return Buffer.alloc(0);
		if (this.padded) throw new Error('The base64 text goes on after its end');
		const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
		this.padded = padding > 0;
		const bytes = Buffer.from(text, 'base64');
		// Node skips characters that are not base64 and stops at the first padding, so invalid text gives fewer bytes
		// than its length implies.
		if (bytes.length !== (text.length / GROUP) * 3 - padding)
			throw new Error('The base64 text holds something else');
		return bytes;
	}
}
