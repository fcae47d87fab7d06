import path from 'node:path';

export const projectRoot = path.resolve(__dirname, '../..');

/** The command of the n8n that `scripts/lib/install.mjs` put beside the project. */
export const n8nCommand = path.join(projectRoot, 'e2e/n8n/node_modules/n8n/bin/n8n');

/** The packed package, as the launching script made it. */
export function packageTarball(): string {
	const tarball = process.env.PACKAGE_TARBALL;
	if (!tarball)
		throw new Error('PACKAGE_TARBALL is not set: start this through its script in package.json');
	return tarball;
}
