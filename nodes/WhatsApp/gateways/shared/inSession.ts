import type { GatewayRequest } from '../../transport/request';

/** What reads the state of a session and then changes it takes its place in the session's order with the reading. */
export const inSession = (session: string, request: GatewayRequest): GatewayRequest => ({
	...request,
	lane: { session, chat: '' },
});
