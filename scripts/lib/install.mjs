import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statfsSync,
	statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './steps.mjs';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const n8nFolder = path.join(projectRoot, 'e2e/n8n');

/** `npm install` writes its two lockfiles within moments of each other, in either order. */
const SAME_MOMENT_MS = 10_000;

/** Installs the project's own dependencies unless that was done for this lockfile. Needs nothing but Node and npm. */
export async function ensureInstalled() {
	if (isInstalled(projectRoot)) return;
	await step('installing dependencies', ['npm', 'ci', '--no-audit', '--no-fund'], {
		cwd: projectRoot,
		detail: diskUse(projectRoot),
	});
}

/**
 * Installs a real n8n beside the project, for everything that needs one. Its packages may not run scripts; the one
 * that needs a native part, the SQLite driver, gets it after.
 */
export async function ensureN8n() {
	if (!isInstalled(n8nFolder)) {
		await step(
			'installing n8n (once, some 1.7 GB)',
			['npm', 'ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'],
			{ cwd: n8nFolder, detail: diskUse(n8nFolder) },
		);
	}
	const driver = path.join(n8nFolder, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
	if (!existsSync(driver)) await provideDriver(driver);
}

/**
 * The SQLite driver comes ready-made or is compiled, as its own installation sees fit. The compiler does not take a
 * path with spaces, which the project's may have, so that is done in a folder of its own.
 */
async function provideDriver(driver) {
	const manifest = path.join(n8nFolder, 'node_modules/sqlite3/package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
	const workshop = mkdtempSync(path.join(tmpdir(), 'sqlite3-'));
	const install = ['install', '--prefix', workshop, '--ignore-scripts=false', '--prefer-offline'];
	try {
		await step(
			'preparing the SQLite driver of n8n',
			['npm', ...install, '--no-audit', '--no-fund', `sqlite3@${version}`],
			{
				cwd: workshop,
				env: { ...process.env, ...localHeaders() },
				detail: () => 'compiling it needs python3, make, g++ and a minute or two',
			},
		);
		mkdirSync(path.dirname(driver), { recursive: true });
		const built = path.relative(n8nFolder, driver);
		copyFileSync(path.join(workshop, built), driver);
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

/** npm leaves its hidden lockfile as the last act of an installation, so it tells of a complete one. */
function isInstalled(folder) {
	const hidden = path.join(folder, 'node_modules/.package-lock.json');
	if (!existsSync(hidden)) return false;
	const lockfile = path.join(folder, 'package-lock.json');
	return statSync(hidden).mtimeMs + SAME_MOMENT_MS >= statSync(lockfile).mtimeMs;
}

/** How much less room there is than at the start: npm makes all folders at once and fills them in any order. */
function diskUse(folder) {
	const megabytesFree = () => {
		const { bavail, bsize } = statfsSync(folder);
		return (bavail * bsize) / 1_000_000;
	};
	const before = megabytesFree();
	return () => `${Math.max(0, Math.round(before - megabytesFree()))} MB written`;
}

/** A Node that brought its headers along spares the compiler a download. */
function localHeaders() {
	const prefix = path.resolve(path.dirname(process.execPath), '..');
	return existsSync(path.join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}
