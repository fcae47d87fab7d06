import { credentialHeaders } from '../../nodes/WhatsApp/client/readCredential';
import axios from 'axios';
import { Agent } from 'node:http';
import type { TestCredential } from '../support/engine';

/** Sends a request directly to a gateway of the sandbox, as another program would. */
async function call(
	{ gateway, baseUrl, apiKey }: TestCredential,
	method: string,
	path: string,
	data?: unknown,
): Promise<unknown> {
	const response = await axios.request<unknown>({
		// A reused connection would break when the gateway is stopped.
		httpAgent: new Agent({ keepAlive: false }),
		method,
		url: `${baseUrl}${path}`,
		headers: credentialHeaders({ gateway, apiKey }),
		...(data === undefined ? {} : { data }),
	});
	return response.data;
}

export interface WahaHook {
	readonly url: string;
	readonly events: string[];
	readonly hmac?: { readonly key: string };
	readonly retries?: object;
}

type WahaConfig = { readonly webhooks?: WahaHook[]; readonly [name: string]: unknown };

/** The configuration of a session on WAHA. */
export async function wahaConfig(
	credential: TestCredential,
	session = 'default',
): Promise<WahaConfig | null> {
	const found = await call(credential, 'GET', `/api/sessions/${session}`);
	return (found as { config: WahaConfig | null }).config;
}

export const setWahaConfig = async (
	credential: TestCredential,
	config: object | null,
	session = 'default',
): Promise<unknown> =>
	await call(credential, 'PUT', `/api/sessions/${session}`, config === null ? {} : { config });

export const wahaHooks = async (credential: TestCredential): Promise<WahaHook[]> =>
	(await wahaConfig(credential))?.webhooks ?? [];

export interface WarestHook {
	readonly webhookUrl: string;
	readonly webhookSecret: string;
}

/** The webhook of a session on WARest; sets it first if one is given. */
export async function warestHook(
	credential: TestCredential,
	hook: Partial<WarestHook> = {},
	session = 'default',
): Promise<WarestHook> {
	const found = await call(credential, 'POST', `/api/v1/session/${session}/config`, hook);
	const [result] = (found as { results: [WarestHook] }).results;
	return { webhookUrl: result.webhookUrl, webhookSecret: result.webhookSecret };
}

/** The trigger to which WARest posts, without the ones to which that trigger passes on. */
export const firstOf = ({ webhookUrl }: WarestHook): string => webhookUrl.split('?')[0] ?? '';

/** The one webhook of an instance of Evolution API, as it returns it; null if there never was one. */
export interface EvolutionHook {
	readonly enabled: boolean;
	readonly url: string;
	readonly events: readonly string[];
	readonly headers: Readonly<Record<string, string>> | null;
	readonly webhookByEvents: boolean;
	readonly webhookBase64: boolean;
}

export async function evolutionHook(
	credential: TestCredential,
	session = 'default',
): Promise<EvolutionHook | null> {
	return (await call(credential, 'GET', `/webhook/find/${session}`)) as EvolutionHook | null;
}

export const setEvolutionHook = async (
	credential: TestCredential,
	webhook: object,
	session = 'default',
): Promise<unknown> => await call(credential, 'POST', `/webhook/set/${session}`, { webhook });
