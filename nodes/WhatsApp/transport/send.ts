import { GatewayProblem, toError, type Fate } from '../portable/problem';
import { withoutKey } from './apiKey';
import { megabytes, sizeOf, writeBody } from './body';
import type { GatewayChannel, Connection } from './channel';
import { TooLarge } from './download';
import { exchange } from './exchange';
import { readFault } from './fault';
import { look } from './look';
import { networkProblem, schemeProblem } from './network';
import { isOnce, onlyReads, type GatewayAnswer, type GatewayRequest } from './request';
import { isNothingSent, Tries, type TryResult } from './retry';
import { drawn } from './waits';
import type { Width } from './width';

/**
 * Sends one request through n8n's request helper and returns the answer. It waits when the gateway asks for it, and
 * retries only if the gateway certainly did nothing, or the request only reads.
 * @throws GatewayProblem, with the fate of the request, when no answer came, or the answer is a failure that the
 * request does not tolerate; Refusal when the file cannot be sent
 */
export async function send(
	channel: GatewayChannel,
	request: GatewayRequest,
): Promise<GatewayAnswer> {
	if (request.pauseMs !== undefined) {
		const ms = drawn(request.pauseMs, channel.random);
		await channel.aside(async () => await channel.waits.sleep(ms, null));
	}
	if (request.look === true) return await look(channel, request);
	if (request.shared !== true) return await sendAlone(channel, request);
	return await channel.shared.of(request, async () => await sendAlone(channel, request));
}

async function sendAlone(channel: GatewayChannel, request: GatewayRequest): Promise<GatewayAnswer> {
	if (request.delayMs !== undefined) await channel.waits.sleep(request.delayMs, null);
	const tries = new Tries(channel, request);
	for (;;) {
		await channel.pace.clear(request);
		const outcome = await attempt(channel, request);
		const again = tries.again(outcome);
		if (again === null) return conclude(channel, request, outcome);
		await channel.waits.sleep(again.afterMs, again.reason);
	}
}

async function attempt(channel: GatewayChannel, request: GatewayRequest): Promise<TryResult> {
	const { connection, pace, reach } = channel;
	const body = await writeBody(request, channel.load);
	let answer: GatewayAnswer;
	try {
		answer = await exchange(channel, request, body);
	} catch (error) {
		const refusal = body.fault?.() ?? null;
		if (refusal !== null || error instanceof TooLarge)
			throw unsendable(refusal ?? error, request, connection);
		if (isOnce(request)) widthOf(channel, request).overloaded();
		return { fault: readFault(error), isPart: body.hasLeft?.() === false };
	} finally {
		body.close?.();
	}
	reach.answered();
	if (isOnce(request) && isOverload(answer, connection)) widthOf(channel, request).overloaded();
	pace.heed(request, connection.peer.limits(answer), connection.peer.pause(answer));
	return { answer, sentBytes: sizeOf(body) };
}

const widthOf = ({ widths }: GatewayChannel, { lane }: GatewayRequest): Width =>
	widths.of(lane?.session ?? '');

/** Whether the gateway was asked for more than it can do, as opposed to what it always refuses. */
const isOverload = (answer: GatewayAnswer, { peer }: Connection): boolean =>
	answer.status === 429 || (answer.status >= 500 && peer.problem(answer)?.fate !== 'notDone');

function conclude(
	channel: GatewayChannel,
	request: GatewayRequest,
	outcome: TryResult,
): GatewayAnswer {
	if ('fault' in outcome) {
		const fate = isOnce(request) && !isNothingSent(outcome) ? 'unknown' : 'notDone';
		throw told(networkProblem(outcome.fault, channel, request), request, fate);
	}
	const { answer, sentBytes } = outcome;
	const said = problemOf(answer, request, channel);
	if (said === null) return answer;
	// A gateway could quote the request in its own sentence.
	const shown = { ...answer, body: withoutKey(answer.body, channel.credential.apiKey) };
	const problem = problemOf(shown, request, channel) ?? said;
	const size =
		request.upload !== undefined && isTooLarge(answer)
			? `The request had ${megabytes(sentBytes)}.`
			: '';
	throw told(problem, request, fateOf(problem, request), size);
}

/**
 * Express names this error in the body where it leaves the status to the application, which may say 500 (WAHA 2024.10,
 * observed).
 */
const isTooLarge = ({ status, bytes }: GatewayAnswer): boolean =>
	status === 413 || (status === 500 && bytes.includes('PayloadTooLargeError'));

function problemOf(
	answer: GatewayAnswer,
	request: GatewayRequest,
	channel: GatewayChannel,
): GatewayProblem | null {
	const { connection } = channel;
	if (request.tolerate?.(answer) === true) return null;
	return (
		redirectProblem(answer, connection) ??
		schemeProblem(answer, channel, request) ??
		loginProblem(answer, connection) ??
		connection.peer.problem(answer) ??
		unreadableProblem(answer, request, connection)
	);
}

/**
 * The fate named by whoever found the problem. The status alone proves nothing: some gateways answer 400 to a message
 * that has left.
 */
const fateOf = ({ fate }: GatewayProblem, request: GatewayRequest): Fate =>
	isOnce(request) ? (fate ?? 'unknown') : 'notDone';

/** Says which change got no answer, and that somebody must check what became of it. */
function told(
	problem: GatewayProblem,
	{ lane }: GatewayRequest,
	fate: Fate,
	more = '',
): GatewayProblem {
	if (fate !== 'unknown') return problem.withFate(fate, more);
	const ids = [
		lane?.session ? `session ${lane.session}` : '',
		lane?.chat ? `chat ${lane.chat}` : '',
	].filter((id) => id !== '');
	return new GatewayProblem(
		`${problem.message}. It may or may not have been sent${ids.length === 0 ? '' : ` (${ids.join(', ')})`}`,
		{
			status: problem.status,
			hint: `Look at the chat before you send again. ${problem.hint ?? ''}`.trim(),
			fate,
		},
	);
}

/** Not a fault of the connection: the file broke off on this side, or the answer is too large. */
function unsendable(error: unknown, request: GatewayRequest, { peer }: Connection): Error {
	if (!(error instanceof TooLarge)) return toError(error);
	return new GatewayProblem(
		`${peer.name} sent an answer of more than ${Math.round(error.maxBytes / 1_048_576)} MB`,
		{
			hint: 'Ask for less at a time, for example with Limit.',
			fate: isOnce(request) ? 'failed' : 'notDone',
		},
	);
}

/** The problem of an answer that redirects to another address; null for any other answer. */
export function redirectProblem(
	answer: GatewayAnswer,
	{ peer, baseUrl }: Connection,
): GatewayProblem | null {
	if (answer.status < 300 || answer.status >= 400) return null;
	return new GatewayProblem(`${peer.name} at ${baseUrl} sends to another address`, {
		status: answer.status,
		hint: 'Write the final address into the credential, for example with https:// in place of http://.',
		fate: 'notDone',
	});
}

/** No gateway asks for a login this way; a proxy in front of it does. */
function loginProblem(
	{ status, headers }: GatewayAnswer,
	{ peer, baseUrl }: Connection,
): GatewayProblem | null {
	if (status !== 401 || !/^\s*basic\b/i.test(headers['www-authenticate'] ?? '')) return null;
	return new GatewayProblem(
		`A proxy in front of ${peer.name} at ${baseUrl} asks for a user name and a password`,
		{
			status,
			hint: 'Write them into the base URL of the credential, as in https://user:password@example.com, or correct those that are there.',
			fate: 'notDone',
		},
	);
}

/**
 * Half an answer to a read is unusable. After a send it does not matter: the status says that the message was taken.
 */
function unreadableProblem(
	answer: GatewayAnswer,
	request: GatewayRequest,
	{ peer }: Connection,
): GatewayProblem | null {
	if (!onlyReads(request) || (request.answer ?? 'json') !== 'json' || answer.body !== null)
		return null;
	const text = answer.bytes.toString('utf8').trim();
	if (text === '' || text === 'null') return null;
	return new GatewayProblem(`${peer.name} sent an answer that cannot be read`, {
		status: answer.status,
		hint: 'It may have broken off on the way. Try again, and check a proxy in between.',
	});
}
