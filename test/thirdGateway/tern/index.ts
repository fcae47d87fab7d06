import type { Gateway } from '../../../nodes/WhatsApp/gateways/gateway';
import { catalogue } from '../catalogue';
import { isOwnAnswer, ternPayload, ternProblem } from './answers';
import { ternDialect } from './dialect';
import { ternManners } from './manners';
import { ternWebhooks } from './webhooks';

/** A gateway that only the tests know. Its protocol is unlike all shipped ones, and it can do little. */
export const tern: Gateway = {
	...catalogue.tern,
	isOwnAnswer,
	dialect: ternDialect,
	*lookUp(_, phone) {
		return { kind: 'person', user: phone };
	},
	manners: ternManners,
	makesNumbersUp: false,
	webhooks: ternWebhooks,
	problem: ternProblem,
	payload: ternPayload,
	notReady: () => false,
	pause: () => null,
	limits: () => [],
	sendsPerSession: { first: 2, most: 4 },
};
