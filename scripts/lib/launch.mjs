import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, ensureN8n, projectRoot } from './install.mjs';
import { handOver, step } from './steps.mjs';

const PACK_FOLDER = path.join(projectRoot, '.work/pack');

/**
 * Brings everything a script needs into place, then hands over to it. The script finds the packed package under
 * PACKAGE_TARBALL, so that it tries what users get and not the working tree.
 *
 * @param {string[]} nodeArgs what Node shall run
 * @param {{ n8n: boolean }} needs whether a real n8n has to be there
 */
export async function launch(nodeArgs, { n8n }) {
	await ensureInstalled();
	if (n8n) await ensureN8n();
	const tarball = await buildAndPack();
	return await handOver([process.execPath, ...nodeArgs, ...process.argv.slice(2)], {
		cwd: projectRoot,
		env: { ...process.env, PACKAGE_TARBALL: tarball },
	});
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
