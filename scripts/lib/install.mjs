import { existsSync, readdirSync, statSync } from 'node:fs';
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
		detail: () => unpacked(projectRoot),
	});
}

/**
 * Installs a real n8n beside the project, for everything that needs one. Its packages may not run scripts; the one that
 * needs its native part, the SQLite driver, is rebuilt after.
 */
export async function ensureN8n() {
	if (!isInstalled(n8nFolder)) {
		await step(
			'installing n8n (once, some 1.7 GB)',
			['npm', 'ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'],
			{ cwd: n8nFolder, detail: () => unpacked(n8nFolder) },
		);
	}
	const driver = path.join(n8nFolder, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
	if (!existsSync(driver)) {
		await step(
			'preparing the SQLite driver of n8n (compiled when no ready one fits: needs python3, make, g++)',
			['npm', 'rebuild', 'sqlite3', '--ignore-scripts=false'],
			{ cwd: n8nFolder, env: { ...process.env, ...localHeaders() } },
		);
	}
}

/** npm leaves its hidden lockfile as the last act of an installation, so it tells of a complete one. */
function isInstalled(folder) {
	const hidden = path.join(folder, 'node_modules/.package-lock.json');
	if (!existsSync(hidden)) return false;
	const lockfile = path.join(folder, 'package-lock.json');
	return statSync(hidden).mtimeMs + SAME_MOMENT_MS >= statSync(lockfile).mtimeMs;
}

function unpacked(folder) {
	const modules = path.join(folder, 'node_modules');
	const count = existsSync(modules) ? readdirSync(modules).length : 0;
	return `${count} folders so far`;
}

/** A Node that brought its headers along spares the compiler a download. */
function localHeaders() {
	const prefix = path.resolve(path.dirname(process.execPath), '..');
	return existsSync(path.join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}
