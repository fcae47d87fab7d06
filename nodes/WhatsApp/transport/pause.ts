import { sleep } from 'n8n-workflow';

/**
 * The longest timer left running when a pause ends early, in milliseconds: n8n-workflow's `sleep` cannot be cancelled,
 * and its `sleepWithAbort` is missing from 2.34 on.
 */
const SLICE_MS = 10_000;

/**
 * The package's only way to wait. It takes at least the whole time, and at least one turn of the event loop.
 * @param ms on the monotonic clock
 * @param signal ends the pause early
 * @returns whether the whole time has passed
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
	const isEnded = (): boolean => signal?.aborted === true;
	if (isEnded()) return false;
	const end = performance.now() + ms;
	let wake = (): void => undefined;
	const aborted = new Promise<void>((resolve) => {
		wake = resolve;
	});
	const leave = signal === undefined ? null : join(signal, wake);
	try {
		let leftMs = ms;
		do {
			await Promise.race([sleep(Math.ceil(Math.min(leftMs, SLICE_MS))), aborted]);
			leftMs = end - performance.now();
		} while (leftMs > 0 && !isEnded());
	} finally {
		leave?.();
	}
	return !isEnded();
}

/** Pauses that a signal ends. They share one listener, because Node.js writes of a leak to n8n's log at the eleventh. */
const waiting = new WeakMap<AbortSignal, Crowd>();

interface Crowd {
	readonly members: Set<() => void>;
	readonly wakeAll: () => void;
}

/** Has a signal call `wake`; the returned function undoes it. */
function join(signal: AbortSignal, wake: () => void): () => void {
	const { members, wakeAll } = waiting.get(signal) ?? gather(signal);
	members.add(wake);
	return () => {
		members.delete(wake);
		if (members.size > 0) return;
		signal.removeEventListener('abort', wakeAll);
		waiting.delete(signal);
	};
}

function gather(signal: AbortSignal): Crowd {
	const members = new Set<() => void>();
	const wakeAll = (): void => {
		for (const wake of members) wake();
	};
	const crowd = { members, wakeAll };
	signal.addEventListener('abort', wakeAll);
	waiting.set(signal, crowd);
	return crowd;
}

/** The result of a piece of work, or null when it takes too long; the signal then tells it to stop. */
export async function inTime<T>(
	milliseconds: number,
	work: (over: AbortSignal) => Promise<T>,
): Promise<T | null> {
	const over = new AbortController();
	try {
		return await Promise.race([
			work(over.signal),
			pause(milliseconds, over.signal).then(() => null),
		]);
	} finally {
		over.abort();
	}
}
