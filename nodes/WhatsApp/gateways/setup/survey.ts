import type { GatewayProblem } from '../../portable/problem';
import type { LimitLeft, Session } from '../../portable/shapes';
import type { GatewayAnswer, Plan } from '../../transport/request';
import type { CatalogueEntry } from '../catalogue';

/** Where a session sends its events. */
export interface Webhook {
	readonly session: string;
	/** As it is registered. */
	readonly url: string;
}

/** What a gateway tells of itself. Each part that it refuses to tell is the problem it gave instead. */
export interface Survey {
	readonly version:
		{ readonly version: string | null; readonly engine: string | null } | GatewayProblem;
	/** What to do about it where it answers without a key, too; null where it does not. */
	readonly openToAll: string | null;
	readonly sessions: readonly Session[] | GatewayProblem;
	readonly webhooks: readonly Webhook[] | GatewayProblem;
	readonly limits: readonly LimitLeft[];
}

/** How a dialect finds out about its gateway, and what to do about what is special there. */
export interface Surveyor extends Pick<CatalogueEntry, 'name' | 'exampleUrl'> {
	/**
	 * Asks everything that is needed for the report, and changes nothing.
	 * @param probe the answer that the gateway gave to its probe
	 * @param session the only one that counts; null for all
	 */
	survey(probe: GatewayAnswer, session: string | null): Plan<Survey>;
	/** What to do where only somebody else gets the events of a session. */
	readonly joinIn: string;
	/** What cannot be seen although a webhook is shown as it should be; null where it can be relied on. */
	readonly webhookDoubt: string | null;
}
