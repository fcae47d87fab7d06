import type { Outbox } from '../../delivery/outbox';
import type { WebhookSettings } from '../../delivery/settings';
import { asString } from '../../http/json';
import type { Session } from '../../world';
import type { EvolutionContext, StoredWebhook } from '../context';
import { webhookToken } from './token';

/** Something that happened. */
export interface Tagged {
	/** Its name in a subscription: `MESSAGES_UPSERT`. */
	name: string;
	/** Its name in a delivery: `messages.upsert`. */
	event: string;
	data: unknown;
	/** Additional top-level fields beside `data`. */
	more?: object;
}

const ATTEMPTS = 10;
const TIMEOUT_MS = 30_000;
/** Waits double from 5 seconds up to 300; 2.2 waits 30 each time. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
const OLD_WAIT_MS = 30_000;
const JITTER = 0.2;
/** Statuses after which there is no retry, from 2.3 on (404 observed, the others in its source). */
const FINAL = [400, 401, 403, 404, 422];

/** Posts events. An event that waits for another attempt does not hold up later ones, so the order is not kept. */
export class Deliverer {
	private readonly settings: WebhookSettings;

	constructor(
		private readonly evolution: EvolutionContext,
		private readonly outbox: Outbox,
	) {
		this.settings = evolution.settings.webhooks;
	}

	/** Whether there is a receiver, so that no event is built for nobody. */
	hasReceiver(session: Session): boolean {
		const { webhook } = this.evolution.registration(session);
		return webhook?.enabled === true || this.settings.evolutionGlobal !== null;
	}

	deliver(session: Session, tagged: Tagged): void {
		const { webhook } = this.evolution.registration(session);
		const { evolutionGlobal, duplicates } = this.settings;
		const copies = duplicates === 'none' ? 1 : 2;
		for (let copy = 0; copy < copies; copy += 1) {
			if (webhook?.enabled && webhook.events.includes(tagged.name) && isUrl(webhook.url))
				this.start(session, tagged, addressOf(webhook, tagged), webhook);
			// Known only from the server's environment, without its own headers.
			if (evolutionGlobal !== null) this.start(session, tagged, evolutionGlobal, null);
		}
	}

	private start(
		session: Session,
		tagged: Tagged,
		url: string,
		webhook: StoredWebhook | null,
	): void {
		const body = JSON.stringify(this.envelope(session, tagged, url));
		const headers = this.headersOf(session, tagged, webhook);
		const sent = { session: session.name, event: tagged.event, url, body, headers };
		this.outbox.run(async () => {
			for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
				const { status } = await this.outbox.post({ ...sent, attempt, timeoutMs: TIMEOUT_MS });
				if (status !== null && status >= 200 && status < 300) return;
				if (attempt === ATTEMPTS || this.isFinal(status)) return;
				await this.outbox.wait(this.waitAfter(attempt));
			}
		});
	}

	private isFinal(status: number | null): boolean {
		return status !== null && FINAL.includes(status) && this.evolution.version.isAtLeast('2.3');
	}

	private waitAfter(attempt: number): number {
		const scale = this.settings.evolutionDelayScale;
		if (!this.evolution.version.isAtLeast('2.3')) return OLD_WAIT_MS * scale;
		const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
		return wait * (1 + JITTER * Math.random()) * scale;
	}

	/** No event id, no count, and a local time labelled UTC. */
	private envelope(session: Session, { event, data, more }: Tagged, url: string): object {
		const { world, settings } = this.evolution;
		const localMs = world.clock.nowMs() + this.settings.evolutionUtcOffsetMinutes * 60_000;
		return {
			event,
			instance: session.name,
			data,
			...more,
			destination: url,
			date_time: new Date(localMs).toISOString(),
			sender: session.myId || undefined,
			server_url: settings.baseUrl,
			apikey: this.evolution.registration(session).token,
		};
	}

	/** Made once for all attempts. 2.4 adds some, including a wrong version (server source). */
	private headersOf(
		session: Session,
		{ event }: Tagged,
		webhook: StoredWebhook | null,
	): Record<string, string> {
		const { version, world } = this.evolution;
		const own: Record<string, string> = {};
		for (const [name, value] of Object.entries(webhook?.headers ?? {}))
			own[name] = typeof value === 'string' ? value : JSON.stringify(value);
		const { jwt_key: key, ...rest } = own;
		const isToken = version.makesTokens && asString(key) !== undefined && key !== '';
		return {
			'Content-Type': 'application/json',
			...(version.isAtLeast('2.4')
				? {
						'X-Instance-ID': this.evolution.registration(session).id,
						'X-Instance-Name': session.name,
						'X-Event-Type': event,
						'X-Timestamp': String(world.clock.nowMs()),
						'User-Agent': 'EvolutionAPI-Webhook/2.3.7',
					}
				: {}),
			...(isToken
				? { ...rest, Authorization: `Bearer ${webhookToken(key ?? '', world.clock.now())}` }
				: own),
		};
	}
}

/** Whether events can be posted there at all. Whether 2.2 accepts an address without a dot is not known. */
function isUrl(url: string): boolean {
	return URL.canParse(url);
}

/** `byEvents` appends the event's name to the address. */
function addressOf({ url, webhookByEvents }: StoredWebhook, { name }: Tagged): string {
	return webhookByEvents ? `${url}/${name.toLowerCase().replaceAll('_', '-')}` : url;
}
