import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { PACKAGE_NAME } from './workflow';

const run = promisify(execFile);

/** The parts of a package.json that are used here. */
export interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/** Unpacks an npm tarball into a folder and returns its package.json. */
export async function unpack(tarball: string, folder: string): Promise<Manifest> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Puts a packed package where n8n's installer of community packages would: unpacked under `nodes/node_modules`, without
 * its development and peer dependencies. Nothing has to be downloaded, because the package has no other dependencies.
 */
export async function installIntoN8n(tarball: string, userFolder: string): Promise<void> {
	const nodesFolder = path.join(userFolder, '.n8n/nodes');
	const name = PACKAGE_NAME;
	const folder = path.join(nodesFolder, 'node_modules', name);
	const manifest = await unpack(tarball, folder);
	const stripped = { ...manifest, devDependencies: undefined, peerDependencies: undefined };
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(stripped, null, 2));
	const installed = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: manifest.version },
	};
	await writeFile(path.join(nodesFolder, 'package.json'), JSON.stringify(installed, null, 2));
}
