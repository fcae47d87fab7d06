import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { GatewayName } from '../../../sandbox';
import { answeringBot, answersIn, settled, webhookPath } from '../../../harness/bot';
import { messageBody, post, SECRET } from '../../../harness/deliveries';
import { GATEWAYS, gatewayNames } from '../../../harness/gateways';
import { say } from '../../../harness/progress';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { Notes, WEBHOOKS } from '../harness/installation';
import { WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

/** Of 300 deliveries a tenth are duplicates. */
const EVENTS = 270;
const DOUBLES = 30;
const AT_A_TIME = 10;
/** Between two tries of a delivery that n8n refused, in milliseconds. */
const REPEAT_AFTER_MS = 500;
/** Time between two checks of the executions, in milliseconds. */
const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 800_000;
/** The sender in `messageBody`. */
const SENDER = '491701112222@s.whatsapp.net';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

/** Posts like a gateway, which repeats a delivery that n8n refused because it was overloaded. */
async function deliver(gateway: GatewayName, url: string, body: string): Promise<void> {
	const { headers } = post(gateway, body);
	for (;;) {
		const { status } = await axios.post(url, body, {
			headers,
			transformRequest: (data: string) => data,
			validateStatus: () => true,
		});
		if (status === 200) return;
		if (status < 500) throw new Error(`n8n answered ${status}`);
		await sleep(REPEAT_AFTER_MS);
	}
}

async function someAtATime(work: ReadonlyArray<() => Promise<unknown>>): Promise<void> {
	for (let at = 0; at < work.length; at += AT_A_TIME)
		await Promise.all(work.slice(at, at + AT_A_TIME).map((start) => start()));
}

describe.each(gatewayNames)(`${EVENTS + DOUBLES} deliveries of %s`, (gateway) => {
	let id: string;
	let path: string;

	beforeAll(async () => {
		const { api, credentials } = suite;
		const bot = answeringBot(credentials[gateway], {
			registration: 'manual',
			options: { secret: SECRET },
		});
		path = `/webhook/${webhookPath(bot)}`;
		({ id } = await api.createWorkflow(bot));
		await api.activate(id);
	});
	afterAll(async () => await suite.api.deactivate(id));

	const eventsOf = (tag: string): string[] =>
		Array.from({ length: EVENTS }, (_, number) => `${gateway}${tag}${number}x`);
	const bodiesOf = (tag: string): string[] =>
		eventsOf(tag).map((event) => messageBody(gateway, event));

	const timesOf = (event: string): number =>
		answersIn(suite.sandbox, SENDER).filter((text) => text === `You wrote: text ${event}`).length;

	const answered = async (events: readonly string[]): Promise<void> => {
		await until(
			`answer to each of ${events.length} events`,
			async () => {
				const texts = new Set(answersIn(suite.sandbox, SENDER));
				const isDone = events.every((event) => texts.has(`You wrote: text ${event}`));
				return isDone || (await refuseFailures());
			},
			PATIENCE_MS,
		);
	};

	/** A failed execution answers nothing, so waiting for it would be in vain. */
	const refuseFailures = async (): Promise<undefined> => {
		await sleep(LOOK_EVERY_MS);
		const executions = await suite.api.listExecutions(id);
		const failed = executions.find(({ status }) => ['error', 'crashed'].includes(status));
		if (failed === undefined) return undefined;
		const { data } = await suite.api.finished(failed.id);
		throw new Error(`Execution ${failed.id} failed: ${data.resultData.error?.message}`);
	};

	/** How often each event was answered, once no more can come. */
	const counted = async (tag: string): Promise<number[]> => {
		await answered(eventsOf(tag));
		// Whatever arrives last at each process is processed after all others.
		for (const name of WEBHOOKS) {
			const last = `${gateway}${tag}-after-${name}`;
			const { webhooks } = Notes.ofThisRun().addresses;
			await deliver(gateway, `${webhooks[name]}${path}`, messageBody(gateway, last));
			await answered([last]);
		}
		await settled(suite.api, id);
		return eventsOf(tag).map(timesOf);
	};

	const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

	told(`${gateway}: each event is answered once if one address has one process`, async () => {
		const url = `${Notes.ofThisRun().addresses.byAddress}${path}`;
		const bodies = bodiesOf('P');
		const deliveries = bodies.flatMap((body, number) => (number < DOUBLES ? [body, body] : [body]));
		expect(deliveries).toHaveLength(EVENTS + DOUBLES);
		await someAtATime(deliveries.map((body) => () => deliver(gateway, url, body)));
		const times = await counted('P');
		say(
			`${GATEWAYS[gateway]}, by address: ${deliveries.length} delivered, ${EVENTS} events, ${sum(times)} started`,
		);
		expect(times).toEqual(Array.from({ length: EVENTS }, () => 1));
	});

	told(`${gateway}: each event is answered once or twice if processes take turns`, async () => {
		const { webhooks } = Notes.ofThisRun().addresses;
		const [one, other] = WEBHOOKS.map((name) => `${webhooks[name]}${path}`);
		const to = (number: number): string => (number % 2 === 0 ? one : other) ?? '';
		const bodies = bodiesOf('T');
		const atOnce = bodies.slice(0, DOUBLES / 2);
		const later = bodies.slice(DOUBLES / 2, DOUBLES);
		await someAtATime([
			...atOnce.map((body) => async () => {
				await Promise.all([deliver(gateway, to(0), body), deliver(gateway, to(1), body)]);
			}),
			...bodies
				.slice(atOnce.length)
				.map((body, number) => () => deliver(gateway, to(number), body)),
		]);
		// As a gateway repeats after no answer: seconds later, and by chance at the other process.
		await answered(eventsOf('T'));
		for (const [number, body] of later.entries()) await deliver(gateway, to(number + 1), body);
		const times = await counted('T');
		const doubled = (from: number, to_: number): number =>
			times.slice(from, to_).filter((count) => count > 1).length;
		say(
			`${GATEWAYS[gateway]}, in turns: ${EVENTS + DOUBLES} delivered, ${EVENTS} events, ${sum(times)} started; twice: ${doubled(0, atOnce.length)} of ${atOnce.length} that came to both at the same moment, ${doubled(atOnce.length, DOUBLES)} of ${later.length} that came again later`,
		);
		for (const count of times.slice(0, DOUBLES)) expect([1, 2]).toContain(count);
		expect(times.slice(DOUBLES)).toEqual(Array.from({ length: EVENTS - DOUBLES }, () => 1));
	});
});
