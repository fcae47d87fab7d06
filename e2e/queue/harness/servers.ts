import { execFileSync } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { untilReady } from '../../../harness/n8n';
import { freePort } from '../../../harness/ports';
import { startProgram } from '../../../harness/process';
import { onShutdown } from '../../../harness/shutdown';

/** Where a server of this run listens, on this machine only. */
export interface Server {
	readonly port: number;
	/** The settings that n8n needs for it. */
	readonly settings: Readonly<Record<string, string>>;
}

interface User {
	readonly uid: number;
	readonly gid: number;
}

const PASSED_ON = ['PATH', 'LANG', 'TMPDIR', 'TZ'];
const environment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));

function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start this with npm run e2e -- --queue`);
	return value;
}

/** Starts a PostgreSQL with an empty database, which is deleted with the run. */
export async function startPostgres(): Promise<Server> {
	const programs = given('POSTGRES_FOLDER');
	const user = unprivilegedUser();
	const folder = await temporaryFolder('n8n-postgres-', user);
	const options = { env: environment(), ...(user && { user }), killSignal: 'SIGQUIT' as const };
	const made = startProgram(
		path.join(programs, 'initdb'),
		[
			...['--pgdata', folder, '--username', 'n8n', '--auth', 'trust'],
			...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
		],
		options,
	);
	if ((await made.exited) !== 0) throw new Error(`initdb failed:\n${made.log()}`);
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		// Durability in a power cut does not matter here.
		fsync: 'off',
	};
	const running = startProgram(
		path.join(programs, 'postgres'),
		[
			'-D',
			folder,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		options,
	);
	onShutdown(() => running.stop());
	await untilReady('PostgreSQL', running, async () => running.log().includes(ACCEPTS_CONNECTIONS));
	return {
		port,
		settings: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
		},
	};
}

const ACCEPTS_CONNECTIONS = 'database system is ready to accept connections';

/** Starts a Redis that keeps nothing, and ends with the run. */
export async function startRedis(): Promise<Server> {
	const folder = await temporaryFolder('n8n-redis-');
	const port = await freePort();
	const running = startProgram(
		given('REDIS_SERVER'),
		[
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
		],
		{ env: environment() },
	);
	onShutdown(() => running.stop());
	await untilReady('Redis', running, () => answersPing(port));
	return {
		port,
		settings: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	};
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package created, or as nobody. */
function unprivilegedUser(): User | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== undefined);
	const [uid, gid] = [idOf('-u', name ?? ''), idOf('-g', name ?? '')];
	if (uid === undefined || gid === undefined)
		throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
	return { uid, gid };
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
	try {
		return Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
	} catch {
		return undefined;
	}
}

async function temporaryFolder(prefix: string, owner?: User): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), prefix));
	onShutdown(() => rm(folder, { recursive: true, force: true }));
	if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
	return folder;
}

async function answersPing(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
	try {
		return await new Promise<boolean>((resolve) => {
			socket.once('data', (data) => resolve(data.toString().startsWith('+PONG')));
			socket.once('error', () => resolve(false));
			socket.once('close', () => resolve(false));
		});
	} finally {
		socket.destroy();
	}
}
