import { Binary } from '../http/answers';
import { asString, isObject } from '../http/json';
import { isAddressOnly, type Media, type MediaKind, type Message } from '../world';
import type { WahaCall, WahaContext } from './context';
import { WahaError } from './errors';
import { type SessionHandler, sessionRouter } from './guard';
import type { WahaRouter } from './router';

/** Stands in for WhatsApp's own servers, which require no key. */
export const PICTURE_PATH = '/sandbox/pictures/';
const FETCH_TIMEOUT_MS = 5_000;

const EXTENSIONS: Record<string, string> = {
	'image/jpeg': 'jpeg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'audio/ogg': 'oga',
	'audio/mpeg': 'mp3',
	'video/mp4': 'mp4',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
};

/** The types of files sent without a MIME type (server source). */
const USUAL_TYPES: Partial<Record<MediaKind, string>> = {
	image: 'image/jpeg',
	voice: 'audio/ogg; codecs=opus',
	video: 'video/mp4',
	sticker: 'image/webp',
};

export interface WahaMedia {
	url: string | null;
	mimetype: string;
	filename: string | null;
	error?: object;
}

/** Received media files, and the pictures of people and groups. */
export function mediaRoutes(route: WahaRouter, waha: WahaContext): void {
	route('GET', '/api/files/:session/:file', (call) => file(call, waha));
	route('GET', `${PICTURE_PATH}:session/:id`, (call) => picture(call, waha));
	const guarded = sessionRouter(route, waha);
	guarded('POST', '/api/:session/media/convert/voice', convert('voice'));
	guarded('POST', '/api/:session/media/convert/video', convert('video'));
}

/**
 * A `file` of a request. Base64 is decoded as leniently as in Node, so a data-URI prefix becomes wrong bytes at the
 * beginning of the file. Addresses on this machine are downloaded, all others kept as they are.
 */
export async function readFile(
	value: unknown,
	kind: MediaKind,
	caption?: string | undefined,
): Promise<Media> {
	if (!isObject(value))
		throw new TypeError(`Cannot use 'in' operator to search for 'url' in ${typeof value}`);
	const { url, data, mimetype, filename } = value;
	const file = {
		mimeType: asString(mimetype) ?? USUAL_TYPES[kind] ?? 'application/octet-stream',
		fileName: asString(filename) ?? null,
		caption: caption ?? null,
		kind,
	};
	if (typeof url === 'string') return { ...file, url, data: await download(url) };
	if (typeof data === 'string') return { ...file, data: Buffer.from(data, 'base64') };
	const message = 'Either "file.url" or "file.data" must be specified.';
	throw new WahaError(422, { statusCode: 422, message, error: 'Unprocessable Entity' });
}

async function download(url: string): Promise<Buffer> {
	const { hostname } = new URL(url);
	if (hostname !== '127.0.0.1' && hostname !== 'localhost') return Buffer.alloc(0);
	const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
	if (!answer.ok) throw new Error(`Request failed with status code ${answer.status}`);
	return Buffer.from(await answer.arrayBuffer());
}

/** The bytes stay the same, because the sandbox has no ffmpeg; the type is that of the converted file. */
function convert(kind: 'voice' | 'video'): SessionHandler {
	return async ({ body }) => {
		const { data, mimeType } = await readFile({ url: body.url, data: body.data }, kind);
		return { mimetype: mimeType, data: data.toString('base64') };
	};
}

function fileNameOf({ id }: Message, { mimeType }: Media): string {
	const [type = ''] = mimeType.split(';');
	return `${id}.${EXTENSIONS[type] ?? type.split('/')[1] ?? 'bin'}`;
}

/**
 * A message's `media`, which the server downloads now; stickers and images have no name of their own. The address has
 * the host of `WAHA_BASE_URL`, wherever the server is.
 */
export function wahaMedia(message: Message, session: string, waha: WahaContext): WahaMedia | null {
	const { media } = message;
	if (!media) return null;
	const known = { mimetype: media.mimeType, filename: media.fileName };
	if (isAddressOnly(media))
		return { url: null, ...known, error: { details: 'The sandbox downloads nothing' } };
	const name = fileNameOf(message, media);
	waha.files.keep(`${session}/${name}`, media);
	const path = `/api/files/${encodeURIComponent(session)}/${encodeURIComponent(name)}`;
	return { url: `${waha.settings.baseUrl}${path}`, ...known };
}

/**
 * The file of a message that was not downloaded: nothing is known of it, or since 2026.8 everything but its address.
 */
export function undownloaded({ media }: Message, { version }: WahaContext): WahaMedia | null {
	if (!media || !version.tellsFileWithoutUrl) return null;
	return { url: null, mimetype: media.mimeType, filename: media.fileName };
}

function file({ params }: WahaCall, { files }: WahaContext): Binary {
	const path = `${params.session}/${params.file}`;
	const media = files.find(path);
	if (media) return new Binary(media.mimeType, media.data);
	throw fileNotFound(path);
}

/** The answer for an expired file: `error` is an object here (2024.10.8, observed). */
function fileNotFound(path: string): WahaError {
	const details = `File '${path}' does not exist`;
	return new WahaError(404, {
		error: { code: 404, key: 'FILE_NOT_FOUND', message: 'File not found', details },
	});
}

/** The picture of a person, group or channel, or of the account itself. */
export function pictureOf(id: string, sessionName: string, { world }: WahaContext): Media | null {
	const session = world.find(sessionName);
	if (!session) return null;
	if (id === session.myId) return session.account?.picture ?? null;
	return (
		session.groups.find(id)?.picture ??
		session.contacts.find(id)?.picture ??
		session.channels.find(id)?.picture ??
		null
	);
}

/** Where the picture can be downloaded; null if there is none. */
export function pictureUrl(
	id: string,
	sessionName: string,
	call: WahaCall,
	waha: WahaContext,
): string | null {
	const found = pictureOf(id, sessionName, waha);
	if (!found) return null;
	if (isAddressOnly(found)) return found.url ?? null;
	const path = `${encodeURIComponent(sessionName)}/${encodeURIComponent(id)}`;
	return `http://${call.headers.host ?? ''}${PICTURE_PATH}${path}`;
}

function picture({ params }: WahaCall, waha: WahaContext): Binary {
	const found = pictureOf(params.id ?? '', params.session ?? '', waha);
	if (found && !isAddressOnly(found)) return new Binary(found.mimeType, found.data);
	throw fileNotFound(params.id ?? '');
}

/** Whether a message is a file; the image above buttons does not make it one. */
export function hasMedia({ media, content }: Message): boolean {
	return media !== null && content === null;
}
