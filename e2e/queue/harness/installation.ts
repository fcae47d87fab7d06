import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** The five processes of n8n. */
export const NAMES = ['main', 'worker-1', 'worker-2', 'webhook-1', 'webhook-2'] as const;
export type Name = (typeof NAMES)[number];
export type WorkerName = Extract<Name, `worker-${number}`>;
export type WebhookName = Extract<Name, `webhook-${number}`>;

export const WORKERS: readonly WorkerName[] = ['worker-1', 'worker-2'];
export const WEBHOOKS: readonly WebhookName[] = ['webhook-1', 'webhook-2'];

/**
 * Where to find n8n in queue mode. It is written to files, because suites run in another context than the code that
 * starts it.
 */
export interface Addresses {
	/** The load balancer that n8n knows as its address. */
	readonly inTurns: string;
	/** Another one, which always sends an address to the same webhook process. */
	readonly byAddress: string;
	readonly webhooks: Readonly<Record<WebhookName, string>>;
}

/** What the processes record about themselves, in one folder. */
export class Notes {
	constructor(private readonly folder: string) {}

	/** The notes of the run to which this suite belongs. */
	static ofThisRun(): Notes {
		const { E2E_QUEUE_NOTES } = process.env;
		if (!E2E_QUEUE_NOTES) throw new Error('Start this with npm run e2e -- --queue');
		return new Notes(E2E_QUEUE_NOTES);
	}

	static async make(folder: string): Promise<Notes> {
		await mkdir(folder, { recursive: true });
		process.env.E2E_QUEUE_NOTES = folder;
		return new Notes(folder);
	}

	logFile(name: Name): string {
		return path.join(this.folder, `${name}.log`);
	}

	/** The whole output of a process, including earlier ones with its name. */
	log(name: Name): string {
		return readFileSync(this.logFile(name), 'utf8');
	}

	get addresses(): Addresses {
		return JSON.parse(readFileSync(this.file('addresses'), 'utf8')) as Addresses;
	}

	set addresses(addresses: Addresses) {
		writeFileSync(this.file('addresses'), JSON.stringify(addresses));
	}

	/** The current process, which leads a process group. */
	pid(name: Name): number {
		return Number(readFileSync(this.file(name), 'utf8'));
	}

	setPid(name: Name, pid: number): void {
		writeFileSync(this.file(name), String(pid));
	}

	/** The worker that started an execution; undefined until one has. */
	workerOf(executionId: string): WorkerName | undefined {
		return WORKERS.find((name) => this.says(name, `Worker started execution ${executionId} `));
	}

	/** The webhook process that queued an execution; undefined if it was another process. */
	webhookOf(executionId: string): WebhookName | undefined {
		return WEBHOOKS.find((name) => this.says(name, `Enqueued execution ${executionId} `));
	}

	private says(name: Name, words: string): boolean {
		return this.log(name).includes(words);
	}

	private file(name: string): string {
		return path.join(this.folder, `${name}.txt`);
	}
}
