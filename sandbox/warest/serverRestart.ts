import type { JsonObject } from '../http/json';
import type { WarestCall, WarestContext } from './context';
import { failure, success, type WarestAnswer } from './envelopes';
import { clamped, firstGiven } from './fields';
import type { WarestRouter } from './router';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Restarts are only noted: the sandbox continues without a break. */
export function restartRoutes(route: WarestRouter, warest: WarestContext): void {
	route('POST', '/server/restart', (call) => restart(call, warest));
	route('POST', '/server/restart/scheduled', (call) => schedule(call, warest));
}

function fieldsOf({ query, body }: WarestCall): JsonObject {
	return { ...query, ...body };
}

/** A second call succeeds without effect; the first one cannot be cancelled (v0.3.44). */
function restart(call: WarestCall, { state, world }: WarestContext): WarestAnswer {
	const now = world.clock.nowMs();
	const isPending = state.restartAt !== null && state.restartAt > now;
	const seconds = clamped(fieldsOf(call).delaySeconds, 4, 1.5, 1800);
	const at = isPending && state.restartAt !== null ? state.restartAt : now + seconds * 1000;
	state.restartAt = at;
	const result = {
		restartInitiated: !isPending,
		scheduledAt: new Date(at).toISOString(),
		restartStrategy: 'process-exit',
		timestamp: world.clock.now(),
	};
	if (isPending) return success(result, 'A restart is already pending', 1005);
	return success(result, 'Restart scheduled', 1003, 202);
}

/** HH:MM every day, or "0" to stop restarting. */
function schedule(call: WarestCall, { state, world }: WarestContext): WarestAnswer {
	const fields = fieldsOf(call);
	const wanted = String(firstGiven(fields, ['schedule']) ?? '');
	if (wanted === '0') {
		const hadOne = state.dailyRestart !== null;
		state.dailyRestart = null;
		return success(null, hadOne ? 'Scheduled restart cancelled' : 'Nothing to cancel', 1005);
	}
	const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(wanted);
	const timezone = String(firstGiven(fields, ['timezone']) ?? 'UTC');
	const nowMinutes = minutesIn(timezone, world.clock.nowMs());
	if (!time || nowMinutes === undefined)
		throw failure('general', 400, 2002, 'Invalid schedule or timezone');
	state.dailyRestart = { schedule: wanted, timezone };
	const minutes = Number(time[1]) * 60 + Number(time[2]);
	const waiting = ((minutes - nowMinutes) * MINUTE_MS + DAY_MS) % DAY_MS;
	const thisMinute = Math.floor(world.clock.nowMs() / MINUTE_MS) * MINUTE_MS;
	const result = {
		scheduledRestart: wanted,
		timezone,
		nextRestartAt: new Date(thisMinute + (waiting || DAY_MS)).toISOString(),
		timestamp: world.clock.now(),
	};
	return success(result, 'Restart scheduled', 1003, 202);
}

/** Minutes since midnight in this zone; undefined if there is no such zone. */
function minutesIn(timeZone: string, now: number): number | undefined {
	try {
		const format = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
		const [hours = 0, minutes = 0] = new Intl.DateTimeFormat('en-GB', format)
			.format(now)
			.split(':')
			.map(Number);
		return hours * 60 + minutes;
	} catch {
		return undefined;
	}
}
