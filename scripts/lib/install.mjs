import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './steps.mjs';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** `npm install` writes its two lockfiles within moments of each other, in either order. */
const SAME_MOMENT_MS = 10_000;

/** Installs the project's own dependencies unless that was already done for this lockfile. Needs only Node and npm. */
export async function ensureInstalled() {
	if (isInstalled(projectRoot)) return;
	await step('installing dependencies', ['npm', 'ci', '--no-audit', '--no-fund'], {
		cwd: projectRoot,
		usual: 'once, half a minute as a rule',
		detail: unpackedPackages(projectRoot),
	});
}

/** npm writes its hidden lockfile last, so it proves a complete installation. */
function isInstalled(folder) {
	const hidden = path.join(folder, 'node_modules/.package-lock.json');
	if (!existsSync(hidden)) return false;
	const lockfile = path.join(folder, 'package-lock.json');
	return statSync(hidden).mtimeMs + SAME_MOMENT_MS >= statSync(lockfile).mtimeMs;
}

/**
 * Reports how far `npm ci` is in a folder: npm itself says nothing, and unpacks the lockfile's packages in any order
 * while downloading them.
 */
export function unpackedPackages(folder) {
	const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
	const places = Object.entries(packages)
		.filter(([place, entry]) => place !== '' && entry.optional !== true)
		.map(([place]) => path.join(folder, place, 'package.json'));
	return () => {
		const there = places.filter((place) => existsSync(place)).length;
		return there === 0
			? `npm is preparing ${places.length} packages`
			: `${there} of ${places.length} packages unpacked`;
	};
}
