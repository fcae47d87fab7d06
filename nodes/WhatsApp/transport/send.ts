import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isForeign, urlOf } from './address';
import { readAnswer } from './answer';
import { writeBody, type LoadFile } from './body';
import { networkProblem } from './network';
import type { RequestOptions } from './options';
import { GatewayProblem } from '../portable/problem';
import type { GatewayAnswer, GatewayRequest } from './request';

/** Where n8n lets a node make requests from: an execution, a list in the editor, a trigger's set-up or its webhook. */
export type RequestContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** The gateway behind a credential, as far as the transport must know it. */
export interface Connection {
	/** Name of the credential type that holds the key. */
	readonly credentialType: string;
	readonly gatewayName: string;
	/** Without trailing slash. */
	readonly baseUrl: string;
	/** What an answer says went wrong; null for a success. */
	readonly problem: (answer: GatewayAnswer) => GatewayProblem | null;
}

/** What is the same for every request of one item. */
export interface Channel {
	readonly context: RequestContext;
	readonly connection: Connection;
	readonly options: RequestOptions;
	readonly load: LoadFile;
}

/**
 * Sends one request through n8n's request helper and gives the answer.
 * @throws GatewayProblem when no answer came, or the answer is a failure that the request does not tolerate;
 * Refusal when a file is too large for its route
 */
export async function send(channel: Channel, request: GatewayRequest): Promise<GatewayAnswer> {
	const answer = await exchange(channel, request, await httpOptions(channel, request));
	if (request.tolerate?.(answer) === true) return answer;
	const problem =
		redirectProblem(answer, channel.connection) ??
		channel.connection.problem(answer) ??
		unreadableProblem(answer, request, channel.connection);
	if (problem !== null) throw problem;
	return answer;
}

async function exchange(
	{ context, connection, options }: Channel,
	request: GatewayRequest,
	http: IHttpRequestOptions,
): Promise<GatewayAnswer> {
	try {
		const response: IN8nHttpFullResponse =
			request.anonymous === true || isForeign(connection.baseUrl, request)
				? await context.helpers.httpRequest(http)
				: await context.helpers.httpRequestWithAuthentication.call(
						context,
						connection.credentialType,
						http,
					);
		return readAnswer(response);
	} catch (error) {
		throw networkProblem(error, connection, request, options);
	}
}

async function httpOptions(
	{ connection, options, load }: Channel,
	request: GatewayRequest,
): Promise<IHttpRequestOptions> {
	const { contentType, body } = await writeBody(request, load);
	return {
		method: request.method,
		url: urlOf(connection.baseUrl, request),
		headers: {
			Accept: request.answer === 'binary' ? '*/*' : 'application/json',
			...(contentType === null ? {} : { 'Content-Type': contentType }),
		},
		...(body === undefined ? {} : { body }),
		// Bytes, so that every answer is read here, whatever its content type claims.
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The API key belongs to the credential's host; no gateway redirects its API.
		disableFollowRedirect: !isForeign(connection.baseUrl, request),
		timeout: options.timeoutMs,
		skipSslCertificateValidation: options.ignoreSslIssues,
		...(options.proxy === null ? {} : { proxy: options.proxy }),
	};
}

function redirectProblem(
	answer: GatewayAnswer,
	{ gatewayName, baseUrl }: Connection,
): GatewayProblem | null {
	if (answer.status < 300 || answer.status >= 400) return null;
	return new GatewayProblem(`${gatewayName} at ${baseUrl} sends to another address`, {
		status: answer.status,
		hint: 'Write the final address into the credential, for example with https:// in place of http://.',
	});
}

/** Half an answer to a reading request is none. After a send it changes nothing: the status says it was taken. */
function unreadableProblem(
	answer: GatewayAnswer,
	request: GatewayRequest,
	{ gatewayName }: Connection,
): GatewayProblem | null {
	if (request.effect !== 'read' || request.answer === 'binary' || answer.body !== null) return null;
	const text = answer.bytes.toString('utf8').trim();
	if (text === '' || text === 'null') return null;
	return new GatewayProblem(`${gatewayName} sent an answer that cannot be read`, {
		status: answer.status,
		hint: 'It may have broken off on the way. Try again, and check a proxy in between.',
	});
}
