import { spawn } from 'node:child_process';

const PROGRESS_EVERY_MS = 5_000;

const secondsSince = (start) => `${Math.round((Date.now() - start) / 1000)} s`;

/**
 * Runs a command and says how long it is taking; what it printed is shown only when it fails.
 *
 * @param {string} title what is going on, as a person would say it
 * @param {string[]} command the program and its arguments
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, detail?: () => string }} options `detail` is added to each line of progress
 */
export async function step(
	title,
	[program, ...args],
	{ cwd, env = process.env, detail = () => '' },
) {
	const start = Date.now();
	console.log(`• ${title} …`);
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

/** Runs a command with this terminal as its own and gives its exit code. */
export async function handOver([program, ...args], { cwd, env = process.env }) {
	const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
	// The child closes its own house on a signal; leaving before it would lose its exit code.
	const wait = (signal) => child.kill(signal);
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, wait);
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

/** Ends the process with what `main` gives as its exit code; an error is told in its own words, without a stack. */
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
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		const output = [];
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(Buffer.concat(output).toString('utf8'))),
		);
	});
}
