import { Harness } from './harness';
import { json, send } from './client';

export interface WarestAnswer {
	status: number;
	body: unknown;
}

/** One sandbox for a test file; requests have the key of the user or of the admin. */
export class Warest {
	private constructor(readonly harness: Harness) {}

	static async start(): Promise<Warest> {
		return new Warest(await Harness.start());
	}

	/** `line` is method and path below /api/v1/; `body` is sent as JSON, bytes unchanged. */
	async ask(
		line: string,
		body?: unknown,
		options: { admin?: boolean; contentType?: string } = {},
	): Promise<WarestAnswer> {
		const [method = '', path = ''] = line.split(/ (.*)/s);
		const { url, apiKey, adminKey } = this.harness.sandbox.warest;
		const headers = {
			'X-API-KEY': options.admin ? adminKey : apiKey,
			...(options.contentType === undefined ? {} : { 'Content-Type': options.contentType }),
		};
		const call = { method, path: `/api/v1${path}`, headers };
		if (Buffer.isBuffer(body)) {
			const answer = await fetch(`${url}${call.path}`, { method, headers, body });
			const parsed: unknown = await answer.json();
			return { status: answer.status, body: parsed };
		}
		const answer = await send(url, { ...call, body });
		const isJson = String(answer.headers['content-type']).startsWith('application/json');
		return { status: answer.status, body: isJson ? json(answer) : answer.data };
	}

	async post(path: string, body: unknown): Promise<WarestAnswer> {
		return await this.ask(`POST ${path}`, body);
	}

	async get(path: string): Promise<WarestAnswer> {
		return await this.ask(`GET ${path}`);
	}
}

/** The envelope of a success with one result. */
export const result = (one: unknown, more: object = {}) => ({
	status: 200,
	body: { status: true, code: 1000, results: [one], ...more },
});

/** The envelope of a refusal. */
export const refused = (status: number, code: number, message: unknown = expect.any(String)) => ({
	status,
	body: { status: false, code, message },
});
