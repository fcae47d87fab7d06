import { inLongRun } from '../support/longRun';
import { useSandbox } from '../support/sandbox';
import {
	Bench,
	byWaha,
	byWarest,
	restarted,
	wahaMessage,
	warestMessage,
	type Posted,
	type Words,
} from './bench';

const place = useSandbox();
const SECRET = 'a secret of mine';

const SIDES = [
	{ name: 'waha', make: (words: Words): Posted => byWaha(wahaMessage(words), SECRET) },
	{ name: 'warest', make: (words: Words): Posted => byWarest(warestMessage(words), SECRET) },
] as const;

const MANUAL = { registration: 'manual', options: { secret: SECRET } };

let triggers = 0;
const bench = (name: 'waha' | 'warest', parameters = {}): Bench =>
	new Bench({
		credential: place.credential(name),
		parameters: { ...MANUAL, ...parameters },
		webhookId: `trigger ${++triggers}`,
	});

describe.each(SIDES)('$name', ({ name, make }) => {
	test('a repeated delivery starts the workflow once', async () => {
		const trigger = bench(name);
		const posted = make({});
		const runs = [];
		for (let i = 0; i < 3; i++) runs.push(await trigger.deliver(posted));
		expect(runs.map(({ items }) => items?.length ?? 0)).toEqual([1, 0, 0]);
		expect(runs.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	test('many events at once, a tenth of them repeated, start one execution each', async () => {
		const trigger = bench(name);
		const count = inLongRun(2_000);
		const once = Array.from({ length: count }, (_, i) => make({ id: `BURST${i}` }));
		const burst = [...once, ...once.filter((_, i) => i % 10 === 0)];
		// Duplicates next to each other and far apart.
		burst.sort((one, other) => String(one.rawBody).length - String(other.rawBody).length);
		const runs = await Promise.all(burst.map(async (posted) => await trigger.deliver(posted)));
		expect(runs.filter(({ status }) => status === 200)).toHaveLength(burst.length);
		expect(runs.filter(({ items }) => items !== null)).toHaveLength(count);
	});

	test('events from before a restart start nothing again, and static data stays small', async () => {
		const trigger = bench(name);
		const before = Array.from({ length: 600 }, (_, i) => make({ id: `OLD${i}` }));
		for (const posted of before) await trigger.deliver(posted);
		expect(JSON.stringify(trigger.saved).length).toBeLessThan(12_000);
		trigger.type = restarted();
		const again = await Promise.all(
			before.slice(-200).map(async (posted) => await trigger.deliver(posted)),
		);
		expect(again.filter(({ items }) => items !== null)).toEqual([]);
		expect((await trigger.deliver(make({}))).items).toHaveLength(1);
	});

	test('a burst of events followed by another one starts nothing again after a restart', async () => {
		const trigger = bench(name);
		const burst = Array.from({ length: 100 }, (_, i) => make({ id: `LATE${i}` }));
		await Promise.all(burst.map(async (posted) => await trigger.deliver(posted)));
		await trigger.deliver(make({ id: 'LAST' }));
		trigger.type = restarted();
		for (const posted of burst) expect((await trigger.deliver(posted)).items).toBeNull();
	});

	test('two workflows and a test in the editor each get the event', async () => {
		const posted = make({});
		const [one, other] = [bench(name), bench(name)];
		expect((await one.deliver(posted)).items).toHaveLength(1);
		expect((await other.deliver(posted)).items).toHaveLength(1);
		expect((await one.deliver(posted, true)).items).toHaveLength(1);
	});

	test('a filtered event does not count as seen', async () => {
		const trigger = bench(name, { filters: { textPattern: 'order' } });
		const posted = make({ text: 'hello' });
		expect((await trigger.deliver(posted)).items).toBeNull();
		trigger.parameters = MANUAL;
		expect((await trigger.deliver(posted)).items).toHaveLength(1);
	});
});

test('a message under two event names of WAHA starts the workflow once', async () => {
	const trigger = bench('waha');
	const twins = ['message', 'message.any'].map((event) =>
		byWaha(wahaMessage({ id: 'TWIN' }, event), SECRET),
	);
	const runs = await Promise.all(twins.map(async (posted) => await trigger.deliver(posted)));
	expect(runs.map(({ items }) => items?.length ?? 0).sort()).toEqual([0, 1]);
});

test('a signed delivery cannot be replayed while its signature is valid', async () => {
	const trigger = bench('waha');
	const start = Date.now();
	const ahead = byWaha(wahaMessage({ at: start + 4 * 60_000 }), SECRET);
	expect((await trigger.deliver(ahead)).items).toHaveLength(1);
	trigger.saved = {};
	const clock = jest.spyOn(Date, 'now');
	for (const minutes of [1, 30, 59, 61, 63, 64, 65, 120]) {
		clock.mockReturnValue(start + minutes * 60_000);
		expect((await trigger.deliver(ahead)).items).toBeNull();
	}
	clock.mockRestore();
});
