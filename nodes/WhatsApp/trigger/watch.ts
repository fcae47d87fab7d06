import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { traceOf } from '../portable/problem';
import { pause } from '../transport/pause';
import { Caretaker } from './caretaker';
import { placeIn, nameOf, triggerKey } from './credential';
import { keptAt, keptOf } from './kept';

/** Time between two checks of the webhook, in milliseconds. */
const LOOK_EVERY_MS = 45_000;
/** Triggers that start together make their first check at different times, after this share of the interval or more. */
const FIRST_PART = 0.3;

/** Ends the watch over each trigger. */
const running = new Map<string, AbortController>();

/**
 * Looks after the webhook of an active workflow until n8n closes the trigger. `register` and `isRegistered` say what
 * must be at the gateway, in the same process, before this runs or while it does. If n8n 2.41 misses its own record of
 * the webhook, it calls this again without closing it first.
 */
export function watch(context: ITriggerFunctions): ITriggerResponse {
	const trigger = triggerKey(context);
	const over = new AbortController();
	running.get(trigger)?.abort();
	running.set(trigger, over);
	run(context, trigger, over.signal).catch((error: unknown) =>
		context.logger.error(`${nameOf(context)}: ${traceOf(error)}`),
	);
	return {
		closeFunction: async () => {
			over.abort();
			if (running.get(trigger) === over) running.delete(trigger);
		},
	};
}

async function run(context: ITriggerFunctions, trigger: string, over: AbortSignal): Promise<void> {
	const caretaker = new Caretaker(context, trigger, over);
	let restMs = LOOK_EVERY_MS * (FIRST_PART + Math.random() * (1 - FIRST_PART));
	while (await pause(restMs, over)) {
		await caretaker.look();
		restMs = restMsOf(trigger);
	}
}

/** If a gateway has a rate limit, the checks of all triggers share a part of it. */
function restMsOf(trigger: string): number {
	const kept = keptOf(trigger);
	if (kept === undefined) return LOOK_EVERY_MS;
	const { lookGapMs } = kept.access.connected.gateway.webhooks;
	return Math.max(LOOK_EVERY_MS, lookGapMs * keptAt(placeIn(kept.access.connected)));
}
