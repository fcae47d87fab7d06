import { defined } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import type { Media } from '../../portable/shapes';
import type { GatewayRequest } from '../../transport/request';

/** WAHA takes 50 MB of JSON (2024.10, observed): about 37 MB of file as base64, less the rest of the body. */
const MAX_BYTES = 37_000_000;

/**
 * Puts a file into the body as WAHA takes it: an address that WAHA fetches, or base64 without a data URI prefix.
 * @param standardType the MIME type of an address about which nothing else is known; WAHA wants one
 */
export function withFile(
	request: GatewayRequest,
	file: MediaInput,
	standardType: string,
	name = 'file',
): GatewayRequest {
	const about = defined({
		mimetype: file.mimeType ?? standardType,
		filename: file.fileName ?? undefined,
	});
	if (file.kind === 'url')
		return { ...request, body: { ...request.body, [name]: { ...about, url: file.url } } };
	return {
		...request,
		body: { ...request.body, [name]: about },
		upload: { as: 'base64', file, into: [name, 'data'], maxBytes: MAX_BYTES },
	};
}

/** What a sent message tells of its file: the gateway's answer does not repeat it. */
export const sentMedia = (file: MediaInput): Media => ({
	mimeType: file.mimeType,
	fileName: file.fileName,
	sizeBytes: file.kind === 'url' ? null : file.sizeBytes,
	url: file.kind === 'url' ? file.url : null,
});
