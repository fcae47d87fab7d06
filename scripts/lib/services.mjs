import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { step } from './steps.mjs';

/** Where Debian and Ubuntu keep the programs of a PostgreSQL server, outside of PATH. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/**
 * The servers that n8n's queue mode needs besides n8n.
 * @typedef {{ postgresFolder: string, redisServer: string }} Services `postgresFolder` contains `initdb` and `postgres`
 */

/**
 * Finds PostgreSQL and Redis, and installs Debian's packages if they are missing and this user may do so. Nothing is
 * started.
 *
 * @returns {Promise<Services>}
 * @throws {MissingServices} when they can be neither found nor installed
 */
export async function ensureServices() {
	const { missing, ...found } = findServices();
	if (missing.length === 0) return found;
	const names = missing.join(' and ');
	const rights = installingRights();
	if (rights === null)
		throw new MissingServices(
			`${names} cannot be found, nor installed: that takes apt-get and root`,
		);
	try {
		await step(`installing ${names}`, [...rights, 'sh', '-c', INSTALL, 'sh', ...missing], {
			cwd: '/',
			usual: 'once, a minute as a rule',
		});
	} catch (error) {
		throw new MissingServices(error.message);
	}
	const { missing: still, ...installed } = findServices();
	if (still.length === 0) return installed;
	throw new MissingServices(`${still.join(' and ')} is installed, but its programs are not found`);
}

export class MissingServices extends Error {}

/** Debian starts a server as soon as it is installed, unless policy-rc.d forbids it. */
const INSTALL = `set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
	trap 'rm -f "$policy"' EXIT
	printf '#!/bin/sh\\nexit 101\\n' >"$policy"
	chmod +x "$policy"
fi
apt-get update
apt-get install -y --no-install-recommends "$@"`;

/** How a command gets the rights to install packages: by a prefix, or not at all. */
function installingRights() {
	if (inPath('apt-get') === null) return null;
	if (process.getuid?.() === 0) return [];
	try {
		execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
		return ['sudo', '-n'];
	} catch {
		return null;
	}
}

/** The programs found, and Debian's packages for the missing ones. */
function findServices() {
	const postgresFolder = postgresFolders().find(
		(folder) =>
			existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')),
	);
	const redisServer = inPath('redis-server');
	const missing = [
		...(postgresFolder === undefined ? ['postgresql'] : []),
		...(redisServer === null ? ['redis-server'] : []),
	];
	return { postgresFolder, redisServer, missing };
}

function postgresFolders() {
	const initdb = inPath('initdb');
	const debian = existsSync(DEBIAN_POSTGRES)
		? readdirSync(DEBIAN_POSTGRES)
				.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
				.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'))
		: [];
	return [...(initdb === null ? [] : [path.dirname(initdb)]), ...debian];
}

const inPath = (program) =>
	(process.env.PATH ?? '')
		.split(path.delimiter)
		.map((folder) => path.join(folder, program))
		.find((file) => existsSync(file)) ?? null;
