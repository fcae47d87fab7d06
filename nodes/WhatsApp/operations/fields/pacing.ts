import { isBlank, printed } from '../../portable/formValues';
import { isObject } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { Field } from '../field';
import { toggle, wholeNumber } from './kinds';

/* Options that make a send look like a person's. All of them are off by default. */

/** A time of random length, in seconds. */
export interface SecondsRange {
	readonly from: number;
	readonly to: number;
}

/** Longer pauses belong in a Wait node, which keeps no execution in memory. In seconds. */
const LONGEST_PAUSE = 3600;

const markAsReadFirst = toggle({
	displayName: 'Mark as Read First',
	name: 'markAsReadFirst',
	description:
		'Whether to mark what the chat has written as read before the message is sent. Takes one more request for each item.',
});

const showTyping = toggle({
	displayName: 'Show Typing',
	name: 'showTyping',
	description:
		'Whether the chat shows for a while that somebody is typing, or recording a voice message. A longer text takes longer: on WAHA from 1 to 12 seconds, on WARest as long as it does by itself, about 2 to 5 seconds.',
});

const pauseBetween: Field<SecondsRange> = {
	properties: [
		{
			displayName: 'Pause Between Messages',
			name: 'pauseBetween',
			type: 'fixedCollection',
			default: { range: {} },
			placeholder: 'Add Pause',
			description:
				'A pause of random length between two messages to the same chat, or between any two where Concurrency under Request Options is 1',
			options: [
				{
					displayName: 'Pause',
					name: 'range',
					values: [
						{
							displayName: 'At Least (Seconds)',
							name: 'minSeconds',
							type: 'number',
							typeOptions: { minValue: 0, maxValue: LONGEST_PAUSE, numberPrecision: 3 },
							default: 2,
						},
						{
							displayName: 'At Most (Seconds)',
							name: 'maxSeconds',
							type: 'number',
							typeOptions: { minValue: 0, maxValue: LONGEST_PAUSE, numberPrecision: 3 },
							default: 5,
						},
					],
				},
			],
		},
	],
	read: (get) => {
		const given = get('pauseBetween');
		const inside = isObject(given) && isObject(given.range) ? given.range : {};
		const from = secondsIn(inside.minSeconds, 'At Least (Seconds)', 2);
		const to = secondsIn(inside.maxSeconds, 'At Most (Seconds)', Math.max(5, from));
		if (from <= to) return { from, to };
		throw new Refusal(
			`Pause Between Messages is at least ${from} and at most ${to} seconds`,
			'Make At Most (Seconds) the larger number.',
		);
	},
};

function secondsIn(raw: unknown, displayName: string, standard: number): number {
	if (isBlank(raw)) return standard;
	const text = typeof raw === 'boolean' ? '' : (printed(raw) ?? '');
	const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
	if (value <= LONGEST_PAUSE) return value;
	throw new Refusal(
		`${displayName} of Pause Between Messages must be a number from 0 to ${LONGEST_PAUSE}`,
		'For longer pauses use a Wait node.',
	);
}

/** WhatsApp's own limit for a text, in characters. */
const LONGEST_TEXT = 65_536;

/** Splits a long text into several messages. */
export const splitLongText = wholeNumber(
	{
		displayName: 'Split Long Text (Characters)',
		name: 'splitLongText',
		description:
			'Sends a text that is longer than this as several messages, cut between paragraphs, sentences or words. It stays one item, whose messageIds names all of them.',
	},
	{ min: 50, max: LONGEST_TEXT, standard: 1000 },
);

/** For every send to a chat. */
export const pacing = { markAsReadFirst, pauseBetween, showTyping };
