import type { Sandbox } from '../../sandbox';
import type { WahaRoute } from '../../sandbox/contract';
import type { Field, Fields } from '../../sandbox/contract/schema';
import { send } from './client';
import { ANNA_CUS, HIDDEN } from './harness';

export const TEAM = '120363000000000001@g.us';
export const MARKET = '120363000000000003@g.us';
export const NEWS = '120363000000000011@newsletter';
/** A poll of Anna's, if a test adds it. */
export const POLL = '3EB0AAAAAAAAAAAAAAAA01';
export const FILE = { mimetype: 'image/png', filename: 'a.png', data: 'aGVsbG8=' };

/** Values that mean something in the default world; all others are made up from their type. */
const KNOWN: Record<string, unknown> = {
	session: 'default',
	chatId: ANNA_CUS,
	contactId: ANNA_CUS,
	phone: '491701112222',
	code: 'SandboxClub00000000002',
	file: FILE,
	limit: 2,
	startCursor: '',
	participants: [{ id: '447700900123@c.us' }],
	labels: [{ id: '1' }],
	presence: 'online',
};

/** Requests whose session must be in another state, or whose name must be new. */
const SPECIAL: Record<string, { session?: string; body?: object }> = {
	'GET /api/{session}/auth/qr': { session: 'support' },
	'POST /api/{session}/auth/request-code': { session: 'support' },
	'GET /api/sessions/{session}/capping': { session: 'default' },
	'GET /api/sessions/{session}/timelock': { session: 'default' },
	'POST /api/{session}/media/convert/voice': { body: { data: 'aGVsbG8=' } },
	'POST /api/{session}/media/convert/video': { body: { data: 'aGVsbG8=' } },
	'POST /api/sendPollVote': {
		body: { pollMessageId: `false_${ANNA_CUS}_${POLL}`, votes: ['Yes'] },
	},
	'POST /api/sessions': { body: { name: 'fresh' } },
};

function valueOf(name: string, { shape }: Field): unknown {
	if (name in KNOWN) return KNOWN[name];
	switch (shape.kind) {
		case 'string':
			return 'text';
		case 'number':
			return shape.min ?? 1;
		case 'boolean':
			return true;
		case 'values':
			return shape.values[0];
		case 'list':
			return Array.from({ length: Math.max(1, shape.min) }, () => valueOf('', shape.items));
		case 'object':
			return required(shape.fields);
		case 'anyOf':
			return shape.options[0] ? valueOf('', shape.options[0]) : undefined;
		default:
			return {};
	}
}

/** The required fields of a request, with values. */
function required(fields: Fields): Record<string, unknown> {
	const entries = Object.entries(fields).filter(([, field]) => field.traits.required === true);
	return Object.fromEntries(entries.map(([name, field]) => [name, valueOf(name, field)]));
}

export interface Ask {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: Record<string, unknown> | undefined;
}

/** The smallest request that the contract accepts. `messageId` is a full id of the default world. */
export function smallest(route: WahaRoute, messageId: string): Ask {
	const special = SPECIAL[`${route.method} ${route.path}`];
	const ids: Record<string, string> = {
		session: special?.session ?? (route.path.startsWith('/api/sessions/') ? 'spare' : 'default'),
		chatId: ANNA_CUS,
		messageId,
		labelId: '1',
		lid: HIDDEN,
		phoneNumber: '491701112222',
		id: route.path.includes('/channels/') ? NEWS : TEAM,
	};
	const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
		encodeURIComponent(ids[name] ?? ''),
	);
	const body = { ...required(route.body), ...special?.body };
	const withId = 'messageId' in route.body ? { ...body, messageId } : body;
	const isBodyless = Object.keys(route.body).length === 0;
	return {
		method: route.method,
		path,
		query: required(route.query),
		body: isBodyless ? undefined : withId,
	};
}

/** Path and query together. */
function target({ path, query }: Ask): string {
	const search = new URLSearchParams(
		Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
	).toString();
	return search === '' ? path : `${path}?${search}`;
}

/** Sends a request with the key; the body is returned as text. */
export async function ask(
	{ waha }: Sandbox,
	request: Ask,
): Promise<{ status: number; data: string }> {
	return await send(waha.url, {
		method: request.method,
		path: target(request),
		body: request.body,
		headers: { 'X-Api-Key': waha.apiKey },
	});
}

export const nameOf = ({ method, path }: WahaRoute): string => `${method} ${path}`;
