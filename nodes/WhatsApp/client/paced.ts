import { WithFile, type Gateway, type JsonHandler } from '../gateways/gateway';
import type { Activity, Recipient } from '../gateways/manners';
import { isChatId, type ChatId } from '../portable/ids';
import { isObject, textAt, type Json } from '../portable/json';
import { GatewayProblem, isForeseen, isLost, toError } from '../portable/problem';
import { Refusal } from '../portable/refusal';
import { splitText } from '../portable/splitText';
import {
	courteously,
	courtesy,
	isPlan,
	mapped,
	type GatewayRequest,
	type MsRange,
	type Plan,
} from '../transport/request';

type Input = Readonly<Record<string, unknown>>;
type SendHandler = JsonHandler<Input, object>;

/** An answer, and the input that it answers. */
export interface Answered {
	/** The answer to the first message if an item became several. */
	readonly answer: Json | WithFile;
	readonly input: Input;
	/** Set if the text was to be split, even if it was short enough. */
	readonly parts?: Parts;
}

/** The messages that a text was split into. */
export interface Parts {
	readonly answers: readonly Json[];
	readonly messageIds: string[];
}

/** How a message is to be sent; everything that is off is null or false. */
export interface Pacing {
	readonly marksAsRead: boolean;
	readonly typing: Activity | null;
	/** Between two messages. */
	readonly betweenMs: MsRange | null;
	/** Longest message, in characters; null for a text that stays whole. */
	readonly splitAt: number | null;
	/** The recipient; null where nobody sees typing, as in a channel. */
	readonly to: Recipient | null;
}

/** Chats in which nobody sees that we read or type. */
const ONE_WAY: ReadonlyArray<ChatId['kind']> = ['channel', 'broadcast'];

/**
 * The pacing that the options of a send ask for; null if they ask for none.
 * @throws Refusal when two options contradict each other
 */
export function pacingOf({ chatId, media, options, session }: Input): Pacing | null {
	if (!isObject(options)) return null;
	const { markAsReadFirst, pauseBetween, presence, showTyping, splitLongText } = options;
	if (showTyping === true && presence !== undefined)
		throw new Refusal(
			'Show Typing and Show Presence First say the same in two ways',
			'Remove one of the two options.',
		);
	const pacing: Pacing = {
		marksAsRead: markAsReadFirst === true,
		typing: showTyping === true ? activityFor(media) : null,
		betweenMs: millisecondsOf(pauseBetween),
		splitAt: typeof splitLongText === 'number' ? splitLongText : null,
		to:
			typeof session === 'string' && isChatId(chatId) && !ONE_WAY.includes(chatId.kind)
				? { session, chatId }
				: null,
	};
	const { betweenMs, marksAsRead, splitAt, typing } = pacing;
	return marksAsRead || typing !== null || betweenMs !== null || splitAt !== null ? pacing : null;
}

const activityFor = (media: unknown): Activity =>
	isObject(media) && textAt(media, 'mimeType')?.startsWith('audio/') === true
		? 'recording'
		: 'typing';

const millisecondsOf = (seconds: unknown): MsRange | null =>
	isObject(seconds) && typeof seconds.from === 'number' && typeof seconds.to === 'number'
		? { from: Math.round(seconds.from * 1000), to: Math.round(seconds.to * 1000) }
		: null;

/** The inputs of the messages that an item becomes: its own input, or one for each part of a text to be split. */
export const messagesOf = (gateway: Gateway, input: Input, pacing: Pacing): readonly Input[] =>
	partsOf(input, pacing).map((message) => withTyping(gateway, message, pacing));

function partsOf(input: Input, { splitAt }: Pacing): readonly Input[] {
	const { options, text } = input;
	if (splitAt === null || typeof text !== 'string') return [input];
	const parts = splitText(text, splitAt);
	return parts.map((part, place) => ({
		...input,
		text: part,
		options: optionsOfPart(isObject(options) ? options : {}, parts, place),
	}));
}

/**
 * The first part quotes the message and mentions the people whom no part names; the others are mentioned in the parts
 * that name them.
 */
function optionsOfPart(
	{ mentions, quotedMessageId, ...options }: Readonly<Record<string, unknown>>,
	parts: readonly string[],
	place: number,
): Readonly<Record<string, unknown>> {
	const isFirst = place === 0;
	const named = (person: unknown, part: string): boolean =>
		isChatId(person) && new RegExp(`@${person.user}(?!\\d)`).test(part);
	const mentioned = Array.isArray(mentions)
		? mentions.filter(
				(person) =>
					named(person, parts[place] ?? '') ||
					(isFirst && !parts.some((part) => named(person, part))),
			)
		: isFirst
			? mentions
			: undefined;
	return {
		...options,
		...(isFirst && quotedMessageId !== undefined ? { quotedMessageId } : {}),
		...(mentioned === undefined || (Array.isArray(mentioned) && mentioned.length === 0)
			? {}
			: { mentions: mentioned }),
	};
}

/** Adds the options that make a gateway show typing by itself, if it has no requests for that. */
function withTyping({ manners }: Gateway, message: Input, { to, typing }: Pacing): Input {
	if (to === null || typing === null || !('options' in manners.typing)) return message;
	const given = isObject(message.options) ? message.options : {};
	return { ...message, options: { ...given, ...manners.typing.options } };
}

/** The first request of an item, with the pause after the message before it. */
export const apart = (
	first: GatewayRequest | null,
	pacing: Pacing | null,
): GatewayRequest | null =>
	first === null || pacing === null || pacing.betweenMs === null
		? first
		: { ...first, apartMs: pacing.betweenMs };

/**
 * Sends an item as a person would: reads the chat, types each message, and pauses between messages.
 * @throws GatewayProblem with the fate `partly` when a message fails after others were sent
 */
export function* paced(
	gateway: Gateway,
	handler: SendHandler,
	input: Input,
	pacing: Pacing,
): Plan<Answered> {
	const { betweenMs, marksAsRead, to } = pacing;
	const messages = messagesOf(gateway, input, pacing);
	const answers: Array<Json | WithFile> = [];
	if (to !== null && marksAsRead) yield* courteously(gateway.manners.markAsRead(to));
	for (const message of messages) {
		const pauseMs = answers.length === 0 ? null : betweenMs;
		try {
			const hasPaused = yield* typed(gateway, message, pacing, pauseMs);
			const plan = answerTo(gateway, handler.build(message));
			answers.push(yield* hasPaused || pauseMs === null ? plan : paused(plan, pauseMs));
		} catch (error) {
			if (answers.length === 0 || !isForeseen(error)) throw toError(error);
			const ids = idsOf(handler, answers, messages);
			throw partlySent(error, ids, answers.length, messages.length);
		}
	}
	const [answer = null] = answers;
	if (pacing.splitAt === null) return { answer, input };
	const messageIds = idsOf(handler, answers, messages);
	return { answer, input, parts: { answers: answers.map(rawOf), messageIds } };
}

/** The answer to the request or plan that a builder made. */
export function* answerTo(
	gateway: Gateway,
	built: GatewayRequest | Plan<Json | WithFile>,
): Plan<Json | WithFile> {
	return isPlan(built) ? yield* built : gateway.payload(yield built);
}

const paused = <R>(plan: Plan<R>, pauseMs: MsRange): Plan<R> =>
	mapped(plan, (request, place) => (place === 0 ? { ...request, pauseMs } : request));

/** Shows typing for as long as the text takes. Returns false if typing is off, so that no pause was made. */
function* typed(
	{ manners }: Gateway,
	message: Input,
	{ to, typing }: Pacing,
	pauseMs: MsRange | null,
): Plan<boolean> {
	if (to === null || typing === null || 'options' in manners.typing) return false;
	const start = courtesy(manners.typing.start(to, typing));
	const { status } = yield pauseMs === null ? start : { ...start, pauseMs };
	if (status >= 200 && status < 300)
		yield { ...courtesy(manners.typing.stop(to)), pauseMs: typingMs(message) };
	return true;
}

const MS_PER_CHARACTER = 40;
const SHORTEST_TYPING_MS = 1_250;
/** Well below the time after which WhatsApp stops showing it without another request. */
const LONGEST_TYPING_MS = 10_000;
/** Varies the time, so that the same text does not always take equally long. */
const SPREAD = 0.2;

/** A message without words gets the shortest time. */
function typingMs({ caption, text }: Input): MsRange {
	const words = [text, caption].find((value) => typeof value === 'string') ?? '';
	const ms = Math.min(
		LONGEST_TYPING_MS,
		Math.max(SHORTEST_TYPING_MS, words.length * MS_PER_CHARACTER),
	);
	return { from: Math.round(ms * (1 - SPREAD)), to: Math.round(ms * (1 + SPREAD)) };
}

/** The ids of the messages in the answers, in their order. */
const idsOf = (
	handler: SendHandler,
	answers: ReadonlyArray<Json | WithFile>,
	messages: readonly Input[],
): string[] =>
	messages.slice(0, answers.length).flatMap((message, place) => {
		const read: object = handler.read(rawOf(answers[place] ?? null), message);
		return 'messageId' in read && typeof read.messageId === 'string' ? [read.messageId] : [];
	});

/** The gateway's own answer, without the file beside it. */
export const rawOf = (answer: Json | WithFile): Json =>
	answer instanceof WithFile ? answer.raw : answer;

/** The problem of an item whose first messages were sent before the next one failed. */
function partlySent(
	error: GatewayProblem | Refusal,
	messageIds: readonly string[],
	sent: number,
	count: number,
): GatewayProblem {
	const there = sent === 1 ? 'Part 1' : `Parts 1 to ${sent}`;
	const next = isLost(error) ? 'may have been' : 'was not';
	const ids = messageIds.length === 0 ? '' : ` (${messageIds.join(', ')})`;
	return new GatewayProblem(
		`${there} of ${count} of the text ${sent === 1 ? 'was' : 'were'} sent, part ${sent + 1} ${next}: ${error.message}`,
		{
			status: error instanceof GatewayProblem ? error.status : null,
			hint: `Send only the rest: the whole item would send again what is there${ids}. ${error.hint ?? ''}`.trim(),
			fate: 'partly',
			messageIds,
		},
	);
}
