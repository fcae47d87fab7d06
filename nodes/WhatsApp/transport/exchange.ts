import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { FileStream } from '../portable/media';
import { isForeign, urlOf } from './baseUrl';
import { authHeaders } from './apiKey';
import { readAnswer, readHead } from './answer';
import type { WrittenBody } from './body';
import type { GatewayChannel } from './channel';
import { boundedStream, MAX_ANSWER_BYTES, MAX_FILE_BYTES, readAll } from './download';
import { onlyReads, type GatewayAnswer, type GatewayRequest } from './request';

/**
 * Sends one request through n8n's request helper, without a retry.
 * @throws what the helper throws when no complete answer came; TooLarge
 */
export async function exchange(
	channel: GatewayChannel,
	request: GatewayRequest,
	{ body, contentLength, contentType }: WrittenBody,
): Promise<GatewayAnswer> {
	const http: IHttpRequestOptions = {
		...channel.http,
		method: request.method,
		url: urlOf(channel.connection.baseUrl, request),
		headers: {
			Accept: (request.answer ?? 'json') === 'json' ? 'application/json' : '*/*',
			...(contentType === null ? {} : { 'Content-Type': contentType }),
			...(contentLength === undefined ? {} : { 'Content-Length': String(contentLength) }),
		},
		...(body === undefined ? {} : { body }),
		// The API key belongs to the credential's host, and no gateway redirects its API.
		disableFollowRedirect: request.look === true || !isForeign(channel.connection.baseUrl, request),
	};
	return await receive(channel, request, await ask(channel, request, http));
}

async function ask(
	{ context, connection, credential, signal }: GatewayChannel,
	request: GatewayRequest,
	http: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	const foreign = isForeign(connection.baseUrl, request);
	if (request.anonymous === true || request.keyHeader !== undefined || foreign) {
		// Without the credential's header, but still through a proxy in front of the gateway.
		const auth = foreign ? {} : authHeaders(credential, request.keyHeader ?? null);
		return await context.helpers.httpRequest({
			...http,
			headers: { ...http.headers, ...auth },
			...(signal === undefined ? {} : { abortSignal: signal }),
		});
	}
	// Passing the credential saves n8n from reading it from its database for every request.
	return await context.helpers.httpRequestWithAuthentication.call(
		context,
		connection.credentialType,
		http,
		{
			credentialsDecrypted: {
				id: '',
				name: '',
				type: connection.credentialType,
				data: credential,
			},
		},
	);
}

/** After a change a success status is enough: a body that broke off only describes what was done. */
async function receive(
	{ options }: GatewayChannel,
	request: GatewayRequest,
	response: IN8nHttpFullResponse,
): Promise<GatewayAnswer> {
	const head = readHead(response);
	const { body } = response;
	if (!isStream(body)) return readAnswer(head, Buffer.from(typeof body === 'string' ? body : ''));
	const stallMs = options.timeoutMs;
	if (request.answer === 'stream' && head.status < 300) {
		const maxBytes = request.maxBytes ?? MAX_FILE_BYTES;
		const stream = boundedStream(body, { maxBytes, stallMs });
		return { ...head, body: null, bytes: Buffer.alloc(0), stream };
	}
	const maxBytes = request.maxBytes ?? MAX_ANSWER_BYTES;
	const { bytes, broken } = await readAll(body, { maxBytes, stallMs });
	if (broken !== null && onlyReads(request) && head.status < 300) throw broken;
	return readAnswer(head, bytes);
}

const isStream = (body: IN8nHttpFullResponse['body'] | FileStream): body is FileStream =>
	typeof body === 'object' && body !== null && 'pipe' in body;
