import { isObject, type JsonObject } from '../../sandbox/http/json';
import type { ReceivedFile } from './received';

export type GatewayName = 'waha' | 'warest' | 'evolution';

/** The key, and the header in which each gateway wants it. */
export const API_KEY = 'benchmark-key';
export const KEY_HEADERS: Readonly<Record<GatewayName, string>> = {
	waha: 'X-Api-Key',
	warest: 'X-WAREST-API-KEY',
	evolution: 'apikey',
};

/** What the benchmark asks of its gateway, beside the routes of those that it plays. */
export const CONTROL = {
	/** PUT a `Plan`; all that happened before is forgotten. */
	plan: '/bench/plan',
	/** GET an `Account`. */
	account: '/bench/account',
	/** GET a `Progress`, which costs nothing. */
	progress: '/bench/progress',
	/** GET the list of the planned items. */
	items: '/bench/items',
	/** GET a file of the planned size. */
	file: '/bench/file',
} as const;

/** What is about to be sent. */
export interface Plan {
	readonly items: number;
	readonly chats: number;
	/** How long an answer to a text takes: drawn evenly from the two and all between, in milliseconds. */
	readonly latencyMs: { readonly min: number; readonly max: number };
	readonly seed: number;
	/**
	 * How many texts at a time the gateway bears. Above it each takes longer, by the square of how many times as many there
	 * are, so that it gets less done the more it is asked. Null bears all.
	 */
	readonly slowsAbove: number | null;
	/** Size of the file that is given out. */
	readonly fileBytes: number;
}

export interface Progress {
	/** Requests that were answered, whatever they were. */
	readonly answered: number;
}

/** What has happened. */
export interface Account extends Progress {
	/** Different items that arrived. */
	readonly arrived: number;
	/** Items that arrived after a later one of their chat. */
	readonly lateArrivals: number;
	/** Items that were answered after a later one of their chat. */
	readonly lateAnswers: number;
	readonly maxInFlight: number;
	readonly files: readonly ReceivedFile[];
	/** What should not have come, in words: a wrong text, chat or key, an item twice, an unknown route. */
	readonly wrong: readonly string[];
}

/** @throws Error on a plan that is none */
export function readPlan(body: JsonObject): Plan {
	const { latencyMs, slowsAbove } = body;
	if (!isObject(latencyMs)) throw new Error('The plan has no latency');
	return {
		items: whole(body.items),
		chats: whole(body.chats),
		latencyMs: { min: whole(latencyMs.min), max: whole(latencyMs.max) },
		seed: whole(body.seed),
		slowsAbove: slowsAbove === null ? null : whole(slowsAbove),
		fileBytes: whole(body.fileBytes),
	};
}

function whole(value: unknown): number {
	if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
	throw new Error(`The plan has ${JSON.stringify(value)} where a whole number should be`);
}
