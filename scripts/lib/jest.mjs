import path from 'node:path';
import { ensureInstalled, projectRoot } from './install.mjs';
import { handOver } from './steps.mjs';

/**
 * Sizes of V8's generations, in megabytes; workers inherit them. A larger young one than by default saves a seventh of the
 * CPU time. With a limit for the old one V8 collects in time, and no worker needs a gigabyte.
 */
const HEAP = ['--max-semi-space-size=32', '--max-old-space-size=700'];

/**
 * Runs the tests with the command line's arguments, after installing what they need.
 *
 * @param {Record<string, string>} env in addition to the environment of this process
 */
export async function runJest(env = {}) {
	await ensureInstalled();
	const jest = path.join(projectRoot, 'node_modules/jest/bin/jest.js');
	return await handOver([process.execPath, ...HEAP, jest, ...process.argv.slice(2)], {
		cwd: projectRoot,
		env: { ...process.env, ...env },
	});
}
