/**
 * Statuses that servers in front of a gateway answer with a page of their own, so that a page with one of these does not
 * mean that the address is wrong.
 */
const PROXY_STATUSES: ReadonlySet<number> = new Set([413, 429, 502, 503, 504]);

export const mayBeProxyPage = (status: number): boolean => PROXY_STATUSES.has(status);
