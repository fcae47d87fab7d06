import type { GatewayAnswer, GatewayRequest } from '../../transport/request';

/** A refused key is the one answer to a look-up that somebody has to hear of. */
const isRefusedKey = ({ status }: GatewayAnswer): boolean => status === 401 || status === 403;

const isFailure = (answer: GatewayAnswer): boolean => answer.status >= 400 && !isRefusedKey(answer);

/**
 * A look-up that may find nothing: an older server lacks the route, an engine the feature, or nobody is known under
 * the id. None of that stops the event that it is made for.
 */
export const lookUp = (request: GatewayRequest): GatewayRequest => ({
	...request,
	effect: 'read',
	tolerate: isFailure,
});

export const found = (answer: GatewayAnswer): boolean => answer.status < 300;
