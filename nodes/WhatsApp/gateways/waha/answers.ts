import type { Needs } from '../../portable/needs';
import { isObject, numberAt, textAt, listAt, type Json } from '../../portable/json';
import { GatewayProblem, type Fate } from '../../portable/problem';
import type { GatewayAnswer } from '../../transport/request';
import { fateOfStatus } from '../shared/fateOfStatus';
import { mayBeProxyPage } from '../shared/problems';

/** Longest part of a gateway's own sentence that is shown, in characters. */
const MAX_SENTENCE = 300;

const SESSION_HINT =
	'Pick the session with From List, or run Session > Get Many to see which ones there are.';
const READY_HINT =
	'Wait until the session is working: start it, or scan its QR code with Session > Get QR Code.';
const WRONG_GATEWAY_HINT =
	'Check Gateway and Base URL in the credential: the address must be that of WAHA itself.';

/**
 * WAHA puts error texts in many places: `message` (text or list), `error` (text or object), `detail`,
 * `exception.message`. The 500 form also echoes the whole request and a stack trace; neither is read.
 */
export function wahaSentence(body: Json): string | null {
	const lines = listAt(body, 'message')
		.map((line) => textAt(line))
		.filter((line) => line !== null);
	const found =
		(lines.length > 0 ? lines.join('; ') : null) ??
		textAt(body, 'exception', 'message') ??
		textAt(body, 'message') ??
		textAt(body, 'error', 'message') ??
		textAt(body, 'detail') ??
		textAt(body, 'error');
	return found === null || found.length <= MAX_SENTENCE
		? found
		: `${found.slice(0, MAX_SENTENCE)}...`;
}

/** A page begins with a tag. NestJS sends a plain text or boolean as text/html, too (read in its source). */
const isWebPage = ({ contentType, bytes }: GatewayAnswer): boolean =>
	contentType === 'text/html' &&
	(bytes.length === 0 || /^\s*</.test(bytes.toString('utf8', 0, 64)));

/**
 * The problem that a WAHA answer reports; null for a success. Forms observed on 2024.10.8, and read in later sources.
 */
export function wahaProblem(answer: GatewayAnswer): GatewayProblem | null {
	if (isWebPage(answer) && !mayBeProxyPage(answer.status)) {
		const status = answer.status < 400 ? null : answer.status;
		return new GatewayProblem('A web page came back instead of an answer from WAHA', {
			status,
			hint: WRONG_GATEWAY_HINT,
			fate: fateOfStatus(answer.status),
		});
	}
	if (answer.status < 300) return null;
	const sentence = wahaSentence(answer.body);
	const { message, ...details } = explain(answer, sentence);
	return new GatewayProblem(message, {
		status: answer.status,
		fate: fateOfStatus(answer.status),
		...details,
	});
}

interface Explained {
	readonly message: string;
	readonly hint?: string | undefined;
	/** Set where the status alone would leave it open. */
	readonly fate?: Fate;
	/** Set where the server lacks a feature as it runs. */
	readonly unsupported?: Needs;
}

function explain(answer: GatewayAnswer, sentence: string | null): Explained {
	const known = BY_SENTENCE.find(({ pattern }) => sentence !== null && pattern.test(sentence));
	if (known !== undefined) return known.explain(answer.body, sentence ?? '');
	const status = isNotImplemented(answer, sentence) ? 501 : answer.status;
	const general = BY_STATUS[status];
	const said = sentence === null ? '' : `: ${sentence}`;
	if (general !== undefined)
		return {
			message: `${general.message}${general.quiet === true ? '' : said}`,
			hint: general.hint,
			...(status === 501 ? { unsupported: {} } : {}),
		};
	return {
		message:
			sentence === null
				? `WAHA answered with HTTP status ${answer.status}`
				: `WAHA said: ${sentence}`,
		hint: 'Check the fields of the operation. The log of WAHA may tell more.',
	};
}

/** Before 2025.6.6 an engine that lacks a method answers 422 (2024.10.8, observed; later 501). */
const isNotImplemented = ({ status }: GatewayAnswer, sentence: string | null): boolean =>
	status === 422 && sentence !== null && /^The method is not implemented by /.test(sentence);

const STORE_IS_OFF = /enable.*store|store.*enabled/i;

const BY_SENTENCE: ReadonlyArray<{
	pattern: RegExp;
	explain: (body: Json, sentence: string) => Explained;
}> = [
	{
		pattern: /^Session status is not as expected/,
		explain: (body) => ({
			message: `The session ${quoted(textAt(body, 'session'))} on WAHA is not ready: its status is ${textAt(body, 'status') ?? 'unknown'}${expected(body)}`,
			hint: READY_HINT,
		}),
	},
	{
		pattern: /^Session ".*" does not exist$|^We didn't find a session|^Session not found/,
		explain: (body, sentence) => ({
			message: `WAHA has no such session (${textAt(body, 'session') ?? sentence})`,
			hint: SESSION_HINT,
		}),
	},
	{
		pattern: /^Cannot (GET|POST|PUT|DELETE|PATCH) /,
		explain: () => ({
			message: 'This WAHA does not know the operation',
			hint: 'The server is older than the operation, or the base URL is not that of WAHA. Update WAHA, and check Gateway and Base URL in the credential.',
			unsupported: {},
		}),
	},
	{
		pattern: /only in Plus version|WAHA Core support only/,
		explain: () => ({
			message: 'This WAHA is too old to do this without a Plus licence',
			hint: 'From then on it takes no Plus licence. Update the server.',
			unsupported: { since: '2026.6.1' },
		}),
	},
	{
		pattern: STORE_IS_OFF,
		explain: () => ({
			message:
				'WAHA keeps no chats, contacts and messages for this session: the store of its NOWEB engine is off',
			hint: "Switch the store on in the session's configuration (config.noweb.store.enabled), then scan the QR code again.",
		}),
	},
	{
		pattern: /request entity too large/i,
		explain: () => ({
			message: 'The file is larger than WAHA takes',
			hint: 'WAHA takes 50 MB of JSON by default, which is a file of about 37 MB. Send a smaller one, or a URL that WAHA can download.',
			// WAHA answers 500, but its parser refused the request before anything saw it.
			fate: 'notDone',
		}),
	},
	{
		pattern: /\b463\b|reach.?out.?timelock/i,
		explain: () => ({
			message: 'WhatsApp does not let this account start new conversations for now',
			hint: 'It lifts by itself; Session > Get Restrictions tells when. Do not restart or pair the session again; answer people who write first.',
		}),
	},
	{
		pattern: /\b475\b|message.?capping/i,
		explain: () => ({
			message:
				'WhatsApp lets this account start no more new conversations for now: its quota is used up',
			hint: 'It is given anew after some time; Session > Get Restrictions tells when. Send nothing to new people until then. Chats that exist still work, and restarting the session changes nothing.',
		}),
	},
];

const BY_STATUS: Readonly<Record<number, { message: string; hint: string; quiet?: boolean }>> = {
	400: { message: 'WAHA did not accept the request', hint: 'Check the fields of the operation.' },
	401: {
		message: 'WAHA refused the API key',
		hint: 'Check API Key, Gateway and Base URL in the credential.',
		quiet: true,
	},
	403: {
		message: 'The API key may not do this on WAHA',
		hint: 'A key made for one session reaches only that session and the actions it was given. Use another key or an admin key.',
		quiet: true,
	},
	413: {
		message: 'The request is larger than the server takes',
		hint: 'A proxy in front of WAHA may limit the size. Send a smaller file, or a URL that WAHA can download.',
		quiet: true,
	},
	429: {
		message: 'A server in front of WAHA asks to slow down',
		hint: 'Send fewer messages at a time.',
		quiet: true,
	},
	500: {
		message: 'WAHA failed to do this',
		hint: 'Check that the chat, message or group exists. The log of WAHA tells more.',
	},
	501: {
		message: 'The engine of this WAHA session cannot do this',
		hint: 'Use a session with another engine, or another operation.',
	},
	502: {
		message: 'The server in front of WAHA could not reach it',
		hint: 'Check that WAHA is running.',
		quiet: true,
	},
	503: {
		message: 'WAHA is not available',
		hint: 'It may be starting. Try again in a moment.',
		quiet: true,
	},
	504: {
		message: 'The server in front of WAHA stopped waiting for it',
		hint: 'Check that WAHA is running, and let the server in front wait longer.',
		quiet: true,
	},
};

const quoted = (name: string | null): string => (name === null ? '' : `"${name}"`);

function expected(body: Json): string {
	const list = isObject(body)
		? listAt(body, 'expected')
				.map((status) => textAt(status))
				.filter((status) => status !== null)
		: [];
	return list.length === 0 ? '' : `, it must be ${list.join(' or ')}`;
}

/** Without its store, NOWEB has no chats, contacts and messages to read (server source). */
export const isStoreOff = ({ status, body }: GatewayAnswer): boolean =>
	status >= 400 && STORE_IS_OFF.test(wahaSentence(body) ?? '');

/** Whether the server lacks the route, so that nothing was done. */
export const lacksRoute = (answer: GatewayAnswer): boolean =>
	answer.status === 404 &&
	/^Cannot (GET|POST|PUT|DELETE|PATCH) /.test(textAt(answer.body, 'message') ?? '');

/** Whether the session is starting or waits for its phone, so that nothing was sent (2024.10, observed). */
export const isNotReady = (answer: GatewayAnswer): boolean =>
	answer.status === 422 &&
	/^Session status is not as expected/.test(textAt(answer.body, 'error') ?? '');

const isSession = (entry: Json): boolean =>
	textAt(entry, 'name') !== null && textAt(entry, 'status') !== null;

/** Whether only WAHA gives this answer to the probe. */
export const isOwnAnswer = ({ status, body }: GatewayAnswer): boolean =>
	status < 300
		? Array.isArray(body) && body.every(isSession)
		: // Its framework, NestJS, repeats the status in the body. A 404 comes from NestJS, too, but without WAHA's route.
			status !== 404 && numberAt(body, 'statusCode') === status;
