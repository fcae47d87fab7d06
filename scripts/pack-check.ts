import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../harness/paths';
import { filesIn } from './lib/filesIn';
import { loadOnce, MAX_LOAD_RATIO, WORKFLOW, type Load } from './lib/loading';
import { N8N_WORKFLOWS, namesOfN8nWorkflow } from './lib/n8nWorkflow';
import { scan } from './lib/scan';
import { SCHEMA_FOLDER } from './lib/schemas/folder';
import { withUnpackedPackage, type Unpacked } from './lib/unpacked';

const run = promisify(execFile);

const SHIPPED_BESIDE_CODE = ['LICENSE', 'README.md', 'package.json'];
const SHIPPED_CODE =
	/^dist\/(nodes|credentials)\/.+(\.js|\.svg|\.node\.json|\/__schema__\/.+\.json)$/;
/** If the package's text is larger than this, something is in it by mistake. */
const MAX_UNPACKED_BYTES = 1_000_000;

/** Each check returns its findings, one per line. */
type Check = (unpacked: Unpacked) => Promise<string[]>;

const onlyWhatUsersNeed: Check = async ({ folder }) => {
	const files = await filesIn(folder);
	const strange = files.filter(
		(file) => !SHIPPED_BESIDE_CODE.includes(file) && !SHIPPED_CODE.test(file),
	);
	const missing = SHIPPED_BESIDE_CODE.filter((file) => !files.includes(file));
	return [
		...strange.map((file) => `${file} does not belong there`),
		...missing.map((file) => `${file} is missing`),
	];
};

const noDependencies: Check = async ({ manifest }) => {
	const peers = JSON.stringify(manifest.peerDependencies);
	return [
		...Object.keys(manifest.dependencies ?? {}).map((name) => `depends on ${name} at run time`),
		...(peers === '{"n8n-workflow":"*"}' ? [] : [`peerDependencies are ${peers}`]),
	];
};

/** A node without its codex loads all the same, but no search word finds it. */
const entriesExist: Check = async ({ folder, manifest }) => {
	const { nodes, credentials } = manifest.n8n;
	const codexes = nodes.map((file) => file.replace(/\.js$/, '.json'));
	return [...nodes, ...codexes, ...credentials]
		.filter((file) => !existsSync(path.join(folder, file)))
		.map((file) => `${file} is not there`);
};

/**
 * Loads the package with n8n-workflow as the only other package, so that a run-time import of anything else fails as it
 * would for users.
 */
const loadsAlone: Check = async (unpacked) => {
	const wrong: string[] = [];
	for (const workflow of N8N_WORKFLOWS) {
		const place = path.join(unpacked.home, 'node_modules/n8n-workflow');
		await symlink(workflow, place, 'junction');
		wrong.push(...(await loadAll(unpacked, path.basename(workflow))));
		await unlink(place);
	}
	return wrong;
};

/** Loads every file, and checks that the n8n-workflow beside it has every name that the files take from it. */
async function loadAll({ folder }: Unpacked, beside: string): Promise<string[]> {
	const files = await codeIn(folder);
	const names = new Set<string>();
	for (const file of files) {
		const code = await readFile(path.join(folder, file), 'utf8');
		for (const name of namesOfN8nWorkflow(file, code)) names.add(name);
	}
	const program = `
		for (const file of ${JSON.stringify(files)}) require(require('path').resolve(file));
		const lacking = ${JSON.stringify([...names])}.filter((name) => !(name in require('n8n-workflow')));
		if (lacking.length > 0) console.log('it has no ' + lacking.join(', '));
	`;
	try {
		const { stdout, stderr } = await run(process.execPath, ['-e', program], {
			cwd: folder,
			env: { PATH: process.env.PATH },
		});
		return stdout || stderr ? [`${beside}: ${stdout}${stderr}`.trim()] : [];
	} catch (error) {
		return [`${beside}: ${String(error)}`];
	}
}

/** An operation without its schema works all the same, but its fields are not offered before its first run. */
const schemasExist: Check = async ({ folder }) => {
	const wanted = (await filesIn(projectRoot, SCHEMA_FOLDER)).map((file) => `dist/${file}`);
	const shipped = await filesIn(folder);
	return wanted
		.filter((file) => !shipped.includes(file))
		.map((file) => `${file} is missing`)
		.concat(wanted.length === 0 ? ['there is no output schema'] : []);
};

/** The nodes and the credential share what they keep in memory, so no source may be in the package twice. */
const hasEachSourceOnce: Check = async ({ folder }) => {
	const found = new Map<string, string[]>();
	const files = await codeIn(folder);
	for (const file of files) {
		const code = await readFile(path.join(folder, file), 'utf8');
		for (const [, source = ''] of code.matchAll(/^\/\/ (\S+\.ts)$/gm))
			found.set(source, [...(found.get(source) ?? []), file]);
	}
	return [
		...[...found]
			.filter(([, places]) => places.length > 1)
			.map(([source, places]) => `${source} is in ${places.join(' and in ')}`),
		...[...found.keys()]
			.filter((source) => !existsSync(path.join(projectRoot, source)))
			.map((source) => `${source} is no source`),
		...files
			.filter((file) => ![...found.values()].flat().includes(file))
			.map((file) => `${file} names no source`),
	];
};

const isSmall: Check = async ({ folder }) => {
	const sizes = (await filesIn(folder)).map(
		async (file) => (await stat(path.join(folder, file))).size,
	);
	const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	console.log(`    ${sizes.length} files, ${Math.round(bytes / 1000)} kB unpacked`);
	return bytes <= MAX_UNPACKED_BYTES ? [] : [`it has ${bytes} bytes`];
};

const LOADS = 5;

/** Takes the quickest of several loads, because other work on the machine can only slow one down. */
const loadsQuickly: Check = async (unpacked) => {
	const place = path.join(unpacked.home, 'node_modules/n8n-workflow');
	await symlink(WORKFLOW, place, 'junction');
	const loads: Load[] = [];
	for (let load = 0; load < LOADS; load++) loads.push(await loadOnce(unpacked));
	await unlink(place);
	const ours = Math.min(...loads.map(({ packageMs }) => packageMs));
	const ratio = ours / Math.min(...loads.map(({ workflowMs }) => workflowMs));
	console.log(`    ${Math.round(ours)} ms, ${ratio.toFixed(2)} of n8n-workflow's`);
	return ratio <= MAX_LOAD_RATIO ? [] : [`it takes ${ratio.toFixed(2)} of n8n-workflow's time`];
};

const codeIn = async (folder: string): Promise<string[]> =>
	(await filesIn(folder)).filter((file) => file.endsWith('.js'));

const CHECKS: Readonly<Record<string, Check>> = {
	'holds what users need and nothing else': onlyWhatUsersNeed,
	'has no run-time dependencies': noDependencies,
	'has the nodes and credentials that it names': entriesExist,
	'has an output schema for every operation and event': schemasExist,
	'has each source in it once, and names it': hasEachSourceOnce,
	'has no more than 1 MB unpacked': isSmall,
	'loads silently with nothing but n8n-workflow beside it: the oldest, a middle and the newest':
		loadsAlone,
	[`loads in no more than ${MAX_LOAD_RATIO} of the time that n8n-workflow takes`]: loadsQuickly,
};

async function checkAll(unpacked: Unpacked): Promise<number> {
	let failed = 0;
	for (const [claim, check] of Object.entries(CHECKS)) {
		const wrong = await check(unpacked);
		console.log(`${wrong.length === 0 ? '✓' : '✗'} the package ${claim}`);
		for (const line of wrong) console.log(`    ${line}`);
		if (wrong.length > 0) failed += 1;
	}
	return failed;
}

void withUnpackedPackage(async (unpacked) => {
	const failed = (await checkAll(unpacked)) + (await scan(unpacked.folder));
	process.exitCode = failed === 0 ? 0 : 1;
});
