import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { isObject } from '../portable/json';
import { Refusal } from '../portable/refusal';

/** Request Options of the node, under the names of n8n's declarative nodes. */
export interface RequestOptions {
	/** Longest wait for one answer, in milliseconds. */
	readonly timeoutMs: number;
	readonly ignoreSslIssues: boolean;
	readonly proxy: NonNullable<IHttpRequestOptions['proxy']> | null;
}

/**
 * WAHA waits up to 15 s for a session before it answers 422, and WARest queues sends behind each other, so a shorter
 * wait would give up on messages that still leave.
 */
const DEFAULT_TIMEOUT_MS = 60_000;

export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add option',
	default: {},
	options: [
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
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_TIMEOUT_MS,
			description: 'Time in ms to wait for each answer of the gateway',
		},
	],
};

/**
 * Reads the Request Options as they stand in the node.
 * @throws Refusal on a time-out or a proxy that is none
 */
export function readRequestOptions(raw: unknown): RequestOptions {
	const given = isObject(raw) ? raw : {};
	const timeoutMs = given.timeout ?? DEFAULT_TIMEOUT_MS;
	if (typeof timeoutMs !== 'number' || !Number.isFinite(timeoutMs) || timeoutMs < 1) {
		throw new Refusal(
			'Timeout under Request Options must be a number of milliseconds',
			'Write for example 60000 for one minute.',
		);
	}
	return {
		timeoutMs,
		ignoreSslIssues: given.allowUnauthorizedCerts === true,
		proxy:
			typeof given.proxy === 'string' && given.proxy.trim() !== ''
				? parseProxy(given.proxy.trim())
				: null,
	};
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
