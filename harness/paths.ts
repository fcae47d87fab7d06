import path from 'node:path';

export const projectRoot = path.resolve(__dirname, '..');

/** A value that the launching script put into the environment. */
function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start this through its script in package.json`);
	return value;
}

/** The n8n under test, and the Node.js that it needs. */
export const n8nProgram = (): { node: string; command: string } => ({
	node: given('N8N_NODE'),
	command: given('N8N_COMMAND'),
});

/** The version of n8n under test, such as 2.8.4. */
export const n8nVersion = (): string => given('N8N_VERSION');

/** Whether the n8n under test is at least this version. */
export function isSince(major: number, minor: number): boolean {
	const [ofMajor = 0, ofMinor = 0] = n8nVersion().split('.').map(Number);
	return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}

/** The packed package from the launching script. */
export const packageTarball = (): string => given('PACKAGE_TARBALL');
