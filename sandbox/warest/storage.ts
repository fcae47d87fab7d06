import { createHash } from 'node:crypto';
import { extensionOf } from './mime';

/** Stands in for pps.whatsapp.net, the host of the real URLs of pictures. */
export const PICTURES = '/pictures';

export interface StoredFile {
	data: Buffer;
	mimeType: string;
	/** Milliseconds since 1970; null for never. */
	expiresAt: number | null;
}

/** Files that the server serves by URL, to everybody and without a key. */
export class PublicStorage {
	private readonly files = new Map<string, StoredFile>();

	/** Stores a file and returns its path, which starts with a slash. */
	keep(folder: string, data: Buffer, mimeType: string, expiresAt: number | null = null): string {
		const id = createHash('sha256').update(data).digest('hex').slice(0, 20);
		return this.keepAs(`${folder}/${id}.${extensionOf(mimeType)}`, { data, mimeType, expiresAt });
	}

	keepAs(path: string, file: StoredFile): string {
		this.files.set(path, file);
		return path;
	}

	find(path: string, now: number): StoredFile | undefined {
		const file = this.files.get(path);
		return file && (file.expiresAt === null || file.expiresAt > now) ? file : undefined;
	}
}
