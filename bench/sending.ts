import type { INodeExecutionData } from 'n8n-workflow';
import type { CredentialReference } from '../harness/api';
import { GATEWAYS } from '../harness/gateways';
import { announce } from '../harness/progress';
import type { WorkflowJson } from '../harness/workflow';
import type { Account, GatewayName } from './gateway/protocol';
import { messageIdOf } from './items';
import { MANY_ITEMS, type BenchOptions } from './options';
import { runFaults, type Stage } from './stage';
import { httpText, itemsStep, ownText, workflowOf } from './workflows';

/** What is compared, in the order in which it is shown. */
export const SENDERS = {
	http: 'HTTP Request',
	standard: 'this node',
	concurrent: 'this node, Concurrency 50',
} as const;

export type Sender = keyof typeof SENDERS;

const SENDER_NAMES = Object.keys(SENDERS) as Sender[];
const CONCURRENCY = 50;
/** Enough for n8n to have loaded and compiled all that it needs. */
const WARM_UP_ITEMS = 200;

/** One run: what was sent how fast, and what it took. Times in milliseconds, memory in bytes. */
export interface Sending {
	readonly gateway: GatewayName;
	readonly items: number;
	readonly sender: Sender;
	readonly round: number;
	/** The measured node, as n8n itself took its time. */
	readonly nodeMs: number;
	/** Processor time of n8n over the whole execution, and while the node ran. */
	readonly cpuMs: number;
	readonly nodeCpuMs: number;
	readonly memoryAdded: number;
	readonly nodeMemoryAdded: number;
	readonly lateArrivals: number;
	readonly lateAnswers: number;
	readonly maxInFlight: number;
	/** What must not be; empty when all is well. */
	readonly faults: readonly string[];
}

/** What the runs of one gateway have in common. */
interface Scene {
	readonly stage: Stage;
	readonly options: BenchOptions;
	readonly gateway: GatewayName;
	readonly credential: CredentialReference;
}

/** Sends through each gateway with each sender, turn and turn about, all in one n8n. */
export async function measureSending(stage: Stage, options: BenchOptions): Promise<Sending[]> {
	const sendings: Sending[] = [];
	for (const [place, gateway] of options.gateways.entries()) {
		const scene = { stage, options, gateway, credential: await stage.credential(gateway) };
		const most = place === 0 ? Math.max(...options.items) : WARM_UP_ITEMS;
		await announce(`warming up for ${GATEWAYS[gateway]}`, warmUp(scene, most));
		for (const items of options.items) sendings.push(...(await measureItems(scene, items)));
	}
	return sendings;
}

/**
 * @param most how many items either node sends: the first time that so many requests are made, n8n's memory has to grow
 * for them and its code is compiled, which takes twice the time
 */
async function warmUp(scene: Scene, most: number): Promise<void> {
	await send(scene, most, 'http', 0);
	await send(scene, most, 'concurrent', 0);
}

/** One send after the other measures the gateway's latency and nothing else, so a few of them tell as much as many. */
const sendersFor = ({ gateway }: Scene, items: number): Sender[] =>
	gateway === 'warest' && items > MANY_ITEMS
		? SENDER_NAMES.filter((sender) => sender !== 'standard')
		: SENDER_NAMES;

async function measureItems(scene: Scene, items: number): Promise<Sending[]> {
	const sendings: Sending[] = [];
	const rounds = scene.options.roundsOf(items);
	for (let round = 1; round <= rounds; round++) {
		// Who came first comes last in the next round, so that what changes over time favours nobody.
		const senders = sendersFor(scene, items);
		const order = round % 2 === 1 ? senders : [...senders].reverse();
		for (const sender of order) {
			const title = `${GATEWAYS[scene.gateway]}, ${items} items, ${SENDERS[sender]}, round ${round} of ${rounds}`;
			const sending = await announce(title, send(scene, items, sender, round));
			console.log(`  the node took ${(sending.nodeMs / 1_000).toFixed(2)} s`);
			sendings.push(sending);
		}
	}
	return sendings;
}

async function send(scene: Scene, items: number, sender: Sender, round: number): Promise<Sending> {
	const { stage, options, gateway } = scene;
	await stage.gateway.plan({ ...options.plan, items, fileBytes: 0 });
	const run = await stage.run(workflowFor(scene, sender), items);
	const account = await stage.gateway.account();
	return {
		gateway,
		items,
		sender,
		round,
		nodeMs: run.task?.executionTime ?? Number.NaN,
		cpuMs: run.whole.cpuMs,
		nodeCpuMs: run.node.cpuMs,
		memoryAdded: run.whole.memoryAdded,
		nodeMemoryAdded: run.node.memoryAdded,
		lateArrivals: account.lateArrivals,
		lateAnswers: account.lateAnswers,
		maxInFlight: account.maxInFlight,
		faults: [
			...runFaults(run),
			...itemFaults(run.task?.data?.main?.[0] ?? [], items),
			...gatewayFaults(account, items, sender),
		].map((fault) => `${GATEWAYS[gateway]}, ${items} items, ${SENDERS[sender]}: ${fault}`),
	};
}

function workflowFor({ stage, gateway, credential }: Scene, sender: Sender): WorkflowJson {
	const { url } = stage.gateway;
	const steps = {
		http: () => httpText(url, gateway),
		standard: () => ownText(credential, {}),
		concurrent: () => ownText(credential, { concurrency: CONCURRENCY }),
	};
	return workflowOf([itemsStep(url), steps[sender]()]);
}

/** Each item has to come out at its place, with the answer to its own message. */
function itemFaults(given: readonly INodeExecutionData[], items: number): string[] {
	if (given.length !== items) return [`${given.length} items came out`];
	const misplaced = given.findIndex(
		({ json }, index) => !JSON.stringify(json).includes(messageIdOf(index)),
	);
	return misplaced === -1 ? [] : [`item ${misplaced} came out with another message's answer`];
}

/** Nobody may lose or spoil a message. Their order within a chat is a promise of this node only. */
function gatewayFaults(account: Account, items: number, sender: Sender): string[] {
	const { arrived, lateArrivals, lateAnswers, wrong } = account;
	return [
		...wrong,
		...(arrived === items ? [] : [`${items - arrived} messages were lost`]),
		...(sender === 'http' || lateArrivals === 0 ? [] : [`${lateArrivals} messages arrived late`]),
		...(sender === 'http' || lateAnswers === 0 ? [] : [`${lateAnswers} messages were sent late`]),
	];
}
