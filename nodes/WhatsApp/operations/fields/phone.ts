import { parseChatId } from '../../portable/ids';
import { quote, Refusal } from '../../portable/refusal';
import { asFilledText, field } from '../field';

/** A phone number, as its digits with country code. */
export const phone = field(
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +49 170 1234567',
		description: 'With country code',
	},
	(raw) => {
		const text = asFilledText(raw, 'Phone Number');
		const chat = parseChatId(text);
		if (chat.kind === 'person') return chat.user;
		throw new Refusal(
			`${quote(text)} is no phone number`,
			'Use a phone number with country code such as 491701234567.',
		);
	},
);
