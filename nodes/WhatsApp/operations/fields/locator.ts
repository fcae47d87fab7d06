import { propertyHint } from '../builderHint';
import type { ItemField } from '../../portable/events';
import { isBlank } from '../../portable/formValues';
import { isObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import { asId, locatedValue, type Field, type InputItem, type Property } from '../field';

export interface Locator {
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	/** Name of the method that fills the list. */
	readonly method: string;
	readonly placeholder: string;
	readonly hint?: string;
	/** What may be typed instead of choosing, for example "its ID". */
	readonly written: string;
	/**
	 * Fields of the incoming item that an empty choice stands for; the first existing one is used. Empty if a choice is
	 * required.
	 */
	readonly follows: readonly ItemField[];
	/** The default choice; nothing when absent. */
	readonly standard?: string;
}

/**
 * An id that is picked from a list or typed. If it follows fields of the incoming item, the list may stay empty: a node
 * after a trigger needs no setting, and the list can still be used. An expression would gray it out.
 */
export function located<T>(locator: Locator, parse: (text: string) => T): Field<T> {
	const chosen: Field<T> = {
		properties: [locatorProperty(locator, `Select a ${lower(locator)}...`, null)],
		read: (get) => parse(choiceOf(locator, get(locator.name))),
	};
	if (locator.follows.length === 0) return chosen;
	return {
		properties: [
			locatorProperty(
				locator,
				`${locator.displayName} of the incoming item`,
				`Leave empty for the ${lower(locator)} of the incoming item`,
			),
		],
		read: (get, item) => {
			const raw = get(locator.name);
			return parse(isEmptyChoice(raw) ? followed(locator, item) : choiceOf(locator, raw));
		},
		chosen,
	};
}

const lower = ({ displayName }: Locator): string => displayName.toLowerCase();

const locatorProperty = (
	locator: Locator,
	placeholder: string,
	hintOfList: string | null,
): Property => ({
	displayName: locator.displayName,
	name: locator.name,
	type: 'resourceLocator',
	default: { mode: 'list', value: locator.standard ?? '' },
	// n8n would not run the node while a required list is empty.
	...(hintOfList === null
		? { required: true }
		: propertyHint(
				`Behind the WhatsApp Gateway Trigger leave it as { __rl: true, mode: 'list', value: '' }: that means the ${lower(locator)} of the incoming item. Otherwise use mode 'id' with ${locator.written}.`,
			)),
	description: locator.description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder,
			...(hintOfList === null ? {} : { hint: hintOfList }),
			typeOptions: { searchListMethod: locator.method, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: locator.placeholder,
			...(locator.hint === undefined ? {} : { hint: locator.hint }),
		},
	],
});

/** Whether nothing is chosen in the list. A result of an expression never counts as that (execution/parameters.ts). */
const isEmptyChoice = (raw: unknown): boolean =>
	isObject(raw) && raw.mode === 'list' && raw.value === '';

/** What was picked or typed. */
function choiceOf(locator: Locator, raw: unknown): string {
	const text = asId(locatedValue(raw), locator.displayName);
	if (!isBlank(text)) return text;
	if (!isEmptyChoice(raw)) throw emptyExpression(locator);
	throw new Refusal(
		`${locator.displayName} is not chosen`,
		locator.follows.length === 0
			? pick(locator)
			: `${pick(locator)} What is done here cannot be undone, so it is not taken from the incoming item.`,
	);
}

const emptyExpression = (locator: Locator): Refusal =>
	new Refusal(
		`${locator.displayName} is empty`,
		`${pick(locator)} If an expression stands there, check that it gives something.`,
	);

const pick = (locator: Locator): string =>
	`Pick one from the list under ${locator.displayName}, or write ${locator.written}.`;

/** The value from the incoming item in place of a choice. */
function followed(locator: Locator, { json = {} }: InputItem): string {
	const found = locator.follows
		.map((member) => (Object.hasOwn(json, member) ? json[member] : undefined))
		.find((value) => !isBlank(value) && typeof value !== 'object');
	if (found !== undefined) return asId(found, locator.displayName);
	throw new Refusal(
		`${locator.displayName} is not chosen, and the incoming item has no ${locator.follows.join(' and no ')}`,
		pick(locator),
	);
}
