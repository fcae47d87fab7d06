import type { Fate } from '../../portable/problem';
import { isProxyFault } from '../../portable/proxyFault';

/**
 * What a status tells of the thing that was asked for, at a gateway that refuses before it acts: a status of 3xx or 4xx
 * did nothing, nor did an engine that cannot (501); a failing gateway may have. A dialect takes it where that is known of
 * its gateway, and says otherwise where it is not: there are gateways that answer 400 after the message has left.
 */
export function fateOfStatus(status: number): Fate {
	if (status === 501 || (status >= 300 && status < 500)) return 'notDone';
	return isProxyFault(status) ? 'unknown' : 'failed';
}
