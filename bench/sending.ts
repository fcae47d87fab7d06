import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { CredentialReference } from '../harness/api';
import { GATEWAYS } from '../harness/gateways';
import { announce } from '../harness/progress';
import type { WorkflowJson } from '../harness/workflow';
import type { Account, GatewayName } from './gateway/protocol';
import { messageIdOf } from './items';
import { MANY_ITEMS, type BenchOptions } from './options';
import { runFaults, type Stage } from './stage';
import { httpText, itemsStep, ownText, workflowOf } from './workflows';

/** What is compared, in the order of the report. */
export const SENDERS = {
	http: 'HTTP Request',
	standard: 'this node',
	verified: 'this node, Verify After Timeout',
	concurrent: 'this node, Concurrency 50',
} as const;

export type Sender = keyof typeof SENDERS;

const SENDER_NAMES = Object.keys(SENDERS) as Sender[];
/** What Verify After Timeout costs is measured on WAHA only, where it takes a request of its own for each message. */
const WITHOUT_IDS: readonly Sender[] = SENDER_NAMES.filter((sender) => sender !== 'verified');
const CONCURRENCY = 50;
/** Enough for n8n to load and compile everything that it needs. */
const WARM_UP_ITEMS = 200;

/** The gateway to which texts are sent, and the protocol. */
export interface Route {
	readonly gateway: GatewayName;
	readonly isTls: boolean;
}

/** The name of a route in the report. */
export const routeTitle = ({ gateway, isTls }: Route): string =>
	isTls ? `${GATEWAYS[gateway]} over TLS` : GATEWAYS[gateway];

/** One run: what was sent how fast, and the resources it used. Times in milliseconds, memory in bytes. */
export interface Sending extends Route {
	readonly items: number;
	readonly sender: Sender;
	readonly round: number;
	/** The time of the measured node as n8n reports it. */
	readonly nodeMs: number;
	/** Processor time of n8n over the whole execution, and while the node ran. */
	readonly cpuMs: number;
	readonly nodeCpuMs: number;
	readonly memoryAdded: number;
	readonly nodeMemoryAdded: number;
	readonly lateArrivals: number;
	readonly lateAnswers: number;
	readonly maxInFlight: number;
	/** What must not happen; empty if all is well. */
	readonly faults: readonly string[];
}

/** What the runs over one route have in common. */
interface Scene extends Route {
	readonly stage: Stage;
	readonly options: BenchOptions;
	readonly credential: CredentialReference;
}

/** Sends through each gateway with each sender in turn, all in one n8n. */
export async function measureSending(stage: Stage, options: BenchOptions): Promise<Sending[]> {
	const sendings: Sending[] = [];
	for (const [place, gateway] of options.gateways.entries()) {
		const scene = await sceneOf(stage, options, { gateway, isTls: false });
		const most = place === 0 ? Math.max(...options.items) : WARM_UP_ITEMS;
		await announce(`warming up for ${routeTitle(scene)}`, warmUp(scene, most));
		for (const items of options.items) sendings.push(...(await measureItems(scene, items)));
	}
	return sendings;
}

/** Sends the smallest number of items to WAHA, plain and over TLS, with each sender, all in one n8n. */
export async function measureTls(stage: Stage, options: BenchOptions): Promise<Sending[]> {
	const items = Math.min(...options.items);
	const sendings: Sending[] = [];
	for (const isTls of [false, true]) {
		const scene = await sceneOf(stage, options, { gateway: 'waha', isTls });
		await announce(`warming up for ${routeTitle(scene)}`, warmUp(scene, items));
		sendings.push(...(await measureItems(scene, items, WITHOUT_IDS)));
	}
	return sendings;
}

const sceneOf = async (stage: Stage, options: BenchOptions, route: Route): Promise<Scene> => ({
	...route,
	stage,
	options,
	credential: await stage.credential(route.gateway, route.isTls),
});

/**
 * @param most how many items each node sends: the first time that so many requests are made, n8n's memory has to grow
 * for them and its code is compiled, which takes twice the time
 */
async function warmUp(scene: Scene, most: number): Promise<void> {
	await send(scene, most, 'http', 0);
	await send(scene, most, 'concurrent', 0);
}

/** Sending one message after another measures only the gateway's latency, so a few items show as much as many. */
const sendersFor = ({ gateway }: Scene, items: number): Sender[] => {
	if (gateway === 'waha') return SENDER_NAMES;
	return items > MANY_ITEMS
		? WITHOUT_IDS.filter((sender) => sender !== 'standard')
		: [...WITHOUT_IDS];
};

async function measureItems(
	scene: Scene,
	items: number,
	senders: readonly Sender[] = sendersFor(scene, items),
): Promise<Sending[]> {
	const sendings: Sending[] = [];
	const rounds = scene.options.roundsOf(items);
	for (let round = 1; round <= rounds; round++) {
		// The order is reversed in every other round, so that changes over time favour nobody.
		const order = round % 2 === 1 ? senders : [...senders].reverse();
		for (const sender of order) {
			const title = `${routeTitle(scene)}, ${items} items, ${SENDERS[sender]}, round ${round} of ${rounds}`;
			const sending = await announce(title, send(scene, items, sender, round));
			console.log(`  the node took ${(sending.nodeMs / 1_000).toFixed(2)} s`);
			sendings.push(sending);
		}
	}
	return sendings;
}

async function send(scene: Scene, items: number, sender: Sender, round: number): Promise<Sending> {
	const { stage, options, gateway, isTls } = scene;
	await stage.gateway.plan({ ...options.plan, items, slowsAbove: null, fileBytes: 0 });
	const run = await stage.run(workflowFor(scene, sender), items);
	const account = await stage.gateway.account();
	return {
		gateway,
		isTls,
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
			...gatewayFaults(account, items, sender !== 'http'),
		].map((fault) => `${routeTitle(scene)}, ${items} items, ${SENDERS[sender]}: ${fault}`),
	};
}

function workflowFor(scene: Scene, sender: Sender): WorkflowJson {
	const { stage, gateway, isTls, credential } = scene;
	const { url, tlsUrl } = stage.gateway;
	const trust: INodeParameters = isTls ? { allowUnauthorizedCerts: true } : {};
	const steps = {
		http: () => httpText(isTls ? tlsUrl : url, gateway, trust),
		standard: () => ownText(credential, trust),
		verified: () => ownText(credential, trust, { verifyAfterTimeout: true }),
		concurrent: () => ownText(credential, { ...trust, concurrency: CONCURRENCY }),
	};
	return workflowOf([itemsStep(url), steps[sender]()]);
}

/** Each item has to come out in its place, with the answer to its own message. */
export function itemFaults(given: readonly INodeExecutionData[], items: number): string[] {
	if (given.length !== items) return [`${given.length} items came out`];
	const misplaced = given.findIndex(
		({ json }, index) => !JSON.stringify(json).includes(messageIdOf(index)),
	);
	return misplaced === -1 ? [] : [`item ${misplaced} came out with another message's answer`];
}

/**
 * No sender may lose or corrupt a message.
 * @param isOrdered whether the order within a chat is promised; only this node promises it
 */
export function gatewayFaults(account: Account, items: number, isOrdered: boolean): string[] {
	const { arrived, lateArrivals, lateAnswers, wrong } = account;
	return [
		...wrong,
		...(arrived === items ? [] : [`${items - arrived} messages were lost`]),
		...(!isOrdered || lateArrivals === 0 ? [] : [`${lateArrivals} messages arrived late`]),
		...(!isOrdered || lateAnswers === 0 ? [] : [`${lateAnswers} messages were sent late`]),
	];
}
