import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import axios from 'axios';
import { messageBody, post, SECRET } from '../harness/deliveries';
import { announce } from '../harness/progress';
import { until } from '../harness/until';
import { TRIGGER_TYPE, type WorkflowJson } from '../harness/workflow';
import type { BenchOptions } from './options';
import type { Stage, Stages } from './stage';
import { ownTrigger, receivingWorkflow, webhook, type Step } from './workflows';

/** What is compared, in the order of the report. */
export const RECEIVERS = {
	webhook: 'Webhook',
	expression: 'Webhook with one expression',
	own: 'this trigger',
	filtered: 'this trigger, event filtered out',
	refused: 'this trigger, wrong signature',
} as const;

export type Receiver = keyof typeof RECEIVERS;

const RECEIVER_NAMES = Object.keys(RECEIVERS) as Receiver[];

/** Events on their way to n8n at the same time. */
const AT_A_TIME = 10;

/** Enough for n8n to load and compile everything that it needs, and for the trigger to know the sender. */
const WARM_UP_EVENTS = 40;

const PATIENCE_MS = 600_000;

/** n8n's counters are read from its metrics, which are off by default. */
const SETTINGS = { N8N_METRICS: 'true' };

/** One round with one trigger. Times in milliseconds. */
export interface Receiving {
	readonly receiver: Receiver;
	readonly round: number;
	readonly events: number;
	/** From the first event to the end of the last execution. */
	readonly ms: number;
	/** Processor time of n8n meanwhile. */
	readonly cpuMs: number;
	/** Engines that n8n started for expressions (V8 isolates); null in an n8n without them. */
	readonly isolates: number | null;
	/** What must not happen; empty if all is well. */
	readonly faults: readonly string[];
}

/** An active workflow, and what is posted to it. */
interface Target {
	readonly workflowId: string;
	readonly url: string;
	/** The status that n8n has to return, and whether it has to start the workflow. */
	readonly status: number;
	readonly starts: boolean;
	readonly post: (id: string) => ReturnType<typeof post>;
}

/** Posts events to each trigger in turn, all in one n8n. */
export async function measureTrigger(stages: Stages, options: BenchOptions): Promise<Receiving[]> {
	return await stages.useNew(SETTINGS, async (stage) => {
		const targets = await targetsIn(stage);
		const receivings: Receiving[] = [];
		const take = async (receiver: Receiver, round: number, events: number): Promise<Receiving> =>
			await receive(stage, targets[receiver], { receiver, round, events });
		for (const receiver of RECEIVER_NAMES)
			await announce(`warming up: ${RECEIVERS[receiver]}`, take(receiver, 0, WARM_UP_EVENTS));
		for (let round = 1; round <= options.rounds; round++) {
			// The order is reversed in every other round, so that changes over time favour nobody.
			const order = round % 2 === 1 ? RECEIVER_NAMES : [...RECEIVER_NAMES].reverse();
			for (const receiver of order) {
				const title = `${RECEIVERS[receiver]}, ${options.events} events, round ${round} of ${options.rounds}`;
				receivings.push(await announce(title, take(receiver, round, options.events)));
			}
		}
		return receivings;
	});
}

async function targetsIn(stage: Stage): Promise<Readonly<Record<Receiver, Target>>> {
	const text = (id: string): string => messageBody('waha', id);
	const fromStatus = (id: string): string =>
		text(id).replaceAll('491701112222@c.us', 'status@broadcast');
	const own = await activated(stage, ownTrigger(await stage.credential('waha'), SECRET));
	const taken = { status: 200, starts: true, post: (id: string) => post('waha', text(id)) };
	return {
		webhook: { ...(await activated(stage, webhook({}))), ...taken },
		expression: {
			...(await activated(stage, webhook({ responseData: '={{ "ok" }}' }))),
			...taken,
		},
		own: { ...own, ...taken },
		filtered: { ...own, status: 200, starts: false, post: (id) => post('waha', fromStatus(id)) },
		refused: {
			...own,
			status: 401,
			starts: false,
			post: (id) => post('waha', text(id), 'guessed-secret'),
		},
	};
}

async function activated(
	{ api, url }: Stage,
	trigger: Step,
): Promise<Pick<Target, 'workflowId' | 'url'>> {
	const webhookId = randomUUID();
	const workflow: WorkflowJson = receivingWorkflow({ ...trigger, webhookId });
	const { id } = await api.createWorkflow(workflow);
	await api.activate(id);
	const path = trigger.type === TRIGGER_TYPE ? `${webhookId}/webhook` : trigger.parameters.path;
	return { workflowId: id, url: `${url}/webhook/${String(path)}` };
}

let posted = 0;

/** A busy n8n closes a reused connection just when the next request arrives on it. */
const httpAgent = new Agent({ keepAlive: false });

async function receive(
	stage: Stage,
	target: Target,
	about: Pick<Receiving, 'receiver' | 'round' | 'events'>,
): Promise<Receiving> {
	const { events, receiver } = about;
	const before = await stage.api.executions(target.workflowId);
	const isolatesBefore = await stage.isolates();
	const { use, ms, result } = await stage.during(async () => {
		const statuses = await deliver(target, events);
		const started = target.starts ? statuses.filter((status) => status === target.status) : [];
		const count = await finished(stage, target, before.count + started.length);
		return { statuses, started: count - before.count };
	});
	const isolates = await stage.isolates();
	const wrong = result.statuses.filter((status) => status !== target.status);
	const wanted = target.starts ? events : 0;
	return {
		...about,
		ms,
		cpuMs: use.cpuMs,
		isolates: isolates === null || isolatesBefore === null ? null : isolates - isolatesBefore,
		faults: [
			...(wrong.length === 0
				? []
				: [`${wrong.length} were answered ${[...new Set(wrong)].join()}`]),
			...(result.started === wanted ? [] : [`${result.started} executions for ${wanted} events`]),
		].map((fault) => `${RECEIVERS[receiver]}: ${fault}`),
	};
}

/** Posts events, a few at a time, and returns the statuses of the answers. */
async function deliver({ url, post: make }: Target, events: number): Promise<number[]> {
	const statuses: number[] = [];
	const next = async (): Promise<void> => {
		while (statuses.length + underWay < events) {
			underWay += 1;
			const { headers, body } = make(`B${++posted}`);
			const { status } = await axios.post(url, body, {
				headers,
				httpAgent,
				transformRequest: (data: string) => data,
				validateStatus: () => true,
			});
			underWay -= 1;
			statuses.push(status);
		}
	};
	let underWay = 0;
	await Promise.all(Array.from({ length: AT_A_TIME }, next));
	return statuses;
}

/** Waits until this many executions are done, and returns how many there are. */
async function finished({ api }: Stage, { workflowId }: Target, wanted: number): Promise<number> {
	return await until(
		'end of the executions',
		async () => {
			const { count, unfinished } = await api.executions(workflowId);
			return count >= wanted && unfinished === 0 ? count : undefined;
		},
		PATIENCE_MS,
	);
}
