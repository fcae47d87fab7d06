import { asObject, asString, isObject, type JsonObject, stringsOf } from '../../http/json';
import type { WahaContext } from '../context';

export type RetryPolicy = 'constant' | 'linear' | 'exponential';

export interface Retries {
	policy: RetryPolicy;
	delaySeconds: number;
	/** How often an event is sent again after the first time. */
	attempts: number;
}

/** One entry of `config.webhooks`, or the server's own webhook from its environment. */
export interface Hook {
	url: string;
	events: readonly string[];
	hmacKey: string | null;
	retries: Retries;
	headers: Readonly<Record<string, string>>;
}

/** The defaults (server source). */
const DEFAULT_RETRIES: Retries = { policy: 'constant', delaySeconds: 2, attempts: 15 };

/** Where the events of a session with this config are sent. */
export function hooksOf(config: JsonObject | null, waha: WahaContext): Hook[] {
	const own: unknown[] = Array.isArray(config?.webhooks) ? config.webhooks : [];
	const { wahaGlobal } = waha.settings.webhooks;
	const all = [...own.filter(isObject), ...(wahaGlobal ? [wahaGlobal] : [])];
	return all.map((entry) => readHook(entry, waha));
}

function readHook(entry: JsonObject, { version }: WahaContext): Hook {
	const events = stringsOf(entry.events);
	return {
		url: asString(entry.url) ?? '',
		// A star means everything but the engine's own noise; only the server's own webhook may have one.
		events: events.includes('*')
			? version.events.filter((event) => event !== 'engine.event')
			: events,
		hmacKey: asString(asObject(entry.hmac).key) || null,
		retries: readRetries(entry.retries),
		headers: readHeaders(entry.customHeaders),
	};
}

function readRetries(value: unknown): Retries {
	const { policy, delaySeconds, attempts } = asObject(value);
	return {
		policy: policy === 'linear' || policy === 'exponential' ? policy : DEFAULT_RETRIES.policy,
		delaySeconds: typeof delaySeconds === 'number' ? delaySeconds : DEFAULT_RETRIES.delaySeconds,
		attempts: typeof attempts === 'number' ? attempts : DEFAULT_RETRIES.attempts,
	};
}

function readHeaders(value: unknown): Record<string, string> {
	const entries: unknown[] = Array.isArray(value) ? value : [];
	return Object.fromEntries(
		entries.flatMap((entry) => {
			const { name, value: content } = asObject(entry);
			return typeof name === 'string' && typeof content === 'string' ? [[name, content]] : [];
		}),
	);
}

/**
 * Milliseconds before the n-th retry (n from 1). `Retry-After` is respected as a minimum, and a growing wait is
 * randomly lengthened by up to a fifth (server source).
 */
export function retryWaitMs(retries: Retries, n: number, retryAfterMs: number): number {
	const factor = retries.delaySeconds * 1000;
	const asked = retries.policy === 'linear' ? n * factor : factor;
	if (retries.policy !== 'exponential') return Math.max(asked, retryAfterMs);
	const wait = Math.max(2 ** n * factor, retryAfterMs);
	return factor === 0 ? wait : wait * (1 + 0.2 * Math.random());
}
