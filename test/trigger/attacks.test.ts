import { useSandbox } from '../support/sandbox';
import {
	Bench,
	byWaha,
	byWarest,
	unsigned,
	wahaMessage,
	warestMessage,
	type Posted,
} from './bench';

const place = useSandbox();
const SECRET = 'a secret of mine';
const OTHER = 'another secret';
const MINUTE = 60_000;

interface Side {
	readonly name: 'waha' | 'warest';
	readonly refused: number;
	readonly message: (at?: number) => Record<string, unknown>;
	readonly sign: (body: unknown, secret: string) => Posted;
	readonly header: string;
}

const SIDES: readonly Side[] = [
	{
		name: 'waha',
		refused: 401,
		message: (at = Date.now()) => wahaMessage({ at }),
		sign: byWaha,
		header: 'x-webhook-hmac',
	},
	{
		name: 'warest',
		refused: 200,
		message: (at = Date.now()) => warestMessage({ at }),
		sign: byWarest,
		header: 'x-warest-signature',
	},
];

const bench = (name: Side['name'], options: Record<string, boolean> = {}): Bench =>
	new Bench({
		credential: place.credential(name),
		parameters: { registration: 'manual', options: { ...options, secret: SECRET } },
	});

const withHeader = (posted: Posted, name: string, value: string): Posted => ({
	...posted,
	headers: { ...posted.headers, [name]: value },
});

const without = (posted: Posted, ...names: string[]): Posted => ({
	...posted,
	headers: Object.fromEntries(
		Object.entries(posted.headers).filter(([name]) => !names.includes(name)),
	),
});

describe.each(SIDES)('$name', ({ name, refused, message, sign, header }) => {
	test('a signed delivery starts the workflow', async () => {
		const { status, items } = await bench(name).deliver(sign(message(), SECRET));
		expect(status).toBe(200);
		expect(items).toHaveLength(1);
		expect(items?.[0]?.json).toMatchObject({ event: 'message', text: 'hello' });
	});

	const signed = (): Posted => sign(message(), SECRET);
	const changed = (text: string): Posted => ({
		...signed(),
		rawBody: Buffer.from(String(signed().rawBody).replace('hello', text)),
	});
	const forged: ReadonlyArray<[string, () => Posted]> = [
		['no signature', () => unsigned(message())],
		['the signature of another secret', () => sign(message(), OTHER)],
		['the signature of no secret', () => sign(message(), '')],
		['the signature of another body', () => changed('jello')],
		[
			'a body with one more space',
			() => ({
				...signed(),
				rawBody: Buffer.concat([signed().rawBody ?? Buffer.of(), Buffer.from(' ')]),
			}),
		],
		['half a signature', () => cut(signed(), header, -10)],
		['an odd number of digits', () => cut(signed(), header, -1)],
		['an empty signature', () => withHeader(signed(), header, '')],
		['a signature that is none', () => withHeader(signed(), header, 'zz'.repeat(64))],
		['a signature of ten thousand signs', () => withHeader(signed(), header, 'a'.repeat(10_000))],
		['another algorithm', () => withOtherAlgorithm(signed(), name)],
		['an event of two hours ago', () => sign(message(Date.now() - 120 * MINUTE), SECRET)],
		['an event of just over an hour ago', () => sign(message(Date.now() - 61 * MINUTE), SECRET)],
		['an event of the future', () => sign(message(Date.now() + 6 * MINUTE), SECRET)],
	];

	test.each(forged)('%s starts nothing', async (_, posted) => {
		const trigger = bench(name);
		const { status, items, body } = await trigger.deliver(posted());
		expect({ status, items }).toEqual({ status: refused, items: null });
		expect(body).toEqual({ received: false, reason: expect.any(String) });
		expect(trigger.logged).toEqual([expect.stringMatching(/: a delivery was refused\. The /)]);
		expect(JSON.stringify([body, trigger.logged])).not.toMatch(/secret|hello/);
	});

	test.each([
		['59 minutes ago', -59],
		['4 minutes ahead', 4],
	])('accepts an event of %s', async (_, minutes) => {
		const posted = sign(message(Date.now() + minutes * MINUTE), SECRET);
		expect((await bench(name).deliver(posted)).items).toHaveLength(1);
	});

	test('with Accept Unsigned an unsigned delivery is accepted, and a wrong signature is refused', async () => {
		const trigger = bench(name, { acceptUnsigned: true });
		expect((await trigger.deliver(unsigned(message()))).items).toHaveLength(1);
		expect(await trigger.deliver(sign(message(), OTHER))).toMatchObject({
			status: refused,
			items: null,
		});
	});

	test('accepts nothing before the webhook is registered', async () => {
		const trigger = new Bench({ credential: place.credential(name), webhookId: 'new' });
		expect((await trigger.deliver(sign(message(), ''))).items).toBeNull();
		expect((await trigger.deliver(unsigned(message()))).items).toBeNull();
	});

	const unreadable: ReadonlyArray<[string, number, () => Posted]> = [
		[
			'a form',
			400,
			() =>
				withHeader(
					{ ...signed(), rawBody: undefined },
					'content-type',
					'multipart/form-data; boundary=x',
				),
		],
		['a text', 400, () => withHeader(signed(), 'content-type', 'text/plain')],
		['XML', 400, () => withHeader(signed(), 'content-type', 'application/xml')],
		['no content type', 400, () => without(signed(), 'content-type')],
		['no body', 400, () => ({ ...signed(), rawBody: undefined })],
		['an empty body', 400, () => sign('', SECRET)],
		['half a body', 400, () => sign(JSON.stringify(message()).slice(0, -5), SECRET)],
		['a list', 400, () => sign([message()], SECRET)],
		['a number', 400, () => sign('7', SECRET)],
		['null', 400, () => sign('null', SECRET)],
		['more than 8 MB', 413, () => sign({ ...message(), fill: 'x'.repeat(9 * 1_048_576) }, SECRET)],
	];

	test.each(unreadable)('%s gets the status code %i', async (_, expected, posted) => {
		const { status, items } = await bench(name).deliver(posted());
		expect({ status, items }).toEqual({ status: expected, items: null });
	});

	test('accepts a content type with a charset', async () => {
		const posted = withHeader(signed(), 'content-type', 'application/json; charset=utf-8');
		expect((await bench(name).deliver(posted)).items).toHaveLength(1);
	});

	test('an unknown event starts nothing, or comes as Other if that is chosen', async () => {
		const unknown = { ...message(), event: 'message.teleported' };
		const trigger = bench(name);
		expect(await trigger.deliver(sign(unknown, SECRET))).toMatchObject({
			status: 200,
			items: null,
		});
		trigger.parameters = { ...trigger.parameters, events: ['other'] };
		const { items } = await trigger.deliver(sign(unknown, SECRET));
		expect(items?.[0]?.json).toMatchObject({
			event: 'other',
			gatewayEvent: 'message.teleported',
		});
	});

	test('a delivery cannot pollute a prototype', async () => {
		const text = JSON.stringify(message()).replace('{', '{"__proto__":{"polluted":true},');
		const { items } = await bench(name).deliver(sign(text, SECRET));
		expect(items).toHaveLength(1);
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
	});

	test('a trigger with invalid settings responds with 503 and starts nothing', async () => {
		const trigger = bench(name);
		trigger.parameters = { ...trigger.parameters, filters: { textPattern: '(' } };
		expect(await trigger.deliver(signed())).toMatchObject({ status: 503, items: null });
	});
});

test.each([224, 256, 384, 512])('accepts SHA-%i signatures of WARest', async (bits) => {
	const posted = byWarest(warestMessage(), SECRET, bits);
	expect((await bench('warest').deliver(posted)).items).toHaveLength(1);
});

test('accepts the user name of WARest in the body only', async () => {
	const posted = without(byWarest(warestMessage(), SECRET), 'x-warest-username');
	expect((await bench('warest').deliver(posted)).items).toHaveLength(1);
});

test('the user name of WARest is part of the signing key', async () => {
	const posted = byWarest(warestMessage(), SECRET, 256, 'somebody');
	const renamed = withHeader(posted, 'x-warest-username', 'sandbox');
	expect((await bench('warest').deliver(renamed)).items).toBeNull();
});

test('the test event of WARest gets 200, whatever its signature', async () => {
	const preflight = {
		event: 'preflight',
		data: { ping: true, id: 'default', sessionId: 'default' },
		ts: Date.now(),
		session: { id: 'default', username: 'sandbox' },
	};
	const trigger = bench('warest');
	trigger.parameters = { ...trigger.parameters, events: ['message', 'other'] };
	for (const secret of [SECRET, OTHER])
		expect(await trigger.deliver(byWarest(preflight, secret))).toMatchObject({
			status: 200,
			items: null,
		});
});

test('an event of an old WAHA without a time is accepted once', async () => {
	const { id: _, timestamp: __, ...old } = wahaMessage();
	const trigger = bench('waha');
	expect((await trigger.deliver(byWaha(old, SECRET))).items).toHaveLength(1);
	expect((await trigger.deliver(byWaha(old, SECRET))).items).toBeNull();
});

function cut(posted: Posted, header: string, end: number): Posted {
	return withHeader(posted, header, (posted.headers[header] ?? '').slice(0, end));
}

/** The right digits under the name of another algorithm. */
function withOtherAlgorithm(posted: Posted, name: Side['name']): Posted {
	if (name === 'waha') return withHeader(posted, 'x-webhook-hmac-algorithm', 'sha256');
	const header = 'x-warest-signature';
	return withHeader(posted, header, (posted.headers[header] ?? '').replace('SHA256', 'SHA1'));
}
