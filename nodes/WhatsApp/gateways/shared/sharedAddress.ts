import { createHmac } from 'crypto';
import { isSecret } from './signature';

/** The end of every trigger address in n8n, which lists leave out. */
const END = '/webhook';

/** 132 bits. */
const SEAL_LENGTH = 22;

/** The triggers that share one webhook, read from its address. */
export interface SharedAddress {
	/** The first one has the webhook, and passes deliveries on to the others. */
	readonly members: readonly string[];
	/** Whether the list was sealed with the given secret. False for an address without a list. */
	readonly isSealed: boolean;
}

/**
 * The address with which one webhook serves several triggers of one n8n: the gateway posts to the first one, and the
 * query of each delivery lists who else gets it. So every process of n8n has the list, and it lasts as long as the
 * webhook. It has paths only, so nothing can be passed on to another host, and it is sealed with the secret.
 * @param members web addresses of one host that end in `/webhook`, the first one posted to
 */
export function sharedAddress([first = '', ...others]: readonly string[], secret: string): string {
	const list = others.map((url) => entryOf(new URL(url).pathname)).join(' ');
	// Only these characters of a path must be encoded in a query.
	const query = list.replace(/[%&+;=]/g, encodeURIComponent).replaceAll(' ', '+');
	return `${first}?${list === '' ? '' : `also=${query}&`}seal=${sealOf(list, secret)}`;
}

/** Reads a webhook address from a gateway, whoever wrote it. */
export function readSharedAddress(url: string, secret: string | null): SharedAddress {
	const [first = '', query = ''] = url.split(/\?(.*)/s);
	const parameters = new URLSearchParams(query);
	if (!URL.canParse(first) || parameters.get('seal') === null)
		return { members: [url], isSealed: false };
	const paths = othersIn(Object.fromEntries(parameters), secret ?? '');
	if (paths === null) return { members: [first], isSealed: false };
	const { origin } = new URL(first);
	return { members: [first, ...paths.map((path) => `${origin}${path}`)], isSealed: true };
}

/**
 * The paths of the others, from the query of a delivery; null if the list was not sealed with this secret.
 * @param query a name that occurs several times is not ours
 */
export function othersIn(
	query: Readonly<Record<string, unknown>>,
	secret: string,
): readonly string[] | null {
	const { also = '', seal } = query;
	if (typeof also !== 'string' || typeof seal !== 'string') return null;
	if (secret === '' || !isSecret(seal, sealOf(also, secret))) return null;
	return also
		.split(' ')
		.filter((entry) => entry.startsWith('/'))
		.map((entry) => `${entry}${END}`);
}

const entryOf = (pathname: string): string => pathname.slice(0, -END.length);

/** The prefix keeps the seal distinct from anything that a gateway may sign with the same secret. */
const sealOf = (list: string, secret: string): string =>
	createHmac('sha256', secret)
		.update(`n8n passes on to: ${list}`)
		.digest('base64url')
		.slice(0, SEAL_LENGTH);
