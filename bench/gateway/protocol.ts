import { isObject, type JsonObject } from '../../sandbox/http/json';
import type { ReceivedFile } from './received';

export type GatewayName = 'waha' | 'warest' | 'evolution';

/** The key, and the header in which each gateway expects it. */
export const API_KEY = 'benchmark-key';
export const KEY_HEADERS: Readonly<Record<GatewayName, string>> = {
	waha: 'X-Api-Key',
	warest: 'X-WAREST-API-KEY',
	evolution: 'apikey',
};

/** The benchmark's own routes, beside those of the gateways that it plays. */
export const CONTROL = {
	/** PUT a `Plan`; everything that happened before is forgotten. */
	plan: '/bench/plan',
	/** GET an `Account`. */
	account: '/bench/account',
	/** GET a `Progress`, which costs almost nothing. */
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
	/** How long the answer to a text takes, in milliseconds, evenly distributed from `min` to `max`. */
	readonly latencyMs: { readonly min: number; readonly max: number };
	readonly seed: number;
	/**
	 * How many texts at a time the gateway can handle. With more, each takes longer, by the square of the ratio, so
	 * that the gateway gets less done the more it is asked. Null means no limit.
	 */
	readonly slowsAbove: number | null;
	/** Size of the file that the gateway returns. */
	readonly fileBytes: number;
}

export interface Progress {
	/** Answered requests of any kind. */
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
	/** What should not have happened, in words: a wrong text, chat or key, a repeated item, an unknown route. */
	readonly wrong: readonly string[];
}

/** @throws Error on an invalid plan */
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
