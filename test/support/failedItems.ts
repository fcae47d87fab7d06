import type { INodeExecutionData } from 'n8n-workflow';
import type { FailureDetails } from '../../nodes/WhatsApp/execution/failedItem';
import { isObject } from '../../nodes/WhatsApp/portable/json';

const NAMES: ReadonlyArray<keyof FailureDetails> = [
	'session',
	'chatId',
	'outcome',
	'gateway',
	'hint',
];

const isDetails = (value: unknown): value is FailureDetails =>
	isObject(value) && NAMES.every((name) => Object.hasOwn(value, name));

export const hasFailed = ({ json }: INodeExecutionData): boolean => isDetails(json.details);

/** The details of a failed item, beside its error message. */
export function detailsOf(item: INodeExecutionData | undefined): FailureDetails {
	const details: unknown = item?.json.details;
	if (isDetails(details)) return details;
	throw new Error(`this item has not failed: ${JSON.stringify(item)}`);
}
