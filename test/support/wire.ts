import axios from 'axios';
import { readAnswer, readHead } from '../../nodes/WhatsApp/transport/answer';
import { urlOf } from '../../nodes/WhatsApp/transport/baseUrl';
import { writeBody, type LoadFile } from '../../nodes/WhatsApp/transport/body';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { credentialHeaders } from '../../nodes/WhatsApp/client/readCredential';
import type { TestCredential } from './engine';

/** Sends a builder's request as the node would, without n8n in between. */
export async function wire(
	credential: TestCredential,
	request: GatewayRequest,
	load: LoadFile,
): Promise<GatewayAnswer> {
	const { contentType, body } = await writeBody(request, load);
	const response = await axios.request<Buffer>({
		method: request.method,
		url: urlOf(credential.baseUrl, request),
		headers: {
			Accept: request.answer === 'binary' ? '*/*' : 'application/json',
			...(request.anonymous === true ? {} : credentialHeaders({ ...credential })),
			...(contentType === null ? {} : { 'Content-Type': contentType }),
		},
		data: body,
		responseType: 'arraybuffer',
		validateStatus: () => true,
		maxRedirects: 0,
	});
	return readAnswer(
		readHead({ statusCode: response.status, headers: { ...response.headers } }),
		response.data,
	);
}
