import type { Json } from '../../portable/json';
import { fileNameFor } from '../../portable/mimeType';
import { GatewayProblem } from '../../portable/problem';
import type { Plan } from '../../transport/request';
import { typeOfAnswer } from './fileType';
import { WithFile } from '../gateway';

/**
 * Downloads the picture at an address that a gateway gave, if it is wanted and there is one. The address is mostly on
 * WhatsApp's own servers, whose errors no gateway explains.
 * @param raw the gateway's answer that contains the address
 */
export function* withPicture(
	raw: Json,
	url: string | null,
	wanted: boolean,
): Plan<Json | WithFile> {
	if (!wanted || url === null) return raw;
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
		throw new GatewayProblem('The gateway gave an address from which no picture can be downloaded');
	const answer = yield {
		method: 'GET',
		path: url,
		effect: 'read',
		answer: 'binary',
		tolerate: () => true,
	};
	if (answer.status >= 300 || answer.bytes.length === 0) {
		throw new GatewayProblem('The picture could not be downloaded from its address', {
			status: answer.status,
			hint: 'Addresses of pictures expire. Ask for a new one, or leave Download off to get only the address.',
		});
	}
	const mimeType = typeOfAnswer(answer, 'image/jpeg');
	return new WithFile(raw, {
		data: answer.bytes,
		mimeType,
		fileName: fileNameFor(mimeType, 'picture'),
		about: {},
	});
}
