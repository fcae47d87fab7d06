import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, projectRoot } from './install.mjs';
import { ensureN8n } from './n8n.mjs';
import { handOver, step } from './steps.mjs';

let packed;

const PACK_FOLDER = path.join(projectRoot, '.work/pack');

/**
 * Prepares everything that a script needs, then runs it. The script finds the packed package under PACKAGE_TARBALL, so
 * that it tests what users get instead of the working tree, and n8n under N8N_COMMAND and N8N_NODE.
 *
 * @param {string[]} nodeArgs arguments for Node
 * @param {{ n8n: import('./n8n.mjs').Release | null, env?: Record<string, string> }} needs the n8n to install, if any,
 * and more environment variables for the script
 * @returns {Promise<number>} the script's exit code
 */
export async function launch(nodeArgs, { n8n, env = {} }) {
	await ensureInstalled();
	const ofN8n = n8n === null ? {} : await n8nEnvironment(n8n);
	packed ??= buildAndPack();
	const tarball = await packed;
	return await handOver([process.execPath, ...nodeArgs], {
		cwd: projectRoot,
		env: { ...process.env, ...ofN8n, ...env, PACKAGE_TARBALL: tarball },
	});
}

/** The environment variables that tell a script which n8n to use. */
async function n8nEnvironment(release) {
	const { command, node } = await ensureN8n(release);
	return { N8N_COMMAND: command, N8N_NODE: node, N8N_VERSION: release.version };
}

async function buildAndPack() {
	await step('building the package', ['npm', 'run', 'build'], { cwd: projectRoot });
	mkdirSync(PACK_FOLDER, { recursive: true });
	await step('packing it', ['npm', 'pack', '--pack-destination', PACK_FOLDER], {
		cwd: projectRoot,
	});
	const { name, version } = JSON.parse(
		readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
	);
	return path.join(PACK_FOLDER, `${name}-${version}.tgz`);
}
