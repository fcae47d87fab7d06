import type { LimitLeft, Session } from '../../portable/shapes';
import type { CatalogueEntry } from '../catalogue';
import type { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, Plan } from '../../transport/request';

/** Where a session sends its events. */
export interface SurveyedWebhook {
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
	readonly webhooks: readonly SurveyedWebhook[] | GatewayProblem;
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

/**
 * What is not right between n8n and a gateway: nobody is there or somebody stands in the way (`way`), somebody else
 * answers (`gateway`), the key is refused (`key`), or the gateway itself fails (`answer`).
 */
export type Obstacle = 'way' | 'gateway' | 'key' | 'answer';

/** Who answers at the base URL. */
export interface Diagnosis {
	/** The answer to the probe of the credential's gateway; none where it has a `fault`. */
	readonly answer: GatewayAnswer;
	/** Not before this it was asked for, and then it was there, by n8n's clock, in milliseconds since 1970. */
	readonly askedAt: number;
	readonly answeredAt: number;
	/** Null where the gateway answered and took the key. */
	readonly trouble: { readonly obstacle: Obstacle; readonly problem: GatewayProblem } | null;
}

/** What no gateway tells of the place where the node runs. */
export interface Surroundings {
	/** Of the credential, without trailing slash. */
	readonly baseUrl: string;
	/** The address under which n8n registers webhooks, with a trailing slash; null where it does not tell. */
	n8nAddress(): string | null;
	/** Finds out who answers at the base URL, without changing anything. */
	diagnose(): Plan<Diagnosis>;
}
