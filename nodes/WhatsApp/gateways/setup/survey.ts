import type { LimitLeft, Session } from '../../portable/shapes';
import type { CatalogueEntry } from '../catalogue';
import type { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, Plan } from '../../transport/request';

/** Where a session sends its events. */
export interface SurveyedWebhook {
	readonly session: string;
	/** The address as registered. */
	readonly url: string;
}

/** What a gateway says about itself. A part that it refuses to report is the problem it gave instead. */
export interface Survey {
	readonly version:
		{ readonly version: string | null; readonly engine: string | null } | GatewayProblem;
	/** What to do about it if the gateway also answers without a key; null if it does not. */
	readonly openToAll: string | null;
	readonly sessions: readonly Session[] | GatewayProblem;
	readonly webhooks: readonly SurveyedWebhook[] | GatewayProblem;
	readonly limits: readonly LimitLeft[];
}

/** How a dialect surveys its gateway, and its advice on what is special there. */
export interface Surveyor extends Pick<CatalogueEntry, 'name' | 'exampleUrl'> {
	/**
	 * Requests everything that the report needs, and changes nothing.
	 * @param probe the gateway's answer to its probe
	 * @param session the only session to check; null for all
	 */
	survey(probe: GatewayAnswer, session: string | null): Plan<Survey>;
	/** What to do if only somebody else gets the events of a session. */
	readonly joinIn: string;
	/** What the check cannot see even if the webhook is shown correctly; null if it can be relied on. */
	readonly webhookDoubt: string | null;
}

/**
 * What is wrong between n8n and a gateway: nothing answers or something is in the way (`way`), something else answers
 * (`gateway`), the key is refused (`key`), or the gateway itself fails (`answer`).
 */
export type Obstacle = 'way' | 'gateway' | 'key' | 'answer';

/** Who answers at the base URL. */
export interface Diagnosis {
	/** The answer to the probe of the credential's gateway; if it has a `fault`, there was none. */
	readonly answer: GatewayAnswer;
	/**
	 * The answer was requested after the first time and had arrived by the second, by n8n's clock, in milliseconds since
	 * 1970.
	 */
	readonly askedAt: number;
	readonly answeredAt: number;
	/** Null if the gateway answered and accepted the key. */
	readonly trouble: { readonly obstacle: Obstacle; readonly problem: GatewayProblem } | null;
}

/** What no gateway knows about where the node runs. */
export interface Surroundings {
	/** Of the credential, without a trailing slash. */
	readonly baseUrl: string;
	/** The address under which n8n registers webhooks, with a trailing slash; null if n8n does not say. */
	n8nAddress(): string | null;
	/** Finds out who answers at the base URL, without changing anything. */
	diagnose(): Plan<Diagnosis>;
}
