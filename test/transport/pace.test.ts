import { Pace, retryAfterMs, type Limit } from '../../nodes/WhatsApp/transport/pace';
import type { GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { Waits } from '../../nodes/WhatsApp/transport/waits';
import { answer } from '../support/dryRun';

/** Moves the clock instead of waiting. */
class MovedClock extends Waits {
	readonly slept: number[] = [];

	constructor() {
		super(undefined);
	}

	override async sleep(ms: number): Promise<void> {
		this.slept.push(ms);
		jest.setSystemTime(Date.now() + ms);
		await Promise.resolve();
	}
}

let clock: MovedClock;
let pace: Pace;

beforeEach(() => {
	jest.useFakeTimers({ now: 1_800_000_000_000 });
	clock = new MovedClock();
	pace = new Pace(clock);
});
afterEach(() => jest.useRealTimers());

const send = (more: Partial<GatewayRequest> = {}): GatewayRequest => ({
	method: 'POST',
	path: '/send',
	...more,
});
const rate = (remaining: number, resetMs: number, more: Partial<Limit> = {}): Limit => ({
	name: 'ratelimit',
	remaining,
	resetMs,
	counts: 'cost',
	...more,
});
/** The total wait for this many requests. */
async function waited(times: number, request = send()): Promise<number> {
	const before = Date.now();
	for (let i = 0; i < times; i++) await pace.clear(request);
	return Date.now() - before;
}
const pass = (ms: number): void => {
	jest.setSystemTime(Date.now() + ms);
};

/**
 * A wait is slightly longer than the gateway asked, because clocks differ, and so that requests do not all return at
 * once.
 */
const expectAbout = (ms: number, told: number): void => {
	expect(ms).toBeGreaterThanOrEqual(told);
	expect(ms).toBeLessThanOrEqual((told + 150) * 1.25 + 1);
};

test('does not wait before a limit is known', async () => {
	expect(await waited(1000)).toBe(0);
});

test('waits if a window is full, and not if it has room', async () => {
	pace.heed(send(), [rate(3, 5000)], null);
	expect(await waited(3)).toBe(0);
	expectAbout(await waited(1), 5000);
	expect(await waited(100)).toBe(0);
});

test('counts a request with its cost in a rate limit, and as one in a quota', async () => {
	const double = send({ cost: 2 });
	pace.heed(double, [rate(5, 5000)], null);
	expect(await waited(2, double)).toBe(0);
	expectAbout(await waited(1, double), 5000);
	pace.heed(double, [rate(3, 9000, { name: 'quota', counts: 'requests' })], null);
	expect(await waited(3, double)).toBe(0);
	expectAbout(await waited(1, double), 9000);
});

test('a request without cost does not wait for a full window', async () => {
	pace.heed(send(), [rate(0, 5000), rate(0, 5000, { name: 'quota', counts: 'requests' })], null);
	expect(await waited(1, send({ cost: 0 }))).toBe(0);
});

test('waits for the longest of several full windows', async () => {
	pace.heed(send(), [rate(0, 2000), rate(0, 8000, { name: 'quota', counts: 'requests' })], null);
	expectAbout(await waited(1), 8000);
});

test('uses the lowest remaining count, whatever the order of the responses', async () => {
	pace.heed(send(), [rate(1, 5000)], null);
	pace.heed(send(), [rate(4, 5900)], null);
	expect(await waited(1)).toBe(0);
	expectAbout(await waited(1), 5000);
});

test('a new window replaces the old one, and a late response of the old one changes nothing', async () => {
	pace.heed(send(), [rate(0, 5000)], null);
	pass(6000);
	pace.heed(send(), [rate(9, 60_000)], null);
	pace.heed(send(), [rate(0, 0)], null);
	expect(await waited(9)).toBe(0);
	expectAbout(await waited(1), 60_000);
});

test('waits no longer than five minutes for a window', async () => {
	pace.heed(send(), [rate(0, 3_600_000)], null);
	expectAbout(await waited(1), 300_000);
});

test('once known, a pause per recipient applies to each recipient separately', async () => {
	const anna = send({ cooldown: 'anna' });
	const ben = send({ cooldown: 'ben' });
	await pace.clear(anna);
	pace.heed(anna, [], { ms: 3000, perRecipient: true });
	expect(await waited(1, ben)).toBe(0);
	expect(await waited(1, ben)).toBe(3150);
	expect(await waited(1, send())).toBe(0);
	expect(await waited(2, ben)).toBe(6300);
});

test('learns the whole pause from a refusal that gives only the rest of it', async () => {
	const anna = send({ cooldown: 'anna' });
	await pace.clear(anna);
	pass(2200);
	await pace.clear(anna);
	pace.heed(anna, [], { ms: 1000, perRecipient: true });
	// The refused one does not count: the pause began with the first.
	expect(await waited(1, anna)).toBe(1150);
	expect(await waited(1, anna)).toBe(3350);
});

test('takes the given pause as the whole one if another client began it', async () => {
	const anna = send({ cooldown: 'anna' });
	await pace.clear(anna);
	pass(60_000);
	await pace.clear(anna);
	pace.heed(anna, [], { ms: 2000, perRecipient: true });
	await pace.clear(anna);
	expect(await waited(1, anna)).toBe(2150);
});

test.each([
	['3', 3000],
	['0', 0],
	[' 120 ', 120_000],
	['Fri, 15 Jan 2027 08:00:10 GMT', 10_000],
	['Thu, 14 Jan 2027 08:00:00 GMT', 0],
	['', null],
	['soon', null],
	['1.5', null],
	['-1', null],
	['99999999999', null],
])('reads Retry-After %j', (text, ms) => {
	const said = { ...answer({}, 429), headers: { 'retry-after': text } };
	expect(retryAfterMs(said, Date.parse('2027-01-15T08:00:00Z'))).toBe(ms);
});

test('returns null without Retry-After', () => {
	expect(retryAfterMs(answer({}, 429))).toBeNull();
});
