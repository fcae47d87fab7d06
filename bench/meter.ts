import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const EVERY_MS = 20;
const KIB = 1_024;
/** Positions of user and system time in /proc/<pid>/stat, counted after the name of the program (proc(5)). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;
/** Written to /proc/<pid>/clear_refs, it resets the highest memory to the current one (proc(5)). */
const RESET_PEAK = '5';

/** One measurement of a process. Times in milliseconds, memory in bytes. */
export interface Look {
	/** Since 1970. */
	readonly at: number;
	/** Processor time of all its threads since it started. */
	readonly cpuMs: number;
	readonly memory: number;
	/** The highest memory since the meter was started. */
	readonly peak: number;
}

/** Measures a Linux process repeatedly, from the outside. */
export class Meter {
	private readonly looks: Look[] = [];
	private readonly timer: NodeJS.Timeout;
	private isStopped = false;

	private constructor(private readonly pid: number) {
		this.timer = setInterval(() => this.look(), EVERY_MS);
	}

	static start(pid: number): Meter {
		writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
		const meter = new Meter(pid);
		meter.look();
		return meter;
	}

	/** All measurements, the last one taken at the first stop. */
	stop(): readonly Look[] {
		if (!this.isStopped) this.look();
		this.isStopped = true;
		clearInterval(this.timer);
		return this.looks;
	}

	private look(): void {
		// If the process has ended, the code that waits for it reports that, and why.
		if (!existsSync(`/proc/${this.pid}`)) return;
		const status = readFileSync(`/proc/${this.pid}/status`, 'latin1');
		this.looks.push({
			at: Date.now(),
			cpuMs: cpuMs(readFileSync(`/proc/${this.pid}/stat`, 'latin1')),
			memory: kibibytes(status, 'VmRSS'),
			peak: kibibytes(status, 'VmHWM'),
		});
	}
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** The program's name is in brackets and may contain anything, so the count begins after its end. */
export function cpuMs(stat: string): number {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME]);
	return (ticks * 1_000) / ticksPerSecond;
}

const kibibytes = (status: string, name: string): number =>
	Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * KIB;

/** What a process used from one moment to another, both in milliseconds since 1970. */
export interface Use {
	readonly cpuMs: number;
	/** How far its memory rose above that at the beginning. */
	readonly memoryAdded: number;
}

export function useBetween(looks: readonly Look[], from: number, to: number): Use {
	const within = looks.filter(({ at }) => at >= from && at <= to).map(({ memory }) => memory);
	const start = at(looks, from, 'memory');
	return {
		cpuMs: at(looks, to, 'cpuMs') - at(looks, from, 'cpuMs'),
		memoryAdded: Math.max(start, ...within) - start,
	};
}

/** A figure at any moment, interpolated linearly between the measurements before and after it. */
function at(looks: readonly Look[], moment: number, figure: 'cpuMs' | 'memory'): number {
	const next = looks.find((look) => look.at >= moment) ?? looks.at(-1);
	const last = looks.filter((look) => look.at <= moment).at(-1) ?? looks[0];
	if (next === undefined || last === undefined) return Number.NaN;
	const way = next.at === last.at ? 0 : (moment - last.at) / (next.at - last.at);
	return last[figure] + Math.min(1, Math.max(0, way)) * (next[figure] - last[figure]);
}
