import { execFile } from 'node:child_process';
import { readdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { packageTarball, projectRoot } from '../harness/paths';
import { withUnpackedPackage, type Unpacked } from '../scripts/lib/unpacked';
import { median } from './statistics';

const run = promisify(execFile);

const LOADS = 11;

/** One node of the package, as n8n loads it. */
export interface NodeSize {
	readonly name: string;
	/** Its description as JSON, which every editor downloads. */
	readonly descriptionBytes: number;
	readonly properties: number;
}

export interface PackageSize {
	readonly nodes: readonly NodeSize[];
	/** Median time to load all nodes where n8n-workflow is loaded already, and to load that. */
	readonly loadMs: number;
	readonly workflowLoadMs: number;
	readonly packedBytes: number;
	readonly unpackedBytes: number;
}

/** Runs in a Node of its own: loads n8n-workflow and then the nodes, and tells of both as JSON. */
const PROGRAM = `
const start = performance.now();
require('n8n-workflow');
const between = performance.now();
const nodes = FILES.map((file) => {
	const name = require('path').basename(file).split('.')[0];
	const { description } = new (require(require('path').resolve(file))[name])();
	return { name, description };
});
const end = performance.now();
console.log(JSON.stringify({
	workflowMs: between - start,
	nodesMs: end - between,
	nodes: nodes.map(({ name, description }) => ({
		name,
		descriptionBytes: Buffer.byteLength(JSON.stringify(description)),
		properties: description.properties.length,
	})),
}));
`;

interface Load {
	readonly workflowMs: number;
	readonly nodesMs: number;
	readonly nodes: readonly NodeSize[];
}

/** Measures the packed package, alone with n8n-workflow. */
export async function measurePackage(): Promise<PackageSize> {
	return await withUnpackedPackage(async (unpacked) => {
		const workflow = path.join(projectRoot, 'node_modules/n8n-workflow');
		await symlink(workflow, path.join(unpacked.home, 'node_modules/n8n-workflow'), 'junction');
		const loads: Load[] = [];
		for (let load = 0; load < LOADS; load++) loads.push(await loadOnce(unpacked));
		return {
			nodes: loads[0]?.nodes ?? [],
			loadMs: median(loads.map(({ nodesMs }) => nodesMs)),
			workflowLoadMs: median(loads.map(({ workflowMs }) => workflowMs)),
			packedBytes: (await stat(packageTarball())).size,
			unpackedBytes: await sizeOf(unpacked.folder),
		};
	});
}

async function loadOnce({ folder, manifest }: Unpacked): Promise<Load> {
	const program = PROGRAM.replace('FILES', JSON.stringify(manifest.n8n.nodes));
	const { stdout } = await run(process.execPath, ['-e', program], {
		cwd: folder,
		env: { PATH: process.env.PATH },
	});
	return JSON.parse(stdout) as Load;
}

/** The bytes of all files, which is what npm calls the unpacked size. */
async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const sizes = entries
		.filter((entry) => entry.isFile())
		.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
