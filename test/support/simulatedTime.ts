import { Agent, ClientRequest, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as machineSleep } from 'node:timers/promises';
import zlib from 'node:zlib';

/** After this many turns of the event loop without a sign of work, nothing is in progress. */
const QUIET_TURNS = 25;

/** Work that Node.js does outside the event loop: files, host names, connections, pending writes. */
const OUTSIDE = /Req|Connect|Write|Shutdown/;

/** Long enough for any machine, and shorter than the timeout of a test hook. In milliseconds. */
const LONGEST_END_MS = 240_000;

/** Requests of this process whose answer is not complete, and answers being decompressed. */
const underWay = new Set<ClientRequest | Duplex>();
/** Ports of clients whose request is kept waiting on purpose. */
const kept = new Set<number>();
/** Functions to call once nothing is in progress. */
let waiting: Array<() => void> = [];
/** Work that the machine does with its own timers: the clock stands still while one of these returns true. */
const stills = new Set<() => boolean>();
let isOn = false;
let isLooking = false;

const isKept = (work: ClientRequest | Duplex): boolean =>
	work instanceof ClientRequest && kept.has(work.socket?.localPort ?? 0);
const isBusy = (): boolean => [...underWay].some((work) => !isKept(work));
const isStill = (): boolean => [...stills].some((isSo) => isSo());

/**
 * Simulates time for the tests of a file or of a `describe`: `setTimeout`, `Date`, `performance` and the timeouts of
 * HTTP clients. The clock stands still while a request is in progress or a file is read, and otherwise jumps to the
 * next timer. So only waits take time, however slow the machine is. A server that keeps a request waiting must call
 * `keepWaiting`, or the clock would wait for its answer. The sandbox waits with the machine's own timers, but reads
 * this clock.
 */
export function useSimulatedTime(): void {
	let restore: Array<() => void> = [];
	beforeAll(() => {
		jest.useFakeTimers({
			doNotFake: [
				...(['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'hrtime'] as const),
				...(['setInterval', 'clearInterval'] as const),
			],
		});
		restore = [noticeTimers(), noticeRequests(), ...noticeUnpacking(), simulateTimeouts()];
		isOn = true;
	});
	afterAll(async () => {
		await end();
		isOn = false;
		for (const undo of restore.reverse()) undo();
		jest.useRealTimers();
	});
}

/**
 * Waits on the simulated clock, or on the machine's if time is not simulated. Everything due before has happened by
 * then.
 */
export const sleep = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Lets time pass although a request has no answer: until `until` resolves, or the client gives up. */
export async function keepWaiting<T>(
	{ socket }: Pick<ServerResponse, 'socket'>,
	until: Promise<T> = new Promise<never>(() => undefined),
): Promise<T> {
	const port = socket?.remotePort;
	if (port === undefined) return await until;
	const release = (): void => void kept.delete(port);
	kept.add(port);
	socket?.once('close', release);
	look();
	try {
		return await until;
	} finally {
		socket?.off('close', release);
		release();
	}
}

/**
 * Does some work during which the clock stands still whenever `isSo` returns true. What the sandbox does by itself uses
 * the machine's timers, so it must take no simulated time.
 */
export async function standStillWhile<T>(isSo: () => boolean, work: () => Promise<T>): Promise<T> {
	stills.add(isSo);
	look();
	try {
		return await work();
	} finally {
		stills.delete(isSo);
	}
}

/** Lets everything that still waits finish, so that it cannot disturb the tests of another file. */
async function end(): Promise<void> {
	const late = machineSleep(LONGEST_END_MS, true, { ref: false });
	if (!(await Promise.race([allWaited(), late]))) return;
	const names = [...underWay].map((work) =>
		work instanceof ClientRequest ? `${work.method} ${work.host}${work.path}` : 'unpacking',
	);
	throw new Error(`Something never came to its end: ${names.join(', ')}`);
}

async function allWaited(): Promise<false> {
	while (jest.getTimerCount() > 0) await quiet();
	return false;
}

export const isSimulated = (): boolean => isOn;

/** Waits until nothing is in progress. The caller can then look and act before the clock moves. */
export async function quiet(): Promise<void> {
	await new Promise<void>((resolve) => {
		waiting.push(resolve);
		look();
	});
}

function look(): void {
	if (!isLooking) void moveOn();
}

/** Moves the clock from timer to timer as long as nothing is in progress. */
async function moveOn(): Promise<void> {
	isLooking = true;
	let hasShown = false;
	while (isOn && !isBusy() && waiting.length + jest.getTimerCount() > 0) {
		if (isStill()) await machineSleep(1);
		if (!(await isQuiet())) {
			hasShown = false;
			continue;
		}
		const isShown = hasShown || waiting.length === 0;
		hasShown = false;
		if (!isShown) hasShown = show();
		else if (jest.getTimerCount() > 0) jest.advanceTimersToNextTimer();
		else await machineSleep(1);
	}
	isLooking = false;
}

function show(): true {
	const those = waiting;
	waiting = [];
	for (const resolve of those) resolve();
	return true;
}

async function isQuiet(): Promise<boolean> {
	for (let turn = 0; turn < QUIET_TURNS; turn++) {
		await nextTurn();
		if (!isOn || isBusy() || isStill()) return false;
	}
	return !process.getActiveResourcesInfo().some((name) => OUTSIDE.test(name));
}

function noticeTimers(): () => void {
	const set = globalThis.setTimeout;
	const noticed = (...given: Parameters<typeof set>): ReturnType<typeof set> => {
		const timer = set(...given);
		look();
		return timer;
	};
	Reflect.set(globalThis, 'setTimeout', noticed);
	return () => Reflect.set(globalThis, 'setTimeout', set);
}

function notice(work: ClientRequest | Duplex): void {
	underWay.add(work);
	work.once('close', () => {
		underWay.delete(work);
		look();
	});
}

/** Every request goes through an agent. */
function noticeRequests(): () => void {
	const add: unknown = Reflect.get(Agent.prototype, 'addRequest');
	if (typeof add !== 'function') throw new Error('this Node.js has no Agent.addRequest');
	Reflect.set(
		Agent.prototype,
		'addRequest',
		function (this: Agent, request: ClientRequest, ...rest: unknown[]): unknown {
			notice(request);
			return Reflect.apply(add, this, [request, ...rest]);
		},
	);
	return () => Reflect.set(Agent.prototype, 'addRequest', add);
}

/** Threads do the decompression, and Node.js does not report whether they are working. */
function noticeUnpacking(): Array<() => void> {
	return (['createUnzip', 'createBrotliDecompress'] as const).map((name) => {
		const create: (options?: object) => Duplex = zlib[name];
		const replaceWith = (value: typeof create): unknown =>
			Object.defineProperty(zlib, name, { value, configurable: true, enumerable: true });
		replaceWith((options) => {
			const unpacking = create(options);
			notice(unpacking);
			return unpacking;
		});
		return () => replaceWith(create);
	});
}

/** Node.js keeps the timeouts of sockets with internal timers that cannot be simulated. */
function simulateTimeouts(): () => void {
	const real = ClientRequest.prototype.setTimeout;
	ClientRequest.prototype.setTimeout = function (ms, callback) {
		if (callback !== undefined) this.once('timeout', callback);
		const timer = setTimeout(() => this.emit('timeout'), ms);
		return this.once('close', () => clearTimeout(timer));
	};
	return () => {
		ClientRequest.prototype.setTimeout = real;
	};
}
