import path from 'node:path';
import { ensureInstalled, projectRoot } from './install.mjs';
import { handOver } from './steps.mjs';

/**
 * Runs the tests with the command line's arguments, after installing what they need.
 *
 *
 * @param {Record<string, string>} env in addition to the environment of this process
 */
export async function runJest(env = {}) {
	await ensureInstalled();
	const jest = path.join(projectRoot, 'node_modules/jest/bin/jest.js');
	return await handOver([process.execPath, jest, ...process.argv.slice(2)], {
		cwd: projectRoot,
		env: { ...process.env, ...env },
	});
}
