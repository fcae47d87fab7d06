import type { CredentialReference } from '../harness/api';
import { announce } from '../harness/progress';
import type { BenchOptions } from './options';
import { gatewayFaults, itemFaults } from './sending';
import { runFaults, type Stage } from './stage';
import { itemsStep, ownText, workflowOf } from './workflows';

/** The numbers of parallel sends that the tested gateways can handle. */
const BEARS = [4, 10, 25] as const;
const ITEMS = 1_000;
/** The most that the node uses by itself. */
const MOST = 50;

/** One run against a gateway that gets less done the more it is asked. */
export interface OverloadRun {
	/** How many parallel sends the gateway can handle. */
	readonly bears: number;
	/** The value of Concurrency; null for Automatic. */
	readonly concurrency: number | null;
	readonly round: number;
	/** The time of the measured node as n8n reports it, in milliseconds. */
	readonly nodeMs: number;
	readonly maxInFlight: number;
	/** What must not happen; empty if all is well. */
	readonly faults: readonly string[];
}

/** Automatic, and numbers around the best one: with fewer, lanes stay empty; with more, the gateway slows down. */
const concurrencies = (bears: number): ReadonlyArray<number | null> => [
	null,
	Math.round(bears / 2),
	bears,
	Math.min(2 * bears, MOST),
];

/**
 * Sends through simulated WAHAs that slow down under load, with Automatic and with numbers around the best one, all in
 * one n8n.
 */
export async function measureOverload(stage: Stage, options: BenchOptions): Promise<OverloadRun[]> {
	const credential = await stage.credential('waha');
	const runs: OverloadRun[] = [];
	await announce(
		'warming up',
		send(stage, options, credential, { bears: MOST, concurrency: null, round: 0 }),
	);
	for (const bears of BEARS)
		for (let round = 1; round <= options.rounds; round++) {
			// The order is reversed in every other round, so that changes over time favour nobody.
			const all = concurrencies(bears);
			for (const concurrency of round % 2 === 1 ? all : [...all].reverse()) {
				const title = `WAHA that handles ${bears} sends, Concurrency ${concurrency ?? 'Automatic'}, round ${round} of ${options.rounds}`;
				const run = await announce(
					title,
					send(stage, options, credential, { bears, concurrency, round }),
				);
				console.log(`  the node took ${(run.nodeMs / 1_000).toFixed(2)} s`);
				runs.push(run);
			}
		}
	return runs;
}

async function send(
	stage: Stage,
	options: BenchOptions,
	credential: CredentialReference,
	wanted: Pick<OverloadRun, 'bears' | 'concurrency' | 'round'>,
): Promise<OverloadRun> {
	const { bears, concurrency } = wanted;
	await stage.gateway.plan({ ...options.plan, items: ITEMS, slowsAbove: bears, fileBytes: 0 });
	const requestOptions = concurrency === null ? {} : { concurrency };
	const steps = [itemsStep(stage.gateway.url), ownText(credential, requestOptions)];
	const run = await stage.run(workflowOf(steps), ITEMS);
	const account = await stage.gateway.account();
	return {
		...wanted,
		nodeMs: run.task?.executionTime ?? Number.NaN,
		maxInFlight: account.maxInFlight,
		faults: [
			...runFaults(run),
			...itemFaults(run.task?.data?.main?.[0] ?? [], ITEMS),
			...gatewayFaults(account, ITEMS, true),
		].map(
			(fault) =>
				`WAHA that handles ${bears} sends, Concurrency ${concurrency ?? 'Automatic'}: ${fault}`,
		),
	};
}
