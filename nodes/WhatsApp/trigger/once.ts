import { createHash } from 'crypto';
import { BoundedMap } from './bounded';
import { REPLAY_FUTURE_MS, REPLAY_PAST_MS } from './fresh';
import type { Memory } from './memory';

/** Keys in the memory of this process, for each trigger. */
const KEYS = 10_000;

/** Triggers that this process remembers something of. */
const TRIGGERS = 500;

/** Keys in n8n's static data, which is written anew with every event: enough for what a restart may see again. */
const STORED_KEYS = 500;

/** As long as a delivery that was signed is taken, so that none can be played back. */
const KEEP_MS = REPLAY_PAST_MS + REPLAY_FUTURE_MS;

/** 72 bits of a hash: static data stays small. */
const HASH_LENGTH = 12;

const claimed = new BoundedMap<BoundedMap<true>>(TRIGGERS);

/**
 * True when this is the first time that any of these keys is seen; then all of them are taken.
 *
 * n8n loads static data for each request and saves it after, so requests that come together do not see each other's.
 * Hence the memory of the process decides first, and static data only what came before the process started. It is
 * exact within one process; where several receive, the same thing may run once in each.
 * @param trigger names the trigger in this process
 */
export function claim(trigger: string, memory: Memory, keys: readonly string[]): boolean {
	const known = knownTo(trigger);
	for (const hash of memory.seen) if (known.get(hash) === undefined) known.set(hash, true, KEEP_MS);
	const hashes = keys.map(hashOf);
	if (hashes.some((hash) => known.get(hash) !== undefined)) return false;
	for (const hash of hashes) known.set(hash, true, KEEP_MS);
	memory.seen = known.newest(STORED_KEYS);
	return true;
}

function knownTo(trigger: string): BoundedMap<true> {
	const known = claimed.get(trigger) ?? new BoundedMap<true>(KEYS);
	claimed.set(trigger, known, KEEP_MS);
	return known;
}

const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64').slice(0, HASH_LENGTH);
