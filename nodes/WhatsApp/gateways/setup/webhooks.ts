import { GatewayProblem } from '../../portable/problem';
import type { SetupCheck, SetupWebhook } from '../../portable/shapes';
import { isLocalhost, isWebAddress, SET_N8N_ADDRESS } from '../../portable/webAddress';
import { bad, good, quotedNames, open, unknownCheck } from './checks';
import type { Survey, Surveyor, SurveyedWebhook } from './survey';

/** The addresses of both sides, to tell whether a gateway can reach n8n. */
export interface Addresses {
	readonly baseUrl: string;
	readonly n8nUrl: string | null;
}

/** The name by which a container reaches the computer it runs on. */
const DOCKER_HOST = 'host.docker.internal';

/**
 * Whether `localhost` is n8n for the gateway, too: it is if n8n reaches the gateway the same way. Null for a gateway on
 * the computer that Docker runs on, because it may be in a container or not.
 */
function isSharedLocalhost(baseUrl: string): boolean | null {
	if (isLocalhost(baseUrl)) return true;
	return new URL(baseUrl).hostname === DOCKER_HOST ? null : false;
}

/** Whether events for this address arrive at this n8n; null if that cannot be told. */
function reachesN8n(url: string, { baseUrl, n8nUrl }: Addresses): boolean | null {
	if (!isWebAddress(url)) return false;
	if (n8nUrl === null) return null;
	const [there, here] = [new URL(url), new URL(n8nUrl)];
	if (there.origin !== here.origin || !there.pathname.startsWith(here.pathname)) return false;
	return isLocalhost(url) ? isSharedLocalhost(baseUrl) : true;
}

/** Registered addresses as the report shows them. */
export const shownWebhooks = (webhooks: Survey['webhooks'], place: Addresses): SetupWebhook[] =>
	webhooks instanceof GatewayProblem
		? []
		: webhooks.map(({ session, url }) => ({
				session,
				origin: isWebAddress(url) ? new URL(url).origin : null,
				reachesN8n: reachesN8n(url, place),
			}));

/** Whether the address has the form of a trigger's: `…/<id>/webhook` below n8n's path for webhooks. */
function isOfTrigger(url: string): boolean {
	if (!isWebAddress(url)) return false;
	const parts = new URL(url).pathname.split('/').filter((part) => part !== '');
	return parts.length >= 3 && parts.at(-1) === 'webhook';
}

/** Checks that every session that sends its events anywhere also sends them to this n8n. */
export function checkWebhooks(
	{ webhooks }: Survey,
	place: Addresses,
	{ joinIn, webhookDoubt }: Surveyor,
): SetupCheck {
	if (webhooks instanceof GatewayProblem) return unknownCheck(webhooks);
	if (webhooks.length === 0)
		return open(
			'No session sends its events anywhere',
			'To receive messages, publish a workflow with a WhatsApp Gateway Trigger.',
		);
	const { n8nUrl } = place;
	if (n8nUrl === null)
		return open('n8n tells no address at which a gateway reaches it', SET_N8N_ADDRESS);
	const bySession = sessionsOf(webhooks);
	const astray = [...bySession].filter(([, urls]) =>
		urls.every((url) => reachesN8n(url, place) === false),
	);
	if (astray.length > 0) return sentElsewhere(astray, n8nUrl, joinIn);
	const doubtful = [...bySession].filter(
		([, urls]) => !urls.some((url) => reachesN8n(url, place) === true),
	);
	if (doubtful.length > 0)
		return open(
			`The events of ${quotedNames(doubtful.map(([name]) => name))} go to ${n8nUrl}, which is n8n only for a gateway outside of Docker`,
			SET_N8N_ADDRESS,
		);
	return good(
		`The events of ${quotedNames([...bySession.keys()])} go to this n8n at ${n8nUrl}`,
		webhookDoubt,
	);
}

function sessionsOf(webhooks: readonly SurveyedWebhook[]): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, readonly string[]>();
	for (const { session, url } of webhooks) found.set(session, [...(found.get(session) ?? []), url]);
	return found;
}

function sentElsewhere(
	astray: ReadonlyArray<readonly [string, readonly string[]]>,
	n8nUrl: string,
	joinIn: string,
): SetupCheck {
	const urls = astray.flatMap(([, some]) => some);
	const places = [...new Set(urls.map((url) => (isWebAddress(url) ? new URL(url).host : url)))];
	const seen = `The events of ${quotedNames(astray.map(([name]) => name))} go to ${places.slice(0, 3).join(', ')} and not to this n8n at ${n8nUrl}`;
	if (urls.some((url) => isWebAddress(url) && isLocalhost(url)))
		return bad(
			`${seen}. For the gateway localhost is itself`,
			`${SET_N8N_ADDRESS} Then unpublish the workflow with the trigger and publish it again.`,
		);
	return bad(
		seen,
		urls.some(isOfTrigger)
			? `If n8n has moved, unpublish the workflow with the trigger and publish it again. If ${n8nUrl} is wrong: ${SET_N8N_ADDRESS}`
			: joinIn,
	);
}

/** Checks for a `localhost` that means another computer or container. */
export function checkLocalhost(
	shown: readonly SetupWebhook[],
	{ baseUrl, n8nUrl }: Addresses,
): SetupCheck {
	const registered = shown.some(({ origin }) => origin !== null && isLocalhost(origin));
	if (!registered && (n8nUrl === null || !isLocalhost(n8nUrl)))
		return good(
			isLocalhost(baseUrl)
				? 'n8n reaches the gateway at localhost'
				: 'No address begins with localhost',
		);
	const shared = isSharedLocalhost(baseUrl);
	if (shared === true) return good('n8n and the gateway reach each other at localhost');
	const seen = `n8n reaches the gateway at ${baseUrl}, and the gateway would reach n8n at localhost: inside Docker, or on another computer, that is the gateway itself`;
	return registered && shared === false ? bad(seen, SET_N8N_ADDRESS) : open(seen, SET_N8N_ADDRESS);
}
