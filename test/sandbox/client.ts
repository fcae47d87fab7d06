import { Agent } from 'node:http';
import axios, { type AxiosResponse } from 'axios';

export interface Call {
	method?: string;
	path: string;
	/** An object goes as JSON, a string as it is under a JSON content type. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** A gateway that went away and came back does not know the connections of before. */
const httpAgent = new Agent({ keepAlive: false });

/** Sends a request as it is and hands back any answer; bodies arrive as text so that "empty" can be told. */
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
