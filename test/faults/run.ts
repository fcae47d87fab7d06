import type { INode, INodeParameters } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../../sandbox';
import { runNode, type RunResult } from '../support/engine';
import { sleep } from '../support/simulatedTime';
import { books, type Arrival, type Books, type Entry } from './books';
import type { FaultName } from './faults';
import type { Step, Story } from './plan';
import { FaultProxy, type ProxyOptions } from './proxy';
import { report } from './report';
import { toldBy } from './told';

export interface FaultRun extends Partial<Pick<ProxyOptions, 'cuts'>> {
	/** The name of the run in the log; its texts begin with it. */
	readonly title: string;
	readonly gateway: GatewayName;
	readonly sandbox: Sandbox;
	/** Items are assigned to the chats in turn. */
	readonly items: number;
	readonly chats?: number;
	/** What happens to each item, in the order of the items; nothing if missing. */
	readonly stories?: readonly Story[];
	/** What requests that send no text meet, in turn. */
	readonly courtesies?: readonly FaultName[];
	/** Options of the operation. */
	readonly options?: INodeParameters;
	/** Beside Timeout, which is the same for all runs. */
	readonly requestOptions?: INodeParameters;
	readonly settings?: Partial<INode>;
	/** What happens while the node is working. */
	readonly meanwhile?: (scene: Scene) => Promise<void>;
}

export interface Scene {
	readonly proxy: FaultProxy;
	readonly arrivals: readonly Arrival[];
	/** Stops the execution, as a person does in the editor. */
	readonly cancel: () => void;
}

export interface FaultResult {
	readonly result: RunResult;
	readonly entries: readonly Entry[];
	readonly arrivals: readonly Arrival[];
	readonly proxy: FaultProxy;
	readonly books: Books;
}

export const GOES_ON: Partial<INode> = { onError: 'continueRegularOutput' };
const CHATS = 50;
/** The node's timeout, in milliseconds: long enough that only a request without an answer reaches it. */
const PATIENCE_MS = 5_000;

/** The proxy restarts like a gateway when the n-th request has come; requests in progress are not lost. */
export async function restart(
	proxy: FaultProxy,
	from: number,
	concurrency: number,
	downMs: number,
): Promise<void> {
	const house = await proxy.gather(from, concurrency);
	proxy.stopListening();
	house.open();
	await sleep(downMs);
	await proxy.listen();
}

/** Sends texts through a proxy with faults, and compares the reports with what happened. */
export async function runFaults(run: FaultRun): Promise<FaultResult> {
	const startedAt = Date.now();
	const { gateway, sandbox, courtesies = [], stories = [], title, cuts } = run;
	const numbers = new Map(textsOf(run).map((text, index) => [text, index]));
	let courteous = 0;
	const ofCourtesy = (): Step => ({
		fault: courtesies[courteous++ % courtesies.length] ?? 'none',
		latencyMs: 0,
	});
	const proxy = await FaultProxy.start({
		gateway,
		target: sandbox[gateway].url,
		script: (text, nth) => {
			const index = numbers.get(text);
			if (index === undefined) return ofCourtesy();
			return stories[index]?.[nth - 1] ?? { fault: 'none', latencyMs: 0 };
		},
		patienceMs: PATIENCE_MS,
		...(cuts === undefined ? {} : { cuts }),
	});
	const arrivals: Arrival[] = [];
	const unsubscribe = sandbox.world.subscribe((event) => {
		if (event.type !== 'message.added' || !numbers.has(event.message.text)) return;
		arrivals.push({ chatId: event.message.chatId, text: event.message.text });
	});
	try {
		const result = await execute(run, proxy, arrivals);
		await proxy.idle();
		const entries = entriesOf(run, result);
		const attempts = proxy.attempts.filter(({ key }) => numbers.has(key));
		const found = books(entries, arrivals, { attempts, cut: proxy.cut });
		report(`${gateway} ${title}`, found, Date.now() - startedAt);
		expect(proxy.errors).toEqual([]);
		return { result, entries, arrivals, proxy, books: found };
	} finally {
		unsubscribe();
		await proxy.close();
	}
}

const textsOf = ({ items, title }: Pick<FaultRun, 'items' | 'title'>): string[] =>
	Array.from({ length: items }, (_, index) => `${title}, item ${index}`);

const chatOf = (index: number, chats = CHATS): string => `4917${8_000_000 + (index % chats)}@c.us`;

async function execute(
	{
		gateway,
		sandbox,
		meanwhile,
		options = {},
		requestOptions,
		settings = GOES_ON,
		...run
	}: FaultRun,
	proxy: FaultProxy,
	arrivals: readonly Arrival[],
): Promise<RunResult> {
	const stop = new AbortController();
	const [result] = await Promise.all([
		runNode({
			credential: { gateway, baseUrl: proxy.url, apiKey: sandbox[gateway].apiKey },
			parameters: {
				resource: 'message',
				operation: 'sendText',
				text: '={{ $json.text }}',
				options,
				requestOptions: { timeout: PATIENCE_MS, ...requestOptions },
			},
			items: textsOf(run).map((text, index) => ({
				json: { text, session: 'default', chatId: chatOf(index, run.chats) },
			})),
			settings,
			cancel: stop.signal,
		}),
		meanwhile?.({ proxy, arrivals, cancel: () => stop.abort() }),
	]);
	return result;
}

function entriesOf(run: FaultRun, result: RunResult): Entry[] {
	const told = toldBy(result);
	return textsOf(run).map((text, index) => ({
		text,
		chatId: chatOf(index, run.chats),
		told: told.get(index) ?? null,
	}));
}
