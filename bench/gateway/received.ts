import { createHash } from 'node:crypto';

/** A received file: the gateway keeps its hash and not its bytes, so its memory does not grow with it. */
export interface ReceivedFile {
	readonly sha256: string;
	readonly bytes: number;
	readonly fileName: string | null;
	/** The chat to which it was sent, as written in the request. */
	readonly to: string | null;
}

/** The hash and length of bytes that arrive in pieces. */
export class Digest {
	private readonly hash = createHash('sha256');
	private bytes = 0;

	write(piece: Buffer): void {
		this.hash.update(piece);
		this.bytes += piece.length;
	}

	end(): { sha256: string; bytes: number } {
		return { sha256: this.hash.digest('hex'), bytes: this.bytes };
	}
}
