const PROXY_FAULTS: ReadonlySet<number> = new Set([502, 503, 504, 520, 521, 522, 523, 524]);

/** Statuses of a proxy that lost the gateway behind it, which may still be working; Cloudflare's are 520 to 524. */
export const isProxyFault = (status: number): boolean => PROXY_FAULTS.has(status);
