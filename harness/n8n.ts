import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { n8nEnvironment } from './environment';
import { freePort } from './ports';
import { startProcess, type Running } from './process';
import { onShutdown } from './shutdown';

const START_PATIENCE_MS = 600_000;
const POLL_EVERY_MS = 500;
/** How much of a long log is shown: its end has the reason, and the rest would hide it. */
const LOG_TAIL = 8_000;

export interface N8nServer extends Running {
	readonly url: string;
}

/** A home for one n8n, deleted with the run. */
export async function temporaryHome(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-home-'));
	onShutdown(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * Starts an n8n server and waits until it answers.
 * @param port a free one; any when left out
 * @param settings n8n's own environment variables
 */
export async function startN8n(
	userFolder: string,
	port?: number,
	settings: Readonly<Record<string, string>> = {},
): Promise<N8nServer> {
	const listening = port ?? (await freePort());
	const running = startProcess(['start'], {
		...(await n8nEnvironment(userFolder, listening)),
		...settings,
	});
	onShutdown(() => running.stop());
	const url = `http://127.0.0.1:${listening}`;
	await untilReady('n8n', running, () => isServing(url));
	return { ...running, url };
}

/** Runs one command of n8n to its end and returns its output. */
export async function n8nCli(userFolder: string, args: readonly string[]): Promise<string> {
	const running = startProcess(args, await n8nEnvironment(userFolder, await freePort()));
	onShutdown(() => running.stop());
	const code = await running.exited;
	if (code !== 0) throw new Error(`n8n ${args.join(' ')} ended with ${code}:\n${tail(running)}`);
	return running.log();
}

/** n8n's last output, without the many lines about creating the database of a new home. */
export function tail(running: Running): string {
	const lines = running.log().split('\n');
	const telling = lines.filter((line) => !/^(Starting|Finished) migration/.test(line));
	return telling.join('\n').slice(-LOG_TAIL);
}

/**
 * Waits until a started program is ready.
 * @throws Error with its last output, if it ends before or takes too long
 */
export async function untilReady(
	name: string,
	running: Running,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + START_PATIENCE_MS;
	const ended = running.exited.then((code) => `${name} ended with ${code}`);
	while (Date.now() < deadline) {
		const outcome = await Promise.race([isReady(), ended]);
		if (outcome === true) return;
		if (outcome !== false) throw new Error(`${outcome}:\n${tail(running)}`);
		await sleep(POLL_EVERY_MS);
	}
	throw new Error(`${name} did not start within ${START_PATIENCE_MS / 1000} s:\n${tail(running)}`);
}

/** n8n calls itself healthy before its routes exist, and answers any of them with a sentence until then. */
export async function isServing(url: string): Promise<boolean> {
	const answer = await axios
		.get<unknown>(`${url}/rest/settings`, { validateStatus: () => true })
		.catch(() => undefined);
	return answer?.status === 200 && typeof answer.data === 'object';
}
