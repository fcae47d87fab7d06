/** How the gateways deliver. Everything that takes long on the real servers can be shortened. */
export interface WebhookSettings {
	/** Multiplies WAHA's waits between attempts: 1 as on the real server, 0 for no wait. */
	wahaDelayScale: number;
	/** WAHA's webhook from its environment (`WHATSAPP_HOOK_URL` …), in the form of a session's; no config shows it. */
	wahaGlobal: Record<string, unknown> | null;
	/** Whether WAHA downloads received files; if not, messages have `hasMedia` and no address. */
	wahaDownloads: boolean;
	/** Milliseconds that WARest waits before its second, third and fourth attempt. */
	warestRetryWaitsMs: readonly number[];
	/** Up to this many milliseconds are added to each of these waits. */
	warestJitterMs: number;
	/** WARest's timeout for an answer, in milliseconds. */
	warestTimeoutMs: number;
	/** Bits of the hash in WARest's signatures. */
	warestSignatureBits: 224 | 256 | 384 | 512;
	/** WARest's `WEBHOOK_DEFAULT_URL` and `_SECRET`, for sessions that have none. */
	warestDefault: { url: string; secret: string } | null;
	/**
	 * How WARest reports a revocation by somebody else: as the protocol message that it is, which is what it does
	 * (v0.3.44), as `message_revoked`, or both.
	 */
	warestRevokes: 'protocolMessage' | 'message_revoked' | 'both';
	/** Multiplies Evolution API's waits between attempts: 1 as on the real server, 0 for no wait. */
	evolutionDelayScale: number;
	/** Evolution API's webhook from its environment (`WEBHOOK_GLOBAL_URL`), which gets all events of every instance. */
	evolutionGlobal: string | null;
	/** Minutes by which Evolution API's local time, labelled UTC, is ahead of UTC. */
	evolutionUtcOffsetMinutes: number;
	/**
	 * `delivery` sends each delivery twice, byte for byte. `event` reports everything twice, each time with its own id
	 * around the same message id, as GOWS has done.
	 */
	duplicates: 'none' | 'delivery' | 'event';
}

/** The values of the real servers. */
export const REAL_WEBHOOKS: WebhookSettings = {
	wahaDelayScale: 1,
	wahaGlobal: null,
	wahaDownloads: true,
	warestRetryWaitsMs: [800, 1_600, 3_200],
	warestJitterMs: 300,
	warestTimeoutMs: 10_000,
	warestSignatureBits: 256,
	warestDefault: null,
	warestRevokes: 'protocolMessage',
	evolutionDelayScale: 1,
	evolutionGlobal: null,
	evolutionUtcOffsetMinutes: -180,
	duplicates: 'none',
};
