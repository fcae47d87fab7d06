import { parsePhoneNumber } from '../../portable/ids';
import { Refusal } from '../../portable/refusal';
import type { CardsSent, PlaceSent, Sent } from '../../portable/sent';
import {
	chatId,
	forwarded,
	lookUpNumber,
	optionText,
	pacing,
	presenceBefore,
	quotedMessageId,
	rowsOf,
	session,
	verifyAfterTimeout,
} from '../fields';
import { optionsField, type Field, type Get, type Property } from '../field';
import { one, operation } from '../operation';
import { decimal, filledTextOf, line, trimmedText } from './fields';

/** A contact to send: its details, or a vCard that is sent unchanged. */
export type Card = CardDetails | { readonly vcard: string };
export interface CardDetails {
	readonly name: string;
	/** Digits with the country code. */
	readonly phone: string;
	readonly organization?: string;
	readonly email?: string;
	/** Digits of the number that is on WhatsApp, if it is another one. */
	readonly whatsAppPhone?: string;
}

/** A line break would add lines to the vCard that the gateway makes from the details. */
function oneLine(text: string, displayName: string): string {
	if (!/[\r\n]/.test(text)) return text;
	throw new Refusal(`${displayName} must be one line`, 'Remove the line break.');
}

function optionalLine(get: Get, name: string, displayName: string): string | undefined {
	const text = trimmedText(get, name, displayName);
	return text === undefined ? undefined : oneLine(text, displayName);
}

function readDetails(get: Get): CardDetails {
	const organization = optionalLine(get, 'organization', 'Organization');
	const email = optionalLine(get, 'email', 'Email');
	const other = trimmedText(get, 'whatsAppPhone', 'WhatsApp Number');
	return {
		name: oneLine(filledTextOf(get, 'fullName', 'Name'), 'Name'),
		phone: parsePhoneNumber(filledTextOf(get, 'phone', 'Phone')),
		...(organization === undefined ? {} : { organization }),
		...(email === undefined ? {} : { email }),
		...(other === undefined ? {} : { whatsAppPhone: parsePhoneNumber(other) }),
	};
}

function readVcardText(get: Get): { vcard: string } {
	const vcard = filledTextOf(get, 'vcard', 'vCard');
	if (/^BEGIN:VCARD\r?\n[^]*END:VCARD$/i.test(vcard)) return { vcard };
	throw new Refusal(
		'The text under vCard is no vCard',
		'It begins with BEGIN:VCARD and ends with END:VCARD, each on its own line.',
	);
}

/** In a list from an expression, the fields of each entry tell which kind it is. */
const readAny = (get: Get): Card =>
	get('vcard') === undefined ? readDetails(get) : readVcardText(get);

const details: readonly Property[] = [
	line('Name', 'fullName', 'e.g. Ada Lovelace'),
	line('Phone', 'phone', 'e.g. +49 170 1234567', { description: 'With country code' }),
	line('Organization', 'organization', 'e.g. Analytical Engines Ltd'),
	line('Email', 'email', 'e.g. ada@example.com', {
		description: 'WAHA has no field for it: use a vCard there',
	}),
	line('WhatsApp Number', 'whatsAppPhone', 'e.g. +49 170 1234567', {
		description:
			'Only where WhatsApp knows the person by another number than Phone. WARest has no field for it.',
	}),
];

const cards: Field<Card[]> = {
	properties: [
		{
			displayName: 'Contacts',
			name: 'contactCards',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
			required: true,
			placeholder: 'Add contact',
			options: [
				{ displayName: 'Contact', name: 'details', values: [...details] },
				{
					displayName: 'vCard',
					name: 'vcard',
					values: [
						{
							displayName: 'vCard',
							name: 'vcard',
							type: 'string',
							default: '',
							typeOptions: { rows: 5 },
							placeholder: 'e.g. BEGIN:VCARD ...',
							description: 'The whole card as text',
						},
					],
				},
			],
		},
	],
	read: (get) => {
		const given = get('contactCards');
		const found = Array.isArray(given)
			? rowsOf(given, 'details', 'Contacts').map(readAny)
			: [
					...rowsOf(given, 'details', 'Contacts', ['vcard']).map(readDetails),
					...rowsOf(given, 'vcard', 'Contacts', ['details']).map(readVcardText),
				];
		if (found.length > 0) return found;
		throw new Refusal('Contacts is empty', 'Add at least one contact.');
	},
};

const common = {
	forwarded,
	lookUpNumber,
	...pacing,
	presence: presenceBefore,
	quotedMessageId,
	verifyAfterTimeout,
};

export const cardOperations = {
	sendLocation: operation({
		name: 'Send Location',
		action: 'Send a location',
		description: 'Send a place on the map',
		fields: {
			session,
			chatId,
			latitude: decimal(
				{ displayName: 'Latitude', name: 'latitude', placeholder: 'e.g. 52.516275' },
				{ min: -90, max: 90 },
			),
			longitude: decimal(
				{ displayName: 'Longitude', name: 'longitude', placeholder: 'e.g. 13.377704' },
				{ min: -180, max: 180 },
			),
			options: optionsField({
				...common,
				address: optionText({
					displayName: 'Address',
					name: 'address',
					placeholder: 'e.g. Pariser Platz, Berlin',
				}),
				placeName: optionText({
					displayName: 'Place Name',
					name: 'placeName',
					placeholder: 'e.g. Our office',
				}),
			}),
		},
		returns: one<Sent<PlaceSent>>(),
	}),
	sendContact: operation({
		name: 'Send Contact',
		action: 'Send a contact',
		description: 'Send contacts that the other side can save',
		fields: { session, chatId, contacts: cards, options: optionsField(common) },
		returns: one<Sent<CardsSent>>(),
	}),
};
