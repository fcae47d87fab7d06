import { propertyHint } from '../builderHint';
import {
	parseChatId,
	parseMessageId,
	parseSessionName,
	type ChatId,
	type ChatKind,
} from '../../portable/ids';
import { isBlank } from '../../portable/formValues';
import { isObject } from '../../portable/json';
import { quote, Refusal } from '../../portable/refusal';
import { withoutInvisible } from '../../portable/writing';
import {
	asFilledText,
	asId,
	field,
	locatedValue,
	type Field,
	type InputItem,
	type Property,
} from '../field';
import { textList } from './kinds';

interface Locator {
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	/** The list that the editor asks for. */
	readonly method: string;
	readonly placeholder: string;
	readonly hint?: string;
	/** What may be written in place of a choice, for example "its ID". */
	readonly written: string;
	/** Fields of the incoming item that an empty choice stands for: the first that is there. Empty where it has to be made. */
	readonly follows: readonly string[];
	/** What is chosen at first; nothing when absent. */
	readonly standard?: string;
}

/**
 * An id that is picked from a list or written. Where it follows fields of the incoming item, the list may stay empty, so
 * that a node behind a trigger needs no setting and the list is at hand all the same. An expression would grey it out.
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

/** The list, with nothing chosen in it. What an expression gives is never that (execution/parameters.ts). */
const isEmptyChoice = (raw: unknown): boolean =>
	isObject(raw) && raw.mode === 'list' && raw.value === '';

/** What was picked or written. */
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

/** What the incoming item has in place of a choice. */
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

/** The account that acts. An answer to an event leaves from the phone that was written to. */
const sessionLocator: Locator = {
	displayName: 'Session',
	name: 'session',
	description: 'The WhatsApp account on the gateway that does this',
	method: 'searchSessions',
	placeholder: 'e.g. default',
	written: 'its name, for example default',
	follows: ['session'],
};
export const session = located(sessionLocator, parseSessionName);

/** The account whose events start a workflow. Most gateways have one of this name. */
export const sessionOfEvents = located(
	{
		...sessionLocator,
		description: 'The WhatsApp account on the gateway whose events start the workflow',
		follows: [],
		standard: 'default',
	},
	parseSessionName,
);

/** The chat that is written to or changed. */
export const chatId = located(
	{
		displayName: 'Chat',
		name: 'chatId',
		description: 'A person, a group or a channel',
		method: 'searchChats',
		placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
		hint: 'A phone number with country code, or an ID that ends in @c.us, @g.us, @lid or @newsletter',
		written: 'a phone number with country code or an ID',
		follows: ['chatId'],
	},
	(text) => parseChatId(text),
);

/** The message that is acted on. */
export const messageId = field(
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '={{ $json.messageId }}',
		required: true,
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'As the trigger or a send operation gave it',
	},
	(raw) => parseMessageId(asFilledText(asId(raw, 'Message ID'), 'Message ID')),
);

/** The message that is answered. */
export const quotedMessageId = field(
	{
		displayName: 'Reply to Message ID',
		name: 'quotedMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. false_491701234567@c.us_3EB0C767D097B7C7C030',
		description: 'Quotes this message above yours',
	},
	(raw) => parseMessageId(asFilledText(asId(raw, 'Reply to Message ID'), 'Reply to Message ID')),
);

/** A chat id that must be of certain kinds. */
function idOf(
	text: string,
	bare: ChatKind,
	kinds: readonly ChatKind[],
	what: string,
	hint: string,
): ChatId {
	const chat = parseChatId(text, bare);
	if (!kinds.includes(chat.kind)) throw new Refusal(`${quote(text)} is no ${what}`, hint);
	return chat;
}

/** A group. */
export const groupId = located(
	{
		displayName: 'Group',
		name: 'groupId',
		description: 'The group that is read or changed',
		method: 'searchGroups',
		placeholder: 'e.g. 120363025246125486@g.us',
		written: 'its ID, which ends in @g.us',
		follows: ['chatId'],
	},
	(text) => idOf(text, 'group', ['group'], 'group', 'A group ID ends in @g.us.'),
);

/** A person. */
export const contactId = located(
	{
		displayName: 'Contact',
		name: 'contactId',
		description: 'The person that is meant',
		method: 'searchContacts',
		placeholder: 'e.g. +49 170 1234567 or 491701234567@c.us',
		hint: 'A phone number with country code, or an ID that ends in @c.us or @lid',
		written: 'a phone number with country code or an ID',
		follows: ['contactId', 'chatId'],
	},
	(text) =>
		idOf(
			text,
			'person',
			['person', 'lid'],
			'person',
			'Use a phone number with country code, or an ID that ends in @c.us or @lid.',
		),
);

/** A channel. */
export const channelId = located(
	{
		displayName: 'Channel',
		name: 'channelId',
		description: 'The channel that is read or changed',
		method: 'searchChannels',
		placeholder: 'e.g. 120363025246125486@newsletter',
		written: 'its ID, which ends in @newsletter',
		follows: ['channelId', 'chatId'],
	},
	(text) => idOf(text, 'channel', ['channel'], 'channel', 'A channel ID ends in @newsletter.'),
);

/** An id of a label: WhatsApp numbers them. */
export function parseLabelId(text: string): string {
	const id = withoutInvisible(text).trim();
	if (/^\d{1,20}$/.test(id)) return id;
	throw new Refusal(
		`${quote(id)} is no label ID`,
		'Label IDs are numbers. Label > Get Many lists them.',
	);
}

/** A label of WhatsApp Business. */
export const labelId = located(
	{
		displayName: 'Label',
		name: 'labelId',
		description: 'The label that is meant',
		method: 'searchLabels',
		placeholder: 'e.g. 3',
		written: 'its ID, which is a number',
		follows: ['labelId'],
	},
	parseLabelId,
);

/** Several people, as a comma list or as the list an expression gives. */
export const peopleOf = (raw: unknown, displayName: string): ChatId[] => {
	const people = textList(raw, displayName).map((text) =>
		idOf(
			text,
			'person',
			['person', 'lid'],
			'person',
			'Use phone numbers with country code, separated by commas.',
		),
	);
	if (people.length === 0)
		throw new Refusal(
			`${displayName} is empty`,
			'Write one or more phone numbers with country code, separated by commas.',
		);
	return people;
};

/** The people an operation on a group is about. */
export const participants = field(
	{
		displayName: 'Participants',
		name: 'participants',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 491701234567, 447700900123',
		description: 'Phone numbers with country code, separated by commas',
	},
	(raw) => peopleOf(raw, 'Participants'),
);
