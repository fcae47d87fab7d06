import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nProgram } from './paths';

const STOP_PATIENCE_MS = 10_000;

/** An n8n that was started, and what it said. */
export interface Running {
	/** Of n8n itself; undefined when it could not be started. */
	readonly pid: number | undefined;
	readonly log: () => string;
	/** The exit code; null for an end by signal. */
	readonly exited: Promise<number | null>;
	stop(): Promise<void>;
}

/** Starts n8n in a process group of its own: it starts runners, and all of them have to go together. */
export function startProcess(args: readonly string[], env: NodeJS.ProcessEnv): Running {
	const { command, node } = n8nProgram();
	const child = spawn(node, [command, ...args], {
		// n8n starts its task runners with whatever `node` it finds.
		env: { ...env, PATH: [path.dirname(node), env.PATH].join(path.delimiter) },
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
	const killNow = () => signalGroup(child, 'SIGKILL');
	process.once('exit', killNow);
	const exited = once(child, 'close').then(([code]: (number | null)[]) => {
		process.removeListener('exit', killNow);
		return code ?? null;
	});
	return {
		pid: child.pid,
		log: () => Buffer.concat(chunks).toString('utf8'),
		exited,
		stop: () => stopGroup(child, exited),
	};
}

async function stopGroup(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
	signalGroup(child, 'SIGTERM');
	const patience = new AbortController();
	const stopped = await Promise.race([
		exited.then(() => true),
		sleep(STOP_PATIENCE_MS, false, { signal: patience.signal }).catch(() => true),
	]);
	patience.abort();
	if (!stopped) signalGroup(child, 'SIGKILL');
	await exited;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already, which is what was asked for.
	}
}
