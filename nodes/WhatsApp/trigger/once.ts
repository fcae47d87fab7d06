import { createHash } from 'crypto';
import { BoundedMap } from './bounded';
import { REPLAY_FUTURE_MS, REPLAY_PAST_MS } from './delivery';
import type { TriggerMemory } from './memory';

/** Most keys in the memory of this process, per trigger. */
const KEYS = 10_000;

/** Most triggers that this process remembers. */
const TRIGGERS = 500;

/**
 * Most keys in n8n's static data, which is written again with every event: enough for what may come again after a
 * restart.
 */
const STORED_KEYS = 500;

/** As long as a signed delivery is accepted, so that none can be replayed. */
const KEEP_MS = REPLAY_PAST_MS + REPLAY_FUTURE_MS;

/** 72 bits of a hash, to keep static data small. */
const HASH_LENGTH = 12;

/**
 * Something that starts the workflow. It is `open` until it is known whether n8n took it, and `lost` if n8n did not.
 */
interface Happening {
	state: 'open' | 'taken' | 'lost';
	/** Resolves when it is no longer open. */
	readonly decided: Promise<void>;
}

const TAKEN: Happening = { state: 'taken', decided: Promise.resolve() };

/** The claims of one trigger. */
class Claims {
	private readonly known = new BoundedMap<Happening>(KEYS);

	/** What n8n took last, the newest at the end. */
	private readonly recent = new Set<string>();

	/** Writers of static data that n8n has not saved yet. */
	private readonly unsaved = new Set<() => void>();

	/** Resolves when one of these that is open is decided; null if none is open. */
	nextDecision(hashes: readonly string[]): Promise<void> | null {
		const happenings = hashes.map((hash) => this.known.get(hash));
		return happenings.find((happening) => happening?.state === 'open')?.decided ?? null;
	}

	claim(memory: TriggerMemory, hashes: readonly string[], isTaken: Promise<boolean>): boolean {
		for (const hash of memory.seen) if (this.known.get(hash) === undefined) this.take(hash, TAKEN);
		const isHeld = hashes.some((hash) => (this.known.get(hash)?.state ?? 'lost') !== 'lost');
		if (!isHeld) this.open(memory, hashes, isTaken);
		return !isHeld;
	}

	private open(memory: TriggerMemory, hashes: readonly string[], isTaken: Promise<boolean>): void {
		// Leaves out what is still open: after a crash nobody could tell whether n8n took it.
		const write = (): void => {
			memory.seen = [...this.recent, ...hashes].slice(-STORED_KEYS);
		};
		write();
		this.unsaved.add(write);
		const settle = (taken: boolean): void => {
			this.unsaved.delete(write);
			happening.state = taken ? 'taken' : 'lost';
			if (!taken) return;
			for (const hash of hashes) this.take(hash, happening);
			for (const other of this.unsaved) other();
		};
		const happening: Happening = { state: 'open', decided: isTaken.then(settle) };
		for (const hash of hashes) this.known.set(hash, happening, KEEP_MS);
	}

	private take(hash: string, happening: Happening): void {
		this.known.set(hash, happening, KEEP_MS);
		this.recent.delete(hash);
		this.recent.add(hash);
		const [oldest] = this.recent;
		if (this.recent.size > STORED_KEYS && oldest !== undefined) this.recent.delete(oldest);
	}
}

const triggers = new BoundedMap<Claims>(TRIGGERS);

function claimsOf(trigger: string): Claims {
	const claims = triggers.get(trigger) ?? new Claims();
	triggers.set(trigger, claims, KEEP_MS);
	return claims;
}

/**
 * True if none of these keys was seen before; then all of them are claimed. The claim is taken back if it turns out
 * that n8n could not take the execution, so that a repetition counts as the first.
 *
 * n8n loads static data for each request and saves it afterwards, so simultaneous requests do not see each other's.
 * Therefore the memory of the process decides first, and static data only covers what came before the process started.
 * This is exact within one process; if several processes receive, the same event may run once in each.
 * @param trigger names the trigger in this process
 * @param isTaken whether n8n has the execution, as soon as that is known
 */
export const claim = (
	trigger: string,
	memory: TriggerMemory,
	keys: readonly string[],
	isTaken: Promise<boolean>,
): boolean => claimsOf(trigger).claim(memory, keys.map(hashOf), isTaken);

/**
 * Waits while any of these keys is open, and continues in the same turn once none is, so that the keys can be claimed.
 * A gateway whose connection broke repeats an event that may still be in progress: it is told that it was taken only if
 * it was.
 */
export async function untilDecided<T>(
	trigger: string,
	keys: readonly string[],
	goOn: () => T,
): Promise<T> {
	const claims = claimsOf(trigger);
	const hashes = keys.map(hashOf);
	for (;;) {
		const decision = claims.nextDecision(hashes);
		if (decision === null) return goOn();
		await decision;
	}
}

const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64').slice(0, HASH_LENGTH);
