import { parsePhoneNumber } from '../../portable/ids';
import { asFilledText, asId, field } from '../field';

/** A phone number, as digits with the country code. */
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
	(raw) => parsePhoneNumber(asFilledText(asId(raw, 'Phone Number'), 'Phone Number')),
);
