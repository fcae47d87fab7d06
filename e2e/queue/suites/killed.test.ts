import type { GatewayName } from '../../../sandbox';
import { credentialData, GATEWAYS, gatewayNames } from '../../../harness/gateways';
import { say } from '../../../harness/progress';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { startGate, type Gate } from '../harness/gate';
import { Notes, type WorkerName } from '../harness/installation';
import {
	begin,
	newChat,
	publishSending,
	textsTo,
	WITHOUT_LIMITS,
	type Begun,
	type Item,
	type Production,
} from '../harness/production';
import { told } from '../harness/told';

const MESSAGES = 10;
/** The message whose answer is kept back, so that every run stops there. */
const HELD = 5;
/** Each worker can run ten executions. */
const MOST_RUNS = 20;
const NOTICED_WITHIN_MS = 600_000;

/** What n8n shows if a restarted worker finds in its folder what it was doing. */
const CRASHED = {
	status: 'crashed',
	error: /^Workflow did not finish, possible out-of-memory issue/,
};
/**
 * What it shows after the lock on the execution (60 s) has expired, another worker has checked (every 30 s), and n8n
 * has waited for the first worker to come back.
 */
const STALLED = { status: 'error', error: /^This execution failed to be processed too many times/ };

/** The worker, what happens to it, and what n8n may show for its executions. */
const VICTIMS: ReadonlyArray<[WorkerName, string, ReadonlyArray<typeof CRASHED>]> = [
	['worker-1', 'started again in its folder', [CRASHED, STALLED]],
	['worker-2', 'started again in a new folder', [STALLED]],
];

interface Run extends Begun {
	readonly gateway: GatewayName;
	readonly chatId: string;
}

/** One gateway, the gate in front of it, and the workflow that sends through both. */
interface Line {
	readonly gate: Gate;
	readonly sending: Production;
}

let suite: Suite;
let lines: Record<GatewayName, Line>;

beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
	lines = {
		waha: await lineTo('waha'),
		warest: await lineTo('warest'),
		evolution: await lineTo('evolution'),
	};
});
afterAll(async () => {
	for (const { gate } of Object.values(lines ?? {})) await gate.close();
	await suite.sandbox.close();
});

async function lineTo(gateway: GatewayName): Promise<Line> {
	const { api, sandbox } = suite;
	const gate = await startGate(sandbox[gateway].url);
	gate.judge = (body) => (body.includes(`kill ${HELD}`) ? 'hold' : 'pass');
	const credential = await api.createCredential(`${GATEWAYS[gateway]} behind a gate`, {
		...credentialData(sandbox, gateway),
		baseUrl: gate.url,
	});
	return { gate, sending: await publishSending(api, credential) };
}

const textsUpTo = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => `kill ${index}`);

const itemsFor = (chatId: string): Item[] => textsUpTo(MESSAGES).map((text) => ({ text, chatId }));

const sentBy = ({ chatId }: Run): string[] => textsTo(suite.sandbox, chatId);

let chats = 300;
const anotherChat = (gateway: GatewayName): string => newChat(gateway, chats++);

/** Starts a run, and waits until it stops at the held message. */
async function standingRun(gateway: GatewayName): Promise<Run> {
	const chatId = anotherChat(gateway);
	const begun = await begin(suite.api, lines[gateway].sending, itemsFor(chatId));
	const run = { ...begun, gateway, chatId };
	await until('message that is held', () => sentBy(run).length === HELD + 1);
	return run;
}

/** Starts runs until one worker has some of every gateway, and the other worker has any. */
async function runsWith(victim: WorkerName): Promise<Run[]> {
	const runs: Run[] = [];
	const has = (one: GatewayName): boolean =>
		runs.some((run) => run.worker === victim && run.gateway === one);
	for (let round = 0; runs.length < MOST_RUNS; round++) {
		// Each round begins with another gateway, so that workers that take turns get all of them.
		const first = round % gatewayNames.length;
		for (const gateway of [...gatewayNames.slice(first), ...gatewayNames.slice(0, first)]) {
			runs.push(await standingRun(gateway));
			if (gatewayNames.every(has) && runs.some(({ worker }) => worker !== victim)) return runs;
		}
	}
	throw new Error(`${victim} never had runs of every gateway while the other one had any`);
}

const isShort = process.env.E2E_QUEUE_SHORT === '1';

describe.each(isShort ? VICTIMS.slice(0, 1) : VICTIMS)(
	'%s is killed while sending and %s',
	(victim, _, outcomes) => {
		told(`${victim}: its executions fail and send nothing again, all others succeed`, async () => {
			const { api } = suite;
			const notes = Notes.ofThisRun();
			for (const { gate } of Object.values(lines)) gate.hold();
			const runs = await runsWith(victim);
			const before = notes.pid(victim);
			process.kill(-before, 'SIGKILL');
			for (const { gate } of Object.values(lines)) gate.release();

			const lost = runs.filter(({ worker }) => worker === victim);
			const others = runs.filter(({ worker }) => worker !== victim);
			for (const run of others) {
				expect((await api.finished(run.executionId)).status).toBe('success');
				expect(sentBy(run)).toEqual(textsUpTo(MESSAGES));
			}

			const start = Date.now();
			for (const run of lost) {
				const { status, error } = await untilGivenUp(run);
				say(
					`${GATEWAYS[run.gateway]}: execution ${run.executionId} is "${status}" after ${Math.round((Date.now() - start) / 1000)} s: ${error}`,
				);
				expect(outcomes.some((one) => one.status === status && one.error.test(error))).toBe(true);
			}

			// Restarts the worker as Docker would. Whatever it could repeat comes before the next run.
			await until('worker in its place', () => notes.pid(victim) !== before);
			for (const gateway of gatewayNames) {
				const chatId = anotherChat(gateway);
				const { executionId } = await begin(api, lines[gateway].sending, itemsFor(chatId));
				expect((await api.finished(executionId)).status).toBe('success');
				expect(textsTo(suite.sandbox, chatId)).toEqual(textsUpTo(MESSAGES));
			}
			for (const run of lost) expect(sentBy(run)).toEqual(textsUpTo(HELD + 1));
		});
	},
);

/** Waits until n8n shows that a run has ended, and returns what it shows. */
async function untilGivenUp({ executionId, gateway }: Run) {
	const { workflowId } = lines[gateway].sending;
	const status = await until(
		`end of execution ${executionId}`,
		async () => {
			const found = (await suite.api.listExecutions(workflowId)).find(
				({ id }) => id === executionId,
			);
			return found?.status === 'running' ? undefined : found?.status;
		},
		NOTICED_WITHIN_MS,
	);
	const { data } = await suite.api.finished(executionId);
	return { status, error: data.resultData.error?.message ?? '' };
}
