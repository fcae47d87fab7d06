import { createHash } from 'node:crypto';
import type { Media, MediaKind } from './model';

/** How a file is shown: as it was sent, else by its MIME type. */
export function mediaKind({ kind, mimeType }: Media): MediaKind {
	if (kind) return kind;
	if (mimeType.startsWith('image/')) return 'image';
	if (mimeType.startsWith('video/')) return 'video';
	return mimeType.startsWith('audio/') ? 'audio' : 'document';
}

/** True if only the address is known: the sandbox downloads nothing from other machines. */
export function isAddressOnly({ data, url }: Media): boolean {
	return url !== undefined && data.length === 0;
}

/** The size in bytes; null if only the address is known. */
export function sizeOf(media: Media): number | null {
	return isAddressOnly(media) ? null : media.data.length;
}

/** The hash of the bytes in hexadecimal digits; null if only the address is known. */
export function sha256Of(media: Media): string | null {
	return isAddressOnly(media) ? null : createHash('sha256').update(media.data).digest('hex');
}
