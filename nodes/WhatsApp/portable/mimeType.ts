import { MIME_TYPES } from './mimeTypes';

/** The table's content, by type and by extension. */
interface Tables {
	/** The type that an extension stands for. */
	readonly types: ReadonlyMap<string, string>;
	/** The extension for a file of a type. */
	readonly endings: ReadonlyMap<string, string>;
}

let read: Tables | null = null;

/** Parsed when the first file comes, because most executions have none. */
function tables(): Tables {
	if (read !== null) return read;
	const types = new Map<string, string>();
	const endings = new Map<string, string>();
	for (const row of MIME_TYPES.split('\n')) {
		const [type = '', first = '', ...others] = row.split(' ');
		endings.set(type, first.replace('=', ''));
		if (first.startsWith('=')) continue;
		for (const ending of [first, ...others]) types.set(ending, type);
	}
	read = { types, endings };
	return read;
}

/** Type and subtype, each a token (RFC 9110 section 8.3.1). */
const TYPE = /^[\w!#$%&'^`|~.+-]+\/[\w!#$%&'^`|~.+-]+$/;

/** One parameter after a semicolon; its value is a token or in quotes. */
const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^;]*))/g;

/** The MIME type without parameters, in lower case. */
export const bareMimeType = (mimeType: string): string =>
	mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The parameters after a MIME type, or after anything else in that syntax; names in lower case. A quote that is never
 * closed is left out.
 */
export function mimeParameters(text: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const [, name = '', quoted, token = ''] of text.matchAll(PARAMETER))
		found.set(
			name.toLowerCase(),
			quoted?.replace(/\\([^])/g, '$1') ?? token.trim().replace(/^"|"$/g, ''),
		);
	return found;
}

/**
 * Types by which programs say that they do not know the type, or that a browser should save the file: what storage
 * services, mail programs and web servers send if nobody told them more. Those on the second line only say that it is a
 * file of an older Office.
 */
const GENERIC = new RegExp(
	'^([\\w-]+/(x-)?(octet-?stream|(force-)?download|unknown|binary|octet|stream|file|data|any|none|empty' +
		'|cfb|cdfv2.*|ole-storage|vnd\\.ms-office)|\\*/.*|unknown/.*)$',
);

/** Types of containers, and the more specific types of files that use them: a .docx is also a ZIP file. */
const CONTAINERS: ReadonlyArray<readonly [container: RegExp, more: RegExp]> = [
	[
		/^application\/(x-)?zip(-compressed)?$/,
		/openxmlformats|opendocument|epub|android\.package|java-archive|apple\.(pages|numbers|keynote)|kmz/,
	],
	[/^application\/(x-)?ogg$/, /^(audio|video)\/ogg/],
	[/^application\/mp4$/, /^(audio|video)\/mp4/],
];

/** Whether a type is more specific than the given container. */
export const isMoreThan = (container: string, type: string): boolean =>
	CONTAINERS.some(([pattern, more]) => pattern.test(bareMimeType(container)) && more.test(type));

/** Whether a type leaves open what is inside the file. */
export const isContainer = (type: string): boolean =>
	CONTAINERS.some(([pattern]) => pattern.test(bareMimeType(type)));

/** Parameters that belong to the type. Others, such as a name, do not. */
const PARAMETERS_OF_TYPES = ['charset', 'codecs'];

/**
 * A type from elsewhere in normal form: lower case, with the parameters that belong to it. Null if there is none, or it
 * does not say what the file is. An extension in its place (`pdf`) is understood.
 */
export function givenMimeType(told: unknown): string | null {
	if (typeof told !== 'string') return null;
	const bare = bareMimeType(told);
	if (!bare.includes('/')) return typeOfEnding(bare.replace(/^\./, ''));
	if (!TYPE.test(bare) || bare.endsWith('/*') || GENERIC.test(bare)) return null;
	const kept = [...mimeParameters(told)].filter(
		([name, value]) => PARAMETERS_OF_TYPES.includes(name) && value !== '',
	);
	return [bare, ...kept.map(([name, value]) => `${name}=${asToken(value)}`)].join('; ');
}

const asToken = (value: string): string =>
	/^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;

const typeOfEnding = (ending: string): string | null =>
	tables().types.get(ending.toLowerCase()) ?? null;

/**
 * The extension of a file name, in lower case and without its dot; null if it has none. A number is not one: `v1.2`.
 */
export const endingOf = (fileName: string): string | null =>
	/\.(?!\d+$)([a-z0-9][\w+-]{0,31})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? null;

/** The MIME type for a file name; null for an unknown extension. */
export function mimeTypeFor(fileName: string): string | null {
	const ending = endingOf(fileName);
	return ending === null ? null : typeOfEnding(ending);
}

/** The extension for files of a type, without its dot; null if none is known. */
export function endingFor(mimeType: string): string | null {
	const { endings, types } = tables();
	const [family = '', subtype = ''] = bareMimeType(mimeType).split('/');
	const plain = subtype.replace(/^(x-|vnd\.)+/, '');
	const named = [subtype, plain, `x-${plain}`].map((name) => endings.get(`${family}/${name}`));
	const known = named.find((ending) => ending !== undefined);
	if (known !== undefined) return known;
	// Unregistered types that contain their extension: image/jpg, application/x-pdf, audio/opus,
	// application/vnd.acme+json.
	const own = [plain, plain.replace(/^.*\+/, '')].find((ending) => types.has(ending));
	return own ?? (family === 'text' ? 'txt' : null);
}

/** A name for a file without one: otherwise WhatsApp shows "untitled", and a phone does not open it. */
export const fileNameFor = (mimeType: string, stem = 'file'): string =>
	`${stem}.${endingFor(mimeType) ?? 'bin'}`;
