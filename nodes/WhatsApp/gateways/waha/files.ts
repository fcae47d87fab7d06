import { defined } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import type { GatewayRequest } from '../../transport/request';

/**
 * Puts a file into the body as WAHA takes it: an address that WAHA fetches, or base64 without a data URI prefix.
 * The server sets how large it may be, so nothing is refused here on a guess.
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
		upload: { as: 'base64', file, into: [name, 'data'] },
	};
}
