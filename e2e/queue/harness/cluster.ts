import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axios from 'axios';
import { n8nEnvironment } from '../../../harness/environment';
import { isServing, tail, temporaryHome, untilReady } from '../../../harness/n8n';
import { installIntoN8n } from '../../../harness/package';
import { packageTarball } from '../../../harness/paths';
import { freePort } from '../../../harness/ports';
import { startProcess, type Running } from '../../../harness/process';
import { announce } from '../../../harness/progress';
import { onShutdown } from '../../../harness/shutdown';
import { byAddress, inTurns, startBalancer } from './balancer';
import { NAMES, Notes, type Name } from './installation';
import { startPostgres, startRedis } from './servers';

type Settings = Readonly<Record<string, string>>;

/** The settings in which the tested installations differ; `shared` is a folder that all processes see. */
const INSTALLATIONS: Readonly<Record<string, (shared: string) => Settings>> = {
	/** n8n's defaults: files are in the database, and main runs what is started in the editor. */
	defaults: () => ({}),
	/** Files on a shared disk, and everything runs on workers, as it always will in n8n 3. */
	offloaded: (shared) => ({
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: shared,
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	}),
};

/** A process of the cluster: its name, where it listens, and how to tell that it is ready. */
interface Member {
	readonly name: Name;
	readonly args: readonly string[];
	readonly env: NodeJS.ProcessEnv;
	readonly url: string;
	readonly isReady: () => Promise<boolean>;
}

export interface Cluster {
	readonly mainUrl: string;
	/** The last output of each process. */
	readonly log: () => string;
}

/**
 * Starts n8n in queue mode: main, two workers and two webhook processes, each with its own folder, with PostgreSQL and
 * Redis, behind a load balancer. A worker that ends is started again: the first one in its old folder, as Docker does
 * with a container, the second one in a new folder, as Kubernetes does.
 */
export async function startCluster(installation: string): Promise<Cluster> {
	const home = await temporaryHome();
	const notes = await Notes.make(path.join(home, 'notes'));
	const [postgres, redis] = await announce(
		'starting PostgreSQL and Redis',
		Promise.all([startPostgres(), startRedis()]),
	);
	const settings = {
		...(await settingsOf(installation, home)),
		...postgres.settings,
		...redis.settings,
	};
	const ports = await portsOf(NAMES);
	const urlOf = (name: Name): string => `http://127.0.0.1:${ports[name]}`;
	const webhooks = { 'webhook-1': urlOf('webhook-1'), 'webhook-2': urlOf('webhook-2') };
	const behind = { main: urlOf('main'), webhooks: Object.values(webhooks) };
	const addresses = {
		inTurns: await startBalancer(behind, inTurns),
		byAddress: await startBalancer(behind, byAddress),
		webhooks,
	};
	notes.addresses = addresses;
	const everybody = { ...settings, N8N_WEBHOOK_URL: `${addresses.inTurns}/` };
	const running = new Map<Name, Running>();
	const begin = async (name: Name): Promise<void> => {
		const make = async (folder: string): Promise<Member> =>
			await member(name, path.join(home, folder), ports[name], everybody);
		const first = await make(name);
		const next = async () => (name === 'worker-2' ? await make(`${name}-again`) : first);
		await keepRunning(first, next, notes, running);
	};

	// The first process creates the tables.
	await announce('starting the main process of n8n', begin('main'));
	const others = NAMES.filter((name) => name !== 'main');
	await announce(`starting ${others.join(', ')}`, Promise.all(others.map(begin)));
	return {
		mainUrl: urlOf('main'),
		log: () => [...running].map(([name, one]) => `--- ${name}\n${tail(one)}`).join('\n'),
	};
}

async function settingsOf(installation: string, home: string): Promise<Settings> {
	const make = INSTALLATIONS[installation];
	if (make === undefined) throw new Error(`There is no installation "${installation}"`);
	const shared = path.join(home, 'shared');
	await mkdir(shared);
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		// Only the webhook processes serve production webhooks.
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		...make(shared),
	};
}

async function portsOf(names: readonly Name[]): Promise<Record<Name, number>> {
	const entries = names.map(async (name) => [name, await freePort()] as const);
	return Object.fromEntries(await Promise.all(entries)) as Record<Name, number>;
}

async function member(name: Name, home: string, port: number, settings: Settings): Promise<Member> {
	await installIntoN8n(packageTarball(), home);
	const url = `http://127.0.0.1:${port}`;
	const env = { ...(await n8nEnvironment(home, port)), ...settings };
	if (name === 'main') return { name, args: ['start'], env, url, isReady: () => isServing(url) };
	const isReady = () => isHealthy(url);
	if (name.startsWith('webhook')) return { name, args: ['webhook'], env, url, isReady };
	const health = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	return { name, args: ['worker'], env: { ...env, ...health }, url, isReady };
}

const isHealthy = async (url: string): Promise<boolean> =>
	await axios.get(`${url}/healthz/readiness`).then(
		() => true,
		() => false,
	);

/** Starts a process, waits until it is ready, and restarts a worker whenever it ends before the whole run does. */
async function keepRunning(
	first: Member,
	next: () => Promise<Member>,
	notes: Notes,
	running: Map<Name, Running>,
): Promise<void> {
	const { name } = first;
	let isOver = false;
	const start = ({ args, env }: Member): Running => {
		const started = startProcess(args, env, notes.logFile(name));
		running.set(name, started);
		if (started.pid !== undefined) notes.setPid(name, started.pid);
		void started.exited.then(async () => {
			if (isOver || !name.startsWith('worker')) return;
			const member = await next();
			if (!isOver) start(member);
		});
		return started;
	};
	const started = start(first);
	onShutdown(async () => {
		isOver = true;
		await running.get(name)?.stop();
	});
	await untilReady(name, started, first.isReady);
}
