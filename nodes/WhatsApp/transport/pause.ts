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
	const forget = signal === undefined ? null : onAbort(signal, wake);
	try {
		let leftMs = ms;
		do {
			await Promise.race([sleep(Math.ceil(Math.min(leftMs, SLICE_MS))), aborted]);
			leftMs = end - performance.now();
		} while (leftMs > 0 && !isEnded());
	} finally {
		forget?.();
	}
	return !isEnded();
}

interface AbortListener {
	/** Called when the signal aborts. */
	readonly wakes: Set<() => void>;
	readonly wakeAll: () => void;
}

/** One listener for all pauses of a signal, because Node.js writes of a leak to n8n's log at the eleventh. */
const listeners = new WeakMap<AbortSignal, AbortListener>();

/** Has an abort call `wake`; the returned function undoes it. */
function onAbort(signal: AbortSignal, wake: () => void): () => void {
	const { wakes, wakeAll } = listeners.get(signal) ?? listen(signal);
	wakes.add(wake);
	return () => {
		wakes.delete(wake);
		if (wakes.size > 0) return;
		signal.removeEventListener('abort', wakeAll);
		listeners.delete(signal);
	};
}

function listen(signal: AbortSignal): AbortListener {
	const wakes = new Set<() => void>();
	const wakeAll = (): void => {
		for (const wake of wakes) wake();
	};
	const listener = { wakes, wakeAll };
	signal.addEventListener('abort', wakeAll);
	listeners.set(signal, listener);
	return listener;
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
