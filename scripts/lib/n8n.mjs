import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot, unpackedPackages } from './install.mjs';
import { step } from './steps.mjs';

const PINS = path.join(projectRoot, 'e2e/n8n');

/**
 * The versions of n8n that the package is tested with, oldest first. Each has a folder under e2e/n8n with a manifest
 * and a lockfile; the folder's name is the value for `--n8n`.
 */
export const N8N_LINES = readdirSync(PINS, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map((entry) => entry.name)
	.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

export const NEWEST_LINE = N8N_LINES.at(-1);

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

const manifestOf = (line) => readJson(path.join(PINS, line, 'package.json'));

/** The full version of a line, such as 2.8.4 for 2.8. */
const versionOf = (line) => manifestOf(line).dependencies.n8n;

/**
 * A version of n8n to test with.
 * @typedef {{ version: string, manifest: object, lockfile: string | null }} Release
 */

/** @returns {Release} of one of the lines */
export const pinned = (line) => ({
	version: versionOf(line),
	manifest: manifestOf(line),
	lockfile: readFileSync(path.join(PINS, line, 'package-lock.json'), 'utf8'),
});

/**
 * The n8n that the user names: a line, a full version, or `latest` for the newest in the registry. A version that is
 * not pinned is installed like the newest line, without a lockfile.
 *
 * @param {string} name
 * @returns {Release}
 * @throws Error that lists the existing lines
 */
export function releaseNamed(name) {
	if (N8N_LINES.includes(name)) return pinned(name);
	const version = name === 'latest' ? newestOfRegistry() : name;
	const line = N8N_LINES.find((known) => versionOf(known) === version);
	if (line !== undefined) return pinned(line);
	if (!/^\d+\.\d+\.\d+$/.test(version))
		throw new Error(
			`There is no n8n ${name} here: --n8n takes ${N8N_LINES.join(', ')}, a whole version, or latest.`,
		);
	const manifest = manifestOf(NEWEST_LINE);
	return {
		version,
		manifest: { ...manifest, dependencies: { ...manifest.dependencies, n8n: version } },
		lockfile: null,
	};
}

const newestOfRegistry = () =>
	execFileSync('npm', ['view', 'n8n', 'version'], { encoding: 'utf8' }).trim();

/**
 * Installs a real n8n. It is kept outside the project, so that every clone on this machine shares it: 1.3 to 2.4 GB for
 * each version.
 *
 * @param {Release} release
 * @returns {Promise<{ command: string, node: string }>} n8n's command, and the Node.js to run it with
 */
export async function ensureN8n(release) {
	const text = release.lockfile ?? JSON.stringify(release.manifest);
	const print = createHash('sha256').update(text).digest('hex').slice(0, 12);
	const folder = path.join(cacheFolder(), `n8n-${release.version}-${print}`);
	if (!existsSync(folder)) await install(release, folder);
	const command = path.join(folder, 'node_modules/n8n/bin/n8n');
	return { command, node: await nodeFor(release, folder) };
}

/** The usual cache folder of this system; E2E_CACHE_FOLDER names another one. */
function cacheFolder() {
	const shared = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return process.env.E2E_CACHE_FOLDER || path.join(shared, 'n8n-nodes-whatsapp-gateway');
}

/** Installed in a temporary folder and then renamed, so whatever has its final name is complete. */
async function install({ version, manifest, lockfile }, folder) {
	mkdirSync(path.dirname(folder), { recursive: true });
	refuseFullDisk(path.dirname(folder), version);
	const workshop = mkdtempSync(`${folder}.`);
	const put = (file, text) => writeFileSync(path.join(workshop, file), text);
	try {
		put('package.json', JSON.stringify(manifest));
		put('.npmrc', NPM_SETTINGS);
		if (lockfile !== null) put('package-lock.json', lockfile);
		await step(
			`installing n8n ${version}`,
			['npm', lockfile === null ? 'install' : 'ci', '--no-audit', '--no-fund'],
			{
				cwd: workshop,
				usual: 'once, 1 to 3 minutes as a rule',
				detail: lockfile === null ? undefined : unpackedPackages(workshop),
			},
		);
		await provideDriver(workshop);
		moveInto(workshop, folder);
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

/** n8n's own packages disagree about their peers, and only the SQLite driver needs an install script. */
const NPM_SETTINGS = 'legacy-peer-deps=true\nignore-scripts=true\n';

const NEEDED_BYTES = 4_000_000_000;

function refuseFullDisk(folder, version) {
	const { bavail, bsize } = statfsSync(folder);
	if (bavail * bsize > NEEDED_BYTES) return;
	throw new Error(
		`n8n ${version} needs ${NEEDED_BYTES / 1e9} GB in ${folder}, and there are ${((bavail * bsize) / 1e9).toFixed(1)} GB left.`,
	);
}

/** Another run may have been faster; its n8n is just as good. */
function moveInto(workshop, folder) {
	try {
		renameSync(workshop, folder);
	} catch (error) {
		if (!existsSync(folder)) throw error;
	}
}

/**
 * Builds the SQLite driver, the only native part without a binary. It uses Node's stable interface, so one driver
 * serves every n8n and every Node.js. The compiler cannot handle a path with spaces, which the cache's may have, so it
 * works in a temporary folder.
 */
async function provideDriver(folder) {
	const inside = 'node_modules/sqlite3/build/Release/node_sqlite3.node';
	const { version } = readJson(path.join(folder, 'node_modules/sqlite3/package.json'));
	const kept = path.join(
		cacheFolder(),
		`sqlite3-${version}-${process.platform}-${process.arch}.node`,
	);
	if (!existsSync(kept)) {
		const workshop = mkdtempSync(path.join(tmpdir(), 'sqlite3-'));
		const install = ['install', '--prefix', workshop, '--ignore-scripts=false'];
		try {
			await step(
				"preparing n8n's SQLite driver",
				['npm', ...install, '--prefer-offline', '--no-audit', '--no-fund', `sqlite3@${version}`],
				{
					cwd: workshop,
					env: { ...process.env, ...localHeaders() },
					usual: 'once, a minute or two: python3, make and g++ compile it',
				},
			);
			copyFileSync(path.join(workshop, inside), `${kept}.${process.pid}`);
			renameSync(`${kept}.${process.pid}`, kept);
		} finally {
			rmSync(workshop, { recursive: true, force: true });
		}
	}
	mkdirSync(path.dirname(path.join(folder, inside)), { recursive: true });
	copyFileSync(kept, path.join(folder, inside));
}

/** The headers of this Node.js, if installed, save the compiler a download. */
function localHeaders() {
	const prefix = path.resolve(path.dirname(process.execPath), '..');
	return existsSync(path.join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}

/** The Node.js installed with this n8n, if it needs a newer one than most machines have; else the current one. */
async function nodeFor({ version, manifest }, folder) {
	const bundled = Object.keys(manifest.optionalDependencies ?? {})
		.map((name) => path.join(folder, 'node_modules', name, 'bin/node'))
		.find((node) => existsSync(node));
	if (bundled !== undefined) return bundled;
	// Imported here, because the project's own dependencies may not have been installed when this file was loaded.
	const { default: semver } = await import('semver');
	const { engines } = readJson(path.join(folder, 'node_modules/n8n/package.json'));
	if (semver.satisfies(process.version, engines.node)) return process.execPath;
	throw new Error(
		`n8n ${version} needs Node.js ${engines.node}, and this is ${process.version}. Start this with another Node.js.`,
	);
}
