import type { Outbox } from '../../delivery/outbox';
import type { Session, WorldEvent } from '../../world';
import type { WarestContext } from '../context';
import { Deliverer, type Tagged } from './deliverer';
import { warestEvents } from './events';
import { StatusTeller } from './status';

/** Posts what happens in the world to the webhooks of the sessions concerned. */
export class WarestWebhooks {
	private readonly deliverer: Deliverer;
	private readonly statuses = new StatusTeller();

	constructor(
		private readonly warest: WarestContext,
		private readonly outbox: Outbox,
	) {
		this.deliverer = new Deliverer(warest, outbox);
		warest.world.subscribe((event) => this.tell(event));
	}

	/** The server has restarted: it has only what is in its database, and blocks nobody. */
	restarted(): void {
		this.deliverer.blocks.clear();
		for (const session of this.warest.world.sessions())
			this.warest.registration(session).webhook.reload();
	}

	private tell(event: WorldEvent): void {
		const session = this.warest.world.find(event.session);
		if (!session) return;
		if (event.type === 'session.status')
			return this.send(session, this.statuses.events(session, event.status));
		for (const chain of warestEvents(event, session, this.warest)) this.send(session, chain);
	}

	private send(session: Session, chain: readonly Tagged[]): void {
		this.outbox.run(async () => await this.deliverer.deliver(session, chain));
	}
}
