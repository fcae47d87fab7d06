import { endingFor, endingOf, mimeTypeFor, mimeParameters, givenMimeType } from './mimeType';

/** Control characters, and marks that turn the order of letters around so that an ending looks like another. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The name of a file without the folders before it, however their separators are written; null where nothing is left.
 * A name that is only an ending gets something before it.
 */
export function bareFileName(text: string): string | null {
	const name = (
		text
			.replace(HIDDEN, '')
			.split(/[\\/]|%2f|%5c/i)
			.pop() ?? ''
	).trim();
	if (name === '' || /^\.+$/.test(name)) return null;
	return /^\.[^.]+$/.test(name) && mimeTypeFor(name) !== null ? `file${name}` : name;
}

/** A name with the ending of its type, where it has none: a phone does not open a file without one. */
export function withEnding(name: string, mimeType: string): string {
	const ending = endingOf(name) === null ? endingFor(mimeType) : null;
	return ending === null ? name : `${name}.${ending}`;
}

/**
 * The name in a Content-Disposition, or behind a type that names its file (RFC 6266, RFC 2045): `filename*` with its
 * charset (RFC 8187), else `filename` or `name`.
 */
export function nameInParameters(text: string): string | null {
	const parameters = mimeParameters(text);
	const extended = parameters.get('filename*') ?? parameters.get('name*');
	const name =
		(extended === undefined ? null : decodedExtended(extended)) ??
		parameters.get('filename') ??
		parameters.get('name');
	return name === undefined ? null : bareFileName(decoded(name));
}

/** `UTF-8'en'%e2%82%ac%20rates.pdf`; null for a charset that is not to be read here. */
function decodedExtended(text: string): string | null {
	const [, charset = '', value = ''] = /^([\w-]*)'[^']*'(.*)$/s.exec(text) ?? [];
	if (/^utf-?8$/i.test(charset)) return decoded(value);
	if (!/^(iso-8859-1|us-ascii)$/i.test(charset)) return null;
	return value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}

/** Percent-encoding undone; a text that is not encoded stays as it is. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** What an address tells of the file behind it. */
export interface AddressFacts {
	readonly fileName: string | null;
	readonly mimeType: string | null;
}

/** Endings of pages that a server makes up: what comes from there may be anything. Some are endings of host names, too. */
const PROGRAMS =
	/^(php\d?|phtml|aspx?|ashx|jspx?|cgi|pl|py|rb|do|action|cfm|dll|exe|com|net|org|io|ai|app)$/;

/** Query parameters by which storage services set the headers of their answer: S3 and its kin, Azure. */
const DISPOSITIONS = ['response-content-disposition', 'rscd'];
const TYPES = ['response-content-type', 'rsct'];

/**
 * Name and type of the file behind an address: as its query says that it will be sent, as its path ends, or as a value
 * of its query ends (`/download.php?file=invoice.pdf`).
 */
export function addressFacts(address: URL): AddressFacts {
	const query = [...address.searchParams];
	const valueOf = (names: readonly string[]): string | undefined =>
		query.find(([name]) => names.includes(name.toLowerCase()))?.[1];
	const named = nameInParameters(`;${valueOf(DISPOSITIONS) ?? ''}`);
	const last = lastSegment(address);
	const values = query.map(([, value]) => bareFileName(value));
	const fileName =
		[named, last, ...values].find((name) => name !== null && isFileName(name)) ??
		named ??
		(last !== null && isProgram(last) ? null : last);
	const mimeType = givenMimeType(valueOf(TYPES)) ?? typeByName(fileName);
	return {
		fileName: fileName === null || mimeType === null ? fileName : withEnding(fileName, mimeType),
		mimeType,
	};
}

/** The last part of a path, without parameters behind it (`;jsessionid=…`). */
function lastSegment({ pathname }: URL): string | null {
	const segment = pathname.split('/').pop() ?? '';
	return bareFileName(decoded(segment.split(';')[0] ?? ''));
}

const isProgram = (name: string): boolean => PROGRAMS.test(endingOf(name) ?? '');

const typeByName = (name: string | null): string | null =>
	name === null || isProgram(name) ? null : mimeTypeFor(name);

const isFileName = (name: string): boolean => typeByName(name) !== null;
