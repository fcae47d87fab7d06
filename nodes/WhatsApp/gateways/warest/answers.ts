import { listAt, numberAt, textAt, at, booleanAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { Limit, Pause } from '../../transport/pace';
import type { GatewayAnswer } from '../../transport/request';
import { catalogue } from '../catalogue';
import { fateOfStatus } from '../shared/fateOfStatus';
import { mayBeProxyPage } from '../shared/problems';

/** Longest part of a gateway's own sentence that is shown, in characters. */
const MAX_SENTENCE = 300;

const WRONG_GATEWAY_HINT =
	'Check Gateway and Base URL in the credential: the address must be that of WARest itself.';

/**
 * The content of an answer. WARest 0.3.44 has five envelopes: `results` with one object (sessions, groups, profile,
 * tools, sends), `result` (chats), `ok` (webhook tests), a bare object (log-in), and `error` for failures.
 */
export function warestPayload(answer: GatewayAnswer): Json {
	const { body } = answer;
	const results = at(body, 'results');
	if (Array.isArray(results)) return results[0] ?? {};
	return at(body, 'result') ?? results ?? body;
}

/** WARest's own sentence: `message` in the envelopes, `error` if a request never reached a route. */
export function warestSentence(body: Json): string | null {
	const found = textAt(body, 'error') ?? textAt(body, 'message');
	return found === null || found.length <= MAX_SENTENCE
		? found
		: `${found.slice(0, MAX_SENTENCE)}...`;
}

/** The code inside the envelope; reliable on session, group and profile routes only. */
export const warestCode = (answer: GatewayAnswer): number | null => numberAt(answer.body, 'code');

/** Message and chat routes answer this both for an unknown session and for one that is not open. */
export const isSessionNotFound = (answer: GatewayAnswer): boolean =>
	answer.status === 404 &&
	warestCode(answer) === 1101 &&
	warestSentence(answer.body) === 'Session not found';

/** The problem that a WARest answer reports; null for a success. Forms observed on 0.3.44. */
export function warestProblem(answer: GatewayAnswer): GatewayProblem | null {
	if (answer.contentType === 'text/html' && !mayBeProxyPage(answer.status)) {
		const status = answer.status < 400 ? null : answer.status;
		return new GatewayProblem('A web page came back instead of an answer from WARest', {
			status,
			hint: WRONG_GATEWAY_HINT,
			fate: fateOfStatus(answer.status),
		});
	}
	if (answer.status < 300 && booleanAt(answer.body, 'status') !== false) return null;
	const { message, hint } = explain(answer, warestSentence(answer.body));
	return new GatewayProblem(message, {
		status: answer.status,
		hint,
		fate: fateOfStatus(answer.status),
	});
}

interface Explained {
	readonly message: string;
	readonly hint?: string | undefined;
}

function explain(answer: GatewayAnswer, sentence: string | null): Explained {
	if (answer.status === 429) return slowDown(answer, sentence);
	const known = BY_SENTENCE.find(({ pattern }) => sentence !== null && pattern.test(sentence));
	if (known !== undefined) return known;
	const general = BY_STATUS[answer.status];
	const said = sentence === null || general?.quiet === true ? '' : `: ${sentence}`;
	if (general !== undefined) return { message: `${general.message}${said}`, hint: general.hint };
	return {
		message:
			sentence === null
				? `WARest answered with HTTP status ${answer.status}`
				: `WARest said: ${sentence}`,
		hint: 'Check the fields of the operation. The log of WARest may tell more.',
	};
}

/** Whether it is the 429 for the pause between two requests with the same `to`. */
const isCooldown = (answer: GatewayAnswer): boolean =>
	warestSentence(answer.body) === 'Recipient cooldown';

/** The pause if the answer does not say how long it is: the server's default (SPAM_COOLDOWN_MS, 0.3.44). */
const COOLDOWN_SECONDS = 3;

/** Names of the limits in the headers, and what each counts (0.3.44). */
const LIMITS: ReadonlyArray<Pick<Limit, 'name' | 'counts'>> = [
	{ name: 'ratelimit', counts: 'cost' },
	{ name: 'quota', counts: 'requests' },
];

/**
 * Rate limit (units per key) and quota (requests per key), each in a window that ends at a given second of the server's
 * clock, which its `Date` header shows (0.3.44, observed). One second is added, because that header is rounded down.
 */
export function warestLimits({ headers }: GatewayAnswer): Limit[] {
	const now = Date.parse(headers.date ?? '');
	return LIMITS.flatMap(({ name, counts }) => {
		const remaining = Number(headers[`x-${name}-remaining`] ?? Number.NaN);
		const reset = Number(headers[`x-${name}-reset`] ?? Number.NaN);
		if (!Number.isFinite(remaining) || !Number.isFinite(reset)) return [];
		const resetMs = (reset + 1) * 1000 - (Number.isNaN(now) ? Date.now() : now);
		return [{ name, remaining, resetMs: Math.max(0, resetMs), counts }];
	});
}

/** Only the pause per recipient says how long it is; rate limit and quota end with their window. */
export function warestPause(answer: GatewayAnswer): Pause | null {
	if (answer.status !== 429) return null;
	if (isCooldown(answer)) {
		const seconds = numberAt(answer.body, 'retryAfter') ?? COOLDOWN_SECONDS;
		return { ms: seconds * 1000, perRecipient: true };
	}
	const limits = warestLimits(answer);
	const full = limits.filter(({ remaining }) => remaining <= 0);
	const ends = (full.length > 0 ? full : limits).map(({ resetMs }) => resetMs);
	return ends.length === 0 ? null : { ms: Math.max(...ends), perRecipient: false };
}

/** What to say if waiting did not help. */
function slowDown(answer: GatewayAnswer, sentence: string | null): Explained {
	if (isCooldown(answer)) {
		return {
			message: 'WARest wants a pause between two requests for the same chat',
			hint: `Wait ${(warestPause(answer)?.ms ?? 0) / 1000} seconds, or lower SPAM_COOLDOWN_MS on the server.`,
		};
	}
	const pause = warestPause(answer);
	return {
		message:
			sentence === 'Quota exceeded'
				? 'The quota of this API key on WARest is used up'
				: 'WARest receives too many requests with this API key',
		hint:
			pause === null
				? 'Send fewer messages at a time, or raise the limit on the server.'
				: `It takes requests again in ${Math.ceil(pause.ms / 1000)} seconds. Raise the limit on the server if this is too few.`,
	};
}

/** WARest says the same for a stopped session and for one whose phone is not linked (0.3.44, observed). */
const START_OR_LINK =
	'Start it with Session > Start. If its phone is not linked then, scan the QR code with Session > Get QR Code.';

const BY_SENTENCE: ReadonlyArray<Explained & { pattern: RegExp }> = [
	{
		pattern: /^Admin only$/,
		message: 'This needs an admin key of WARest',
		hint: 'Put the API key of an administrator into the credential, or leave this operation out.',
	},
	{
		pattern: /^Session not found$/,
		message: 'WARest has no such session',
		hint: 'Pick the session with From List, or run Session > Get Many to see which ones there are.',
	},
	{
		pattern: /^Login required/,
		message: 'The session on WARest is not ready: it is stopped, or its phone is not linked',
		hint: START_OR_LINK,
	},
];

const BY_STATUS: Readonly<Record<number, { message: string; hint: string; quiet?: boolean }>> = {
	400: { message: 'WARest did not accept the request', hint: 'Check the fields of the operation.' },
	401: {
		message: 'WARest refused the API key',
		hint: 'Check API Key, Gateway and Base URL in the credential.',
		quiet: true,
	},
	403: {
		message: 'The API key may not do this on WARest',
		hint: 'The session may belong to another user of WARest, or the phone has no right to do this.',
	},
	404: { message: 'WARest did not find what was asked for', hint: 'Check the ids in the fields.' },
	409: {
		message: 'The session on WARest is not ready',
		hint: START_OR_LINK,
	},
	413: {
		message: 'The request is larger than WARest takes',
		hint: 'Where a picture is sent inside JSON the limit is 2 MB. Send a smaller file, or a URL.',
		quiet: true,
	},
	415: {
		message: 'WARest does not take this kind of file here',
		hint: 'Check the MIME type of the file and the operation.',
	},
	500: {
		message: 'WARest failed to do this',
		hint: 'WARest does not say why; its log does. Check that the chat and the message exist.',
	},
	502: {
		message: 'WARest, or the server in front of it, got no usable answer',
		hint: 'Check that WARest is running and its phone is online.',
	},
	503: { message: 'WARest is not available', hint: 'It may be starting. Try again in a moment.' },
	504: {
		message: 'The server in front of WARest stopped waiting for it',
		hint: 'Check that WARest is running, and let the server in front wait longer.',
		quiet: true,
	},
};

/** The sessions in an answer of session/list. */
export const sessionItems = (answer: GatewayAnswer): readonly Json[] =>
	listAt(warestPayload(answer), 'items');

/**
 * A session that is not open. Message and chat routes answer the same for an unknown one; in either case nothing was
 * done.
 */
export const isNotReady = (answer: GatewayAnswer): boolean =>
	isSessionNotFound(answer) || (answer.status === 409 && warestCode(answer) === 1106);

/** Whether only WARest gives this answer to the probe. */
export function isOwnAnswer(answer: GatewayAnswer): boolean {
	const { body, status } = answer;
	if (status < 300) return Array.isArray(at(warestPayload(answer), 'items'));
	// Errors before a route is reached have no envelope: "Missing X-WAREST-API-KEY", "Invalid X-WAREST-API-KEY" (0.3.44).
	if (textAt(body, 'error')?.endsWith(catalogue.warest.keyHeader) === true) return true;
	return booleanAt(body, 'status') === false && warestCode(answer) !== null;
}
