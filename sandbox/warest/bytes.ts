import axios from 'axios';
import { fromDataUri as readDataUri } from '../http/dataUri';
import { isObject } from '../http/json';

/** Bytes with the client's information about them. */
export interface Source {
	data: Buffer;
	/** The declared type; null if there is none. */
	mimeType: string | null;
	fileName: string | null;
}

const FETCH_TIMEOUT_MS = 5_000;
/** The real server downloads from anywhere; the sandbox contacts only this machine. */
const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|\?|$)/i;

export function isUrl(text: string): boolean {
	return /^https?:\/\//i.test(text);
}

/** The bytes of a data URI; undefined for any other text. */
export function fromDataUri(text: string): Source | undefined {
	const file = readDataUri(text);
	return file && { ...file, fileName: null };
}

/** Base64 or base64url, if it is long enough or has a character that words do not have (0.3.44, observed). */
export function fromBase64(text: string): Source | undefined {
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
	if (text.length < 16 && !/[\d+=_-]/.test(text)) return undefined;
	return { data: Buffer.from(text, 'base64url'), mimeType: null, fileName: null };
}

/** Downloads from this machine; undefined if that fails. */
export async function fromUrl(url: string): Promise<Source | undefined> {
	if (!LOOPBACK.test(url)) return undefined;
	try {
		const { data, headers } = await axios.get<ArrayBuffer>(url, {
			responseType: 'arraybuffer',
			timeout: FETCH_TIMEOUT_MS,
		});
		const mimeType: unknown = headers['content-type'];
		const fileName = new URL(url).pathname.split('/').pop() ?? '';
		return {
			data: Buffer.from(data),
			mimeType: typeof mimeType === 'string' ? mimeType : null,
			fileName: fileName === '' ? null : decodeURIComponent(fileName),
		};
	} catch {
		return undefined;
	}
}

/** A text field of a send, tried in order: data URI, base64, and anything else is downloaded. No path is read here. */
export async function fromText(text: string): Promise<Source | undefined> {
	return fromDataUri(text) ?? fromBase64(text) ?? (await fromUrl(text));
}

/** A Node Buffer in JSON, or a plain list of bytes. */
export function fromBufferJson(value: unknown): Source | undefined {
	const list = isObject(value) && value.type === 'Buffer' ? value.data : value;
	if (!Array.isArray(list)) return undefined;
	const bytes = list.filter((entry): entry is number => typeof entry === 'number');
	return { data: Buffer.from(bytes), mimeType: null, fileName: null };
}
