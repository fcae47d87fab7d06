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
	'%p ms take no less and hardly more',
	async (ms) => {
		const [whole, tookMs] = await watch(ms);
		expect(whole).toBe(true);
		expect(tookMs).toBeGreaterThanOrEqual(ms);
		expect(tookMs).toBeLessThan(ms + 5);
	},
);

test.each([1, 700, 10_000, 43_210])(
	'an abort after %p ms ends it then and there',
	async (afterMs) => {
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), afterMs);
		expect(await watch(100_000, cancel.signal)).toEqual([false, afterMs]);
	},
);

test('an aborted signal lets nothing begin', async () => {
	expect(await watch(10_000, AbortSignal.abort())).toEqual([false, 0]);
	expect(jest.getTimerCount()).toBe(0);
});

test('it leaves no listener on the signal, and no timer beyond ten seconds', async () => {
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

test('a clock that goes faster than the timers does not make it shorter', async () => {
	jest.useRealTimers();
	const start = performance.now();
	expect(await pause(30)).toBe(true);
	expect(performance.now() - start).toBeGreaterThanOrEqual(30);
});
