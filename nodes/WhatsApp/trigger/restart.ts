import type { Restart } from '../gateways/webhooks';
import type { SessionStatus } from '../portable/shapes';
import { pause } from '../transport/pause';
import { BoundedMap } from './bounded';
import type { TriggerClient } from './triggerClient';

/**
 * How long after a change of webhooks a restart may still be reported: WAHA repeats what came before n8n had the
 * secret.
 */
const CHANGE_MS = 30_000;
/** An older stop does not belong to a restart that was just caused here. In units of the usual restart. */
const OLD = 3;
/** Delay that lets held-back statuses start the workflow before the one that followed them. In milliseconds. */
const ORDER_MS = 500;
/** Most sessions of triggers that are remembered, and how long after the last report. */
const LIVES = 1_000;
const LIFE_MS = 86_400_000;

/** The status that a workflow was told, and when, in milliseconds since 1970. */
export interface AnnouncedStatus {
	readonly status: SessionStatus;
	readonly at: number;
}

/** A session status that a gateway reports. */
export interface Report {
	/** Identifies the trigger and the session in this process. */
	readonly name: string;
	readonly session: string;
	readonly status: SessionStatus;
	/** The previous status; null if the gateway does not report it. */
	readonly previous: SessionStatus | null;
	/** In milliseconds since 1970; null if the gateway does not report it. */
	readonly at: number | null;
	/** The status that the workflow was told last, as n8n stored it. */
	readonly stored: AnnouncedStatus | null;
}

/** What this process knows of one session, from what one trigger was told. */
interface Life {
	told: AnnouncedStatus | null;
	/** When the session last worked, by the gateway's clock. */
	workedAt: number;
	/** When something was last reported that ends a restart. */
	endedAt: number;
	/** Reports that wait to hear whether they are news. */
	readonly held: Set<(isNews: boolean) => void>;
}

const lives = new BoundedMap<Life>(LIVES);
/** When this process changed a session, and when the session was then reported to work, to whichever trigger. */
const changes = new BoundedMap<number>(LIVES);
const ends = new BoundedMap<number>(LIVES);

const sessionAt = ({ baseUrl }: Pick<TriggerClient, 'baseUrl'>, session: string): string =>
	`${baseUrl} ${session}`;

/**
 * Notes that this process changes a session's webhooks. The stop is reported while the request is in progress.
 * @returns to be called when the request is answered, which is when the session starts; the end of the restart may have
 * been reported before
 */
export function noteChange(client: Pick<TriggerClient, 'baseUrl'>, session: string): () => void {
	const name = sessionAt(client, session);
	const begunAt = Date.now();
	changes.set(name, begunAt, CHANGE_MS);
	return () => {
		if ((ends.get(name) ?? 0) <= begunAt) changes.set(name, Date.now(), CHANGE_MS);
	};
}

/**
 * Whether a reported session status starts the workflow. A stop is held back for as long as a restart takes: if the
 * session works by then, neither the stop nor the following start is news. A longer stop is reported late; another
 * outcome than a working session is reported.
 * @param ask the current status; null if the gateway does not answer
 */
export async function isNews(
	client: Pick<TriggerClient, 'baseUrl'>,
	restart: Restart,
	report: Report,
	ask: () => Promise<SessionStatus | null>,
): Promise<boolean> {
	const life = lifeOf(report);
	const name = sessionAt(client, report.session);
	const isCaused = (changes.get(name) ?? 0) > life.endedAt;
	if (report.status === restart.end) {
		ends.set(name, Date.now(), CHANGE_MS);
		return isNewsOfEnd(life, report, isCaused);
	}
	if (!restart.passing.includes(report.status)) return await isOutcome(life, isCaused);
	if (isOld(restart, report)) return true;
	if (isOvertaken(life, report)) return false;
	if (!mayPass(life, restart, report, isCaused)) return true;
	return await isLasting(life, restart, report, ask);
}

/**
 * Notes what a workflow is told, so that the same status is no news again, unless it turns out that n8n could not take
 * it.
 */
export function noteAnnounced(
	{ name }: Pick<Report, 'name'>,
	told: AnnouncedStatus,
	isTaken: Promise<boolean>,
): void {
	const life = lives.get(name);
	if (life === undefined) return;
	const before = life.told;
	life.told = told;
	void isTaken.then((taken) => {
		if (!taken && life.told === told) life.told = before;
	});
}

function lifeOf({ name, stored }: Report): Life {
	const life = lives.get(name) ?? { told: null, workedAt: 0, endedAt: 0, held: new Set() };
	lives.set(name, life, LIFE_MS);
	// Another process may have told the workflow since.
	if (stored !== null && stored.at > (life.told?.at ?? 0)) life.told = stored;
	return life;
}

/** A working session is news unless, as far as the workflow knows, it worked before. */
function isNewsOfEnd(life: Life, { status, at }: Report, isCaused: boolean): boolean {
	const wasRestart = life.held.size > 0 || isCaused;
	const isNew = life.told === null ? !wasRestart : life.told.status !== status;
	end(life, false);
	life.workedAt = at ?? 0;
	if (!isNew) life.told = { status, at: Date.now() };
	return isNew;
}

/**
 * A session that fails, or waits for its code to be scanned, did not just restart. If nobody here caused it, everything
 * is reported from the stop on.
 */
async function isOutcome(life: Life, isCaused: boolean): Promise<boolean> {
	const wereHeld = life.held.size > 0;
	end(life, !isCaused);
	if (wereHeld && !isCaused) await pause(ORDER_MS);
	return true;
}

function end(life: Life, areNews: boolean): void {
	life.endedAt = Date.now();
	for (const decide of life.held) decide(areNews);
	life.held.clear();
}

const isOld = ({ usualMs }: Restart, { at }: Report): boolean =>
	at !== null && Date.now() - at > usualMs * OLD;

/** Deliveries overtake each other, especially repeated ones: the session has worked since. */
const isOvertaken = ({ workedAt }: Life, { at }: Report): boolean => at !== null && at <= workedAt;

/** Whether a stop, or the start after it, may be temporary. A start alone means that the connection was lost. */
function mayPass(
	{ told, held }: Life,
	{ passing: [stop], end: works }: Restart,
	{ status, previous }: Report,
	isCaused: boolean,
): boolean {
	if (isCaused) return true;
	if (told !== null && told.status !== works) return false;
	return status === stop || (previous === stop && told !== null) || held.size > 0;
}

/** Waits as long as a restart takes, or until it is decided otherwise, and then checks whether the session works. */
async function isLasting(
	life: Life,
	{ end: works, usualMs }: Restart,
	{ at }: Report,
	ask: () => Promise<SessionStatus | null>,
): Promise<boolean> {
	const now = Date.now();
	const leftMs = Math.max(0, usualMs - Math.max(0, now - (at ?? now)));
	const decided = await hold(life, leftMs);
	if (decided !== null) return decided;
	return (await ask()) !== works;
}

/** What was decided, or null if nothing was in time. */
async function hold(life: Life, ms: number): Promise<boolean | null> {
	const over = new AbortController();
	let decided: boolean | null = null;
	const decide = (isNew: boolean): void => {
		decided = isNew;
		over.abort();
	};
	life.held.add(decide);
	await pause(ms, over.signal);
	life.held.delete(decide);
	return decided;
}
