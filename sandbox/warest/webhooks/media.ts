import { asObject, asString, type JsonObject } from '../../http/json';
import { isAddressOnly, type Media, type Session } from '../../world';
import type { WarestContext } from '../context';
import { bareType, extensionOf } from '../mime';
import { incomingPath } from '../shapes';
import { contentTypeOf, unwrapped } from './parts';

/** The server counts contacts as files, although there is nothing to download (server source). */
const KINDS = [
	'imageMessage',
	'videoMessage',
	'audioMessage',
	'documentMessage',
	'stickerMessage',
	'liveLocationMessage',
	'contactMessage',
	'contactsArrayMessage',
];

interface Stored {
	url: string;
	storageKey: string;
	storageDriver: string;
}

/** The `media` of a delivery. A stored file also has its new address in the raw message. */
export function mediaOf(
	message: JsonObject,
	media: Media | null,
	session: Session,
	warest: WarestContext,
): JsonObject | undefined {
	const inner = unwrapped(message);
	const type = contentTypeOf(inner) ?? '';
	if (!KINDS.includes(type)) return undefined;
	const node = asObject(inner[type]);
	const info = mediaInfo(type, node);
	const stored = media && !isAddressOnly(media) ? store(media, session, warest) : undefined;
	if (!stored) return info;
	const { url, ...where } = stored;
	delete node.directPath;
	Object.assign(node, { url, urlDecrypt: url, ...where });
	return { ...info, ...stored, mimeType: bareType(media?.mimeType ?? ''), directPath: undefined };
}

/** Anybody who knows the address may read the file. It has the host of `WAREST_BASE_URL`. */
function store(media: Media, session: Session, { storage, settings }: WarestContext): Stored {
	const path = incomingPath(media, session);
	const { data, mimeType } = media;
	storage.keepAs(path, { data, mimeType, expiresAt: null });
	const storageKey = path.replace('/storages/', '');
	return { url: `${settings.baseUrl}${path}`, storageKey, storageDriver: 'local' };
}

function mediaInfo(type: string, node: JsonObject): JsonObject {
	const { mimetype, fileSha256, mediaKey, directPath, fileLength, fileName, seconds } = node;
	const { pageCount, width, height, gifPlayback } = node;
	return {
		hasMedia: true,
		type,
		mimeType: mimetype,
		caption: asString(node.caption) ?? '',
		fileSha256: base64(fileSha256),
		mediaKey: base64(mediaKey),
		url: addressOf(node),
		directPath,
		fileLength,
		fileName,
		seconds,
		pageCount,
		width,
		height,
		gifPlayback,
	};
}

function base64(bytes: unknown): string | undefined {
	return Buffer.isBuffer(bytes) ? bytes.toString('base64') : undefined;
}

/** WhatsApp's address with a usual extension instead of `.enc`, which cannot be downloaded (v0.3.44). */
function addressOf({ url, mimetype }: JsonObject): string {
	const ending = `.${extensionOf(asString(mimetype) ?? '')}`;
	return (asString(url) ?? '').replace(/\.enc$/, ending);
}
