import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../harness/paths';
import type { Unpacked } from './unpacked';

const run = promisify(execFile);

/**
 * Longest time for loading the package, as a multiple of what n8n-workflow takes in the same process. It was 0.36 with
 * one file per source, and is 0.14 with one per room; the rest is for a busy machine.
 */
export const MAX_LOAD_RATIO = 0.28;

/** The n8n-workflow that is loaded before the package. */
export const WORKFLOW = path.join(projectRoot, 'node_modules/n8n-workflow');

/** One node of the package, as n8n loads it. */
export interface NodeSize {
	readonly name: string;
	/** Size of its description as JSON, which every editor downloads. */
	readonly descriptionBytes: number;
	readonly properties: number;
}

/** One start of a Node.js process that loads n8n-workflow and then the package, as n8n does. Times in milliseconds. */
export interface Load {
	readonly workflowMs: number;
	readonly packageMs: number;
	readonly nodes: readonly NodeSize[];
}

const PROGRAM = `
const start = performance.now();
require('n8n-workflow');
const between = performance.now();
const loaded = FILES.map((file) => {
	const name = require('path').basename(file).split('.')[0];
	return { name, instance: new (require(require('path').resolve(file))[name])() };
});
const end = performance.now();
console.log(JSON.stringify({
	workflowMs: between - start,
	packageMs: end - between,
	nodes: loaded.flatMap(({ name, instance: { description } }) =>
		description === undefined
			? []
			: [{
					name,
					descriptionBytes: Buffer.byteLength(JSON.stringify(description)),
					properties: description.properties.length,
				}],
	),
}));
`;

/** Loads the package in a separate Node.js process. n8n-workflow has to be beside the package. */
export async function loadOnce({ folder, manifest: { n8n } }: Unpacked): Promise<Load> {
	const program = PROGRAM.replace('FILES', JSON.stringify([...n8n.credentials, ...n8n.nodes]));
	const { stdout } = await run(process.execPath, ['-e', program], {
		cwd: folder,
		env: { PATH: process.env.PATH },
	});
	return JSON.parse(stdout) as Load;
}
