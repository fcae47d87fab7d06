import { launch } from './launch.mjs';
import { ensureServices, MissingServices } from './services.mjs';

/**
 * The tested installations of n8n in queue mode: each is main, two workers and two webhook processes with its own
 * settings, and has the suites for these settings.
 */
const INSTALLATIONS = [
	{
		name: 'defaults',
		suites: ['bot', 'sharing', 'editor', 'sending', 'doubles', 'asking', 'files', 'killed'],
	},
	{ name: 'offloaded', suites: ['editor', 'files'] },
];

/** Every gateway once, and the worker that is killed. */
const SHORT = [{ name: 'defaults', suites: ['bot', 'killed'] }];

/**
 * Runs the suites of queue mode. Without PostgreSQL and Redis they are skipped, unless CI is set, because there they
 * must not pass by being skipped.
 *
 * @param {{ release: import('./n8n.mjs').Release, short: boolean, more: string[] }} options
 * @returns {Promise<number>} the exit code
 */
export async function runQueueMode({ release, short, more }) {
	const services = await servicesOrWhy();
	if (services instanceof MissingServices) {
		if (process.env.CI) throw services;
		console.log(`SKIPPED: the suites of queue mode. ${services.message}`);
		return 0;
	}
	let worst = 0;
	for (const { name, suites } of short ? SHORT : INSTALLATIONS) {
		const files = suites.map((suite) => `e2e/queue/suites/${suite}.test.ts`).filter(isWanted(more));
		if (files.length === 0) continue;
		console.log(`\n=== queue mode, n8n ${release.version}, installation "${name}"`);
		const code = await launch(program(files, more), {
			n8n: release,
			env: {
				E2E_QUEUE_INSTALLATION: name,
				E2E_QUEUE_SHORT: short ? '1' : '',
				POSTGRES_FOLDER: services.postgresFolder,
				REDIS_SERVER: services.redisServer,
			},
		});
		if (code === ENDED_BY_SIGNAL) return code;
		worst = Math.max(worst, code);
	}
	return worst;
}

const ENDED_BY_SIGNAL = 130;

async function servicesOrWhy() {
	try {
		return await ensureServices();
	} catch (error) {
		if (error instanceof MissingServices) return error;
		throw error;
	}
}

const isOption = (argument) => argument.startsWith('-');

/** Parts of file names on the command line select the suites, as in Jest. */
function isWanted(more) {
	const parts = more.filter((argument) => !isOption(argument));
	return (file) => parts.length === 0 || parts.some((part) => file.includes(part));
}

const program = (files, more) => [
	'node_modules/jest/bin/jest.js',
	'--config',
	'e2e/queue/jest.config.js',
	'--runInBand',
	...more.filter(isOption),
	'--runTestsByPath',
	...files,
];
