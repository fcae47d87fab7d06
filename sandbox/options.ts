import type { WebhookSettings } from './delivery/settings';
import type { WahaEngine } from './waha/context';
import type { WarestLimits } from './warest/limits';
import type { World } from './world';

export interface SandboxOptions {
	/** TCP ports on 127.0.0.1; 0 or absent takes a free one. */
	ports?: { waha?: number; warest?: number; evolution?: number; phone?: number };
	/** `waha: null` is a server that requires no key. */
	apiKeys?: { waha?: string | null; warest?: string; warestAdmin?: string; evolution?: string };
	/** The WAHA version to simulate, for example `2024.10.8`, `2025.2.5` (default) or `2026.7.1`. */
	wahaVersion?: string | undefined;
	/** Whether NOWEB's store is on for sessions whose config does not say. Default true. */
	wahaStore?: boolean;
	/**
	 * The engine whose limits WAHA has; `ANY` (default) has none. A call that the engine lacks is a 501, or a 422 before
	 * WAHA 2025.6.6, as on the real servers.
	 */
	wahaEngine?: WahaEngine;
	/**
	 * The version of Evolution API to simulate: `2.2.3`, `2.3.7` (default), `2.4.0`, or `1.8.7`, which only returns its
	 * version.
	 */
	evolutionVersion?: string | undefined;
	/** False: an Evolution API of 2.4 that was not activated at its vendor, and answers 503 to everything. */
	evolutionActivated?: boolean;
	/** `real` waits as long as the gateways do; `none` (default) answers at once. */
	waits?: 'real' | 'none';
	/** WARest's limits; the real ones by default, 0 or Infinity switches one off. */
	warestLimits?: Partial<WarestLimits>;
	/** How events are delivered: waits, timeouts, duplicates. By default as on the real servers. */
	webhooks?: Partial<WebhookSettings>;
	/**
	 * The hosts in addresses of received files, `WAHA_BASE_URL` and `WAREST_BASE_URL`, and the one in webhooks of
	 * Evolution API, `SERVER_URL`. By default the real servers' own defaults, `http://localhost:3000`,
	 * `http://localhost:7308` and `http://localhost:8080`, which is rarely where they are.
	 */
	baseUrls?: { waha?: string; warest?: string; evolution?: string };
	/** Seconds until WAHA deletes a downloaded file, `WHATSAPP_FILES_LIFETIME`: 180 by default, 0 never. */
	wahaFilesLifetimeSeconds?: number;
	/** Fills the world; a small lively one by default. */
	seed?: (world: World) => void;
}
