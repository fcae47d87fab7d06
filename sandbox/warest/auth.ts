import type { IncomingHttpHeaders } from 'node:http';
import { firstString, type JsonObject } from '../http/json';
import { refusal } from './envelopes';

export interface WarestUser {
	username: string;
	apiKey: string;
	isAdmin: boolean;
}

const HEADER_NAMES = ['x-warest-api-key', 'x-api-key', 'api-key'];
const QUERY_NAMES = ['api_key', 'apikey', 'apiKey'];
/** Case-sensitive: `bearer x` is not a key (v0.3.44, observed). */
const AUTHORIZATION_PREFIXES = ['Bearer ', 'Token ', 'APIKey '];

/** The key of a request, searched in WARest's order. */
function presentedKey(headers: IncomingHttpHeaders, query: JsonObject): string | undefined {
	const fromHeader = HEADER_NAMES.map((name) => firstString(headers[name])).find(Boolean);
	if (fromHeader) return fromHeader;
	const fromQuery = QUERY_NAMES.map((name) => firstString(query[name])).find(Boolean);
	if (fromQuery) return fromQuery;
	const authorization = headers.authorization ?? '';
	const prefix = AUTHORIZATION_PREFIXES.find((candidate) => authorization.startsWith(candidate));
	return prefix ? authorization.slice(prefix.length).trim() || undefined : undefined;
}

/** The user of a request, or a 401. */
export function authenticate(
	headers: IncomingHttpHeaders,
	query: JsonObject,
	users: WarestUser[],
): WarestUser {
	const key = presentedKey(headers, query);
	if (key === undefined) throw refusal(401, 'Missing X-WAREST-API-KEY');
	const user = users.find((candidate) => candidate.apiKey === key);
	if (!user) throw refusal(401, 'Invalid X-WAREST-API-KEY');
	return user;
}
