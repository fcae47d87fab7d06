import { asObject, asString, isObject, type JsonObject } from '../../http/json';
import type { ContactCard, Location, Poll } from '../../world';
import type { WarestCall, WarestContext } from '../context';
import { failure, sent, type WarestAnswer } from '../envelopes';
import { clampedInt, firstGiven, parsedJson } from '../fields';
import { readEnvelope, sendToEach, textOrNull } from './envelope';

/** These read only JSON: the query is ignored (v0.3.44, observed). */
export function bodyOnly(call: WarestCall): WarestCall {
	return { ...call, query: {} };
}

/** The code for polls, which is also used for bad coordinates (v0.3.44, observed). */
function refused(message: string): Error {
	return failure('messages', 400, 3012, message);
}

function coordinate(fields: JsonObject, names: string[]): number | undefined {
	const value = firstGiven(fields, names);
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	return Number.isFinite(number) ? number : undefined;
}

/** A location as an object, a pair or a text with a comma. */
function placeIn(value: unknown): Location | undefined {
	const parsed = parsedJson(value);
	const pair = typeof parsed === 'string' ? parsed.split(',') : parsed;
	const fields = Array.isArray(pair)
		? { latitude: asNumberOrText(pair[0]), longitude: asNumberOrText(pair[1]) }
		: asObject(pair);
	const latitude = coordinate(fields, ['latitude', 'lat']);
	const longitude = coordinate(fields, ['longitude', 'lng']);
	if (latitude === undefined || longitude === undefined) return undefined;
	const name = textOrNull(fields, ['name']);
	return { latitude, longitude, name, address: textOrNull(fields, ['address']) };
}

function asNumberOrText(value: unknown): unknown {
	return typeof value === 'string' ? value.trim() : value;
}

/** The location object, or else the coordinates beside it. The range is not checked. */
export async function sendLocation(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(bodyOnly(call), warest);
	const { fields } = envelope;
	const location = placeIn(firstGiven(fields, ['location', 'loc'])) ?? placeIn(fields);
	if (!location) throw refused('Invalid location');
	const { latitude, longitude, name, address } = location;
	const shown = {
		degreesLatitude: latitude,
		degreesLongitude: longitude,
		...(name === null ? {} : { name }),
		...(address === null ? {} : { address }),
	};
	const results = await sendToEach(envelope, warest, () => ({
		message: { text: '', content: { type: 'location', location } },
		status: 'location',
		advancedInfo: { location: shown },
	}));
	return sent(results, 'Location message sent');
}

function optionsIn(value: unknown): string[] {
	const parsed = parsedJson(value);
	const list: unknown[] = Array.isArray(parsed)
		? parsed
		: typeof parsed === 'string'
			? parsed.split(',')
			: [];
	return list.map((option) => String(option).trim()).filter(Boolean);
}

/** Any number of options from one up, even with duplicates; allowing any number of answers is impossible. */
function pollIn(fields: JsonObject): Poll {
	const { poll } = fields;
	const inside = asObject(poll);
	const question =
		textOrNull(fields, ['question', 'name']) ??
		textOrNull(inside, ['question', 'name']) ??
		asString(poll);
	const options = optionsIn(
		firstGiven({ options: fields.options, inside: inside.options, poll }, [
			'options',
			'inside',
			...(Array.isArray(poll) ? ['poll'] : []),
		]),
	);
	if (!question || options.length === 0) throw refused('Poll question and options are required');
	const wanted =
		firstGiven(fields, ['maxSelection', 'selectableCount']) ?? inside.maxSelection ?? 1;
	return { question, options, selectable: clampedInt(wanted, 1, 1, options.length) };
}

export async function sendPoll(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(bodyOnly(call), warest);
	const poll = pollIn(envelope.fields);
	const { question, options, selectable } = poll;
	const results = await sendToEach(envelope, warest, () => ({
		message: { text: question, content: { type: 'poll', poll } },
		status: 'poll',
		advancedInfo: { question, options, maxSelection: selectable },
	}));
	return sent(results, 'Poll message sent');
}

/** One person. The displayed name is `name`, the card's own name is `fullName` (v0.3.44). */
function cardIn(fields: JsonObject): { displayName: string; card: ContactCard } {
	const contact = parsedJson(fields.contact);
	const source: JsonObject = isObject(contact)
		? contact
		: {
				name: firstGiven(fields, ['name', 'fullName', 'contactName']),
				phone: fields.contactPhone ?? fields.phone,
				organization: firstGiven(fields, ['organization', 'org']),
				email: firstGiven(fields, ['email', 'contactEmail']),
			};
	const name = textOrNull(source, ['name', 'fullName']);
	const card = {
		name: textOrNull(source, ['fullName', 'name']),
		phone: textOrNull(source, ['phone']),
		organization: textOrNull(source, ['organization', 'org']),
		email: textOrNull(source, ['email']),
	};
	return { displayName: name ?? '', card: { ...card, vcard: vcardOf(card) } };
}

/** Values are not escaped (v0.3.44): a line break adds a line to the card. */
function vcardOf({ name, phone, organization, email }: Omit<ContactCard, 'vcard'>): string {
	const digits = (phone ?? '').replace(/\D/g, '');
	return [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`FN:${name ?? ''}`,
		...(organization === null ? [] : [`ORG:${organization};`]),
		`TEL;type=CELL;type=VOICE;waid=${digits}:+${digits}`,
		...(email === null ? [] : [`EMAIL:${email}`]),
		'END:VCARD',
	].join('\n');
}

/** Nothing is checked: without a contact an empty card is sent with 200 (v0.3.44). */
export async function sendContact(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(bodyOnly(call), warest);
	const { displayName, card } = cardIn(envelope.fields);
	const results = await sendToEach(envelope, warest, () => ({
		message: { text: '', content: { type: 'contacts', contacts: [card] } },
		status: 'contact',
		advancedInfo: { displayName },
	}));
	return sent(results, 'Contact message sent');
}
