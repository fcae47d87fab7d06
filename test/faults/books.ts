import type { Fate } from '../../nodes/WhatsApp/portable/problem';
import type { Meaning } from './faults';
import type { FaultProxy } from './proxy';

/** The outcome that the node reports for an item. */
export type Told = 'sent' | Fate;

/** A text that arrived in the sandbox. */
export interface Arrival {
	readonly chatId: string;
	readonly text: string;
}

/** One item of a run: where its text was to go, and the outcome that the node reported. */
export interface Entry extends Arrival {
	/** Null for an item without output. */
	readonly told: Told | null;
}

/** The outcomes that the node reported, compared with what arrived in the sandbox and what the proxy did. */
export interface Books {
	readonly items: number;
	readonly sent: number;
	readonly unknown: number;
	readonly failed: number;
	/** Items of which the first parts arrived, but not all. */
	readonly partly: number;
	readonly notDone: number;
	/** Items for which the node reported nothing. */
	readonly untold: number;
	/** Reported as sent, but never arrived. */
	readonly lost: number;
	/** Arrived, although reported as failed or not done. */
	readonly denied: number;
	/** Arrived more than once. */
	readonly duplicated: number;
	/** Requested again, although the previous request may have succeeded. */
	readonly repeated: number;
	/** Arrived after a later item of the same chat. */
	readonly outOfOrder: number;
	/** Faults after which only the sandbox can know whether the text arrived. */
	readonly ambiguous: number;
	readonly halfAnswers: number;
	/** Refused requests, which certainly did nothing. */
	readonly refusals: number;
}

export function books(
	entries: readonly Entry[],
	arrivals: readonly Arrival[],
	proxy: Pick<FaultProxy, 'attempts' | 'cut'>,
): Books {
	const told = (what: Told | null): number => entries.filter((entry) => entry.told === what).length;
	const arrived = countBy(arrivals.map(({ text }) => text));
	const meaning = (what: Meaning): number =>
		proxy.attempts.filter(({ means }) => means === what).length;
	return {
		items: entries.length,
		sent: told('sent'),
		unknown: told('unknown'),
		failed: told('failed'),
		partly: told('partly'),
		notDone: told('notDone'),
		untold: told(null),
		lost: entries.filter((entry) => entry.told === 'sent' && !arrived.has(entry.text)).length,
		denied: entries.filter(
			(entry) => (entry.told === 'failed' || entry.told === 'notDone') && arrived.has(entry.text),
		).length,
		duplicated: [...arrived.values()].filter((times) => times > 1).length,
		repeated: repeated(proxy),
		outOfOrder: outOfOrder(entries, arrivals),
		ambiguous: proxy.cut + meaning('open'),
		halfAnswers: proxy.attempts.filter(
			({ fault, means }) => fault === 'halfBody' && means === 'done',
		).length,
		refusals: meaning('nothing'),
	};
}

function countBy(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

function repeated({ attempts }: Pick<FaultProxy, 'attempts'>): number {
	const closed = new Set<string>();
	let count = 0;
	for (const { key, means } of attempts) {
		if (closed.has(key)) count++;
		if (means !== 'nothing') closed.add(key);
	}
	return count;
}

function outOfOrder(entries: readonly Entry[], arrivals: readonly Arrival[]): number {
	const places = new Map(entries.map(({ text }, index) => [text, index]));
	const latest = new Map<string, number>();
	let count = 0;
	for (const { chatId, text } of arrivals) {
		const place = places.get(text) ?? -1;
		const last = latest.get(chatId) ?? -1;
		if (place < last) count++;
		latest.set(chatId, Math.max(place, last));
	}
	return count;
}

/** What must hold for every execution that finished, whatever happened to it. */
export function expectSound(found: Books): void {
	expect(found).toMatchObject({
		untold: 0,
		lost: 0,
		denied: 0,
		duplicated: 0,
		repeated: 0,
		outOfOrder: 0,
		unknown: found.ambiguous,
	});
}
