import type { SandboxOptions } from '../../sandbox';
import { at } from './receiver';
import { json, send } from './client';
import { Harness } from './harness';

export interface EvolutionAnswer {
	status: number;
	/** Undefined for an empty body. */
	body: unknown;
}

/** One sandbox for a test file; requests have the server's key unless a test gives another. */
export class Evolution {
	private constructor(readonly harness: Harness) {}

	static async start(options: SandboxOptions = {}): Promise<Evolution> {
		return new Evolution(await Harness.start(options));
	}

	/** `line` is method and path. `key: null` sends none. */
	async ask(line: string, body?: unknown, key: string | null = this.key): Promise<EvolutionAnswer> {
		const [method = '', path = ''] = line.split(/ (.*)/s);
		const headers = key === null ? {} : { apikey: key };
		const answer = await send(this.url, { method, path, body, headers });
		return { status: answer.status, body: json(answer) };
	}

	/** Posts to the instance `default`. */
	async post(route: string, body: unknown): Promise<EvolutionAnswer> {
		return await this.ask(`POST /${route}/default`, body);
	}

	async get(route: string, query = ''): Promise<EvolutionAnswer> {
		return await this.ask(`GET /${route}/default${query}`);
	}

	/** Sends a form; a text is a field, bytes are a file. */
	async form(
		route: string,
		fields: Readonly<Record<string, string | { bytes: Buffer; name: string; type: string }>>,
	): Promise<EvolutionAnswer> {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) {
			if (typeof value === 'string') form.set(name, value);
			else form.set(name, new Blob([value.bytes], { type: value.type }), value.name);
		}
		const answer = await fetch(`${this.url}/${route}/default`, {
			method: 'POST',
			headers: { apikey: this.key },
			body: form,
		});
		const body: unknown = await answer.json();
		return { status: answer.status, body };
	}

	get url(): string {
		return this.harness.sandbox.evolution.url;
	}

	get key(): string {
		return this.harness.sandbox.evolution.apiKey;
	}

	get session() {
		return this.harness.sandbox.world.session('default');
	}

	async close(): Promise<void> {
		await this.harness.sandbox.close();
	}
}

/** The envelope of an error. */
export const refused = (status: number, message: unknown, error: unknown = expect.any(String)) => ({
	status,
	body: { status, error, response: { message } },
});

/** The error of a route's schema. */
export const invalid = (...sentences: unknown[]) => refused(400, [sentences], 'Bad Request');

/** The bare id of the message that an answer is about. */
export const idOf = ({ body }: EvolutionAnswer): string => String(at(body, 'key', 'id'));

/** A value that a test knows to exist. */
export function present<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('It is not there');
	return value;
}
