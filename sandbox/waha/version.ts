import { knownEvents } from './eventNames';

/**
 * Differences between WAHA versions. Sources: 2024.10.8 observed; later changes from the release notes of 2025.6.5 (key
 * check without PLUS), 2025.6.6 (501), 2026.1 (per-session data in lists), 2026.4.3 (message ids), 2026.6.1 (PLUS
 * merged into CORE); for webhooks 2024.11 (signatures, retries and headers without PLUS), 2025.2 and 2025.3 (id and
 * time of the envelope), 2025.6.3 (edits, ids of revoked messages), 2026.1.2 (duplicates removed), 2026.8 (what is
 * known of a file without an address).
 */
export interface WahaVersion {
	name: string;
	/** Whether it is this release, such as `2026.8.2`, or newer. */
	isAtLeast(release: string): boolean;
	tier: 'CORE' | 'PLUS';
	browser: string | null;
	asksKey: boolean;
	/** CORE before PLUS was merged: one session `default`, no media. */
	isLimited: boolean;
	/** The message texts, waits and id forms of 2024. */
	is2024: boolean;
	/** `messageIds` in sendSeen, `presence` and `timestamps` of sessions, chats by a body of ids. */
	is2026: boolean;
	/** The status for a call that the engine does not have. */
	lackStatus: 422 | 501;
	/** Sends accept an id that was created in advance. */
	takesMessageId: boolean;
	/** Since spring 2025 sendSeen accepts several ids and ignores a request without any. */
	seenNeedsMessageId: boolean;
	/** The webhook events that a session's config may name. */
	events: readonly string[];
	/** Webhooks are signed, retried and have their own headers; before, that needed PLUS. */
	signsWebhooks: boolean;
	envelopeHasId: boolean;
	envelopeHasTime: boolean;
	/** Edits have their own event, and a revocation names its message by id. */
	tellsOriginals: boolean;
	/** A starting session reports so more than once. */
	repeatsStarting: boolean;
	/** A file that was not downloaded keeps its type and name. */
	tellsFileWithoutUrl: boolean;
}

const WITHOUT_PLUS_CHECKS_KEY = [2025, 6, 5];
const PLUS_MERGED = [2026, 6, 1];
const LACK_IS_501 = [2025, 6, 6];
const MESSAGE_IDS = [2026, 4, 3];

/** Reads a version such as `2025.2.5`. Servers of 2025 count as PLUS, which could do everything. */
export function wahaVersion(name: string): WahaVersion {
	const parts = name.split('.').map(Number);
	const [year = 0] = parts;
	const isAtLeast = (limit: readonly number[]): boolean => atLeast(parts, limit);
	const tier = year === 2025 || (year === 2026 && !atLeast(parts, PLUS_MERGED)) ? 'PLUS' : 'CORE';
	return {
		name,
		isAtLeast: (release) => isAtLeast(release.split('.').map(Number)),
		tier,
		browser: year < 2025 ? '/usr/bin/chromium' : null,
		asksKey: tier === 'PLUS' || atLeast(parts, WITHOUT_PLUS_CHECKS_KEY),
		isLimited: tier === 'CORE' && !atLeast(parts, PLUS_MERGED),
		is2024: year < 2025,
		is2026: year >= 2026,
		lackStatus: atLeast(parts, LACK_IS_501) ? 501 : 422,
		takesMessageId: atLeast(parts, MESSAGE_IDS),
		seenNeedsMessageId: !atLeast(parts, [2025, 3, 0]),
		events: knownEvents(isAtLeast),
		signsWebhooks: isAtLeast([2024, 11]),
		envelopeHasId: isAtLeast([2025, 2]),
		envelopeHasTime: isAtLeast([2025, 3]),
		tellsOriginals: isAtLeast([2025, 6, 3]),
		repeatsStarting: !isAtLeast([2026, 1, 2]),
		tellsFileWithoutUrl: isAtLeast([2026, 8]),
	};
}

function atLeast(version: number[], limit: readonly number[]): boolean {
	for (const [index, part] of limit.entries()) {
		const mine = version[index] ?? 0;
		if (mine !== part) return mine > part;
	}
	return true;
}
