import type { JsonObject } from '../http/json';
import { isAddressOnly, type Media } from '../world';
import { fromDataUri, fromUrl, isUrl, type Source } from './bytes';
import type { WarestCall, WarestContext } from './context';
import { failure } from './envelopes';
import { textIn } from './fields';
import { bareType, sniffed } from './mime';
import { PICTURES } from './storage';

/**
 * A picture of a group or profile: a data URI of an image, a URL, or a path on the server's disk. Base64 alone is
 * refused, and a form is not read at all (v0.3.44, observed).
 */
export async function pictureIn(
	call: WarestCall,
	fields: JsonObject,
	warest: WarestContext,
): Promise<Media> {
	const text = textIn(fields, call.names('picture'));
	if (text === undefined) throw failure('general', 400, 2001, 'picture is required');
	const source = await sourceOf(text, call, warest);
	const mimeType = bareType(source.mimeType ?? sniffed(source.data) ?? 'image/jpeg');
	return { mimeType, fileName: null, caption: null, data: source.data, kind: 'image' };
}

async function sourceOf(text: string, call: WarestCall, warest: WarestContext): Promise<Source> {
	if (isUrl(text)) {
		const fetched = await fromUrl(text);
		if (!fetched) throw failure('general', 502, 2800, 'The picture could not be fetched');
		return fetched;
	}
	if (text.startsWith('data:image/')) {
		const decoded = fromDataUri(text);
		if (decoded) return decoded;
	}
	const data = text.startsWith('data:') ? undefined : warest.disk.read(call.route, 'picture', text);
	if (!data) throw failure('general', 400, 2002, 'Invalid picture');
	return { data, mimeType: null, fileName: null };
}

/** In reality on WhatsApp's own server; here a path of the gateway, also without a key. */
export function pictureUrl(
	picture: Media | null | undefined,
	{ origin }: WarestCall,
	{ storage }: WarestContext,
): string | null {
	if (!picture) return null;
	if (isAddressOnly(picture)) return picture.url ?? null;
	return `${origin}${storage.keep(PICTURES, picture.data, picture.mimeType)}`;
}
