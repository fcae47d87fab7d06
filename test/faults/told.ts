import type { INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../support/engine';
import { detailsOf, hasFailed } from '../support/failedItems';
import type { Told } from './books';

/**
 * The outcome that the node reported for each item, by item number: from the output items, or from the error's text.
 */
export function toldBy({ error, items }: RunResult): Map<number, Told> {
	if (items.length === 0) return toldInWords(error?.description ?? '');
	const numbers = items.map(numberOf);
	// In the order of the input, each once.
	expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
	return new Map(items.map((item, index) => [numbers[index] ?? NaN, toldOf(item)]));
}

function numberOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;
}

function toldOf(item: INodeExecutionData): Told {
	if (!hasFailed(item)) return 'sent';
	const { outcome } = detailsOf(item);
	if (outcome === 'notSent') return 'notDone';
	return outcome === 'partlySent' ? 'partly' : outcome;
}

const LISTS: ReadonlyArray<readonly [title: string, told: Told]> = [
	['Sent', 'sent'],
	['Sent in part', 'partly'],
	['May have been sent', 'unknown'],
	['Failed at the gateway', 'failed'],
	['Not sent', 'notDone'],
];

/** Parses "Sent: items 0 to 4, 7. Not sent: item 5." and the like at the end of a description. */
function toldInWords(description: string): Map<number, Told> {
	return new Map(
		LISTS.flatMap(([title, told]) => {
			const list = new RegExp(`(?:^|[.?] )${title}: items? ([\\d, to]+)\\.`).exec(description);
			return (list?.[1] ?? '')
				.split(', ')
				.filter((range) => range !== '')
				.flatMap((range) => numbersIn(range).map((index): [number, Told] => [index, told]));
		}),
	);
}

function numbersIn(range: string): number[] {
	const [from = NaN, to = from] = range.split(' to ').map(Number);
	return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
