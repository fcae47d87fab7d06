import { spawn } from 'node:child_process';

const PROGRESS_EVERY_MS = 5_000;

const secondsSince = (start) => `${Math.round((Date.now() - start) / 1000)} s`;

/**
 * Runs a command and reports how long it is taking; its output is shown only if it fails.
 *
 * @param {string} title what is going on, in words for the user
 * @param {string[]} command the program and its arguments
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, usual?: string, detail?: () => string }} options `usual` says how
 * long it usually takes; `detail` is added to each line of progress
 */
export async function step(
	title,
	[program, ...args],
	{ cwd, env = process.env, usual = '', detail = () => '' },
) {
	const start = Date.now();
	console.log(`• ${title}${usual && ` (${usual})`} …`);
	const progress = setInterval(() => {
		const more = detail();
		console.log(`  ${title}: ${secondsSince(start)}${more && `, ${more}`}`);
	}, PROGRESS_EVERY_MS);
	try {
		await runQuietly(program, args, { cwd, env });
		console.log(`  done in ${secondsSince(start)}`);
	} catch (error) {
		throw new Error(`${title} failed after ${secondsSince(start)}\n${error.message}`);
	} finally {
		clearInterval(progress);
	}
}

/** Runs a command in this terminal and returns its exit code. */
export function handOver([program, ...args], { cwd, env = process.env }) {
	return new Promise((resolve, reject) => {
		const child = startChild(program, args, { cwd, env, stdio: 'inherit' });
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

/**
 * Ends the process with the result of `main` as its exit code; of an error only the message is shown, without a stack.
 */
export async function runMain(main) {
	try {
		process.exitCode = (await main()) ?? 0;
	} catch (error) {
		console.error(`\n${error.message}`);
		process.exitCode = 1;
	}
}

function runQuietly(program, args, options) {
	return new Promise((resolve, reject) => {
		const child = startChild(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		const output = [];
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(Buffer.concat(output).toString('utf8'))),
		);
	});
}

/** A signal goes to the child, which cleans up; leaving before it would lose its exit code. */
function startChild(program, args, options) {
	const child = spawn(program, args, options);
	const signals = ['SIGINT', 'SIGTERM'];
	const passOn = (signal) => child.kill(signal);
	for (const signal of signals) process.on(signal, passOn);
	child.once('close', () => {
		for (const signal of signals) process.off(signal, passOn);
	});
	return child;
}
