import { quote, Refusal } from '../portable/refusal';
import type { GatewayRequest } from './request';

/** What people paste after the host: the API's own prefix, the dashboard, trailing slashes. */
const TAIL = /(\/(api(\/v\d+)?|dashboard|manager|swagger|docs))?\/*$/i;

/** Hides a user name and password in an address. */
const withoutLogin = (text: string): string => text.replace(/[^\s/]*@/, '***@');

/**
 * Cleans the base URL of a credential: removes spaces, trailing slashes, a pasted `/api` or `/dashboard` path, and the
 * login for a proxy, which travels in a header. Any other path stays, for gateways behind a reverse proxy.
 * @param exampleUrl an address to show to whoever has to correct it
 * @throws Refusal when it is not an http(s) address
 */
export function cleanBaseUrl(input: string, exampleUrl: string): string {
	const text = input.trim();
	if (text === '')
		throw new Refusal(
			'The credential has no base URL',
			`Write the address of the gateway, for example ${exampleUrl}.`,
		);
	const parsed = URL.canParse(text) ? new URL(text) : null;
	if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.hostname === '') {
		throw new Refusal(
			`The base URL ${quote(withoutLogin(text))} is no web address`,
			`It must start with http:// or https:// and name the host of the gateway, for example ${exampleUrl}.`,
		);
	}
	return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '').replace(TAIL, '')}`;
}

/**
 * The header with user name and password for a reverse proxy in front of the gateway, if the credential's base URL
 * contains them (`https://user:password@…`, RFC 7617); otherwise null.
 */
export function proxyLogin(baseUrl: unknown): string | null {
	const text = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	const { username, password } = URL.canParse(text)
		? new URL(text)
		: { username: '', password: '' };
	if (username === '' && password === '') return null;
	const login = [username, password].map(decoded).join(':');
	return `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

type Addressed = Pick<GatewayRequest, 'path' | 'query'>;

const isAbsolute = ({ path }: Addressed): boolean => /^https?:\/\//i.test(path);

/** Whether a file is on another host, such as WhatsApp's own servers, which must never get the API key. */
export const isForeign = (baseUrl: string, request: Addressed): boolean =>
	isAbsolute(request) && new URL(request.path).origin !== new URL(baseUrl).origin;

/** The full address of a request. */
export const urlOf = (baseUrl: string, request: Addressed): string =>
	isAbsolute(request) ? request.path : `${baseUrl}${request.path}${queryString(request)}`;

function queryString(request: Addressed): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(request.query ?? {})) {
		for (const single of Array.isArray(value) ? value : [value]) {
			if (single !== undefined) query.append(name, String(single));
		}
	}
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}
