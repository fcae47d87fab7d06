import type { Chat, Chats, Message } from '../../sandbox/world';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { json, send } from './client';

/** People of the seeded world. */
export const ANNA = '491701112222@s.whatsapp.net';
export const ANNA_CUS = '491701112222@c.us';
export const HIDDEN = '98765432101234@lid';

interface Answer {
	status: number;
	body: unknown;
}

/** Stops the clock, so that nothing expires during a slow test. */
export const stopClock = ({ world: { clock } }: Sandbox): void => clock.use(clock.nowMs());

/** A sandbox without WARest's limits, whose clock only a test moves, with shortcuts for requests and checks. */
export class Harness {
	private constructor(readonly sandbox: Sandbox) {}

	static async start(options: SandboxOptions = {}): Promise<Harness> {
		const warestLimits = { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: 0 };
		const sandbox = await startSandbox({ warestLimits, ...options });
		stopClock(sandbox);
		return new Harness(sandbox);
	}

	async waha(method: string, path: string, body?: unknown): Promise<Answer> {
		const { url, apiKey } = this.sandbox.waha;
		const answer = await send(url, { method, path, body, headers: { 'X-Api-Key': apiKey } });
		return { status: answer.status, body: json(answer) };
	}

	/** `path` is the part after /api/v1/. */
	async warest(method: string, path: string, body?: unknown): Promise<Answer> {
		const { url, apiKey } = this.sandbox.warest;
		const call = { method, path: `/api/v1/${path}`, body, headers: { 'X-API-KEY': apiKey } };
		const answer = await send(url, call);
		return { status: answer.status, body: json(answer) };
	}

	/** `path` has no leading slash. */
	async evolution(method: string, path: string, body?: unknown): Promise<Answer> {
		const { url, apiKey } = this.sandbox.evolution;
		const answer = await send(url, { method, path: `/${path}`, body, headers: { apikey: apiKey } });
		return { status: answer.status, body: json(answer) };
	}

	get chats(): Chats {
		return this.sandbox.world.session('default').chats;
	}

	chat(id = ANNA): Chat {
		return this.chats.open(id);
	}

	newest(id = ANNA): Message {
		const message = this.chat(id).messages.at(-1);
		if (!message) throw new Error(`No message in ${id}`);
		return message;
	}
}
