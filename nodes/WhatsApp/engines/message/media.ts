import { isObject, type JsonObject } from '../../portable/json';
import type { Media } from '../../portable/shapes';
import { amountAt, fieldAt, wordsAt } from './fields';

/** Where a template has its image, video or document; WhatsApp shows it above the text. */
const HEADERS: ReadonlyArray<readonly string[]> = [
	[],
	['header'],
	['interactiveMessageTemplate', 'header'],
	['hydratedTemplate'],
	['hydratedFourRowTemplate'],
	['fourRowTemplate'],
];

const FILES = ['imageMessage', 'videoMessage', 'documentMessage'];

/**
 * The file of a message, its own or its header's. It has no address, because the file behind WhatsApp's own address is
 * encrypted.
 */
export function mediaIn(body: JsonObject): Media | null {
	const headers = HEADERS.map((path) => fieldAt(body, ...path));
	const inHeaders = headers.flatMap((header) => FILES.map((name) => fieldAt(header, name)));
	const file = [body, ...inHeaders].filter(isObject).find(hasType);
	if (file === undefined) return null;
	return {
		mimeType: wordsAt(file, 'mimetype'),
		fileName: wordsAt(file, 'fileName'),
		sizeBytes: amountAt(file, 'fileLength'),
		url: null,
	};
}

const hasType = (file: JsonObject): boolean => wordsAt(file, 'mimetype') !== null;
