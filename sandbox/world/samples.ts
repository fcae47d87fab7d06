import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Media, MediaKind } from './model';

/** Small real files, as phones send them. */
const SAMPLES: Record<MediaKind, { file: string; mimeType: string; named?: boolean }> = {
	image: { file: 'picture.png', mimeType: 'image/png' },
	sticker: { file: 'sticker.webp', mimeType: 'image/webp' },
	video: { file: 'video.mp4', mimeType: 'video/mp4' },
	gif: { file: 'video.mp4', mimeType: 'video/mp4' },
	note: { file: 'video.mp4', mimeType: 'video/mp4' },
	voice: { file: 'voice.ogg', mimeType: 'audio/ogg; codecs=opus' },
	audio: { file: 'sound.mp3', mimeType: 'audio/mpeg' },
	document: { file: 'document.pdf', mimeType: 'application/pdf', named: true },
};

export const MEDIA_KINDS = [
	'image',
	'video',
	'voice',
	'audio',
	'document',
	'sticker',
	'gif',
	'note',
] as const;

/** A file of this kind; only documents have names. */
export function sampleMedia(kind: MediaKind, caption: string | null = null): Media {
	const { file, mimeType, named = false } = SAMPLES[kind];
	const data = readFileSync(join(__dirname, 'samples', file));
	return { mimeType, fileName: named ? file : null, caption, data, kind };
}
