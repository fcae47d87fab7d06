import http from 'node:http';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { gateways } from '../../nodes/WhatsApp/gateways';
import {
	seedDefaultWorld,
	startSandbox,
	type GatewayName,
	type Sandbox,
	type World,
} from '../../sandbox';
import { mistakes, sentenceOf, type Mistake } from '../credential/mistakes';
import { startPlaces, type Places } from '../credential/places';
import { runNode, type RunRequest, type RunResult, type TestCredential } from '../support/engine';
import { silent, useFakeGateway } from '../support/fakeGateway';
import { GATEWAYS } from '../support/sandbox';
import { useServer } from '../support/server';

/** The address of n8n in these tests, as a gateway sees it. */
const N8N = 'http://n8n.example:5678/';
const TRIGGER = 'webhook/0b2f6d0e-6a43-4c6b-8a53-6d5b0f9c1d11/webhook';

/** One session, which works. */
function oneSession(world: World): void {
	seedDefaultWorld(world);
	for (const name of ['support', 'spare']) world.removeSession(name);
}

const fake = useFakeGateway();
let sandbox: Sandbox;
let places: Places;
beforeAll(async () => {
	places = await startPlaces();
});
afterAll(async () => await places.close());
beforeEach(async () => {
	sandbox = await startSandbox({ seed: oneSession, wahaVersion: '2026.7.1' });
});
afterEach(async () => await sandbox.close());

const credentialOf = (gateway: GatewayName): TestCredential => ({
	gateway,
	baseUrl: sandbox[gateway].url,
	apiKey: sandbox[gateway].apiKey,
});

/** Makes a session send its events to these addresses; WARest and Evolution API use only the first. */
async function register(gateway: GatewayName, urls: readonly string[]): Promise<void> {
	const { apiKey, url } = sandbox[gateway];
	if (gateway === 'waha')
		await axios.put(
			`${url}/api/sessions/default`,
			{ config: { webhooks: urls.map((hook) => ({ url: hook, events: ['message'] })) } },
			{ headers: { 'X-Api-Key': apiKey } },
		);
	else if (gateway === 'evolution')
		await axios.post(
			`${url}/webhook/set/default`,
			// Evolution API accepts no empty URL, so a webhook without one is disabled.
			{ webhook: { enabled: urls.length > 0, url: urls[0] ?? N8N, events: ['CALL'], headers: {} } },
			{ headers: { apikey: apiKey } },
		);
	else
		await axios.post(
			`${url}/api/v1/session/default/config`,
			{ webhookUrl: urls[0] ?? '', webhookSecret: 'a secret' },
			{ headers: { 'X-WAREST-API-KEY': apiKey } },
		);
}

const run = async (
	gateway: GatewayName,
	{ credential = {}, options = {}, requestOptions = {}, ...more }: Given = {},
): Promise<RunResult> =>
	await runNode({
		credential: { ...credentialOf(gateway), ...credential },
		parameters: { resource: 'server', operation: 'checkSetup', options, requestOptions },
		n8nAddress: N8N,
		...more,
	});

interface Given extends Partial<Omit<RunRequest, 'credential' | 'parameters'>> {
	readonly credential?: Partial<RunRequest['credential']>;
	readonly options?: INodeParameters;
	readonly requestOptions?: INodeParameters;
}

interface Check {
	readonly ok: boolean | null;
	readonly seen: string;
	readonly nextStep: string | null;
}
interface Report {
	readonly ok: boolean;
	readonly nextStep: string | null;
	readonly checks: Readonly<Record<string, Check>>;
	readonly [name: string]: unknown;
}

/** The report, which is the only item, and never an error. */
async function check(gateway: GatewayName, given: Given = {}): Promise<Report> {
	const { error, items } = await run(gateway, given);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	expect(items).toHaveLength(1);
	const { json, pairedItem } = items[0] ?? { json: {} };
	expect(pairedItem).toEqual({ item: 0 });
	return json as unknown as Report;
}

const verdicts = ({ checks }: Report): Record<string, boolean | null> =>
	Object.fromEntries(Object.entries(checks).map(([name, { ok }]) => [name, ok]));

describe.each(GATEWAYS)('%s', (gateway) => {
	const other = gateway === 'warest' ? 'waha' : 'warest';
	const { name } = gateways[gateway];

	test('reports a complete setup as fine, without the path of the webhook or the API key', async () => {
		await register(gateway, [`${N8N}${TRIGGER}`]);
		sandbox.requests.length = 0;
		const report = await check(gateway);
		expect(report).toMatchObject({
			ok: true,
			nextStep: null,
			gateway: name,
			baseUrl: sandbox[gateway].url,
			n8nUrl: N8N,
			clockSkewSeconds: 0,
			sessions: [{ session: 'default', status: 'working' }],
			webhooks: [{ session: 'default', origin: 'http://n8n.example:5678', reachesN8n: true }],
		});
		expect(verdicts(report)).toEqual({
			reachable: true,
			gateway: true,
			apiKey: true,
			sessions: true,
			localhost: true,
			webhooks: true,
			clock: true,
			limits: gateway === 'warest' ? true : null,
		});
		// The rest of a webhook's address is often a secret.
		expect(JSON.stringify(report)).not.toContain('/webhook');
		expect(JSON.stringify(report)).not.toContain(sandbox[gateway].apiKey);
	});

	test('reports version, engine and limits of the gateway', async () => {
		const report = await check(gateway, {
			credential: gateway === 'warest' ? { apiKey: sandbox.warest.adminKey } : {},
		});
		const told = {
			waha: { version: '2026.7.1', engine: 'NOWEB', limits: [] },
			warest: {
				version: '0.3.44',
				engine: null,
				limits: [
					{ name: 'rateLimit', limit: 120, resetsInSeconds: expect.any(Number) },
					{ name: 'quota', limit: 500, resetsInSeconds: expect.any(Number) },
				],
			},
			evolution: { version: '2.3.7', engine: null, limits: [] },
		}[gateway];
		expect(report).toMatchObject(told);
		expect(report.checks.gateway?.seen).toBe(
			`${name} ${told.version}${told.engine === null ? '' : ` with ${told.engine}`}`,
		);
	});

	test('changes nothing', async () => {
		await register(gateway, [`${N8N}${TRIGGER}`]);
		const state = async (): Promise<unknown> => {
			const { sessions, webhooks } = await check(gateway);
			return { sessions, webhooks, deliveries: sandbox.deliveries.length };
		};
		const before = await state();
		sandbox.requests.length = 0;
		expect(await state()).toEqual(before);
		for (const { body, method, url } of sandbox.requests)
			// The only way in which WARest shows a webhook; an empty object changes nothing.
			expect([method, method === 'POST' ? [url, body] : null]).toEqual(
				method === 'POST' ? ['POST', ['/api/v1/session/default/config', {}]] : ['GET', null],
			);
	});

	test.each([
		['to its next step', { onError: 'stopWorkflow' } as const],
		['also where the node goes on', { onError: 'continueErrorOutput' } as const],
	])('reports an unreachable gateway, %s', async (_, settings) => {
		await sandbox.setDown(gateway, true);
		const report = await check(gateway, { settings });
		expect(report).toMatchObject({ ok: false, sessions: [], webhooks: [], clockSkewSeconds: null });
		expect(verdicts(report)).toEqual({
			reachable: false,
			gateway: null,
			apiKey: null,
			sessions: null,
			// The sandbox is at 127.0.0.1.
			localhost: false,
			webhooks: null,
			clock: null,
			limits: null,
		});
		expect(report.checks.reachable?.seen).toBe(
			`${name} at ${sandbox[gateway].url} cannot be reached: nothing answers there`,
		);
		expect(report.nextStep).toMatch(/^If n8n runs in Docker, localhost is n8n's own container/);
	});

	test('reports a wrong API key', async () => {
		const report = await check(gateway, { credential: { apiKey: 'not-the-key' } });
		expect(verdicts(report)).toEqual({
			reachable: true,
			gateway: true,
			apiKey: false,
			sessions: null,
			localhost: null,
			webhooks: null,
			clock: true,
			limits: null,
		});
		expect(report.checks.apiKey?.seen).toBe(`${name} refused the API key`);
		expect(report.nextStep).toBe('Check API Key, Gateway and Base URL in the credential.');
	});

	test('reports that another gateway runs at the address', async () => {
		const { apiKey, url } = sandbox[other];
		const report = await check(gateway, { credential: { baseUrl: url, apiKey } });
		expect(verdicts(report)).toMatchObject({ reachable: true, gateway: false, apiKey: null });
		expect(report.nextStep).toBe(`Choose ${gateways[other].name} as Gateway.`);
		expect(report.clockSkewSeconds).toBeNull();
	});

	const told = (mistake: Pick<Mistake, 'says'>, address: string): string =>
		sentenceOf(mistake, { gateway, other, address });

	/** The first failed check of the way to the gateway. */
	const failed = ({ checks }: Report): Check | undefined =>
		[checks.reachable, checks.gateway, checks.apiKey].find((one) => one?.ok === false);

	// What the credential itself refuses is an error here, too, because no request can be made.
	const askable = mistakes.filter(({ title }) => !title.startsWith('No `http'));
	test.each(askable.filter(({ isSlow }) => isSlow !== true))(
		'explains like the credential test: $title',
		async (mistake) => {
			const stage = { sandbox, places, gateway, other } as const;
			const credential = { ...credentialOf(gateway), ...mistake.typed(stage) };
			const report = await check(gateway, { credential });
			const wrong = failed(report);
			expect(`${wrong?.seen}. ${wrong?.nextStep}`).toBe(
				told(mistake, credential.baseUrl).replace(
					// The node has an option that the credential test cannot see.
					/Use a valid certificate, or .*/,
					'Use a valid certificate, or switch on Ignore SSL Issues under Request Options if this is your own server.',
				),
			);
			expect([report.ok, report.nextStep]).toEqual([false, wrong?.nextStep]);
		},
	);

	test.each(askable.filter(({ isSlow }) => isSlow === true))(
		'explains like the credential test, in time: $title',
		async (mistake) => {
			fake.answer = silent;
			const before = Date.now();
			const report = await check(gateway, { credential: { baseUrl: fake.url } });
			expect(Date.now() - before).toBeLessThan(16_000);
			const { nextStep, seen } = failed(report) ?? {};
			expect(`${seen}. ${nextStep}`).toBe(told(mistake, fake.url));
		},
	);

	test('does not send the API key to the target of a redirect', async () => {
		places.seen.length = 0;
		await check(gateway, { credential: { baseUrl: `http://127.0.0.1:${places.redirect}` } });
		expect(places.seen).toEqual([]);
	});

	test('reports a stopped session, and how to start it', async () => {
		sandbox.world.session('default').stop();
		const report = await check(gateway);
		expect(report).toMatchObject({ ok: false, sessions: [{ status: 'stopped' }] });
		expect(report.checks.sessions).toEqual({
			ok: false,
			seen: 'The session "default" is stopped',
			nextStep: 'Start it with Session > Start.',
		});
		expect(report.nextStep).toBe('Start it with Session > Start.');
	});

	test('reports an unknown session, and which ones exist', async () => {
		const report = await check(gateway, { options: { onlySession: 'sales' } });
		expect(report.checks.sessions).toEqual({
			ok: false,
			seen: `${name} has no session "sales"`,
			nextStep: 'This API key has: default.',
		});
	});

	test('a missing webhook is not an error', async () => {
		const { checks, ok } = await check(gateway);
		expect(ok).toBe(true);
		expect(checks.webhooks).toMatchObject({
			ok: null,
			seen: 'No session sends its events anywhere',
		});
	});

	test('reports a webhook with another address of n8n', async () => {
		await register(gateway, [`http://n8n-of-before.example:5678/${TRIGGER}`]);
		const report = await check(gateway);
		expect(report.webhooks).toEqual([
			{ session: 'default', origin: 'http://n8n-of-before.example:5678', reachesN8n: false },
		]);
		expect(report.checks.webhooks).toEqual({
			ok: false,
			seen: `The events of "default" go to n8n-of-before.example:5678 and not to this n8n at ${N8N}`,
			nextStep: expect.stringMatching(
				/^If n8n has moved, unpublish the workflow .* N8N_WEBHOOK_URL/,
			),
		});
		expect(report.ok).toBe(false);
	});

	test('reports a webhook of another program, without its secret path', async () => {
		await register(gateway, ['https://crm.example/hooks/secret-token']);
		const report = await check(gateway);
		expect(report.checks.webhooks).toMatchObject({
			ok: false,
			seen: `The events of "default" go to crm.example and not to this n8n at ${N8N}`,
			nextStep: expect.stringContaining(
				gateway === 'waha' ? 'WAHA sends them to both' : 'switch on Replace Existing Webhook',
			),
		});
		expect(JSON.stringify(report)).not.toContain('secret-token');
	});

	test('reports localhost as wrong if the gateway has another host', async () => {
		await register(gateway, [`http://localhost:5678/${TRIGGER}`]);
		const baseUrl = `http://${gateway}:3000`;
		const report = await check(gateway, {
			n8nAddress: 'http://localhost:5678/',
			...throughProxy(baseUrl, gateway),
		});
		expect(report.checks.reachable?.ok).toBe(true);
		expect(report.checks.localhost).toMatchObject({
			ok: false,
			seen: expect.stringContaining(baseUrl),
			nextStep: expect.stringContaining('for example http://n8n:5678/'),
		});
		expect(report.checks.webhooks).toMatchObject({
			ok: false,
			seen: expect.stringContaining('For the gateway localhost is itself'),
		});
		expect(report.webhooks).toMatchObject([{ reachesN8n: false }]);
	});

	test('accepts localhost if gateway and n8n are on one computer', async () => {
		await register(gateway, [`http://localhost:5678/${TRIGGER}`]);
		const report = await check(gateway, { n8nAddress: 'http://localhost:5678/' });
		expect(report.ok).toBe(true);
		expect(report.webhooks).toMatchObject([{ reachesN8n: true }]);
	});

	test.each([
		[600, 'ahead of'],
		[-600, 'behind'],
	])('reports a clock that is off by %d s', async (seconds, word) => {
		sandbox.world.clock.use(() => Date.now() + seconds * 1000);
		const report = await check(gateway);
		const skew = Number(report.clockSkewSeconds);
		expect(Math.abs(skew - seconds)).toBeLessThanOrEqual(1);
		expect(report.checks.clock).toMatchObject({
			ok: false,
			seen: `The clock of the gateway is ${Math.abs(skew)} s ${word} that of n8n; up to 60 s do no harm`,
			nextStep: expect.stringContaining('time server'),
		});
		expect(report.ok).toBe(false);
	});

	test('accepts a clock that is off by 30 s', async () => {
		sandbox.world.clock.use(() => Date.now() + 30_000);
		const { checks, ok } = await check(gateway);
		expect([ok, checks.clock?.ok]).toEqual([true, true]);
	});

	test('measures the clock correctly for an item that waited for its batch', async () => {
		sandbox.world.clock.use(() => Date.now() - 600_000);
		const batch = { batchSize: 1, batchInterval: 3_600_000 };
		const { items } = await run(gateway, {
			items: [{ json: {} }, { json: {} }],
			requestOptions: { batching: { batch } },
		});
		expect(items).toHaveLength(2);
		for (const { json } of items) expect(json.clockSkewSeconds).toBeLessThan(-580);
	});

	test('gives a report for every item', async () => {
		const { items } = await run(gateway, { items: [{ json: {} }, { json: {} }] });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	/** A base URL that cannot be resolved here, reached through a proxy that knows the sandbox by that name. */
	function throughProxy(baseUrl: string, reached: GatewayName): Given {
		target = sandbox[reached].url;
		return { credential: { baseUrl }, requestOptions: { proxy: proxy.url } };
	}
});

let target = '';
const proxy = useServer((incoming, outgoing) => {
	const { pathname, search } = new URL(incoming.url ?? '');
	const passed = http.request(
		`${target}${pathname}${search}`,
		{ method: incoming.method, headers: incoming.headers },
		(answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		},
	);
	incoming.pipe(passed);
});
