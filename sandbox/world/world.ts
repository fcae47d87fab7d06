import { Clock } from './clock';
import { WorldEvents, type WorldListener } from './events';
import { People } from './people';
import { Session } from './session';

export interface GatewayStop {
	gateway: string;
	/** At once, without a clean shutdown. */
	force: boolean;
}

/** A WhatsApp in memory: sessions, and in them chats, groups and contacts. Knows no gateway. */
export class World {
	readonly clock = new Clock();
	/** What is special about single phone numbers, whoever knows them. */
	readonly people = new People();
	/** False if WhatsApp cannot be reached; then starting sessions stay in `starting`. */
	online = true;
	/** Milliseconds that a session takes from `starting` to its next state. */
	bootMs = 0;
	/** Gateways that were told to stop; the sandbox only notes it and continues. */
	readonly stops: GatewayStop[] = [];
	private readonly events = new WorldEvents();
	private readonly byName = new Map<string, Session>();

	sessions(): Session[] {
		return [...this.byName.values()];
	}

	find(name: string): Session | undefined {
		return this.byName.get(name);
	}

	/** The session with this name; for seeds and tests that know it exists. */
	session(name: string): Session {
		const session = this.byName.get(name);
		if (!session) throw new Error(`The world has no session "${name}"`);
		return session;
	}

	/** A new, stopped session. */
	addSession(name: string): Session {
		if (this.byName.has(name)) throw new Error(`The world already has a session "${name}"`);
		const session = new Session(name, {
			clock: this.clock,
			events: this.events,
			online: () => this.online,
			bootMs: () => this.bootMs,
		});
		this.byName.set(name, session);
		return session;
	}

	removeSession(name: string): void {
		this.byName.get(name)?.stop();
		if (this.byName.delete(name)) this.events.emit({ type: 'session.removed', session: name });
	}

	/** Calls `listener` on every event until the returned function is called. */
	subscribe(listener: WorldListener): () => void {
		return this.events.subscribe(listener);
	}

	/** Ends all running timers. */
	close(): void {
		for (const session of this.sessions()) session.stop();
	}
}
