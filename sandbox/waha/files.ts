import type { Clock, Media } from '../world';

interface KeptFile {
	media: Media;
	/** Milliseconds since 1970; null for never. */
	expiresAt: number | null;
}

/**
 * Files that WAHA has downloaded from WhatsApp. They are deleted after a while, until somebody requests the message
 * again.
 */
export class DownloadedFiles {
	private readonly byPath = new Map<string, KeptFile>();

	/** `lifetimeSeconds` is `WHATSAPP_FILES_LIFETIME`: 180 by default, 0 keeps the files. */
	constructor(
		private readonly clock: Clock,
		private readonly lifetimeSeconds: number,
	) {}

	keep(path: string, media: Media): void {
		const lifetime = this.lifetimeSeconds * 1000;
		this.byPath.set(path, {
			media,
			expiresAt: lifetime === 0 ? null : this.clock.nowMs() + lifetime,
		});
	}

	find(path: string): Media | undefined {
		const file = this.byPath.get(path);
		if (!file) return undefined;
		if (file.expiresAt === null || file.expiresAt > this.clock.nowMs()) return file.media;
		this.byPath.delete(path);
		return undefined;
	}
}
