import { parsePhoneNumber } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import type { Sent, WordsSent } from '../../portable/sent';
import {
	chatId,
	footer,
	forwarded,
	headerImage,
	lookUpNumber,
	optionText,
	pacing,
	presenceBefore,
	quotedMessageId,
	requiredText,
	rowsOf,
	session,
	text,
	toggle,
	verifyAfterTimeout,
	wholeNumber,
} from '../fields';
import {
	asChoice,
	asText,
	field,
	optionsField,
	orElse,
	type Field,
	type Get,
	type Property,
} from '../field';
import { one, operation } from '../operation';
import { sendEvent } from './event';
import { filledTextOf, line, linesOf, listOf, parseWebAddress, trimmedText } from './fields';

/** A button under a message. */
export type Button = { readonly text: string } & (
	| { readonly type: 'reply'; readonly id?: string }
	| { readonly type: 'url'; readonly url: string }
	| { readonly type: 'call'; readonly phoneNumber: string }
	| { readonly type: 'copy'; readonly copyCode: string }
);

const BUTTON_TYPES = ['call', 'copy', 'url', 'reply'] as const;

function readButton(get: Get): Button {
	const label = filledTextOf(get, 'text', 'Text of a button');
	switch (asChoice(orElse(get('type'), 'reply'), 'Type of a button', BUTTON_TYPES)) {
		case 'reply': {
			const id = trimmedText(get, 'id', 'ID of a button');
			return { type: 'reply', text: label, ...(id === undefined ? {} : { id }) };
		}
		case 'url':
			return { type: 'url', text: label, url: parseWebAddress(asText(get('url'), 'Link')) };
		case 'call':
			return {
				type: 'call',
				text: label,
				phoneNumber: `+${parsePhoneNumber(filledTextOf(get, 'phoneNumber', 'Phone Number'))}`,
			};
		case 'copy':
			return { type: 'copy', text: label, copyCode: filledTextOf(get, 'copyCode', 'Code') };
	}
}

const buttons = listOf<Button>(
	{
		displayName: 'Buttons',
		name: 'buttons',
		entry: { displayName: 'Button', name: 'button' },
		addText: 'Add button',
		values: [
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Call a Number', value: 'call' },
					{ name: 'Copy a Code', value: 'copy' },
					{ name: 'Open a Link', value: 'url' },
					{ name: 'Reply', value: 'reply' },
				],
				default: 'reply',
			},
			line('Text', 'text', 'e.g. Yes, please', { description: 'What stands on the button' }),
			line('ID', 'id', 'e.g. yes', {
				description: 'Comes back with the answer; the gateway makes one up when it is empty',
				displayOptions: { show: { type: ['reply'] } },
			}),
			line('Link', 'url', 'e.g. https://example.com/offer', {
				displayOptions: { show: { type: ['url'] } },
			}),
			line('Phone Number', 'phoneNumber', 'e.g. +49 170 1234567', {
				description: 'With country code',
				displayOptions: { show: { type: ['call'] } },
			}),
			line('Code', 'copyCode', 'e.g. SUMMER10', {
				description: 'The text that the button copies',
				displayOptions: { show: { type: ['copy'] } },
			}),
		],
	},
	readButton,
);

/** A row of a list, and the section it belongs to. */
export interface ListRow {
	readonly title: string;
	readonly id?: string;
	readonly description?: string;
	readonly header?: string;
}
export interface ListSection {
	readonly title?: string;
	/** The button that opens the list this section belongs to; the main one when absent. */
	readonly buttonText?: string;
	readonly rows: readonly ListRow[];
}

const some = <T>(name: string, value: T | undefined): Record<string, T> =>
	value === undefined ? {} : { [name]: value };

const readRow = (get: Get): ListRow => ({
	title: filledTextOf(get, 'title', 'Title of a row'),
	...some('id', trimmedText(get, 'id', 'ID of a row')),
	...some('description', trimmedText(get, 'description', 'Description of a row')),
	...some('header', trimmedText(get, 'header', 'Header of a row')),
});

function readSection(get: Get): ListSection {
	const rows = rowsOf(get('rows'), 'row', 'Rows').map(readRow);
	if (rows.length === 0)
		throw new Refusal('A section of the list has no rows', 'Add a row, or remove the section.');
	return {
		rows,
		...some('title', trimmedText(get, 'title', 'Title of a section')),
		...some('buttonText', trimmedText(get, 'buttonText', 'Own Button of a section')),
	};
}

const rowValues: Property[] = [
	line('Title', 'title', 'e.g. Pizza Napoli'),
	line('ID', 'id', 'e.g. pizza-1', {
		description: 'Comes back with the answer; without it the choice cannot be told',
	}),
	line('Description', 'description', 'e.g. With tomatoes and basil'),
	line('Header', 'header', 'e.g. New'),
];

const sections = listOf<ListSection>(
	{
		displayName: 'Sections',
		name: 'sections',
		entry: { displayName: 'Section', name: 'section' },
		addText: 'Add section',
		description: 'The parts of the list, each with its rows',
		values: [
			line('Title', 'title', 'e.g. Main Dishes'),
			{
				displayName: 'Rows',
				name: 'rows',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				default: {},
				placeholder: 'Add row',
				options: [{ displayName: 'Row', name: 'row', values: rowValues }],
			},
			line('Own Button', 'buttonText', 'e.g. Drinks', {
				description: 'Opens this section by a button of its own; usually left empty',
			}),
		],
	},
	readSection,
);

/** How many answers WhatsApp shows in one poll. */
const POLL_ANSWERS = { min: 2, max: 12 };

/** One answer per line, so that an answer may contain commas; or a list from an expression. */
const answers: Field<string[]> = field(
	{
		displayName: 'Answers',
		name: 'pollAnswers',
		type: 'string',
		default: '',
		required: true,
		typeOptions: { rows: 4 },
		placeholder: 'e.g. Yes',
		description: 'One answer a line, from 2 to 12',
	},
	(raw) => {
		const lines = linesOf(raw, 'Answers');
		const { min, max } = POLL_ANSWERS;
		if (lines.length < min || lines.length > max)
			throw new Refusal(`A poll has from ${min} to ${max} answers, these are ${lines.length}`);
		if (new Set(lines).size < lines.length)
			throw new Refusal('Two answers of the poll are the same', 'WhatsApp takes each only once.');
		return lines;
	},
);

const common = {
	forwarded,
	lookUpNumber,
	...pacing,
	presence: presenceBefore,
	quotedMessageId,
};

export const interactiveOperations = {
	sendPoll: operation({
		name: 'Send Poll',
		action: 'Send a poll',
		description: 'Ask a question with answers to choose from',
		fields: {
			session,
			chatId,
			question: requiredText({
				displayName: 'Question',
				name: 'question',
				placeholder: 'e.g. Who joins on Sunday?',
			}),
			answers,
			multipleAnswers: toggle({
				displayName: 'Multiple Answers',
				name: 'multipleAnswers',
				description: 'Whether a person may choose several answers',
			}),
			options: optionsField({
				...common,
				verifyAfterTimeout,
				maxSelection: wholeNumber(
					{
						displayName: 'Most Answers per Person',
						name: 'maxSelection',
						description: 'How many answers a person may choose, where several are allowed',
					},
					{ min: 1, max: POLL_ANSWERS.max, standard: 2 },
				),
			}),
		},
		returns: one<Sent<WordsSent<'poll'>>>(),
	}),
	sendEvent,
	sendButtons: operation({
		name: 'Send Buttons',
		action: 'Send a message with buttons',
		description: 'Send a text with buttons under it. WhatsApp does not show them on every phone.',
		fields: {
			session,
			chatId,
			text,
			buttons,
			options: optionsField({
				...common,
				footer,
				header: optionText({
					displayName: 'Header',
					name: 'header',
					placeholder: 'e.g. Your order',
					description: 'A title above the text',
				}),
				headerImage,
			}),
		},
		returns: one<Sent<WordsSent<'buttons'>>>(),
	}),
	sendList: operation({
		name: 'Send List',
		action: 'Send a list to choose from',
		description: 'Send a button that opens a list. WhatsApp does not show it on every phone.',
		fields: {
			session,
			chatId,
			text,
			buttonText: requiredText({
				displayName: 'Button Text',
				name: 'buttonText',
				placeholder: 'e.g. Show the menu',
				description: 'What stands on the button that opens the list',
			}),
			sections,
			options: optionsField({
				...common,
				footer,
				headerImage,
				listTitle: optionText({
					displayName: 'Title',
					name: 'listTitle',
					placeholder: 'e.g. Our menu',
					description: 'Stands above the text',
				}),
			}),
		},
		returns: one<Sent<WordsSent<'list'>>>(),
	}),
};
