import type { Outbox, Reply } from '../../delivery/outbox';
import type { WebhookSettings } from '../../delivery/settings';
import type { Session } from '../../world';
import type { WarestContext } from '../context';
import { Blocks } from './blocks';
import { sessionInfo, signedHeaders, type Signer } from './signature';

/** Shorter secrets are accepted, but then every delivery is silently skipped (v0.3.44, observed). */
const SHORTEST_SECRET = 6;

/** An event with its name; `data` has everything but the session's id. */
export interface Tagged {
	event: string;
	data: object | (() => Promise<object>);
}

interface Letter {
	event: string;
	url: string;
	body: string;
	headers: Record<string, string>;
}

/** Posts events to the webhooks of sessions, like v0.3.44. */
export class Deliverer {
	readonly blocks = new Blocks();
	private readonly settings: WebhookSettings;

	constructor(
		private readonly warest: WarestContext,
		private readonly outbox: Outbox,
	) {
		this.settings = warest.settings.webhooks;
	}

	/** One after another: the second waits until the first has succeeded or was given up. */
	async deliver(session: Session, chain: readonly Tagged[]): Promise<void> {
		for (const { event, data: known } of chain) {
			if (this.addressOf(session) === '') continue;
			// The address is read at this moment, so nothing may be awaited here without need.
			const data = typeof known === 'function' ? await known() : known;
			const { duplicates } = this.settings;
			const letter = this.write(session, event, data);
			if (!letter) continue;
			await this.send(session, letter);
			if (duplicates === 'delivery') await this.send(session, letter);
			if (duplicates === 'event')
				await this.send(session, this.write(session, event, data) ?? letter);
		}
	}

	/** Empty if there is no receiver. */
	private addressOf(session: Session): string {
		const { webhook } = this.warest.registration(session);
		return webhook.delivering.url || (this.settings.warestDefault?.url ?? '');
	}

	/** Signed now, so that every attempt has the same body and time. Undefined if there is no receiver. */
	private write(session: Session, event: string, data: object): Letter | undefined {
		const { owner, webhook } = this.warest.registration(session);
		const { warestDefault, warestSignatureBits: bits } = this.settings;
		const url = this.addressOf(session);
		if (url === '') return undefined;
		const secret = webhook.delivering.secret || (warestDefault?.secret ?? '');
		const signer: Signer = { session, username: owner, secret, bits };
		const ts = this.warest.world.clock.nowMs();
		const { name } = session;
		const body = JSON.stringify({
			event,
			data: { id: name, ...data, sessionId: name },
			ts,
			session: sessionInfo(signer),
		});
		if (secret.length < SHORTEST_SECRET) {
			this.outbox.skip({ session: name, event, url, body }, 'the secret is too short');
			return undefined;
		}
		const headers = {
			...signedHeaders(signer, event, ts, body),
			'User-Agent': `WAREst/1 (webhook) Node/${process.version}`,
			// Not an id of the event: it is the same for every event of a session (v0.3.44, observed).
			'X-WAREST-Event-Id': name,
		};
		return { event, url, body, headers };
	}

	private async send(session: Session, letter: Letter): Promise<void> {
		const { url, event, body } = letter;
		if (this.blocks.isBlocked(url, this.now())) {
			this.outbox.skip({ session: session.name, event, url, body }, 'the address is blocked');
			return;
		}
		const waits = this.settings.warestRetryWaitsMs;
		for (let attempt = 1; ; attempt += 1) {
			const reply = await this.post(session, letter, attempt);
			if (isSuccess(reply)) return this.blocks.succeeded(url);
			this.note(reply, url);
			const wait = waits[attempt - 1];
			if (wait === undefined || !isRetried(reply)) break;
			await this.outbox.wait(wait + Math.random() * this.settings.warestJitterMs);
		}
		this.warest.registration(session).webhook.unregister();
	}

	private async post(session: Session, letter: Letter, attempt: number): Promise<Reply> {
		const { event, url, body, headers } = letter;
		return await this.outbox.post({
			session: session.name,
			event,
			url,
			body,
			headers: { ...headers, 'X-WAREST-Delivery-Attempt': String(attempt) },
			attempt,
			timeoutMs: this.settings.warestTimeoutMs,
		});
	}

	private note({ status }: Reply, url: string): void {
		if (status === 401 || status === 403) this.blocks.refused(url, this.now());
		else this.blocks.failed(url, this.now());
	}

	private now(): number {
		return this.warest.world.clock.nowMs();
	}
}

function isSuccess({ status }: Reply): boolean {
	return status !== null && status >= 200 && status < 300;
}

/** No answer, "too many requests" and the receiver's own failures are retried; everything else is final. */
function isRetried({ status }: Reply): boolean {
	return status === null || status === 429 || status >= 500;
}
