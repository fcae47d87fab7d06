import type { MediaInput } from '../../portable/media';
import { bareMimeType } from '../../portable/mimeType';
import { Refusal } from '../../portable/refusal';
import type { GatewayRequest } from '../../transport/request';
import { asImage } from '../shared/image';
import { MAX_FILE_IN_JSON } from './requests';

/**
 * Puts a picture into the body. WARest reads whatever else stands there as a path on its own disk, so only web
 * addresses and data URIs that are made here pass.
 */
export function withPictureField(request: GatewayRequest, picture: MediaInput): GatewayRequest {
	const file = asImage(picture);
	if (file.kind === 'url') return { ...request, body: { ...request.body, picture: file.url } };
	const mimeType = bareMimeType(file.mimeType);
	if (!/^image\/[\w.+-]+$/.test(mimeType))
		throw new Refusal(
			'The type of the picture is not known',
			'Add the option MIME Type, for example with image/jpeg.',
		);
	return {
		...request,
		upload: {
			as: 'base64',
			file,
			into: ['picture'],
			prefix: `data:${mimeType};base64,`,
			maxBytes: MAX_FILE_IN_JSON,
		},
	};
}
