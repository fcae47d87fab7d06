import fc from 'fast-check';
import { inLongRun } from '../support/longRun';
import { House, NARROW } from './several.run';

const MINUTE = 60_000;
const IDS = ['a', 'b', 'c'];

/** What may happen to three workflows, in words that a failure can print. */
const steps = fc.array(
	fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(...IDS.map((id) => `toggle ${id}`)) },
		{ weight: 3, arbitrary: fc.constantFrom(...IDS.map((id) => `listen ${id}`)) },
		{ weight: 2, arbitrary: fc.constantFrom(...IDS.map((id) => `publish ${id}`)) },
		{ weight: 2, arbitrary: fc.constantFrom('n8n starts abc', 'n8n starts cba') },
		fc.constantFrom('the webhook is emptied', 'the gateway starts', 'a quarter of an hour passes'),
	),
	{ minLength: 3, maxLength: 9 },
);

async function take(house: House, step: string): Promise<void> {
	const [, verb = '', what = ''] = /^(\S+) (.*)$/.exec(step) ?? [];
	const isActive = house.served.includes(what);
	if (verb === 'toggle') await (isActive ? house.deactivate(what) : house.activate(what));
	if (verb === 'publish' && isActive) await house.bench(what).activate('update');
	if (verb === 'listen')
		await (house.served.includes(`test:${what}`) ? house.stopListening(what) : house.listen(what));
	if (verb === 'n8n') {
		const ids = await house.die();
		const order = [...(what.split(' ')[1] ?? '')];
		await house.start(order.filter((id) => ids.includes(id)));
	}
	if (step === 'the gateway starts') {
		await house.sandbox.setDown(house.gateway, true);
		await house.sandbox.setDown(house.gateway, false);
	}
	if (step === 'the webhook is emptied') await house.lose();
	if (step === 'a quarter of an hour passes') {
		// n8n ends a test that listens for so long.
		for (const id of IDS) if (house.served.includes(`test:${id}`)) await house.stopListening(id);
		await house.clock.pass(15 * MINUTE);
	}
}

/** These steps lose the webhook, which only a running trigger notices. */
const isLoss = (step: string): boolean =>
	['the webhook is emptied', 'the gateway starts'].includes(step);

test.each(NARROW)(
	'whatever happens to three workflows on %s, a message starts each active or listening one once',
	async (gateway) => {
		await fc.assert(
			fc.asyncProperty(steps, async (taken) => {
				const house = await House.open(gateway);
				try {
					// A separate n8n, because the one of an earlier run may have had the same port.
					await house.die();
					for (const step of taken) {
						if (isLoss(step) && !IDS.some((id) => house.served.includes(id))) continue;
						await take(house, step);
						// What the gateway lost is back within about a minute; nothing else loses an event.
						if (isLoss(step)) await house.clock.pass(2 * MINUTE);
						expect([step, await house.heardBy()]).toEqual([step, house.served]);
					}
					for (const id of IDS) {
						if (house.served.includes(`test:${id}`)) await house.stopListening(id);
						if (house.served.includes(id)) await house.deactivate(id);
					}
					expect(await house.heardBy()).toEqual([]);
					expect(house.logged.filter((line) => !/registered again/.test(line))).toEqual([]);
				} finally {
					await house.close();
				}
			}),
			{ numRuns: inLongRun(60) },
		);
	},
);
