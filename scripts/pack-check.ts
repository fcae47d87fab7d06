import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../e2e/harness/paths';
import { scan } from './lib/scan';
import { withUnpackedPackage, type Unpacked } from './lib/unpacked';

const run = promisify(execFile);

const SHIPPED_BESIDE_CODE = ['LICENSE', 'README.md', 'package.json'];
const SHIPPED_CODE = /^dist\/(nodes|credentials)\/.+(\.js|\.svg|\.node\.json)$/;

/** Each check gives what is wrong, one line each. */
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

/** A node without its codex loads all the same, but nobody finds it by a search word. */
const entriesExist: Check = async ({ folder, manifest }) => {
	const { nodes, credentials } = manifest.n8n;
	const codexes = nodes.map((file) => file.replace(/\.js$/, '.json'));
	return [...nodes, ...codexes, ...credentials]
		.filter((file) => !existsSync(path.join(folder, file)))
		.map((file) => `${file} is not there`);
};

/** Loaded where n8n-workflow is the only other package, so that a run-time import of anything else fails as it would for users. */
const loadsAlone: Check = async (unpacked) => {
	const workflow = path.join(projectRoot, 'node_modules/n8n-workflow');
	await symlink(workflow, path.join(unpacked.home, 'node_modules/n8n-workflow'), 'junction');
	const files = (await filesIn(unpacked.folder)).filter((file) => file.endsWith('.js'));
	const program = `for (const file of ${JSON.stringify(files)}) require(require('path').resolve(file))`;
	try {
		const { stdout, stderr } = await run(process.execPath, ['-e', program], {
			cwd: unpacked.folder,
			env: { PATH: process.env.PATH },
		});
		return stdout || stderr ? [`prints while it is loaded: ${stdout}${stderr}`] : [];
	} catch (error) {
		return [String(error)];
	}
};

const CHECKS: Readonly<Record<string, Check>> = {
	'holds what users need and nothing else': onlyWhatUsersNeed,
	'has no run-time dependencies': noDependencies,
	'has the nodes and credentials that it names': entriesExist,
	'loads with nothing but n8n-workflow beside it, and silently': loadsAlone,
};

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
		)
		.sort();
}

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
