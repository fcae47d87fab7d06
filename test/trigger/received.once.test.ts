import type { WebhookSettings } from '../../sandbox';
import type { Fields } from './acts';
import { setWahaConfig, wahaConfig } from './gateways';
import {
	ACTS,
	actNamed,
	expectedOf,
	NEWEST,
	openStage,
	outcomeOf,
	VERSIONS,
	type Version,
} from './received.run';
import type { Stage } from './stage';

/** Somebody has added `message` to the webhook, so WAHA reports what others write under two event names. */
async function askTwice(stage: Stage): Promise<void> {
	const { credential } = stage.waha.bench;
	const config = await wahaConfig(credential);
	const webhooks = config?.webhooks?.map((hook) => ({
		...hook,
		events: [...hook.events, 'message'],
	}));
	await setWahaConfig(credential, { ...config, webhooks });
	await stage.works();
}

/**
 * WAHA before 2024.11 gives neither ids nor times. It posts only once, so reports without their own time all count. A
 * working session is still reported only once.
 */
const told = (expected: readonly Fields[], version: Version): readonly Fields[] =>
	version === '2024.10.8'
		? expected.flatMap((one) =>
				one.timestamp === null && one.status !== 'working' ? [one, one] : [one],
			)
		: expected;

const TWICE: ReadonlyArray<[string, WebhookSettings['duplicates']]> = [
	['delivers everything twice', 'delivery'],
	['reports everything twice', 'event'],
];

const cases = VERSIONS.flatMap((version) =>
	TWICE.map(([does, duplicates]) => ({ version, does, duplicates })),
);

describe.each(cases)('a gateway that $does (WAHA $version, WARest)', ({ version, duplicates }) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage(version, { duplicates, warestRevokes: 'both' });
		await askTwice(stage);
	});
	afterAll(async () => await stage.close());

	test.each(ACTS)('$name gives each event once', async (act) => {
		const { waha, warest } = await outcomeOf(act, stage);
		const [onWaha, onWarest] = [expectedOf(act, version), expectedOf(act, 'warest')];
		expect(waha).toMatchObject(told(onWaha, version));
		expect(waha).toHaveLength(told(onWaha, version).length);
		expect(warest).toMatchObject(onWarest);
		expect(warest).toHaveLength(onWarest.length);
		expect(stage.waha.recent.length).toBeGreaterThanOrEqual(onWaha.length * 2);
		expect(stage.warest.recent.length).toBeGreaterThanOrEqual(onWarest.length * 2);
	});
});

describe('one event under two names of the gateway', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage(NEWEST);
		await askTwice(stage);
	});
	afterAll(async () => await stage.close());

	test.each([
		['a text', 'waha', ['message', 'message.any']],
		['an edit', 'warest', ['message_edited', 'message_received']],
		['somebody who is added', 'warest', ['group_join', 'group_participants']],
		['somebody who is removed', 'warest', ['group_leave', 'group_participants']],
	] as const)('gives one item: %s on %s, %j', async (name, gateway, names) => {
		const outcome = await outcomeOf(actNamed(name), stage);
		expect([...stage[gateway].names].sort()).toEqual(names);
		expect(outcome[gateway]).toHaveLength(1);
	});
});
