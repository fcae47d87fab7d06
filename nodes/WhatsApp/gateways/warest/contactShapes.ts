import type { BusinessProfile, ContactDetails, OpeningHours } from '../../operations/contact';
import { isGroupId, lidOf, phoneOf } from '../../portable/ids';
import { at, isObject, listAt, textAt, type Json } from '../../portable/json';
import type { Contact } from '../../portable/shapes';
import { listedId } from './listed';

export function readContact(raw: Json, session: string): Contact {
	const id = listedId(textAt(raw, 'jid'));
	return {
		session,
		contactId: id ?? '',
		phone: phoneOf(id),
		lid: lidOf(id),
		name: textAt(raw, 'name'),
		pushName: null,
		isBusiness: null,
		isGroup: isGroupId(id),
		isMyContact: null,
		blocked: null,
	};
}

/** The details that WARest adds to a person on request. */
export function readDetails(raw: Json): ContactDetails {
	const business = at(raw, 'businessProfile');
	return {
		about: textAt(raw, 'about'),
		pictureUrl: textAt(raw, 'picture', 'full') ?? textAt(raw, 'picture', 'preview'),
		business: isObject(business) && !isEmpty(business) ? readBusiness(business) : null,
	};
}

/** A person without a business, and one that could not be looked up, are objects full of nulls (0.3.44). */
export const isEmpty = (raw: Json): boolean =>
	['email', 'address', 'description', 'businessHoursTimezone'].every(
		(name) => textAt(raw, name) === null,
	) && ['categories', 'websites', 'businessHours'].every((name) => listAt(raw, name).length === 0);

export const readBusiness = (raw: Json): BusinessProfile => ({
	description: textAt(raw, 'description'),
	email: textAt(raw, 'email'),
	address: textAt(raw, 'address'),
	categories: textsAt(raw, 'categories'),
	websites: textsAt(raw, 'websites'),
	timezone: textAt(raw, 'businessHoursTimezone'),
	openingHours: listAt(raw, 'businessHours').map(readHours),
});

const textsAt = (raw: Json, name: string): string[] =>
	listAt(raw, name)
		.map(
			(entry) => textAt(entry) ?? textAt(entry, 'name') ?? textAt(entry, 'localized_display_name'),
		)
		.filter((text) => text !== null);

const readHours = (raw: Json): OpeningHours => ({
	day: textAt(raw, 'day_of_week'),
	mode: textAt(raw, 'mode'),
	opensAt: timeOfDay(textAt(raw, 'open_time')),
	closesAt: timeOfDay(textAt(raw, 'close_time')),
});

/** WhatsApp counts minutes of the day; a time in words stays as it is. */
function timeOfDay(text: string | null): string | null {
	if (text === null || !/^\d{1,4}$/.test(text)) return text;
	const minutes = Number(text);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
