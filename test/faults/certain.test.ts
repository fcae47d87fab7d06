import { startSandbox, type Sandbox, type WarestLimits } from '../../sandbox';
import { send } from '../sandbox/client';
import { inLongRun } from '../support/longRun';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { sleep } from '../support/simulatedTime';
import { expectSound } from './books';
import { plan } from './plan';
import { restart, runFaults, type FaultRun } from './run';

const box = useSandbox();

const CONCURRENCY = 20;
const ITEMS = inLongRun(2000);

interface AllArrived {
	/** The waits that the node reports. */
	readonly hints: string;
	readonly refusals: number;
}

async function allArrive(run: FaultRun): Promise<AllArrived> {
	const { books, result } = await runFaults(run);
	expectSound(books);
	expect(books).toMatchObject({ sent: run.items, ambiguous: 0 });
	return { hints: result.hints.join('\n'), refusals: books.refusals };
}

describe.each(GATEWAYS)('retries after failures that certainly sent nothing: %s', (gateway) => {
	test('every message is sent once despite refusals and a restart of the gateway', async () => {
		const { hints } = await allArrive({
			title: 'refusals and a restart',
			gateway,
			sandbox: box.sandbox,
			items: ITEMS,
			stories: plan(ITEMS, 11, {
				before: [[2, 'slowDown', 'slowDownBriefly', 'slowDownUntil', 'notReady']],
			}),
			requestOptions: { concurrency: 30, waitForSession: 20_000 },
			meanwhile: async ({ proxy }) => await restart(proxy, ITEMS / 2, 30, 1_500),
		});
		expect(hints).toContain('The gateway asked to slow down');
		expect(hints).toContain('The session was not ready');
		expect(hints).toContain('The gateway could not be reached');
	});

	// Evolution API reports a lost connection like a message that may have been sent.
	const testWaiting = gateway === 'evolution' ? test.skip : test;
	testWaiting('every message is sent once although the session reconnects in between', async () => {
		const { sandbox } = box;
		const session = sandbox.world.session('default');
		const { hints } = await allArrive({
			title: 'session reconnects',
			gateway,
			sandbox,
			items: 200,
			requestOptions: { concurrency: CONCURRENCY, waitForSession: 20_000 },
			meanwhile: async ({ proxy }) => {
				const house = await proxy.gather(100, CONCURRENCY);
				session.become('reconnecting');
				house.open();
				await sleep(1_200);
				session.become('working');
			},
		});
		expect(hints).toContain('The session was not ready');
	});
});

describe('limits of WARest', () => {
	const NONE: Partial<WarestLimits> = {
		cooldownMs: 0,
		rateLimitMax: Infinity,
		quotaMax: Infinity,
	};

	async function within(
		limits: Partial<WarestLimits>,
		run: (sandbox: Sandbox) => Omit<FaultRun, 'gateway' | 'sandbox'>,
	): Promise<AllArrived> {
		const sandbox = await startSandbox({ warestLimits: { ...NONE, ...limits } });
		try {
			return await allArrive({
				gateway: 'warest',
				sandbox,
				requestOptions: { concurrency: CONCURRENCY },
				...run(sandbox),
			});
		} finally {
			await sandbox.close();
		}
	}

	test('every message is sent when another client uses up the rate limit', async () => {
		const { hints, refusals } = await within({ rateLimitMax: 240 }, (sandbox) => ({
			title: 'rate limit',
			items: 300,
			meanwhile: async ({ proxy }) => {
				const house = await proxy.gather(30, CONCURRENCY);
				await useUp(sandbox, 120);
				house.open();
			},
		}));
		expect(hints).toContain('The gateway lets only so many requests through');
		// Hardly more than were in progress when the limit was reached.
		expect(refusals).toBeLessThan(2 * CONCURRENCY);
	});

	test('every message is sent when another client uses up the quota', async () => {
		const { hints, refusals } = await within({ quotaMax: 150 }, (sandbox) => ({
			title: 'quota',
			items: 60,
			meanwhile: async ({ proxy }) => {
				const house = await proxy.gather(30, CONCURRENCY);
				await useUp(sandbox, 150);
				house.open();
			},
		}));
		expect(hints).toContain('The gateway asked to slow down');
		expect(refusals).toBe(CONCURRENCY);
	});

	test('every message is sent when WARest requires a pause between messages to one chat', async () => {
		const { hints, refusals } = await within({ cooldownMs: 400 }, () => ({
			title: 'pause per chat',
			items: 60,
			chats: CONCURRENCY,
		}));
		expect(hints).toContain('The gateway wants a pause between two requests for one chat');
		expect(refusals).toBeLessThanOrEqual(CONCURRENCY);
	});

	/** Requests of another client with the same key, each costing two units. */
	async function useUp({ warest }: Sandbox, times: number): Promise<void> {
		const headers = { 'x-warest-api-key': warest.apiKey };
		for (let i = 0; i < times; i++) await send(warest.url, { path: '/api/v1/chats/none', headers });
	}
});
