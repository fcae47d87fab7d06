import { nameInParameters } from './fileName';
import { bareMimeType, givenMimeType } from './mimeType';

/** What a data URI holds. */
export interface DataUri {
	/** Null where the URI does not tell it, or tells nothing that says what the file is. */
	readonly mimeType: string | null;
	readonly fileName: string | null;
	/** As it stands there, without blanks and in the letters of standard base64. It may be no base64 at all. */
	readonly base64: string;
}

/** Up to the first comma that does not stand in quotes, as in `filename="a,b.pdf"`. */
const HEAD = /^data:((?:[^,"]|"(?:[^"\\]|\\[^])*")*),/i;
/** A quote that is never closed is a letter like any other. */
const SIMPLE_HEAD = /^data:([^,]*),/i;
const BASE64 = /\s*;\s*base64\s*$/i;

/**
 * Reads a data URI (RFC 2397), also with the name of the file among its parameters, as jsPDF and browsers' file readers
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

/** With parameters and no type it is text. With neither RFC 2397 says so too, but people then mean "unknown". */
const typeIn = (about: string): string =>
	bareMimeType(about) === '' && about.includes('charset') ? `text/plain${about}` : about;

/** Base64 of any sort as standard base64 in one line. */
export const standardBase64 = (text: string): string =>
	text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');

/** Base64 has no percent sign, so what follows one is an encoded character. */
const percentDecoded = (text: string): string =>
	text.includes('%')
		? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		: text;

/** Text in the URI as it is, or percent-encoded bytes. */
function encoded(text: string): string {
	const parts = text
		.split(/((?:%[0-9a-f]{2})+)/i)
		.map((part, index) =>
			index % 2 === 1 ? Buffer.from(part.replace(/%/g, ''), 'hex') : Buffer.from(part),
		);
	return Buffer.concat(parts).toString('base64');
}
