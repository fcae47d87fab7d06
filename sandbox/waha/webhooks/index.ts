import type { Outbox } from '../../delivery/outbox';
import { newUlid } from '../../delivery/ulid';
import { asObject, type JsonObject } from '../../http/json';
import type { Session, WorldEvent } from '../../world';
import { statusName, type WahaContext } from '../context';
import { engineSends } from '../engines';
import { versionInfo } from '../observability';
import { wahaMe } from '../sessions';
import type { Happening } from './happening';
import { happenings, isIgnored } from './happenings';
import { type Hook, hooksOf } from './hooks';
import { type Parcel, sendParcel } from './sender';

/** How many states `session.status` lists. */
const STATUSES_KEPT = 3;

interface StatusPoint {
	status: string;
	/** Milliseconds since 1970. */
	timestamp: number;
}

/** Posts what happens in the world to the webhooks of the sessions concerned. */
export class WahaWebhooks {
	/** The configs of running sessions: a later change applies from the next start on. */
	private configs = new WeakMap<Session, JsonObject | null>();
	private readonly statuses = new WeakMap<Session, StatusPoint[]>();

	constructor(
		private readonly waha: WahaContext,
		private readonly outbox: Outbox,
	) {
		for (const session of waha.world.sessions()) if (session.running) this.attach(session);
		waha.world.subscribe((event) => this.tell(event));
	}

	/** The server has restarted: its sessions run with their stored configs. */
	restarted(): void {
		this.configs = new WeakMap();
	}

	private attach(session: Session): JsonObject | null {
		const config = this.waha.configOf(session);
		this.configs.set(session, config);
		return config;
	}

	private tell(event: WorldEvent): void {
		const session = this.waha.world.find(event.session);
		if (!session) return;
		const isStarting = event.type === 'session.status' && event.status === 'starting';
		const known = isStarting ? undefined : this.configs.get(session);
		const config = known === undefined ? this.attach(session) : known;
		const status = event.type === 'session.status' ? this.status(session) : [];
		const hooks = hooksOf(config, this.waha);
		const told = hooks.length === 0 ? [] : [...happenings(event, session, this.waha), ...status];
		for (const happening of told) this.post(happening, session, config, hooks);
		if (!session.running) this.configs.delete(session);
	}

	/** Starting is reported several times, as by an engine that tries to connect (2024.10.8, observed). */
	private status(session: Session): Happening[] {
		const { version, world } = this.waha;
		const status = statusName(session);
		const times = status === 'STARTING' && version.repeatsStarting ? 2 : 1;
		return Array.from({ length: times }, () => {
			const before = this.statuses.get(session) ?? [];
			const statuses = [...before, { status, timestamp: world.clock.nowMs() }].slice(
				-STATUSES_KEPT,
			);
			this.statuses.set(session, statuses);
			const basic = { name: session.name, status };
			const payload = version.is2026 ? { ...basic, statuses } : basic;
			return { event: 'session.status', payload };
		});
	}

	private post(
		happening: Happening,
		session: Session,
		config: JsonObject | null,
		hooks: readonly Hook[],
	): void {
		const { version, settings } = this.waha;
		const { event, chatId } = happening;
		const isSent = version.events.includes(event) && engineSends(settings.engine, event);
		if (!isSent || isIgnored(chatId, config)) return;
		const { duplicates } = settings.webhooks;
		for (let times = duplicates === 'event' ? 2 : 1; times > 0; times -= 1) {
			const parcel = this.pack(happening, session, config);
			for (const hook of hooks.filter(({ events }) => events.includes(event)))
				sendParcel(hook, parcel, this.outbox, this.waha, duplicates === 'delivery' ? 2 : 1);
		}
	}

	/** The envelope, without what older versions lack. */
	private pack({ event, payload }: Happening, session: Session, config: JsonObject | null): Parcel {
		const { waha } = this;
		const { version, world } = waha;
		const timestamp = world.clock.nowMs();
		const { metadata } = asObject(config);
		const envelope = {
			...(version.envelopeHasId ? { id: `evt_${newUlid(timestamp).toLowerCase()}` } : {}),
			...(version.envelopeHasTime ? { timestamp } : {}),
			event,
			session: session.name,
			...(metadata === undefined ? {} : { metadata }),
			me: wahaMe(session, waha),
			payload,
			engine: waha.engineName,
			environment: versionInfo(waha),
		};
		return { session: session.name, event, timestamp, body: JSON.stringify(envelope) };
	}
}
