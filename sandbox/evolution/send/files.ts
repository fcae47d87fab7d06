import { asString } from '../../http/json';
import type { Media } from '../../world';
import type { EvolutionCall } from '../context';
import { badRequest, internal } from '../errors';

const FETCH_TIMEOUT_MS = 5_000;

const TYPES: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	gif: 'image/gif',
	mp4: 'video/mp4',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	pdf: 'application/pdf',
	txt: 'text/plain',
	csv: 'text/csv',
	json: 'application/json',
	zip: 'application/zip',
};

/** The type for the extension of a name or an address. */
export function typeByName(name: string): string | undefined {
	const end = /\.([A-Za-z0-9]+)(\?.*)?$/.exec(name)?.[1];
	return end === undefined ? undefined : TYPES[end.toLowerCase()];
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export const isAddress = (text: string): boolean => /^https?:\/\//.test(text);
/** Bare base64; a data URI does not count. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && BASE64.test(text);

/** A file as given, with its name and type. */
export interface GivenFile extends Pick<Media, 'data' | 'url'> {
	name: string | null;
	mimeType: string | null;
}

/**
 * The file of a send: a form part, an address, or bare base64.
 * @throws 400 for anything else; 500 if it cannot be downloaded
 */
export async function fileIn(call: EvolutionCall, field: string): Promise<GivenFile> {
	const { file } = call;
	if (file) return { data: file.data, name: file.fileName, mimeType: file.mimeType };
	const given = asString(call.body[field]) ?? '';
	if (isAddress(given)) return await fetched(given);
	if (!isBase64(given)) throw badRequest('Owned media must be a url or base64');
	return { data: Buffer.from(given, 'base64'), name: null, mimeType: null };
}

/** Addresses on this machine are downloaded, all others kept as they are. */
async function fetched(url: string): Promise<GivenFile> {
	const { hostname, pathname } = new URL(url);
	const name = decodeURIComponent(pathname.split('/').pop() ?? '') || null;
	if (hostname !== '127.0.0.1' && hostname !== 'localhost')
		return { url, data: Buffer.alloc(0), name, mimeType: null };
	const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(
		(error: unknown) => {
			throw internal(`AxiosError: ${error instanceof Error ? error.message : String(error)}`);
		},
	);
	if (!answer.ok) throw internal(`AxiosError: Request failed with status code ${answer.status}`);
	const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
	return { url, data: Buffer.from(await answer.arrayBuffer()), name, mimeType: type || null };
}
