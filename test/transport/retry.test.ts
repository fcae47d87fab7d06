import { readCredential } from '../../nodes/WhatsApp/client/readCredential';
import { readFault } from '../../nodes/WhatsApp/transport/fault';
import { readRequestOptions } from '../../nodes/WhatsApp/transport/options';
import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { Tries } from '../../nodes/WhatsApp/transport/retry';
import { Reach } from '../../nodes/WhatsApp/transport/waits';
import { answer } from '../support/dryRun';

const { connection } = readCredential({
	gateway: 'waha',
	baseUrl: 'http://waha:3000',
	apiKey: 'key',
});

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

const send: GatewayRequest = { method: 'POST', path: '/api/sendText', body: {} };
const read: GatewayRequest = { method: 'GET', path: '/api/sessions', effect: 'read' };

const tries = (request: GatewayRequest, options = {}, reach = new Reach()): Tries =>
	new Tries({ connection, options: readRequestOptions(options), reach }, request);

const said = (status: number, headers: Record<string, string> = {}): GatewayAnswer => ({
	...answer({}, status),
	headers,
});

/** What Node.js throws, with this code. */
const fault = (code: string): Error => Object.assign(new Error(code), { code });

/** The waits between tries that all end in the same way, in milliseconds. */
function waits(of: Tries, outcome: GatewayAnswer | string): number[] {
	const found: number[] = [];
	for (;;) {
		const again = of.again(
			typeof outcome === 'string'
				? { fault: readFault(fault(outcome)), isPart: false }
				: { answer: outcome, sentBytes: 0 },
		);
		if (again === null) return found;
		found.push(again.afterMs);
		jest.setSystemTime(Date.now() + again.afterMs);
		if (found.length > 1000) throw new Error('it never ends');
	}
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test.each<[string, GatewayRequest, GatewayAnswer | string]>([
	['a change whose answer was lost', send, 'ECONNRESET'],
	['a change that timed out', send, 'ECONNABORTED'],
	['a change behind a proxy that lost the gateway', send, said(502)],
	['a change that failed', send, said(500)],
	['a change behind Cloudflare', send, said(524)],
	['what was canceled', read, 'ERR_CANCELED'],
	['an address that is none', read, 'ERR_INVALID_URL'],
	['a certificate that nobody trusts', read, 'CERT_HAS_EXPIRED'],
	['an address that n8n blocks', read, 'The request was blocked because it is restricted'],
	['what was refused', read, said(400)],
	['a session that is not ready, without Wait for Session', send, said(422)],
	['a limit that lasts longer than anybody waits', send, said(429, { 'retry-after': '301' })],
])('%s is not retried', (_, request, outcome) => {
	expect(waits(tries(request), outcome)).toEqual([]);
});

test.each(['ECONNRESET', 'ECONNABORTED', '', said(502), said(520)])(
	'a read is retried twice after %p',
	(outcome) => {
		expect(waits(tries(read), outcome)).toHaveLength(2);
	},
);

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
	'a gateway that responded before is retried for half a minute after %s, also for a change',
	(fault) => {
		const reach = new Reach();
		reach.answered();
		const waited = sum(waits(tries(send, {}, reach), fault));
		expect(waited).toBeGreaterThanOrEqual(30_000);
		expect(waited).toBeLessThan(38_000);
	},
);

test('a gateway that never responded is retried briefly, and only by the first request', () => {
	const reach = new Reach();
	const waited = sum(waits(tries(send, {}, reach), 'ECONNREFUSED'));
	expect(waited).toBeGreaterThanOrEqual(1500);
	expect(waited).toBeLessThan(4000);
	expect(waits(tries(send, {}, reach), 'ECONNREFUSED')).toEqual([]);
	reach.answered();
	expect(waits(tries(send, {}, reach), 'ECONNREFUSED').length).toBeGreaterThan(0);
});

test('the retry time begins with the first failure, not while the request waits for its turn', () => {
	const reach = new Reach();
	reach.answered();
	const late = tries(send, {}, reach);
	jest.setSystemTime(Date.now() + 120_000);
	expect(sum(waits(late, 'ECONNREFUSED'))).toBeGreaterThanOrEqual(30_000);
});

test('a session that is not ready is retried for as long as Wait for Session says', () => {
	const starting = {
		...answer({ error: 'Session status is not as expected. Try again later' }, 422),
	};
	const waited = sum(waits(tries(send, { waitForSession: 20_000 }), starting));
	expect(waited).toBeGreaterThanOrEqual(20_000);
	expect(waited).toBeLessThan(22_000);
});

test.each([
	['told', '20', 20_000],
	['long', '300', 300_000],
])('a Retry-After that is %s is respected, within a limit for the total wait', (_, seconds, ms) => {
	const found = waits(tries(send), said(429, { 'retry-after': seconds }));
	expect(found[0]).toBeGreaterThanOrEqual(ms);
	expect(sum(found)).toBeLessThanOrEqual(300_000 * 1.25);
});

test.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
	'a gateway that always sends Retry-After: %s is not retried endlessly',
	(text) => {
		const found = waits(tries(send), said(429, { 'retry-after': text }));
		expect(found.length).toBeLessThan(100);
		expect(Math.min(...found)).toBeGreaterThanOrEqual(250);
	},
);

test('a 429 without Retry-After is retried five times, with longer waits', () => {
	const found = waits(tries(send), said(429));
	expect(found).toHaveLength(5);
	expect(found[0]).toBeGreaterThanOrEqual(1000);
	expect(found[4]).toBeGreaterThanOrEqual(5000);
});
