import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { ITaskData } from 'n8n-workflow';
import { N8nApi, type CredentialReference, type Execution } from '../harness/api';
import { startN8n, tail, type N8nServer } from '../harness/n8n';
import { announce } from '../harness/progress';
import type { WorkflowJson } from '../harness/workflow';
import type { BenchGateway } from './gateway/client';
import { API_KEY, type GatewayName } from './gateway/protocol';
import { Meter, useBetween, type Look, type Use } from './meter';
import { MEASURED } from './workflows';

const OWNER = {
	email: 'owner@example.com',
	password: 'Benchmark-2026',
	firstName: 'Bench',
	lastName: 'Mark',
};

/**
 * The benchmark does not disturb n8n while the gateway still gets requests; this often it checks whether n8n failed.
 */
const LOOK_EVERY_MS = 3_000;
const POLL_EVERY_MS = 50;
/** Nothing that is measured here is silent for this long. */
const STALL_MS = 90_000;
const END_PATIENCE_MS = 2_000;

/**
 * n8n checks its database every two seconds, and answers everything with 503 if the check takes five seconds. With
 * thousands of items in the HTTP Request node n8n 2.41 is busy for longer, although its database is fine.
 */
const PATIENT: Readonly<Record<string, string>> = { DB_PING_TIMEOUT_MS: '120000' };

/** The result of executing a workflow once. */
export interface Run {
	readonly execution: Execution;
	/** The measured node's run; undefined if it was not reached. */
	readonly task: ITaskData | undefined;
	/** What n8n used while the measured node ran, and over the whole execution. */
	readonly node: Use;
	readonly whole: Use;
	/** Highest memory of n8n during the execution, in bytes. */
	readonly peak: number;
}

function runOf(execution: Execution, looks: readonly Look[]): Run {
	const task = execution.data.resultData.runData[MEASURED]?.[0];
	const [first, last] = [looks[0]?.at ?? 0, looks.at(-1)?.at ?? 0];
	const start = task?.startTime ?? first;
	return {
		execution,
		task,
		node: useBetween(looks, start, start + (task?.executionTime ?? 0)),
		whole: useBetween(looks, first, last),
		peak: looks.at(-1)?.peak ?? Number.NaN,
	};
}

/** An execution has to succeed. */
export const runFaults = ({ execution }: Run): string[] =>
	execution.status === 'success'
		? []
		: [`the execution ended with ${execution.status}: ${execution.data.resultData.error?.message}`];

/** Gives an n8n to each part of the benchmark: a new one, because a process keeps memory that it used once. */
export class Stages {
	private kept: Stage | null = null;

	/** @param isShared true gives the same one to all, which saves the time to start it */
	constructor(
		private readonly home: string,
		private readonly gateway: BenchGateway,
		private readonly isShared: boolean,
	) {}

	async use<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
		const stage = this.kept ?? (await Stage.start(this.home, this.gateway));
		if (this.isShared) this.kept = stage;
		const result = await work(stage);
		if (!this.isShared) await this.putAway(stage);
		return result;
	}

	/**
	 * A new one with its own settings, which is never shared.
	 * @param settings n8n's environment variables
	 */
	async useNew<T>(
		settings: Readonly<Record<string, string>>,
		work: (stage: Stage) => Promise<T>,
	): Promise<T> {
		const stage = await Stage.start(this.home, this.gateway, settings);
		const result = await work(stage);
		await this.putAway(stage);
		return result;
	}

	/** After an error, the rest is removed at the end of the program. */
	private async putAway(stage: Stage): Promise<void> {
		await stage.close();
		await rm(path.join(this.home, '.n8n/storage'), { recursive: true, force: true });
	}
}

/** An n8n with a user signed in, and the gateway that its nodes use. */
export class Stage {
	private constructor(
		readonly gateway: BenchGateway,
		private readonly n8n: N8nServer,
		readonly api: N8nApi,
	) {}

	/** Starts n8n in a home that has the package. */
	static async start(
		home: string,
		gateway: BenchGateway,
		settings: Readonly<Record<string, string>> = {},
	): Promise<Stage> {
		const n8n = await announce(
			'starting n8n',
			startN8n(home, undefined, { ...PATIENT, ...settings }),
		);
		return new Stage(gateway, n8n, await N8nApi.signIn(n8n.url, OWNER));
	}

	/** The credential of the node for the benchmark's gateway, which plays all of them. */
	async credential(gateway: GatewayName, isTls = false): Promise<CredentialReference> {
		const baseUrl = isTls ? this.gateway.tlsUrl : this.gateway.url;
		const data = { gateway, baseUrl, apiKey: API_KEY };
		return await this.api.createCredential(`Benchmark ${gateway}`, data);
	}

	/**
	 * Executes a workflow and measures n8n meanwhile.
	 * @param requests how many requests the gateway gets from it
	 */
	async run(workflow: WorkflowJson, requests: number): Promise<Run> {
		if (this.n8n.pid === undefined) throw new Error('n8n has no process');
		const meter = Meter.start(this.n8n.pid);
		const ended = this.n8n.exited.then((code): never => {
			throw new Error(`n8n ended with ${code}:\n${tail(this.n8n)}`);
		});
		try {
			const execution = await Promise.race([this.execute(workflow, requests, meter), ended]);
			return runOf(execution, meter.stop());
		} catch (error) {
			// Its connections break a moment before it is known that the process has ended, and why.
			await Promise.race([ended, sleep(END_PATIENCE_MS)]);
			throw error;
		} finally {
			meter.stop();
		}
	}

	/** The address of n8n. */
	get url(): string {
		return this.n8n.url;
	}

	/** Measures n8n during some work. Times in milliseconds. */
	async during<T>(work: () => Promise<T>): Promise<{ result: T; use: Use; ms: number }> {
		if (this.n8n.pid === undefined) throw new Error('n8n has no process');
		const meter = Meter.start(this.n8n.pid);
		try {
			const result = await work();
			const looks = meter.stop();
			const [first, last] = [looks[0]?.at ?? 0, looks.at(-1)?.at ?? 0];
			return { result, use: useBetween(looks, first, last), ms: last - first };
		} finally {
			meter.stop();
		}
	}

	/**
	 * How many engines (V8 isolates) n8n has started for expressions; null in an n8n without them (before 2.34 or so).
	 * Needs N8N_METRICS.
	 */
	async isolates(): Promise<number | null> {
		const { data } = await axios.get<string>(`${this.url}/metrics`, { responseType: 'text' });
		const [, count] = /^n8n_expression_pool_acquired_total (\d+)$/m.exec(data) ?? [];
		return count === undefined ? null : Number(count);
	}

	async close(): Promise<void> {
		await this.n8n.stop();
	}

	private async execute(
		workflow: WorkflowJson,
		requests: number,
		meter: Meter,
	): Promise<Execution> {
		const { workflowId, executionId } = await this.api.start(workflow);
		await this.untilDone(workflowId, requests);
		// Reading the result is not part of the execution.
		meter.stop();
		return await this.api.finished(executionId);
	}

	private async untilDone(workflowId: string, requests: number): Promise<void> {
		let answered = -1;
		let movedAt = Date.now();
		let lookedAt = Date.now();
		for (;;) {
			const now = await this.gateway.progress();
			if (now.answered !== answered) movedAt = Date.now();
			answered = now.answered;
			if (answered >= requests || Date.now() - lookedAt > LOOK_EVERY_MS) {
				if (!(await this.api.isRunning(workflowId))) return;
				lookedAt = Date.now();
			}
			if (Date.now() - movedAt > STALL_MS)
				throw new Error(`Nothing has moved for ${STALL_MS / 1_000} s:\n${tail(this.n8n)}`);
			await sleep(POLL_EVERY_MS);
		}
	}
}
