import { pause } from '../../nodes/WhatsApp/transport/pause';

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

/** What a pause returns, and after how many milliseconds. */
async function watch(ms: number, signal?: AbortSignal): Promise<[boolean | null, number]> {
	const start = performance.now();
	let found: [boolean | null, number] = [null, -1];
	void pause(ms, signal).then((whole) => {
		found = [whole, performance.now() - start];
	});
	await jest.advanceTimersByTimeAsync(400_000);
	return found;
}

test.each([0, 1, 1_500, 9_999, 10_000, 10_001, 60_000, 300_000])(
	'a pause of %p ms takes at least that long, and hardly longer',
	async (ms) => {
		const [whole, tookMs] = await watch(ms);
		expect(whole).toBe(true);
		expect(tookMs).toBeGreaterThanOrEqual(ms);
		expect(tookMs).toBeLessThan(ms + 5);
	},
);

test.each([1, 700, 10_000, 43_210])(
	'an abort after %p ms ends the pause at once',
	async (afterMs) => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), afterMs);
		expect(await watch(100_000, cancel.signal)).toEqual([false, afterMs]);
	},
);

test('a pause with an aborted signal does not start', async () => {
	expect(await watch(10_000, AbortSignal.abort())).toEqual([false, 0]);
	expect(jest.getTimerCount()).toBe(0);
});

test('leaves no listener on the signal, and no timer for more than ten seconds', async () => {
	const { signal } = new AbortController();
	const add = jest.spyOn(signal, 'addEventListener');
	const remove = jest.spyOn(signal, 'removeEventListener');
	await watch(25_000, signal);
	expect(remove.mock.calls).toEqual(add.mock.calls);

	const cancel = new AbortController();
	void pause(300_000, cancel.signal);
	await jest.advanceTimersByTimeAsync(10);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(10_000);
	expect(jest.getTimerCount()).toBe(0);
});

test('many pauses share one listener on a signal, and an abort ends all that still wait', async () => {
	const cancel = new AbortController();
	const add = jest.spyOn(cancel.signal, 'addEventListener');
	const remove = jest.spyOn(cancel.signal, 'removeEventListener');
	const short = Array.from({ length: 20 }, async () => await pause(1_000, cancel.signal));
	const long = Array.from({ length: 20 }, async () => await pause(300_000, cancel.signal));
	expect(add).toHaveBeenCalledTimes(1);
	await jest.advanceTimersByTimeAsync(2_000);
	expect(await Promise.all(short)).toEqual(short.map(() => true));
	expect(remove).not.toHaveBeenCalled();
	cancel.abort();
	expect(await Promise.all(long)).toEqual(long.map(() => false));
	expect(remove.mock.calls).toEqual(add.mock.calls);
});

test('an abort also ends a pause that began after the others ended', async () => {
	const cancel = new AbortController();
	await Promise.all([pause(1_000, cancel.signal), jest.advanceTimersByTimeAsync(1_000)]);
	const later = pause(300_000, cancel.signal);
	cancel.abort();
	expect(await later).toBe(false);
});

test('a pause takes its full time even if the clock runs faster than the timers', async () => {
	jest.useRealTimers();
	const start = performance.now();
	expect(await pause(30)).toBe(true);
	expect(performance.now() - start).toBeGreaterThanOrEqual(30);
});
