import fc from 'fast-check';
import { Width, type SendRange } from '../../nodes/WhatsApp/transport/width';

/** How long a gateway takes for a send, in milliseconds, with this many in progress; null for a refusal. */
type Gateway = (inFlight: number) => number | null;

interface Sent {
	/** The time of all sends on a simulated clock, in milliseconds. */
	readonly ms: number;
	readonly widest: number;
}

/** Sends on a simulated clock: each lane starts its next send as soon as there is a free slot. */
function simulate(gateway: Gateway, range: SendRange, count: number): Sent {
	let now = 0;
	const width = new Width(range, () => now);
	const ends: { at: number; isRefused: boolean }[] = [];
	let [begun, widest] = [0, 0];
	for (let done = 0; done < count;) {
		while (begun < count && ends.length < width.now) {
			begun++;
			const ms = gateway(ends.length + 1);
			ends.push({ at: now + (ms ?? 1), isRefused: ms === null });
			widest = Math.max(widest, ends.length);
		}
		ends.sort((a, b) => a.at - b.at);
		const next = ends.shift();
		if (next === undefined) throw new Error('nothing is on its way');
		now = next.at;
		// A refused send is repeated.
		if (next.isRefused) {
			width.overloaded();
			begun--;
		} else {
			width.finished();
			done++;
		}
	}
	return { ms: now, widest };
}

const WAHA: SendRange = { first: 5, most: 50 };
const bestFixed = (gateway: Gateway, count: number): number =>
	Math.min(
		...[1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50].map(
			(width) => simulate(gateway, { first: width, most: width }, count).ms,
		),
	);

const flat: Gateway = () => 20;
const serial: Gateway = (inFlight) => 20 * inFlight;
const capped =
	(lanes: number): Gateway =>
	(inFlight) =>
		20 * Math.max(1, inFlight / lanes);
/** A gateway that gets less done the more requests it has. */
const thrashing =
	(lanes: number): Gateway =>
	(inFlight) =>
		20 * Math.max(1, inFlight / lanes) ** 2;

test('a gateway that takes any load gets the largest width', () => {
	const { ms, widest } = simulate(flat, WAHA, 500);
	expect(widest).toBe(50);
	expect(ms).toBeLessThan(simulate(flat, { first: 5, most: 5 }, 500).ms / 4);
});

test('a fixed concurrency is kept, whatever the gateway does', () => {
	for (const gateway of [flat, serial, thrashing(2)])
		expect(simulate(gateway, { first: 7, most: 7 }, 300).widest).toBe(7);
});

test.each<[string, Gateway, number]>([
	['does one thing at a time', serial, 1.1],
	['has 3 lanes', capped(3), 1.1],
	['has 10 lanes', capped(10), 1.1],
	['has 30 lanes', capped(30), 1.2],
	['breaks down above 4', thrashing(4), 1.2],
	['breaks down above 8', thrashing(8), 1.2],
	['breaks down above 25', thrashing(25), 1.3],
])('for a gateway that %s it is not much slower than the best fixed width', (_, gateway, times) => {
	const { ms } = simulate(gateway, WAHA, 2_000);
	expect(ms).toBeLessThanOrEqual(times * bestFixed(gateway, 2_000));
});

test('narrows once for all refusals of sends in flight together, down to 1 if they go on, and widens again later', () => {
	let now = 0;
	const width = new Width(WAHA, () => now);
	const finish = (count: number): void => {
		for (let i = 0; i < count; i++) {
			now += 20 / width.now;
			width.finished();
		}
	};
	finish(200);
	expect(width.now).toBe(50);
	width.overloaded();
	const narrowed = width.now;
	expect(narrowed).toBeLessThan(40);
	// The other 49 that were in flight are refused, too.
	for (let i = 1; i < 50; i++) width.overloaded();
	expect(width.now).toBe(narrowed);
	finish(50);
	for (let i = 0; i < 10; i++) {
		width.overloaded();
		finish(50);
	}
	expect(width.now).toBe(1);
	finish(20_000);
	expect(width.now).toBeGreaterThan(45);
});

test('the width stays between 1 and its maximum, whatever the gateway does', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 60 }),
			fc.integer({ min: 1, max: 60 }),
			fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 1_000 })), { maxLength: 400 }),
			(first, more, ends) => {
				let now = 0;
				const range = { first, most: first + more };
				const width = new Width(range, () => now);
				for (const [isOverload, ms] of ends) {
					now += ms;
					if (isOverload) width.overloaded();
					else width.finished();
					expect(width.now).toBeGreaterThanOrEqual(1);
					expect(width.now).toBeLessThanOrEqual(range.most);
				}
			},
		),
		{ numRuns: 500 },
	);
});

/** Latencies vary from send to send, as with real gateways. */
test.each([1, 2, 3, 4, 5])(
	'stays near the best fixed width when latencies vary (seed %p)',
	(seed) => {
		const random = seeded(seed);
		const varying =
			(gateway: Gateway): Gateway =>
			(inFlight) =>
				(gateway(inFlight) ?? 0) * 2 * random();
		for (const gateway of [flat, capped(10), capped(3), thrashing(8)]) {
			const { ms } = simulate(varying(gateway), WAHA, 2_000);
			expect(ms).toBeLessThanOrEqual(1.6 * bestFixed(varying(gateway), 2_000));
		}
	},
);

/** Numbers from 0 to 1, the same for each seed (mulberry32). */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
