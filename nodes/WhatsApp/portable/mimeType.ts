import { MIME_TYPES } from './mimeTypes';

/** What the table says, by type and by ending. */
interface Tables {
	/** The type that an ending stands for. */
	readonly types: ReadonlyMap<string, string>;
	/** The ending that a file of a type gets. */
	readonly endings: ReadonlyMap<string, string>;
}

let read: Tables | null = null;

/** Read when the first file comes: most executions have none. */
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

/** One parameter behind a semicolon; its value is a token or stands in quotes. */
const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^;]*))/g;

/** MIME type without parameters, lower case. */
export const bareMimeType = (mimeType: string): string =>
	mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The parameters behind a MIME type, or behind anything else that is written like it; names in lower case. A quote that
 * is never closed is left out.
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
 * Names by which programs say that they do not know the type, or that a browser shall save the file: what storage
 * services, mail programs and web servers give when nobody told them more. Those of the second line say that it is some
 * file of an older Office.
 */
const GENERIC = new RegExp(
	'^([\\w-]+/(x-)?(octet-?stream|(force-)?download|unknown|binary|octet|stream|file|data|any|none|empty' +
		'|cfb|cdfv2.*|ole-storage|vnd\\.ms-office)|\\*/.*|unknown/.*)$',
);

/** Types of containers, and the types of files that are one but mean more: a .docx is a ZIP file as well. */
const CONTAINERS: ReadonlyArray<readonly [container: RegExp, more: RegExp]> = [
	[
		/^application\/(x-)?zip(-compressed)?$/,
		/openxmlformats|opendocument|epub|android\.package|java-archive|apple\.(pages|numbers|keynote)|kmz/,
	],
	[/^application\/(x-)?ogg$/, /^(audio|video)\/ogg/],
	[/^application\/mp4$/, /^(audio|video)\/mp4/],
];

/** Whether a type says more of a file than the container does that was told. */
export const isMoreThan = (container: string, type: string): boolean =>
	CONTAINERS.some(([pattern, more]) => pattern.test(bareMimeType(container)) && more.test(type));

/** Whether a type leaves open what is inside the file. */
export const isContainer = (type: string): boolean =>
	CONTAINERS.some(([pattern]) => pattern.test(bareMimeType(type)));

/** Parameters that belong to the type. What else stands there, such as a name, is no part of it. */
const PARAMETERS_OF_TYPES = ['charset', 'codecs'];

/**
 * A type that somebody else told, in one form: lower case, with the parameters that belong to it. Null where nothing was
 * told, or nothing that says what the file is. A type that is written as an ending (`pdf`) is understood.
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

/** The ending of a file name, lower case and without its dot; null for a name without one. A number is none: `v1.2`. */
export const endingOf = (fileName: string): string | null =>
	/\.(?!\d+$)([a-z0-9][\w+-]{0,31})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? null;

/** The MIME type a file name promises; null for an unknown ending. */
export function mimeTypeFor(fileName: string): string | null {
	const ending = endingOf(fileName);
	return ending === null ? null : typeOfEnding(ending);
}

/** The ending of files of a type, without its dot; null where none is known. */
export function endingFor(mimeType: string): string | null {
	const { endings, types } = tables();
	const [family = '', subtype = ''] = bareMimeType(mimeType).split('/');
	const plain = subtype.replace(/^(x-|vnd\.)+/, '');
	const named = [subtype, plain, `x-${plain}`].map((name) => endings.get(`${family}/${name}`));
	const known = named.find((ending) => ending !== undefined);
	if (known !== undefined) return known;
	// Not registered, yet it names itself: image/jpg, application/x-pdf, audio/opus, application/vnd.acme+json.
	const own = [plain, plain.replace(/^.*\+/, '')].find((ending) => types.has(ending));
	return own ?? (family === 'text' ? 'txt' : null);
}

/** A name for a file that has none: WhatsApp shows "untitled" otherwise, and a phone does not open it. */
export const fileNameFor = (mimeType: string, stem = 'file'): string =>
	`${stem}.${endingFor(mimeType) ?? 'bin'}`;
