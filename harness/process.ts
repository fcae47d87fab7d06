import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nProgram } from './paths';

const STOP_PATIENCE_MS = 10_000;

/** A started program, and its output. */
export interface Running {
	/** Undefined if the program could not be started. */
	readonly pid: number | undefined;
	readonly log: () => string;
	/** The exit code; null if a signal ended it. */
	readonly exited: Promise<number | null>;
	stop(): Promise<void>;
}

interface ProgramOptions {
	readonly env: NodeJS.ProcessEnv;
	/** The user it runs as, if not that of this process. */
	readonly user?: { readonly uid: number; readonly gid: number };
	/** A file that gets its output as well, for readers that cannot call `log`. */
	readonly logFile?: string;
	/** The signal that ends it at once. */
	readonly killSignal?: NodeJS.Signals;
}

/** Starts n8n. */
export function startProcess(
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	logFile?: string,
): Running {
	const { command, node } = n8nProgram();
	// n8n starts its task runners with the first `node` in PATH.
	const found = { ...env, PATH: [path.dirname(node), env.PATH].join(path.delimiter) };
	return startProgram(node, [command, ...args], { env: found, ...(logFile && { logFile }) });
}

/** Starts a program in its own process group: it may start others, and all of them must end together. */
export function startProgram(
	program: string,
	args: readonly string[],
	{ env, user, logFile, killSignal = 'SIGKILL' }: ProgramOptions,
): Running {
	const child = spawn(program, args, {
		env,
		...user,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const chunks: Buffer[] = [];
	const file = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			file?.write(chunk);
		});
	const forget = atProcessEnd(() => signalGroup(child, killSignal));
	const exited = once(child, 'close').then(([code]: (number | null)[]) => {
		forget();
		file?.end();
		return code ?? null;
	});
	return {
		pid: child.pid,
		log: () => Buffer.concat(chunks).toString('utf8'),
		exited,
		stop: () => stopGroup(child, exited, killSignal),
	};
}

declare global {
	/** From the suites' environment: registers what to end with the process, and returns a function that undoes it. */
	var onProcessEnd: ((end: () => void) => () => void) | undefined;
}

/** Ends something when this process ends. In a suite `process` is a copy, which is not notified of that. */
function atProcessEnd(end: () => void): () => void {
	if (globalThis.onProcessEnd !== undefined) return globalThis.onProcessEnd(end);
	process.once('exit', end);
	return () => process.removeListener('exit', end);
}

async function stopGroup(
	child: ChildProcess,
	exited: Promise<unknown>,
	killSignal: NodeJS.Signals,
): Promise<void> {
	signalGroup(child, 'SIGTERM');
	const patience = new AbortController();
	const stopped = await Promise.race([
		exited.then(() => true),
		sleep(STOP_PATIENCE_MS, false, { signal: patience.signal }).catch(() => true),
	]);
	patience.abort();
	if (!stopped) signalGroup(child, killSignal);
	await exited;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is already gone, which is the goal.
	}
}
