import { choice, toggle } from './kinds';

/** What the chat sees before the message comes. */
export const presenceBefore = choice(
	{
		displayName: 'Show Presence First',
		name: 'presence',
		description: 'What the chat shows for a moment before the message arrives',
	},
	[
		{ name: 'Recording', value: 'recording' },
		{ name: 'Typing', value: 'composing' },
	],
);

export const forwarded = toggle({
	displayName: 'Mark as Forwarded',
	name: 'forwarded',
	description: 'Whether the message carries the sign of a forwarded one',
});
