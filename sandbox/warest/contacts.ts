import { type BusinessProfile, type Contact, type Session, userPart } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { failure, success, type WarestAnswer } from './envelopes';
import { clampedInt } from './fields';
import { storedJid, toJid } from './ids';
import { pictureUrl } from './pictures';
import type { WarestRouter } from './router';

const MAX_OFFSET = 1_000_000;
const NUMBER_FIELDS = ['checkNumbers', 'checkNumber', 'number', 'phone'];

/** Other people; only for owned and open sessions. */
export function contactRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/profile/list-contacts', (call) => list(call, warest));
	route('GET', '/profile/on-whatsapp', (call) => onWhatsapp(call, warest));
	route('GET', '/profile/business-profile', (call) => business(call, warest));
}

function given({ body, query }: WarestCall, name: string): unknown {
	return body[name] ?? query[name];
}

/** A comma-separated text, or the parameter several times. */
function severalIn(value: unknown): string[] {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	return values
		.filter((one) => typeof one === 'string' || typeof one === 'number')
		.flatMap((one) => String(one).split(','))
		.map((one) => one.trim())
		.filter(Boolean);
}

/** Only the word "true" (v0.3.44, observed). */
function isDeep(call: WarestCall): boolean {
	return given(call, 'deep') === 'true';
}

/** A page without a total; hidden ids appear as phone numbers made of their digits (v0.3.44, observed). */
function list(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const limit = clampedInt(given(call, 'limit'), 15, 1, 1_000);
	const offset = clampedInt(given(call, 'offset'), 0, 0, MAX_OFFSET);
	const ids = given(call, 'type') === 'groups' ? groupMembers(call, session) : known(session);
	const data = ids.slice(offset, offset + limit).map((id) => ({
		...entry(id),
		name: session.contacts.nameOf(id),
		...(isDeep(call) ? details(id, session, call, warest) : {}),
	}));
	return success({ phone: accountPhone(session), data });
}

function known(session: Session): string[] {
	return session.contacts.all().map(({ id }) => id);
}

/** Everybody in these groups, or in all of them, without repetitions. */
function groupMembers(call: WarestCall, session: Session): string[] {
	const wanted = severalIn(given(call, 'groupIds'));
	const groups = session.groups
		.all()
		.filter(
			({ id }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(userPart(id)),
		);
	return [...new Set(groups.flatMap(({ participants }) => participants.map(({ id }) => id)))];
}

function entry(id: string): { jid: string; phone: string } {
	return { jid: storedJid(id), phone: userPart(id) };
}

/** Details for which the real server must ask WhatsApp again. */
function details(id: string, session: Session, call: WarestCall, warest: WarestContext): object {
	const contact = session.contacts.find(id);
	const url = pictureUrl(contact?.picture, call, warest);
	return {
		picture: { full: url, preview: url },
		about: contact?.about ?? null,
		businessProfile: contact?.business ? businessOf(id, contact.business) : null,
	};
}

function numbersIn(call: WarestCall): string[] {
	const sources = [call.body, call.query];
	const values = sources.flatMap((source) => NUMBER_FIELDS.map((name) => source[name]));
	const numbers = severalIn(values.find((value) => severalIn(value).length > 0));
	if (numbers.length === 0) throw failure('general', 400, 2001, 'checkNumbers is required');
	return numbers;
}

/** The answer is an object for one number, a list for several (v0.3.44, observed). */
function onWhatsapp(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const found = numbersIn(call).map((number) => {
		const { people } = warest.world;
		const isOnWhatsApp = people.isOnWhatsApp(toJid(number));
		const jid = isOnWhatsApp ? people.accountOf(toJid(number)) : toJid(number);
		const more = isDeep(call) && isOnWhatsApp ? details(jid, session, call, warest) : {};
		return { ...entry(jid), isOnWhatsApp, ...more };
	});
	return success({ data: found.length === 1 ? found[0] : found });
}

/**
 * In the form of Baileys' business profile; all null for an ordinary account, which is a success (v0.3.44, observed).
 */
export function businessOf(id: string, profile: BusinessProfile | null): object {
	return {
		...entry(id),
		email: profile?.email ?? null,
		address: profile?.address ?? null,
		categories: profile?.category ? [profile.category] : null,
		businessHoursTimezone: null,
		businessHours: profile ? [] : null,
		description: profile?.description ?? null,
		websites: profile?.websites ?? null,
		wid: profile ? id : null,
	};
}

/** A business without a profile in the world has an empty one. */
function profileOf(contact: Contact | undefined): BusinessProfile | null {
	if (contact?.business || !contact?.isBusiness) return contact?.business ?? null;
	return { email: null, address: null, category: null, description: null, websites: [] };
}

/** For one number the fields are in the result itself, for several in a list inside it (v0.3.44, observed). */
function business(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const found = numbersIn(call).map((number) => {
		const jid = toJid(number);
		return businessOf(jid, profileOf(session.contacts.find(jid)));
	});
	const [only] = found;
	return success(found.length === 1 && only ? only : { data: found });
}
