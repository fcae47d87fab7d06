import { createHash } from 'node:crypto';
import { extensionOf } from './mime';

/** Stands for pps.whatsapp.net, from where the real URLs of pictures come. */
export const PICTURES = '/pictures';

export interface StoredFile {
	data: Buffer;
	mimeType: string;
	/** Milliseconds since 1970; null stays forever. */
	expiresAt: number | null;
}

/** Files that the server hands out by URL, to everybody and without a key. */
export class PublicStorage {
	private readonly files = new Map<string, StoredFile>();

	/** Keeps a file and answers its path, which starts with a slash. */
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
