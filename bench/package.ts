import { readdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { packageTarball } from '../harness/paths';
import { loadOnce, WORKFLOW, type Load, type NodeSize } from '../scripts/lib/loading';
import { withUnpackedPackage } from '../scripts/lib/unpacked';
import { median } from './statistics';

const LOADS = 11;

export interface PackageSize {
	readonly nodes: readonly NodeSize[];
	/** Median time to load the nodes and the credential after n8n-workflow is loaded, and to load n8n-workflow. */
	readonly loadMs: number;
	readonly workflowLoadMs: number;
	/** Median ratio of the first to the second in the same process. */
	readonly loadRatio: number;
	readonly packedBytes: number;
	readonly unpackedBytes: number;
}

/** Measures the packed package, alone with n8n-workflow. */
export async function measurePackage(): Promise<PackageSize> {
	return await withUnpackedPackage(async (unpacked) => {
		await symlink(WORKFLOW, path.join(unpacked.home, 'node_modules/n8n-workflow'), 'junction');
		const loads: Load[] = [];
		for (let load = 0; load < LOADS; load++) loads.push(await loadOnce(unpacked));
		return {
			nodes: loads[0]?.nodes ?? [],
			loadMs: median(loads.map(({ packageMs }) => packageMs)),
			workflowLoadMs: median(loads.map(({ workflowMs }) => workflowMs)),
			loadRatio: median(loads.map(({ packageMs, workflowMs }) => packageMs / workflowMs)),
			packedBytes: (await stat(packageTarball())).size,
			unpackedBytes: await sizeOf(unpacked.folder),
		};
	});
}

/** The bytes of all files, which npm calls the unpacked size. */
async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const sizes = entries
		.filter((entry) => entry.isFile())
		.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
