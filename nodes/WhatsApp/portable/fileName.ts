import { endingFor, endingOf, mimeTypeFor, mimeParameters, givenMimeType } from './mimeType';

/** Control characters, and marks that reverse the order of letters so that an extension looks like another. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The name of a file without the folders before it, with either kind of slash; null if nothing is left. A name that is
 * only an extension gets something before it.
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

/** The name with the extension of its type if it has none, because a phone does not open a file without one. */
export function withEnding(name: string, mimeType: string): string {
	const ending = endingOf(name) === null ? endingFor(mimeType) : null;
	return ending === null ? name : `${name}.${ending}`;
}

/**
 * The name in a Content-Disposition, or after a type that names its file (RFC 6266, RFC 2045): `filename*` with its
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

/** Decodes `UTF-8'en'%e2%82%ac%20rates.pdf`; null for an unsupported charset. */
function decodedExtended(text: string): string | null {
	const [, charset = '', value = ''] = /^([\w-]*)'[^']*'(.*)$/s.exec(text) ?? [];
	if (/^utf-?8$/i.test(charset)) return decoded(value);
	if (!/^(iso-8859-1|us-ascii)$/i.test(charset)) return null;
	return value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}

/** Undoes percent-encoding; text that is not encoded stays as it is. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** What an address tells about the file behind it. */
export interface AddressFacts {
	readonly fileName: string | null;
	readonly mimeType: string | null;
}

/** Extensions of pages that a server generates, which may return anything. Some are endings of host names, too. */
const PROGRAMS =
	/^(php\d?|phtml|aspx?|ashx|jspx?|cgi|pl|py|rb|do|action|cfm|dll|exe|com|net|org|io|ai|app)$/;

/** Query parameters with which storage services set response headers: S3 and compatible ones, Azure. */
const DISPOSITIONS = ['response-content-disposition', 'rscd'];
const TYPES = ['response-content-type', 'rsct'];

/**
 * Name and type of the file behind an address: from the response header that its query sets, from the end of its path,
 * or from the end of a query value (`/download.php?file=invoice.pdf`).
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

/** The last part of a path, without parameters after it (`;jsessionid=…`). */
function lastSegment({ pathname }: URL): string | null {
	const segment = pathname.split('/').pop() ?? '';
	return bareFileName(decoded(segment.split(';')[0] ?? ''));
}

const isProgram = (name: string): boolean => PROGRAMS.test(endingOf(name) ?? '');

const typeByName = (name: string | null): string | null =>
	name === null || isProgram(name) ? null : mimeTypeFor(name);

const isFileName = (name: string): boolean => typeByName(name) !== null;
