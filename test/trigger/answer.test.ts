import fc from 'fast-check';
import { answering, silent, useFakeGateway } from '../support/fakeGateway';
import { until } from '../support/until';
import { Bench, byWaha, byWarest, restarted, type Posted, type Taken } from './bench';
import { bodyOf, message } from './scripted';

jest.mock('../../nodes/WhatsApp/gateways/waha/webhooks/events', () =>
	jest.requireActual('./scripted'),
);
jest.mock('../../nodes/WhatsApp/gateways/warest/webhooks/events', () =>
	jest.requireActual('./scripted'),
);

const fake = useFakeGateway();
const SECRET = 'a secret of mine';

const SIDES = [
	{ name: 'waha', sign: byWaha, patienceMs: 75_000 },
	{ name: 'warest', sign: byWarest, patienceMs: 3_000 },
] as const;

const bench = (name: 'waha' | 'warest', options = {}): Bench =>
	new Bench({
		credential: { gateway: name, baseUrl: fake.url, apiKey: 'key' },
		parameters: { registration: 'manual', options: { secret: SECRET, ...options } },
		webhookId: `trigger ${++benches}`,
	});
let benches = 0;

const fails = async (): Promise<never> => await Promise.reject(new Error('SQLITE_BUSY'));

/** n8n stores nothing until the test decides how the latest execution to start ends. */
function held(trigger: Bench): {
	begun(count?: number): Promise<void>;
	end(isStored: boolean): void;
} {
	const ends: Array<(isStored: boolean) => void> = [];
	trigger.onStore = async () =>
		await new Promise((resolve, reject) => {
			ends.push((isStored) => (isStored ? resolve() : reject(new Error('SQLITE_BUSY'))));
		});
	return {
		begun: async (count = 1) => {
			await until(() => ends.length >= count);
		},
		end: (isStored) => ends.at(-1)?.(isStored),
	};
}

/** What happens, in order. */
function recorded(trigger: Bench): string[] {
	const order: string[] = [];
	trigger.onResponse = (status) => order.push(`answer ${status}`);
	return order;
}

describe.each(SIDES)('$name', ({ name, sign, patienceMs }) => {
	const post = (id: string, fields = {}): Posted =>
		sign(bodyOf(message({ eventId: id, ...fields })), SECRET);

	test('responds when n8n has stored the execution', async () => {
		const trigger = bench(name);
		const order = recorded(trigger);
		trigger.onStore = async () => void order.push('stored');
		const { items, body } = await trigger.deliver(post('e'));
		expect(items).toHaveLength(1);
		expect(order).toEqual(['stored', 'answer 200']);
		expect(body).toEqual({ received: true });
	});

	test('responds after the look-up, when the execution is stored', async () => {
		const trigger = bench(name);
		const order = recorded(trigger);
		trigger.onStore = async () => void order.push('stored');
		fake.answer = (request, response) => {
			order.push('look-up');
			answering(200, 'application/json', '{}')(request, response);
		};
		await trigger.deliver(post('e', { senderLid: null, senderPhone: `49170${benches}` }));
		expect(order).toEqual(['look-up', 'stored', 'answer 200']);
	});

	test("returns n8n's error if the execution was not stored, and accepts the repeated delivery", async () => {
		const trigger = bench(name);
		trigger.onStore = fails;
		expect(await trigger.deliver(post('e'))).toMatchObject({ status: 500, items: null });
		expect(await trigger.deliver(post('e'))).toMatchObject({ status: 500, items: null });
		trigger.onStore = async () => undefined;
		expect((await trigger.deliver(post('e'))).items).toHaveLength(1);
		expect(await trigger.deliver(post('e'))).toMatchObject({ status: 200, items: null });
		expect(trigger.logged).toEqual([]);
	});

	test('starts each event once if it is repeated until it is accepted, whatever fails', async () => {
		const events = fc.array(
			fc.record({ copies: fc.integer({ min: 1, max: 3 }), failures: fc.nat({ max: 3 }) }),
			{ minLength: 1, maxLength: 8 },
		);
		await fc.assert(
			fc.asyncProperty(events, fc.infiniteStream(fc.nat({ max: 4 })), async (plan, delays) => {
				const trigger = bench(name);
				let left = plan.reduce((sum, { failures }) => sum + failures, 0);
				trigger.onStore = async () => {
					const [turns] = delays.take(1);
					for (let turn = 0; turn < (turns ?? 0); turn++) await Promise.resolve();
					if (left-- > 0) await fails();
				};
				const runs = await Promise.all(
					plan.flatMap(({ copies }, event) =>
						Array.from(
							{ length: copies },
							async () => await untilTaken(trigger, post(`p${event}`)),
						),
					),
				);
				expect(runs.flatMap(({ items }) => items ?? [])).toHaveLength(plan.length);
			}),
			{ numRuns: 50 },
		);
	});

	test('a duplicate waits for the first delivery, and takes its place if that one fails', async () => {
		const trigger = bench(name);
		const storing = held(trigger);
		const order = recorded(trigger);
		const both = [trigger.deliver(post('e')), trigger.deliver(post('e'))];
		await storing.begun();
		expect(order).toEqual([]);
		storing.end(false);
		await storing.begun(2);
		expect(order).toEqual(['answer 500']);
		storing.end(true);
		const runs = await Promise.all(both);
		expect(runs.map(({ status }) => status).sort()).toEqual([200, 500]);
		expect(runs.flatMap(({ items }) => items ?? [])).toHaveLength(1);
	});

	test('after a crash of n8n accepts an event in progress again, but not a stored one', async () => {
		const trigger = bench(name);
		const storing = held(trigger);
		const onItsWay = trigger.deliver(post('on its way'));
		await storing.begun();
		trigger.onStore = async () => undefined;
		expect((await trigger.deliver(post('stored'))).items).toHaveLength(1);
		trigger.type = restarted();
		expect((await trigger.deliver(post('on its way'))).items).toHaveLength(1);
		expect((await trigger.deliver(post('stored'))).items).toBeNull();
		storing.end(false);
		await onItsWay;
	});

	test('accepts a refused event again after a restart, even if others were stored', async () => {
		const trigger = bench(name);
		const storing = held(trigger);
		const refused = trigger.deliver(post('refused'));
		await storing.begun();
		trigger.onStore = async () => undefined;
		expect((await trigger.deliver(post('a'))).items).toHaveLength(1);
		storing.end(false);
		expect(await refused).toMatchObject({ status: 500, items: null });
		expect((await trigger.deliver(post('b'))).items).toHaveLength(1);
		trigger.type = restarted();
		expect((await trigger.deliver(post('refused'))).items).toHaveLength(1);
	});

	test(`responds itself after ${patienceMs} ms, and ignores n8n's later response`, async () => {
		const trigger = bench(name);
		const storing = held(trigger);
		const order = recorded(trigger);
		const start = Date.now();
		const taking = trigger.deliver(post('e'));
		await storing.begun();
		expect(order).toEqual([]);
		await until(() => order.length > 0);
		expect([order, Date.now() - start]).toEqual([['answer 200'], patienceMs]);
		expect(await trigger.deliver(post('e'))).toMatchObject({ status: 200, items: null });
		storing.end(true);
		expect(await taking).toMatchObject({ status: 200, body: { received: true } });
		expect((await taking).items).toHaveLength(1);
		expect(trigger.logged).toEqual([]);
	});

	test('logs an event that n8n fails to store after that response', async () => {
		const trigger = bench(name);
		const storing = held(trigger);
		const order = recorded(trigger);
		const taking = trigger.deliver(post('e', { messageId: 'message 1' }));
		await until(() => order.length > 0);
		storing.end(false);
		expect((await taking).status).toBe(200);
		expect(trigger.logged).toEqual([
			expect.stringMatching(/did not start .*500.* message default 491701112222@c\.us message 1\./),
		]);
		expect(trigger.logged.join()).not.toContain('hello');
	});
});

test('WARest gets its response in time even if a look-up gets none', async () => {
	fake.answer = silent;
	const trigger = bench('warest');
	const start = Date.now();
	const order: unknown[] = [];
	trigger.onResponse = (status) => order.push([status, Date.now() - start]);
	trigger.onStore = async () => void order.push(['stored', Date.now() - start]);
	const person = message({ senderLid: null, senderPhone: '491709999999' });
	const { items } = await trigger.deliver(byWarest(bodyOf(person), SECRET));
	expect(items).toMatchObject([{ json: { senderLid: null } }]);
	expect(order).toEqual([
		[200, 3_000],
		['stored', 5_000],
	]);
});

async function untilTaken(trigger: Bench, posted: Posted): Promise<Taken> {
	for (;;) {
		const taken = await trigger.deliver(posted);
		if (taken.status === 200) return taken;
	}
}
