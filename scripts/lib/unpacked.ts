import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageTarball } from '../../harness/paths';
import { unpack, type Manifest } from '../../harness/package';

export interface Unpacked {
	/** Has a `node_modules` with nothing but the package in it. */
	home: string;
	folder: string;
	manifest: Manifest;
}

/** Unpacks the packed package for as long as `use` takes, away from the project's own node_modules. */
export async function withUnpackedPackage<T>(use: (unpacked: Unpacked) => Promise<T>): Promise<T> {
	const home = await mkdtemp(path.join(tmpdir(), 'packed-'));
	try {
		const folder = path.join(home, 'node_modules/package');
		return await use({ home, folder, manifest: await unpack(packageTarball(), folder) });
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}
