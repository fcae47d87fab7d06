import { createHash } from 'crypto';
import { BoundedMap } from './bounded';
import { REPLAY_FUTURE_MS, REPLAY_PAST_MS } from './delivery';
import type { TriggerMemory } from './memory';

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

/** Something that starts the workflow. It is `open` until it is clear whether n8n took it, and `lost` when n8n did not. */
interface Happening {
	state: 'open' | 'taken' | 'lost';
	/** Resolves when it is no longer open. */
	readonly decided: Promise<void>;
}

const TAKEN: Happening = { state: 'taken', decided: Promise.resolve() };

/** What one trigger has claimed. */
class Claims {
	private readonly known = new BoundedMap<Happening>(KEYS);

	/** What n8n took last, the newest at the end. */
	private readonly recent = new Set<string>();

	/** The writers of static data that n8n has yet to save. */
	private readonly unsaved = new Set<() => void>();

	/** Resolves when one of these that is open is decided; null when none is open. */
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
		// Without what others have open: after a crash nobody could tell whether n8n took it.
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
 * True when this is the first time that any of these keys is seen; then all of them are taken, unless it turns out that
 * n8n could not take the execution: then a repetition counts as the first.
 *
 * n8n loads static data for each request and saves it after, so requests that come together do not see each other's.
 * Hence the memory of the process decides first, and static data only what came before the process started. It is
 * exact within one process; where several receive, the same thing may run once in each.
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
 * Waits while it is open what becomes of any of these keys, and goes on at once, so that they can be claimed, when none
 * is. A gateway whose connection broke repeats what may be on its way still: it is told that it was taken only when it
 * was.
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
