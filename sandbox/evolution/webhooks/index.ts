import type { Outbox } from '../../delivery/outbox';
import type { Session, SessionStatus, WorldEvent } from '../../world';
import { type EvolutionContext, stateOf } from '../context';
import { Deliverer } from './deliverer';
import { evolutionEvents } from './events';
import { noteState, stateEvents } from './states';

/** Posts what happens in the world to the webhooks of the instances concerned. */
export class EvolutionWebhooks {
	private readonly deliverer: Deliverer;
	/** Instances whose end was reported: it is reported only once, whatever follows. */
	private readonly closed = new WeakSet<Session>();

	constructor(
		private readonly evolution: EvolutionContext,
		private readonly outbox: Outbox,
	) {
		this.deliverer = new Deliverer(evolution, outbox);
	}

	/** Starts posting. Registrations are in the server's database, so a restart changes nothing. */
	listen(): void {
		this.evolution.tell = (session, name) => this.tellOf(session, name);
		this.evolution.world.subscribe((event) => this.take(event));
	}

	private take(event: WorldEvent): void {
		const session = this.evolution.world.find(event.session);
		if (!session) return;
		if (event.type === 'session.status') return this.takeState(session, event.status);
		if (!this.deliverer.hasReceiver(session)) return;
		for (const tagged of evolutionEvents(event, session, this.evolution))
			this.deliverer.deliver(session, tagged);
	}

	private takeState(session: Session, status: SessionStatus): void {
		noteState(status, session, this.evolution);
		const isClosed = stateOf(session) === 'close';
		if (isClosed && this.closed.has(session)) return;
		if (isClosed) this.closed.add(session);
		else this.closed.delete(session);
		if (!this.deliverer.hasReceiver(session)) return;
		this.outbox.run(async () => {
			for (const tagged of await stateEvents(status, session, this.evolution))
				this.deliverer.deliver(session, tagged);
		});
	}

	/** What is done to the instance itself: `LOGOUT_INSTANCE`, `REMOVE_INSTANCE`. */
	private tellOf(session: Session, name: 'LOGOUT_INSTANCE' | 'REMOVE_INSTANCE'): void {
		const event = name.toLowerCase().replace('_', '.');
		this.deliverer.deliver(session, { name, event, data: { instance: session.name } });
	}
}
