import { momentIn } from '../../portable/time';
import { isBlank } from '../../portable/formValues';
import { isObject } from '../../portable/json';
import { quote, Refusal } from '../../portable/refusal';
import type { Responded } from '../../portable/response';
import {
	asChoice,
	asText,
	optionsField,
	orElse,
	type Field,
	type Get,
	type Property,
} from '../field';
import {
	chatId,
	choice,
	lookUpNumber,
	mentions,
	optionText,
	presenceBefore,
	quotedMessageId,
	requiredText,
	rowsOf,
	session,
	verifyAfterTimeout,
} from '../fields';
import { operation, plainOne } from '../operation';

/**
 * Parameters have the same names as in n8n's own nodes with this operation, because n8n finds them by name when it
 * makes its human review tool for agents (n8n 2.41, tool-generation/hitl-tools).
 */

export const question = requiredText({
	displayName: 'Message',
	name: 'message',
	placeholder: 'e.g. Refund order 1042?',
	description:
		'The question. A link to a page with the answers is put under it. WhatsApp shows *bold* and _italic_.',
	typeOptions: { rows: 4 },
});

export const responseType = choice(
	{
		displayName: 'Response Type',
		name: 'responseType',
		description: 'What the page behind the link asks for',
	},
	[
		{ name: 'Approval', value: 'approval', description: 'A button to approve, or two to decide' },
		{ name: 'Free Text', value: 'freeText', description: 'A box to write an answer into' },
	],
);

/** The texts on the buttons of an approval; null if nobody can decline. */
export interface Approval {
	readonly approve: string;
	readonly disapprove: string | null;
}

const APPROVE = 'Approve';
const DECLINE = 'Decline';

const approvalValues: readonly Property[] = [
	{
		displayName: 'Type of Approval',
		name: 'approvalType',
		type: 'options',
		default: 'single',
		options: [
			{ name: 'Approve and Disapprove', value: 'double' },
			{ name: 'Approve Only', value: 'single' },
		],
	},
	{
		displayName: 'Approve Button Label',
		name: 'approveLabel',
		type: 'string',
		default: APPROVE,
	},
	{
		displayName: 'Disapprove Button Label',
		name: 'disapproveLabel',
		type: 'string',
		default: DECLINE,
		displayOptions: { show: { approvalType: ['double'] } },
	},
];

/** The entry of a collection that holds only one; reads nothing if it was not added. */
const entryOf = (raw: unknown, displayName: string): Get =>
	rowsOf(raw, 'values', displayName)[0] ?? (() => undefined);

export const approvalOptions: Field<Approval> = {
	properties: [
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add option',
			displayOptions: { show: { responseType: ['approval'] } },
			options: [{ displayName: 'Values', name: 'values', values: [...approvalValues] }],
		},
	],
	read: (get) => {
		const value = entryOf(get('approvalOptions'), 'Approval Options');
		const label = (name: string, displayName: string, standard: string): string =>
			asText(orElse(value(name), standard), displayName).trim();
		const type = asChoice(orElse(value('approvalType'), 'single'), 'Type of Approval', [
			'single',
			'double',
		]);
		return {
			approve: label('approveLabel', 'Approve Button Label', APPROVE),
			disapprove:
				type === 'double' ? label('disapproveLabel', 'Disapprove Button Label', DECLINE) : null,
		};
	},
};

/** How long to wait for an answer: a duration in milliseconds, or a time as it was written. */
export type WaitLimit = { readonly forMs: number } | { readonly until: unknown };

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
type Unit = keyof typeof UNITS;
const UNIT_NAMES: readonly Unit[] = ['minutes', 'hours', 'days'];
/** Ten years, in milliseconds. */
const LONGEST_MS = 3650 * UNITS.days;

const INTERVAL = 'afterTimeInterval';
const MOMENT = 'atSpecifiedTime';

const limitValues: readonly Property[] = [
	{
		displayName: 'Limit Type',
		name: 'limitType',
		type: 'options',
		default: INTERVAL,
		description: 'When the workflow goes on without an answer',
		options: [
			{ name: 'After Time Interval', value: INTERVAL, description: 'After an amount of time' },
			{ name: 'At Specified Time', value: MOMENT, description: 'At a date and time' },
		],
	},
	{
		displayName: 'Amount',
		name: 'resumeAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 1,
		description: 'The time to wait',
		displayOptions: { show: { limitType: [INTERVAL] } },
	},
	{
		displayName: 'Unit',
		name: 'resumeUnit',
		type: 'options',
		default: 'hours',
		description: 'The unit of the amount',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		displayOptions: { show: { limitType: [INTERVAL] } },
	},
	{
		displayName: 'Max Date and Time',
		name: 'maxDateAndTime',
		type: 'dateTime',
		default: '',
		description: "Without a zone it is in the workflow's time zone",
		displayOptions: { show: { limitType: [MOMENT] } },
	},
];

const limitWaitTime: Field<WaitLimit> = {
	properties: [
		{
			displayName: 'Limit Wait Time',
			name: 'limitWaitTime',
			type: 'fixedCollection',
			default: { values: { limitType: INTERVAL, resumeAmount: 45, resumeUnit: 'minutes' } },
			description: 'How long to wait for an answer. Without it the workflow waits until one comes.',
			options: [{ displayName: 'Values', name: 'values', values: [...limitValues] }],
		},
	],
	read: (get) => {
		const value = entryOf(get('limitWaitTime'), 'Limit Wait Time');
		const type = asChoice(orElse(value('limitType'), INTERVAL), 'Limit Type', [INTERVAL, MOMENT]);
		return type === INTERVAL
			? { forMs: intervalIn(value) }
			: { until: dateIn(value('maxDateAndTime')) };
	},
};

function intervalIn(value: Get): number {
	const raw = orElse(value('resumeAmount'), 1);
	const unit = asChoice(orElse(value('resumeUnit'), 'hours'), 'Unit', UNIT_NAMES);
	const milliseconds = Number(asText(raw, 'Amount').trim()) * UNITS[unit];
	if (milliseconds > 0 && milliseconds <= LONGEST_MS) return milliseconds;
	throw new Refusal(
		`Amount of Limit Wait Time must be more than 0 and at most ${LONGEST_MS / UNITS[unit]} ${unit}`,
	);
}

function dateIn(raw: unknown): unknown {
	if (!isBlank(raw) && momentIn(raw) !== null) return raw;
	throw new Refusal(
		isBlank(raw)
			? 'Max Date and Time of Limit Wait Time is empty'
			: `Max Date and Time of Limit Wait Time is no date of this century: ${quote(isObject(raw) ? 'an object' : String(raw))}`,
		'Pick one, or give it as in 2026-12-31T18:00:00.',
	);
}

const forFreeText = { displayOptions: { show: { '/responseType': ['freeText'] } } };

const messageButtonLabel = optionText({
	displayName: 'Message Button Label',
	name: 'messageButtonLabel',
	placeholder: 'e.g. Respond',
	description: 'The words above the link in the message',
});

const responseFormTitle = optionText({
	displayName: 'Response Form Title',
	name: 'responseFormTitle',
	placeholder: 'e.g. Approval by the head of sales',
	description: 'The title of the page, which is the name of the workflow otherwise',
});

const responseFormButtonLabel = optionText({
	displayName: 'Response Form Button Label',
	name: 'responseFormButtonLabel',
	placeholder: 'e.g. Submit',
	description: 'The button under the box for the answer',
	...forFreeText,
});

export const askOptions = optionsField({
	limitWaitTime,
	lookUpNumber,
	mentions,
	messageButtonLabel,
	presence: presenceBefore,
	quotedMessageId,
	responseFormButtonLabel,
	responseFormTitle,
	verifyAfterTimeout,
});

export const askingOperations = {
	sendAndWait: operation({
		name: 'Send and Wait for Response',
		action: 'Send a message and wait for response',
		description:
			'Ask a person, a group or a channel, and go on when somebody has answered on the page behind the link',
		fields: {
			session,
			chatId,
			message: question,
			responseType,
			approvalOptions,
			options: askOptions,
		},
		returns: plainOne<Responded>(),
		asks: true,
	}),
};
