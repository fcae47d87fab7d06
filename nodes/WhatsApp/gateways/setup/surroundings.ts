import type { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, Plan } from '../../transport/request';

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
