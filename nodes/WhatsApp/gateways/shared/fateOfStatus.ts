import type { Fate } from '../../portable/problem';
import { isProxyFault } from '../../portable/proxyFault';

/**
 * The fate of a request judged by the status, for a gateway that refuses before it acts: with a status of 3xx or 4xx
 * nothing was done, nor with an engine that lacks the feature (501); a failing gateway may have done it. A dialect uses
 * it if that is known of its gateway, and decides otherwise if not: some gateways answer 400 after the message has
 * left.
 */
export function fateOfStatus(status: number): Fate {
	if (status === 501 || (status >= 300 && status < 500)) return 'notDone';
	return isProxyFault(status) ? 'unknown' : 'failed';
}
