import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { booleanIn, isBlank, wholeNumberIn } from '../portable/formValues';
import { isObject, objectAt, type Json, type JsonObject } from '../portable/json';
import { Refusal } from '../portable/refusal';

/** Request Options of the node, under the names of n8n's declarative nodes. */
export interface RequestOptions {
	/** Longest wait for one answer, in milliseconds. */
	readonly timeoutMs: number;
	readonly ignoreSslIssues: boolean;
	readonly proxy: NonNullable<IHttpRequestOptions['proxy']> | null;
	/** Null to start all items at once. */
	readonly batching: Batching | null;
	/** Most requests in flight; null for what suits the gateway. */
	readonly concurrency: number | null;
	/** How long to wait for a session that is not ready, in milliseconds. */
	readonly waitForSessionMs: number;
}

export interface Batching {
	/** Items of one batch. */
	readonly size: number;
	/** Between the end of a batch and the start of the next, in milliseconds. */
	readonly intervalMs: number;
}

/**
 * WAHA waits up to 15 s for a session before it answers 422, and WARest queues sends one after another. A shorter
 * timeout would give up on messages that still leave.
 */
const DEFAULT_TIMEOUT_MS = 60_000;
/** No gateway benefits from more sockets than this. */
const MAX_CONCURRENCY = 200;

export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Batching',
			name: 'batching',
			placeholder: 'Add Batching',
			type: 'fixedCollection',
			default: { batch: {} },
			options: [
				{
					displayName: 'Batching',
					name: 'batch',
					values: [
						{
							displayName: 'Items per Batch',
							name: 'batchSize',
							type: 'number',
							typeOptions: { minValue: -1 },
							default: 50,
							description: 'How many items go out before the pause. -1 for all, 0 counts as 1.',
						},
						{
							displayName: 'Batch Interval (Ms)',
							name: 'batchInterval',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 1000,
							description: 'Between the last answer of a batch and the next batch. 0 for none.',
						},
					],
				},
			],
		},
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
			default: 5,
			description:
				'How many chats are written to at the same time. Within one chat messages always stay in order; with 1 everything goes in the order of the items. Without this option it is automatic: as many as suit the gateway, more while that makes it faster, and fewer when it refuses or fails. Of what only reads it is 10.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Proxy',
			name: 'proxy',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://myproxy:3128',
			description: 'HTTP proxy to use, with user and password before an @ if it asks for them',
		},
		{
			displayName: 'Timeout (Ms)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_TIMEOUT_MS,
			description: 'How long each answer of the gateway is waited for',
		},
		{
			displayName: 'Wait for Session (Ms)',
			name: 'waitForSession',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30000,
			description:
				'How long to go on trying while the session is starting or reconnecting, instead of failing at once',
		},
	],
};

/**
 * Reads the Request Options as the node holds them.
 * @throws Refusal on an invalid number or proxy
 */
export function readRequestOptions(raw: unknown): RequestOptions {
	const given = isObject(raw) ? raw : {};
	const { proxy } = given;
	return {
		timeoutMs: wholeNumber(given.timeout, 'Timeout (Ms)', DEFAULT_TIMEOUT_MS, 1),
		ignoreSslIssues: switchIn(given.allowUnauthorizedCerts, 'Ignore SSL Issues'),
		proxy: typeof proxy === 'string' && proxy.trim() !== '' ? parseProxy(proxy.trim()) : null,
		batching: readBatching(objectAt(objectAt(given, 'batching'), 'batch')),
		concurrency: isBlank(given.concurrency)
			? null
			: wholeNumber(given.concurrency, 'Concurrency', 1, 1, MAX_CONCURRENCY),
		waitForSessionMs: wholeNumber(given.waitForSession, 'Wait for Session (Ms)', 0, 0),
	};
}

function readBatching(given: JsonObject): Batching | null {
	if (Object.keys(given).length === 0) return null;
	const size = wholeNumber(given.batchSize, 'Items per Batch', 50, -1);
	const intervalMs = wholeNumber(given.batchInterval, 'Batch Interval (Ms)', 1000, 0);
	return size < 0 || intervalMs === 0 ? null : { size: Math.max(1, size), intervalMs };
}

function wholeNumber(
	raw: Json | undefined,
	displayName: string,
	absent: number,
	min: number,
	max = Number.MAX_SAFE_INTEGER,
): number {
	const value = isBlank(raw) ? absent : wholeNumberIn(raw);
	if (value !== null && value >= min && value <= max) return value;
	throw new Refusal(
		`${displayName} under Request Options must be a whole number${max === Number.MAX_SAFE_INTEGER ? ` of at least ${min}` : ` from ${min} to ${max}`}`,
		'Times are milliseconds: write for example 60000 for one minute.',
	);
}

function switchIn(raw: Json | undefined, displayName: string): boolean {
	const value = isBlank(raw) ? false : booleanIn(raw);
	if (value !== null) return value;
	throw new Refusal(`${displayName} under Request Options must be true or false`);
}

function parseProxy(text: string): NonNullable<RequestOptions['proxy']> {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || !/^https?:$/.test(url.protocol)) {
		throw new Refusal(
			'The proxy under Request Options is not valid',
			'Write its address, for example http://myproxy:3128.',
		);
	}
	const protocol = url.protocol.slice(0, -1);
	return {
		host: url.hostname,
		port: Number(url.port || (protocol === 'https' ? 443 : 80)),
		protocol,
		...(url.username === ''
			? {}
			: {
					auth: {
						username: decodeURIComponent(url.username),
						password: decodeURIComponent(url.password),
					},
				}),
	};
}
