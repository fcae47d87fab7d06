import type { ICredentialTestFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { FileStream } from '../portable/media';
import { toError } from '../portable/problem';
import { readAnswer, readHead } from './answer';
import { readAll, TooLarge } from './download';
import { readFault } from './fault';
import { inTime } from './pause';
import { TOO_LATE } from './look';
import { noAnswer, type GatewayAnswer } from './request';

/** Most bytes of an answer that are read: enough for thousands of sessions. */
const MAX_BYTES = 10 * 1_048_576;

interface Question {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** For the whole answer, in milliseconds. */
	readonly timeoutMs: number;
}

/**
 * Checks who answers, with GET, for the test of a credential. `helpers.request` is the only way out that n8n gives such
 * a test. It is deprecated elsewhere and knows no credential, but unlike `fetch` it goes through n8n's proxy and its
 * protection of private networks. Redirects are not followed, because they would take the key along, and nothing is
 * retried.
 */
export async function askOnce(
	context: ICredentialTestFunctions,
	question: Question,
): Promise<GatewayAnswer> {
	// The helper's own timeout restarts with every byte, and no longer applies once an answer has begun.
	const answer = await inTime(
		question.timeoutMs,
		async (over) => await reply(context, question, over),
	);
	return answer ?? noAnswer(TOO_LATE);
}

async function reply(
	{ helpers }: ICredentialTestFunctions,
	{ url, headers, timeoutMs }: Question,
	signal: AbortSignal,
): Promise<GatewayAnswer> {
	let response: unknown;
	try {
		response = await helpers.request({
			method: 'GET',
			url,
			headers: { Accept: 'application/json', ...headers },
			timeout: timeoutMs,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
			useStream: true,
		});
	} catch (error) {
		return noAnswer(readFault(error));
	}
	if (!isResponse(response)) throw new TypeError('n8n gave an answer of an unknown kind');
	return await read(response, timeoutMs, signal);
}

async function read(
	response: StreamedResponse,
	stallMs: number,
	signal: AbortSignal,
): Promise<GatewayAnswer> {
	const head = readHead(response);
	const { body } = response;
	const stop = (): void => void body.destroy();
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop);
	try {
		const { bytes, broken } = await readAll(body, { maxBytes: MAX_BYTES, stallMs });
		return broken === null ? readAnswer(head, bytes) : noAnswer(readFault(broken));
	} catch (error) {
		if (!(error instanceof TooLarge)) throw toError(error);
		// No list of sessions is this large, so the body is not read.
		return readAnswer(head, Buffer.alloc(0));
	}
}

type StreamedResponse = Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> & {
	readonly body: FileStream;
};

const isResponse = (value: unknown): value is StreamedResponse =>
	typeof value === 'object' &&
	value !== null &&
	'statusCode' in value &&
	typeof value.statusCode === 'number' &&
	'headers' in value &&
	typeof value.headers === 'object' &&
	value.headers !== null &&
	'body' in value &&
	typeof value.body === 'object' &&
	value.body !== null &&
	'pipe' in value.body;
