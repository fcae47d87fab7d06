import type { IWebhookFunctions } from 'n8n-workflow';
import type { Delivery } from '../gateways/webhooks';
import { booleanAt, isObject } from '../portable/json';
import { hand, type HandedAnswer } from '../transport/hand';
import { BoundedMap } from './bounded';
import { nameOf } from './credential';
import type { IncomingRequest } from './delivery';

/** What became of a delivery that was passed on to a trigger. */
type Outcome =
	/** n8n has its execution, or nothing in it was wanted, or it was refused, which that trigger logs. */
	| 'done'
	/** The trigger no longer exists. */
	| 'gone'
	/** n8n could not store its execution. */
	| 'failed'
	| 'unreachable';

/**
 * How often a gateway is asked to repeat for one trigger, until that trigger recovers or a minute has passed. A gateway
 * may block an address after a few failures in a row, and one workflow that n8n cannot start must not cost the others
 * their events.
 */
const REPEATS = 2;
const REPEATS_MS = 60_000;
const repeats = new BoundedMap<number>(1_000);

/** Headers about the incoming connection, and about encodings that n8n has undone: the body is passed on decoded. */
const NOT_PASSED_ON = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'cookie',
	'expect',
	'host',
	'keep-alive',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/**
 * Passes a delivery on, unchanged and with its proof, to the triggers that share the webhook, so that each can verify
 * the gateway. It is posted to their own addresses at this n8n, which have no list of others, so nobody passes it on
 * again. Never throws.
 * @param paths the path of each, as the gateway would have posted to it
 * @param patienceMs how long the gateway waits; after that it cannot be asked to repeat
 * @param names the events of the delivery, for the log
 * @returns false if the gateway should deliver again, because one of them could not take it now
 */
export async function passOn(
	context: IWebhookFunctions,
	delivery: Delivery,
	paths: readonly string[],
	patienceMs: number,
	names: string,
): Promise<boolean> {
	const lateAt = Date.now() + patienceMs;
	const outcomes = await Promise.all(
		paths.map(async (path) => {
			const outcome = await passTo(context, delivery, path, patienceMs);
			if (outcome === 'gone' || outcome === 'done') repeats.delete(path);
			else if (outcome === 'failed' && Date.now() < lateAt && mayRepeat(path)) return false;
			else tellLoss(context, path, outcome, names);
			return true;
		}),
	);
	return outcomes.every((isDone) => isDone);
}

function mayRepeat(path: string): boolean {
	const asked = repeats.get(path) ?? 0;
	if (asked < REPEATS) repeats.set(path, asked + 1, REPEATS_MS);
	return asked < REPEATS;
}

function tellLoss(
	context: IWebhookFunctions,
	path: string,
	outcome: 'failed' | 'unreachable',
	names: string,
): void {
	const reason =
		outcome === 'failed'
			? 'n8n could not start its workflow'
			: 'n8n does not reach itself there: look at its proxy and at its protection against SSRF';
	context.logger.error(
		`${nameOf(context)}: what it was to pass on to ${path} is lost there, because ${reason}: ${names}.`,
	);
}

async function passTo(
	context: IWebhookFunctions,
	{ headers, rawBody: body }: Delivery,
	path: string,
	patienceMs: number,
): Promise<Outcome> {
	const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name));
	let outcome: Outcome = 'unreachable';
	for (const place of placesOf(context, path)) {
		const answer = await hand(context, {
			...place,
			headers: Object.fromEntries(passed),
			body,
			// The other trigger answers within this time, counted from when it has the delivery.
			timeoutMs: 2 * patienceMs,
		});
		outcome = outcomeOf(answer);
		if (outcome === 'done' || outcome === 'failed') return outcome;
	}
	return outcome;
}

/** Whatever is between n8n and itself may answer, too; only the trigger answers in its own words, and n8n in JSON. */
function outcomeOf(answer: HandedAnswer | null): Outcome {
	if (answer === null) return 'unreachable';
	const { status, body } = answer;
	if (booleanAt(body, 'received') !== null) return 'done';
	if (isObject(body) && status >= 500) return 'failed';
	return status === 404 ? 'gone' : 'unreachable';
}

/**
 * Where another trigger is reached, the best place first. That is the process that has the delivery, which serves all
 * production addresses and needs no name, proxy or certificate. Then comes the address that the gateway uses, which
 * also leads to the process in which the editor listens. Both are this n8n, whatever a delivery says.
 */
function placesOf(
	context: IWebhookFunctions,
	path: string,
): Array<{ url: string; isOwnCertificate: boolean }> {
	const own = new URL(context.getNodeWebhookUrl('default') ?? '');
	const { socket, originalUrl = '' }: IncomingRequest = context.getRequestObject();
	const places = [{ url: `${own.origin}${path}`, isOwnCertificate: false }];
	const { localAddress: address, localPort: port, encrypted: isTls = false } = socket ?? {};
	if (address === undefined || port === undefined) return places;
	const host = address.includes(':') ? `[${address}]` : address;
	const base = `${isTls ? 'https' : 'http'}://${host}:${port}`;
	if (!URL.canParse(base)) return places;
	const inside = withoutPrefix(path, prefixOf(own.pathname, originalUrl.split('?')[0] ?? ''));
	return [{ url: `${base}${inside}`, isOwnCertificate: isTls }, ...places];
}

/** The beginning of a path that a proxy in front of n8n removes. */
const prefixOf = (outside: string, inside: string): string =>
	outside.endsWith(inside) ? outside.slice(0, outside.length - inside.length) : '';

const withoutPrefix = (path: string, prefix: string): string =>
	path.startsWith(prefix) ? path.slice(prefix.length) : path;
