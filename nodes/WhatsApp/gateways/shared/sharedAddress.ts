import { createHmac } from 'crypto';
import { isSecret } from './signature';

/** The end of every address of the trigger in n8n, which is left out of lists. */
const END = '/webhook';

/** Of 132 bits. */
const SEAL_LENGTH = 22;

/** Addresses that share one webhook, out of its own address. */
export interface SharedAddress {
	/** The first one has the webhook, and passes on to the others what comes. */
	readonly members: readonly string[];
	/** Whether the list was made with the secret that stands beside it. An address without a list has none. */
	readonly isSealed: boolean;
}

/**
 * The address with which one webhook serves several triggers of one n8n: the gateway posts to the first one, and each
 * delivery names in its query who else gets it. So the list lies where every process of n8n has it, and lasts as long as
 * the webhook. It holds paths only, so nothing can be passed on to another host, and is sealed with the secret.
 * @param members web addresses of one host that end in `/webhook`, the first one posted to
 */
export function sharedAddress([first = '', ...others]: readonly string[], secret: string): string {
	const list = others.map((url) => entryOf(new URL(url).pathname)).join(' ');
	// A path is fit for a query as it is, but for these.
	const query = list.replace(/[%&+;=]/g, encodeURIComponent).replaceAll(' ', '+');
	return `${first}?${list === '' ? '' : `also=${query}&`}seal=${sealOf(list, secret)}`;
}

/** Reads an address that stands at a gateway, whoever wrote it. */
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
 * The paths of the others, out of the query of a delivery; null when the list was not made with this secret.
 * @param query a name that comes several times is none of ours
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

/** The first words keep it apart from whatever a gateway may sign with the same secret. */
const sealOf = (list: string, secret: string): string =>
	createHmac('sha256', secret)
		.update(`n8n passes on to: ${list}`)
		.digest('base64url')
		.slice(0, SEAL_LENGTH);
