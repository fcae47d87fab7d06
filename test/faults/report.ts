import type { Books } from './books';

const COLUMNS: ReadonlyArray<readonly [keyof Books, string]> = [
	['items', 'items'],
	['sent', 'sent'],
	['unknown', 'unknown'],
	['failed', 'failed'],
	['notDone', 'not done'],
	['duplicated', 'duplicated'],
	['lost', 'lost'],
	['outOfOrder', 'out of order'],
	['ambiguous', 'ambiguous faults'],
	['halfAnswers', 'half answers'],
	['refusals', 'refusals'],
];

/** One line for the log. The milliseconds are those of the simulated clock. */
export function report(title: string, found: Books, tookMs: number): void {
	const counts = COLUMNS.map(([column, name]) => `${found[column]} ${name}`).join(', ');
	process.stdout.write(`faults: ${title}: ${counts}; ${(tookMs / 1000).toFixed(1)} s\n`);
}
