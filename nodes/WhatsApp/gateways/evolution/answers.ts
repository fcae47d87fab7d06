import type { Needs } from '../../portable/needs';
import { at, booleanAt, isObject, numberAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem, type Fate } from '../../portable/problem';
import type { GatewayAnswer } from '../../transport/request';
import { fateOfStatus } from '../shared/fateOfStatus';
import { mayBeProxyPage } from '../shared/problems';

/** Longest part of a gateway's own sentence that is shown, in characters. */
const MAX_SENTENCE = 300;

/** Greatest depth and number of sentences that are read; the server nests two levels. */
const MAX_DEPTH = 4;
const MAX_LINES = 5;

const WRONG_GATEWAY_HINT =
	'Check Gateway and Base URL in the credential: the address must be that of Evolution API itself.';
const SESSION_HINT =
	'Pick the session with From List, or run Session > Get Many to see which ones there are.';
const LINK_HINT =
	'Start it with Session > Start. If its phone is not linked then, scan the QR code with Session > Get QR Code.';

/**
 * All sentences of an answer. `response.message` is a text, a list of texts, a nested list (errors of its schema), a
 * list of objects (`{ property, message }`, or `{ jid, exists, number }` for a number that is not on WhatsApp), or an
 * object with a list in it (2.3.7, observed).
 */
export function sentencesIn(body: Json): string[] {
	const own = at(body, 'response');
	const said = own === undefined ? (at(body, 'message') ?? at(body, 'error')) : at(own, 'message');
	return flattened(said, 0).slice(0, MAX_LINES);
}

function flattened(value: Json | undefined, depth: number): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value];
	if (depth > MAX_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((entry: Json) => flattened(entry, depth + 1));
	if (!isObject(value)) return [];
	if (booleanAt(value, 'exists') === false) return [notOnWhatsApp(value)];
	return flattened(value.message, depth + 1);
}

const notOnWhatsApp = (entry: Json): string =>
	`${textAt(entry, 'number') ?? textAt(entry, 'jid') ?? 'the number'} is not on WhatsApp`;

function sentenceOf(body: Json): string | null {
	const text = sentencesIn(body).join('; ');
	if (text === '') return null;
	return text.length <= MAX_SENTENCE ? text : `${text.slice(0, MAX_SENTENCE)}...`;
}

/** What Baileys or the database threw, or an error that was turned into text. */
const THROWN = /^(Error\b|TypeError\b|Prisma|\[object )/;

/**
 * The fate of a request. Evolution API answers 400 to anything thrown while it sends, even by its database after the
 * message has left (2.3.7, observed). So a 400 is certain only if the server itself says what is wrong.
 */
export function fateOf({ status, body }: GatewayAnswer): Fate {
	if (status !== 400 || at(body, 'response') === undefined) return fateOfStatus(status);
	const [first] = sentencesIn(body);
	return first === undefined || THROWN.test(first) ? 'unknown' : 'notDone';
}

/** Whether a 2.4 server's vendor licence was never activated; it answers nothing else in that case. */
export const isUnlicensed = ({ status, body }: GatewayAnswer): boolean =>
	status === 503 && textAt(body, 'code') === 'LICENSE_REQUIRED';

/** Whether the server lacks the route, so that nothing was done. */
export const lacksRoute = ({ status, body }: GatewayAnswer): boolean =>
	status === 404 && /^Cannot (GET|POST|PUT|DELETE|PATCH) /.test(sentencesIn(body)[0] ?? '');

/** The server looks up an instance's name before it checks the key (2.3.7, observed). */
export const isUnknownInstance = ({ status, body }: GatewayAnswer): boolean =>
	status === 404 && /^The ".*" instance does not exist/.test(sentencesIn(body)[0] ?? '');

/** An instance that was never connected has no socket, so nothing was sent (2.3.7, observed). */
export const isNotReady = ({ status, body }: GatewayAnswer): boolean =>
	status === 500 && /reading 'onWhatsApp'/.test(sentencesIn(body)[0] ?? '');

/** Connecting and restarting answer 200 even if they failed (2.3.7, observed). */
export const isHiddenFailure = ({ status, body }: GatewayAnswer): boolean =>
	status < 300 && booleanAt(body, 'error') === true;

/** The problem that an Evolution API answer reports; null for a success. Forms observed on 2.3.7, and read in 2.4.0. */
export function evolutionProblem(answer: GatewayAnswer): GatewayProblem | null {
	const { status } = answer;
	if (answer.contentType === 'text/html' && !mayBeProxyPage(status)) {
		return new GatewayProblem('A web page came back instead of an answer from Evolution API', {
			status: status < 400 ? null : status,
			hint: WRONG_GATEWAY_HINT,
			fate: fateOfStatus(status),
		});
	}
	if (isHiddenFailure(answer)) {
		const said = sentenceOf(answer.body);
		return new GatewayProblem(
			said === null || said.startsWith('[object')
				? 'Evolution API could not do this with the session'
				: `Evolution API could not do this: ${said}`,
			{ status, hint: `The session may be closed. ${LINK_HINT}`, fate: 'failed' },
		);
	}
	if (status < 300) return null;
	const { message, ...details } = explain(answer, sentenceOf(answer.body));
	return new GatewayProblem(message, { status, fate: fateOf(answer), ...details });
}

interface Explained {
	readonly message: string;
	readonly hint: string;
	/** Set where the status alone would leave it open. */
	readonly fate?: Fate;
	/** Set where the server lacks a feature as it runs. */
	readonly unsupported?: Needs;
}

function explain(answer: GatewayAnswer, sentence: string | null): Explained {
	const known = KNOWN.find(({ applies }) => applies(answer, sentence ?? ''));
	if (known !== undefined) return known.explained(sentence ?? '');
	const general = BY_STATUS[answer.status];
	const said = sentence === null || general?.quiet === true ? '' : `: ${sentence}`;
	if (general !== undefined) return { message: `${general.message}${said}`, hint: general.hint };
	return {
		message:
			sentence === null
				? `Evolution API answered with HTTP status ${answer.status}`
				: `Evolution API said: ${sentence}`,
		hint: 'Check the fields of the operation. The log of Evolution API may tell more.',
	};
}

const KNOWN: ReadonlyArray<{
	applies(answer: GatewayAnswer, sentence: string): boolean;
	explained(sentence: string): Explained;
}> = [
	{
		applies: isUnlicensed,
		explained: () => ({
			message: 'This Evolution API was never activated, and does nothing before that',
			hint: 'From version 2.4 on it asks for a licence of its maker. Open its manager (/manager) and activate it there, or run version 2.3.7.',
			fate: 'notDone',
		}),
	},
	{
		applies: isUnknownInstance,
		explained: () => ({ message: 'Evolution API has no such session', hint: SESSION_HINT }),
	},
	{
		applies: lacksRoute,
		explained: () => ({
			message: 'This Evolution API does not know the operation',
			hint: 'The server is older than the operation, or the base URL is not that of Evolution API. Update it, and check Gateway and Base URL in the credential.',
			unsupported: {},
		}),
	},
	{
		applies: isNotReady,
		explained: () => ({
			message: 'The session on Evolution API is not ready: it was never connected',
			hint: LINK_HINT,
			fate: 'notDone',
		}),
	},
	{
		applies: ({ status }, sentence) => status === 400 && /rate-overlimit/.test(sentence),
		explained: () => ({
			message: 'WhatsApp wants this account to slow down',
			hint: 'Send fewer messages at a time, and wait some minutes.',
		}),
	},
	{
		applies: ({ status }, sentence) => status === 400 && /Connection Closed/.test(sentence),
		explained: () => ({
			message: 'The session on Evolution API lost its connection to WhatsApp',
			hint: LINK_HINT,
		}),
	},
	{
		applies: ({ status }, sentence) => status === 400 && /^Prisma/.test(sentence),
		explained: () => ({
			message: 'The database of Evolution API failed, maybe after WhatsApp had taken it',
			hint: 'Look into the log of Evolution API, and check its database.',
		}),
	},
	{
		applies: ({ status }, sentence) => status === 400 && /^\S+ is not on WhatsApp/.test(sentence),
		explained: (sentence) => ({
			message: `Evolution API did not send it: ${sentence}`,
			hint: 'Check the number, and above all its country code.',
		}),
	},
];

const BY_STATUS: Readonly<Record<number, { message: string; hint: string; quiet?: boolean }>> = {
	400: {
		message: 'Evolution API did not accept the request',
		hint: 'Check the fields of the operation.',
	},
	401: {
		message: 'Evolution API refused the API key',
		hint: 'Check API Key, Gateway and Base URL in the credential.',
		quiet: true,
	},
	403: {
		message: 'Evolution API does not allow this',
		hint: 'A session of this name may exist already.',
	},
	404: {
		message: 'Evolution API did not find what was asked for',
		hint: 'Check the ids in the fields.',
	},
	413: {
		message: 'The request is larger than the server takes',
		hint: 'A proxy in front of Evolution API may limit the size. Send a smaller file, or a URL that Evolution API can download.',
		quiet: true,
	},
	429: {
		message: 'A server in front of Evolution API asks to slow down',
		hint: 'Send fewer messages at a time.',
		quiet: true,
	},
	500: {
		message: 'Evolution API failed to do this',
		hint: 'Check the file or the address of it, the chat and the message. The log of Evolution API tells more.',
	},
	502: {
		message: 'The server in front of Evolution API could not reach it',
		hint: 'Check that Evolution API is running.',
		quiet: true,
	},
	503: {
		message: 'Evolution API is not available',
		hint: 'It may be starting. Try again in a moment.',
		quiet: true,
	},
	504: {
		message: 'The server in front of Evolution API stopped waiting for it',
		hint: 'Check that Evolution API is running, and let the server in front wait longer.',
		quiet: true,
	},
};

/**
 * An instance as listed by version 2, or by version 1, so that the version can be checked before anything is reported.
 */
const isInstance = (entry: Json): boolean =>
	(textAt(entry, 'name') !== null && textAt(entry, 'connectionStatus') !== null) ||
	textAt(entry, 'instance', 'instanceName') !== null;

/** Whether only Evolution API gives this answer to the probe. */
export const isOwnAnswer = (answer: GatewayAnswer): boolean => {
	const { status, body } = answer;
	if (status < 300) return Array.isArray(body) && body.every(isInstance);
	if (isUnlicensed(answer)) return true;
	return (
		status !== 404 &&
		numberAt(body, 'status') === status &&
		textAt(body, 'error') !== null &&
		isObject(at(body, 'response'))
	);
};
