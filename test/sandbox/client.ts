import { Agent } from 'node:http';
import axios, { type AxiosResponse } from 'axios';

export interface Call {
	method?: string;
	path: string;
	/** An object is sent as JSON, a string unchanged with a JSON content type. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** A restarted gateway does not know its previous connections. */
const httpAgent = new Agent({ keepAlive: false });

/** Sends a request unchanged and returns any answer; bodies are text, so that an empty one is recognised. */
export async function send(url: string, call: Call): Promise<AxiosResponse<string>> {
	return await axios.request<string>({
		httpAgent,
		baseURL: url,
		url: call.path,
		method: call.method ?? 'GET',
		data: typeof call.body === 'object' ? JSON.stringify(call.body) : call.body,
		transformRequest: (body: unknown) => body,
		headers: {
			...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...call.headers,
		},
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
}

/** The body of an answer, parsed. */
export function json(answer: AxiosResponse<string>): unknown {
	const parsed: unknown = answer.data === '' ? undefined : JSON.parse(answer.data);
	return parsed;
}
