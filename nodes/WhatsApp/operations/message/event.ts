import type { Sent, WordsSent } from '../../portable/sent';
import {
	chatId,
	lookUpNumber,
	optionText,
	pacing,
	quotedMessageId,
	requiredText,
	session,
	toggle,
} from '../fields';
import { optionsField } from '../field';
import { one, operation } from '../operation';
import { moment } from './fields';

/** A calendar event. */
export const sendEvent = operation({
	name: 'Send Event',
	action: 'Send a calendar event',
	description: 'Invite to a calendar event. Who comes starts the trigger with Event Response.',
	fields: {
		session,
		chatId,
		eventName: requiredText({
			displayName: 'Event Name',
			name: 'eventName',
			placeholder: 'e.g. Tasting at the shop',
		}),
		startsAt: moment({
			displayName: 'Starts At',
			name: 'startsAt',
			required: true,
			description: 'Without a zone it is UTC',
		}),
		options: optionsField({
			endsAt: moment({
				displayName: 'Ends At',
				name: 'endsAt',
				description: 'Without a zone it is UTC',
			}),
			eventDescription: optionText({
				displayName: 'Description',
				name: 'eventDescription',
				placeholder: 'e.g. Bring your friends',
			}),
			eventPlace: optionText({
				displayName: 'Place',
				name: 'eventPlace',
				placeholder: 'e.g. Main Street 1, Berlin',
				description: 'Where it takes place',
			}),
			extraGuests: toggle(
				{
					displayName: 'Extra Guests',
					name: 'extraGuests',
					description: 'Whether people may bring others along',
				},
				true,
			),
			lookUpNumber,
			...pacing,
			quotedMessageId,
		}),
	},
	returns: one<Sent<WordsSent<'event'>>>(),
});
