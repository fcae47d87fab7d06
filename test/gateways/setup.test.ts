import fc from 'fast-check';
import { checkClock, clockSkewSeconds } from '../../nodes/WhatsApp/gateways/setup/checks';
import { type Json, type JsonObject, isObject } from '../../nodes/WhatsApp/portable/json';
import { n8nAddressIn } from '../../nodes/WhatsApp/portable/webAddress';
import { noAnswer, type GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import { answer, dryRun, type DryRun } from '../support/dryRun';
import { surroundings } from '../support/surroundings';

const ID = '0b2f6d0e-6a43-4c6b-8a53-6d5b0f9c1d11';
const OURS = `http://n8n:5678/webhook/${ID}/webhook`;
const THEIRS = 'https://crm.example/hooks/in';
const MOVED = `https://old.example/webhook/${ID}/webhook`;

interface Where {
	readonly baseUrl?: string;
	readonly n8nAddress?: string | null;
}

const dated = (given: GatewayAnswer): GatewayAnswer => ({
	...given,
	headers: { date: new Date().toUTCString(), ...given.headers },
});

/** The findings about one session with this status and these webhooks. */
async function waha(
	sessions: ReadonlyArray<{ status: string; hooks?: readonly string[] }>,
	where: Where = {},
	more: { anonymous?: number; version?: GatewayAnswer; onlySession?: string } = {},
): Promise<DryRun> {
	const entries = sessions.map(({ hooks = [], status }, index): Json => ({
		name: `s${index + 1}`,
		status,
		config: {
			webhooks: hooks.map((url) => ({ url, events: ['message'], hmac: { key: 'secret' } })),
		},
		me: null,
	}));
	return await dryRun(
		'waha',
		['server', 'checkSetup'],
		{ options: more.onlySession === undefined ? {} : { onlySession: more.onlySession } },
		[
			dated(answer([])),
			answer({}, more.anonymous ?? 401),
			answer(entries),
			more.version ?? answer({ version: '2026.7.1', engine: 'GOWS' }),
		],
		true,
		surroundings({ gateway: 'waha', ...where }),
	);
}

const enveloped = (result: JsonObject, headers: Record<string, string> = {}): GatewayAnswer => ({
	...answer({ status: true, code: 1000, message: 'OK', results: [result] }),
	headers,
});

async function warest(
	sessions: ReadonlyArray<{ status: string; hook?: string }>,
	info: GatewayAnswer = enveloped({ serviceVersion: '0.3.44' }),
): Promise<DryRun> {
	const items = sessions.map(({ status }, index) => ({ id: `s${index + 1}`, status, me: null }));
	return await dryRun(
		'warest',
		['server', 'checkSetup'],
		{},
		[
			dated(enveloped({ items })),
			...sessions.map(({ hook = '' }) => enveloped({ webhookUrl: hook, webhookSecret: 'secret' })),
			info,
		],
		true,
		surroundings({ gateway: 'warest' }),
	);
}

interface Check {
	readonly ok: unknown;
	readonly seen: string;
	readonly nextStep: string | null;
}

const reportOf = ({ outputs }: DryRun): JsonObject => outputs[0]?.json as JsonObject;
function checkOf(done: DryRun, name: string): Check {
	const { checks } = reportOf(done);
	const found = isObject(checks) ? checks[name] : undefined;
	if (!isObject(found)) throw new Error(`no check ${name}`);
	return { ok: found.ok, seen: String(found.seen), nextStep: found.nextStep as string | null };
}

describe('requests', () => {
	test('WAHA is sent four read requests, one of them without the key', async () => {
		const { requests } = await waha([{ status: 'WORKING', hooks: [OURS] }]);
		expect(
			requests.map(({ anonymous, effect, method, path, query }) => [
				`${method} ${path}`,
				effect,
				query,
				anonymous,
			]),
		).toEqual([
			['GET /api/sessions', 'read', undefined, undefined],
			['GET /api/sessions', 'read', undefined, true],
			['GET /api/sessions', 'read', { all: true }, undefined],
			['GET /api/server/version', 'read', undefined, undefined],
		]);
	});

	test('WARest is sent one request per session for its webhook', async () => {
		const { requests } = await warest([{ status: 'open' }, { status: 'open' }]);
		expect(
			requests.map(({ body, effect, method, path }) => [`${method} ${path}`, effect, body]),
		).toEqual([
			['GET /api/v1/session/list', 'read', undefined],
			['POST /api/v1/session/s1/config', 'read', {}],
			['POST /api/v1/session/s2/config', 'read', {}],
			['GET /api/v1/server/info', 'read', undefined],
		]);
	});

	test('WARest is asked for the webhooks of the first 50 sessions only', async () => {
		const many = Array.from({ length: 1_000 }, () => ({ status: 'open' }));
		const done = await dryRun('warest', ['server', 'checkSetup'], {}, [
			dated(enveloped({ items: many.map((one, index) => ({ id: `s${index}`, ...one })) })),
			...Array.from({ length: 50 }, () => enveloped({ webhookUrl: '' })),
			enveloped({ serviceVersion: '0.3.44' }),
		]);
		expect(done.requests).toHaveLength(52);
		expect(reportOf(done).sessions).toHaveLength(1_000);
		expect(checkOf(done, 'sessions').seen).toBe(
			'The sessions "s0", "s1", "s2", "s3", "s4" and 995 more work',
		);
	});
});

test('the report has all fields in order, and no secret', async () => {
	const report = reportOf(await waha([{ status: 'WORKING', hooks: [`${OURS}?token=secret`] }]));
	expect(Object.keys(report)).toEqual([
		'ok',
		'nextStep',
		'gateway',
		'baseUrl',
		'n8nUrl',
		'version',
		'engine',
		'clockSkewSeconds',
		'sessions',
		'webhooks',
		'limits',
		'checks',
	]);
	expect(JSON.stringify(report)).not.toContain('secret');
	expect(report.sessions).toMatchObject([{ session: 's1', engine: 'GOWS' }]);
});

describe('sessions', () => {
	test.each([
		['STARTING', 'is starting', /^Wait/],
		['SCAN_QR_CODE', 'waits for its QR code to be scanned', /Get QR Code/],
		['PASSKEY_REQUIRED', 'waits for a passkey', /passkey/],
		['STOPPED', 'is stopped', /Session > Start/],
		['FAILED', 'has failed', /Session > Restart/],
	])('reports the session status %s on WAHA', async (status, seen, nextStep) => {
		expect(checkOf(await waha([{ status }]), 'sessions')).toEqual({
			ok: false,
			seen: `The session "s1" ${seen}`,
			nextStep: expect.stringMatching(nextStep),
		});
	});

	test.each([
		['open', null],
		['reconnecting', 'is reconnecting'],
		['logged_out', 'is logged out'],
		['replaced', 'has failed'],
		['stopped', 'is stopped'],
	])('reports the session status %s on WARest', async (status, seen) => {
		expect(checkOf(await warest([{ status }]), 'sessions')).toMatchObject(
			seen === null
				? { ok: true, seen: 'The session "s1" works', nextStep: null }
				: { ok: false, seen: `The session "s1" ${seen}` },
		);
	});

	test('reports all sessions that do not work, or only that of the option', async () => {
		const sessions = [
			{ status: 'WORKING' },
			{ status: 'STOPPED' },
			{ status: 'STOPPED' },
			{ status: 'FAILED' },
		];
		expect(checkOf(await waha(sessions), 'sessions').seen).toBe(
			'The session "s2" is stopped, and "s3", "s4" do not work either',
		);
		const only = await waha(sessions, {}, { onlySession: 's1' });
		expect(checkOf(only, 'sessions').ok).toBe(true);
		expect(reportOf(only)).toMatchObject({ ok: true, sessions: [{ session: 's1' }] });
	});

	test('reports that there is no session', async () => {
		const check = checkOf(await waha([]), 'sessions');
		expect(check.ok).toBe(false);
		expect(check.nextStep).toContain('Session > Create');
	});
});

describe('webhooks', () => {
	const judge = async (
		hooks: readonly string[],
		where: Where = {},
	): Promise<[unknown, unknown]> => {
		const done = await waha([{ status: 'WORKING', hooks }], where);
		return [checkOf(done, 'webhooks').ok, checkOf(done, 'localhost').ok];
	};

	test.each<[string, readonly string[], Where, boolean | null, boolean | null]>([
		['none', [], {}, null, true],
		['ours', [OURS], {}, true, true],
		['ours beside another', [THEIRS, OURS], {}, true, true],
		['ours beside the one of before', [MOVED, OURS], {}, true, true],
		['only another', [THEIRS], {}, false, true],
		['only the one of before', [MOVED], {}, false, true],
		['no web address', ['n8n:5678/webhook'], {}, false, true],
		['other port', [OURS.replace('5678', '5679')], {}, false, true],
		['https in place of http', [OURS.replace('http:', 'https:')], {}, false, true],
		[
			'n8n below a path',
			[`http://n8n:5678/auto/webhook/${ID}/webhook`],
			{ n8nAddress: 'http://n8n:5678/auto/' },
			true,
			true,
		],
		['beside the path of n8n', [OURS], { n8nAddress: 'http://n8n:5678/auto/' }, false, true],
		['n8n tells no address', [OURS], { n8nAddress: null }, null, true],
		[
			'localhost for another host',
			['http://localhost:5678/webhook/1/webhook'],
			{ n8nAddress: 'http://localhost:5678/' },
			false,
			false,
		],
		[
			'localhost, and another is registered',
			[OURS],
			{ n8nAddress: 'http://localhost:5678/' },
			false,
			null,
		],
		[
			'nothing registered yet, and n8n is at localhost',
			[],
			{ n8nAddress: 'http://localhost:5678/' },
			null,
			null,
		],
		[
			'localhost for localhost',
			['http://localhost:5678/webhook/1/webhook'],
			{ n8nAddress: 'http://localhost:5678/', baseUrl: 'http://127.0.0.1:3000' },
			true,
			true,
		],
		[
			'localhost for the host of Docker',
			['http://localhost:5678/webhook/1/webhook'],
			{ n8nAddress: 'http://localhost:5678/', baseUrl: 'http://host.docker.internal:3000' },
			null,
			null,
		],
	])('judges the webhooks: %s', async (_, hooks, where, webhooks, localhost) => {
		expect(await judge(hooks, where)).toEqual([webhooks, localhost]);
	});

	test('fails if a session sends its events elsewhere, unless it is left out', async () => {
		const two = [
			{ status: 'WORKING', hooks: [OURS] },
			{ status: 'WORKING', hooks: [THEIRS] },
			{ status: 'WORKING' },
		];
		const check = checkOf(await waha(two), 'webhooks');
		expect(check).toMatchObject({
			ok: false,
			seen: expect.stringContaining('"s2" go to crm.example'),
		});
		expect(checkOf(await waha(two, {}, { onlySession: 's1' }), 'webhooks').ok).toBe(true);
	});

	test('warns that WARest may lose its webhook after a reconnect', async () => {
		const check = checkOf(await warest([{ status: 'open', hook: OURS }]), 'webhooks');
		expect(check).toMatchObject({
			ok: true,
			nextStep: expect.stringContaining('after a reconnect'),
		});
	});
});

describe('API key, version and limits', () => {
	test('reports that WAHA accepts requests without an API key', async () => {
		const done = await waha([{ status: 'WORKING' }], {}, { anonymous: 200 });
		expect(checkOf(done, 'apiKey')).toMatchObject({
			ok: null,
			nextStep: 'Update it and set WAHA_API_KEY.',
		});
		expect(reportOf(done).ok).toBe(true);
	});

	test("an unknown version of WARest for a user's key is no failure", async () => {
		const headers = {
			'x-ratelimit-limit': '120',
			'x-ratelimit-remaining': '7',
			'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 30),
		};
		const refused = { ...answer({ error: 'Admin only' }, 403), headers };
		const done = await warest([{ status: 'open' }], refused);
		expect(checkOf(done, 'gateway')).toEqual({
			ok: true,
			seen: 'WARest, which does not tell its version: This needs an admin key of WARest',
			nextStep: null,
		});
		expect(reportOf(done)).toMatchObject({
			version: null,
			limits: [{ name: 'rateLimit', limit: 120, remaining: 7 }],
		});
		expect(checkOf(done, 'limits').seen).toMatch(/^7 of 120 left of the rate limit for 3\d s$/);
	});

	test('reports a quota that is used up', async () => {
		const headers = {
			'x-quota-limit': '500',
			'x-quota-remaining': '0',
			'x-quota-reset': String(Math.floor(Date.now() / 1000) + 30),
		};
		const info = enveloped({ serviceVersion: '0.3.44' }, headers);
		const check = checkOf(await warest([{ status: 'open' }], info), 'limits');
		expect(check).toMatchObject({
			ok: false,
			nextStep: expect.stringMatching(/^Wait 3\d seconds/),
		});
	});

	test.each([500, 404])('the status code %d for the version is no failure', async (status) => {
		const version = answer(
			{ statusCode: status, message: 'Cannot GET /api/server/version' },
			status,
		);
		const done = await waha([{ status: 'WORKING' }], {}, { version });
		expect(checkOf(done, 'gateway')).toMatchObject({ ok: true });
		expect(reportOf(done)).toMatchObject({ ok: true, version: null, engine: null });
	});
});

describe('clock difference', () => {
	const seen = (date: string | undefined, askedAt: number, answeredAt: number): number | null =>
		clockSkewSeconds({
			answer: {
				...noAnswer({ kind: 'broken', nothingSent: false, reason: null }),
				headers: date === undefined ? {} : { date },
			},
			askedAt,
			answeredAt,
			trouble: null,
		});

	test('is accurate to the request time plus 1.5 s, and overstated by 0.5 s at most', () => {
		const now = Date.UTC(2026, 0, 2, 3, 4, 5);
		const milliseconds = fc.integer({ min: 0, max: 20_000 });
		const offset = fc.integer({ min: -4_000_000, max: 4_000_000 });
		fc.assert(
			fc.property(milliseconds, milliseconds, milliseconds, offset, (start, there, back, off) => {
				const askedAt = now + start;
				const date = new Date(askedAt + there + off).toUTCString();
				const skew = seen(date, askedAt, askedAt + there + back) ?? Number.NaN;
				expect(Math.abs(skew - off / 1000)).toBeLessThanOrEqual((there + back) / 1000 + 1.5);
				if (off === 0) expect(skew).toBe(0);
				// The reported difference is never greater than the real one.
				expect(Math.abs(skew)).toBeLessThanOrEqual(Math.abs(off) / 1000 + 0.5);
			}),
		);
	});

	test.each([
		[60, true],
		[61, false],
		[-60, true],
		[-61, false],
		[0, true],
		[null, null],
	])('a difference of %s s has the result %s', (skew, ok) => {
		expect(checkClock(skew).ok).toBe(ok);
	});

	test.each([undefined, '', 'yesterday'])('the date header "%s" yields no difference', (date) => {
		expect(seen(date, 0, 0)).toBeNull();
	});
});

test.each([
	['http://localhost:5678/webhook-waiting/12', 'http://localhost:5678/'],
	['https://n8n.example.com/webhook-waiting/12?signature=abc', 'https://n8n.example.com/'],
	['https://example.com/n8n/webhook-waiting/12', 'https://example.com/n8n/'],
	['https://example.com/other-name/__UNKNOWN__', 'https://example.com/'],
	['n8n.example.com/webhook-waiting/12', null],
	['', null],
])("reads n8n's address from %s", (resumeUrl, address) => {
	expect(n8nAddressIn(resumeUrl)).toBe(address);
});
