import { nameInParameters } from './fileName';
import { bareMimeType, givenMimeType } from './mimeType';

/** The content of a data URI. */
export interface DataUri {
	/** Null if the URI has no type, or one that does not say what the file is. */
	readonly mimeType: string | null;
	readonly fileName: string | null;
	/** Without spaces, and in the alphabet of standard base64. It may not be valid base64 at all. */
	readonly base64: string;
}

/** Up to the first comma outside quotes, which matters for `filename="a,b.pdf"`. */
const HEAD = /^data:((?:[^,"]|"(?:[^"\\]|\\[^])*")*),/i;
/** Used for a quote that is never closed, which counts as an ordinary character. */
const SIMPLE_HEAD = /^data:([^,]*),/i;
const BASE64 = /\s*;\s*base64\s*$/i;

/**
 * Reads a data URI (RFC 2397), including one with a file name among its parameters, as jsPDF and browsers' file readers
 * write it. Null for any other text.
 */
export function readDataUri(text: string): DataUri | null {
	const head = HEAD.exec(text) ?? SIMPLE_HEAD.exec(text);
	if (head === null) return null;
	const [whole, about = ''] = head;
	const data = text.slice(whole.length);
	const type = about.replace(BASE64, '');
	return {
		mimeType: givenMimeType(typeIn(type)),
		fileName: nameInParameters(type),
		base64: BASE64.test(about) ? standardBase64(percentDecoded(data)) : encoded(data),
	};
}

/** Parameters without a type mean text. RFC 2397 says the same for neither, but people then mean "unknown". */
const typeIn = (about: string): string =>
	bareMimeType(about) === '' && about.includes('charset') ? `text/plain${about}` : about;

/** Any variant of base64 as standard base64 in one line. */
export const standardBase64 = (text: string): string =>
	text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');

/** Base64 has no percent sign, so one begins an encoded character. */
const percentDecoded = (text: string): string =>
	text.includes('%')
		? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		: text;

/** The URI's text as base64; it may be plain text or percent-encoded bytes. */
function encoded(text: string): string {
	const parts = text
		.split(/((?:%[0-9a-f]{2})+)/i)
		.map((part, index) =>
			index % 2 === 1 ? Buffer.from(part.replace(/%/g, ''), 'hex') : Buffer.from(part),
		);
	return Buffer.concat(parts).toString('base64');
}
