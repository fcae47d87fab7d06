import type { BusinessProfile, HiddenId, OpeningHours } from '../../operations/contact';
import {
	formatChatId,
	isGroupId,
	lidOf,
	phoneOf,
	portableId,
	type ChatId,
} from '../../portable/ids';
import { at, booleanAt, isObject, listAt, textAt, type Json } from '../../portable/json';
import type { Contact } from '../../portable/shapes';
import type { GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { chatFound, lookingUp, notOnWhatsApp } from '../shared/lookUp';
import { LACKS_REFRESH, pictureOf, pictureUrlIn } from './chat';
import { evolutionJid, numberOf } from './ids';
import { hiddenIds, identityOf } from './people';
import { ask, bodyOf, inChat, post, repeatable } from './requests';

/** Contacts per request. The server has no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

const DETAILS = 'Use Contact > Get Picture and Contact > Get About for each person.';
const GROUPS = 'Use Group > Get Participants.';
const ORDER = 'Evolution API has no order of its own; sort the contacts in a later node.';

interface AboutContact {
	readonly session: string;
	readonly contactId: ChatId;
}

const asked = (m: AboutContact): { session: string; contactId: string } => ({
	session: m.session,
	contactId: formatChatId(m.contactId),
});

const blocking = (m: AboutContact, status: 'block' | 'unblock'): GatewayRequest =>
	repeatable(
		inChat(
			{ session: m.session, chatId: m.contactId },
			post('chat/updateBlockStatus', m.session, { number: numberOf(m.contactId), status }),
		),
	);

const onWhatsApp = (session: string, phone: string): GatewayRequest =>
	ask('chat/whatsappNumbers', session, { numbers: [phone] });

/** The only entry of the answer for one number. It may have the number in another form, as WhatsApp has it. */
const firstOf = (body: Json): Json => listAt(body)[0] ?? null;

/** What the server knows of a number, from a cache of seven days (2.3.7, read in its source). */
export function* checked(session: string, phone: string): Plan<Json> {
	return firstOf(yield* bodyOf(onWhatsApp(session, phone)));
}

export const isOnWhatsApp = (raw: Json): boolean => booleanAt(raw, 'exists') === true;

/** For a number that is not on WhatsApp, the server returns the id that it would have. */
export const idFound = (raw: Json): string | null =>
	isOnWhatsApp(raw) ? portableId(textAt(raw, 'jid')) : null;

export function* evolutionLookUp(session: string, phone: string): Plan<ChatId> {
	const { body } = yield lookingUp(session, phone, onWhatsApp(session, phone));
	const found = firstOf(body);
	if (!isOnWhatsApp(found)) throw notOnWhatsApp(phone);
	return chatFound(idFound(found), phone);
}

function readContact(raw: Json, session: string, known: string | null = null): Contact {
	const id = portableId(textAt(raw, 'remoteJid')) ?? known;
	return {
		session,
		contactId: id ?? '',
		phone: phoneOf(id),
		lid: lidOf(id),
		// The name that people gave themselves; the server does not report the name in the phone's address book.
		name: null,
		pushName: textAt(raw, 'pushName'),
		isBusiness: null,
		isGroup: isGroupId(id),
		isMyContact: booleanAt(raw, 'isSaved'),
		blocked: null,
	};
}

/**
 * The people among the server's contacts, which include groups. Pages are read whole, because nobody knows how many
 * entries of a page are people.
 */
function* people(session: string, limit: number): Plan<Json[]> {
	const found: Json[] = [];
	let previous = '';
	for (let page = 1; found.length < limit; page++) {
		// `offset` is the size of a page (2.3.7, read in its source).
		const { body } = yield ask('chat/findContacts', session, {
			where: {},
			page,
			offset: PAGE_SIZE,
		});
		const entries = listAt(body);
		// A server that knows no pages returns the same one again.
		const first = JSON.stringify(entries[0]) ?? '';
		if (entries.length === 0 || first === previous) break;
		found.push(...entries.filter((entry) => !isGroupId(portableId(textAt(entry, 'remoteJid')))));
		if (entries.length < PAGE_SIZE) break;
		previous = first;
	}
	return found.slice(0, limit);
}

const textsAt = (raw: Json, name: string): string[] => {
	const value = at(raw, name);
	const texts = Array.isArray(value) ? value.map((entry: Json) => textAt(entry)) : [textAt(value)];
	return texts.filter((text) => text !== null);
};

const readHours = (raw: Json): OpeningHours => ({
	day: textAt(raw, 'day_of_week'),
	mode: textAt(raw, 'mode'),
	opensAt: textAt(raw, 'open_time'),
	closesAt: textAt(raw, 'close_time'),
});

/** In Baileys' form. */
const readBusiness = (raw: Json): BusinessProfile => ({
	description: textAt(raw, 'description'),
	email: textAt(raw, 'email'),
	address: textAt(raw, 'address'),
	categories: textsAt(raw, 'category'),
	websites: textsAt(raw, 'website'),
	timezone: textAt(raw, 'business_hours', 'timezone'),
	openingHours: [
		...listAt(raw, 'business_hours', 'business_config'),
		...listAt(raw, 'business_hours', 'config'),
	].map(readHours),
});

const readHiddenId = (raw: Json, session: string): HiddenId => {
	const [phone, lid] = [textAt(raw, 'phone'), textAt(raw, 'lid')];
	return { session, contactId: phone === null ? lid : `${phone}@c.us`, phone, lid };
};

export const evolutionContact: DialectOf<'contact'> = {
	block: {
		build: (m) => blocking(m, 'block'),
		read: (_, m) => ({ ...asked(m), blocked: true }),
	},
	checkExists: {
		build: (m) => checked(m.session, m.phone),
		lacks: { details: DETAILS },
		read: (raw, m) => ({
			session: m.session,
			phone: m.phone,
			exists: isOnWhatsApp(raw),
			chatId: idFound(raw),
		}),
	},
	countHiddenIds: {
		*build({ session }) {
			return (yield* hiddenIds(session)).length;
		},
		read: (raw, { session }) => ({ session, count: typeof raw === 'number' ? raw : null }),
	},
	get: {
		*build(m) {
			const remoteJid = evolutionJid(m.contactId);
			const { body } = yield ask('chat/findContacts', m.session, { where: { remoteJid } });
			return listAt(body).find((entry) => textAt(entry, 'remoteJid') === remoteJid) ?? {};
		},
		// For a person it has not stored, the server answers with an empty list.
		read: (raw, m) => readContact(raw, m.session, formatChatId(m.contactId)),
	},
	getAbout: {
		build: (m) => ask('chat/fetchProfile', m.session, { number: numberOf(m.contactId) }),
		read: (raw, m) => ({ ...asked(m), about: textAt(raw, 'status', 'status') }),
	},
	getBusinessProfile: {
		build: (m) => ask('chat/fetchBusinessProfile', m.session, { number: numberOf(m.contactId) }),
		read: (raw, m) => ({ ...asked(m), ...readBusiness(raw) }),
		hint: (raw) =>
			booleanAt(raw, 'isBusiness') === false ? 'This account is not one of a business.' : null,
	},
	getHiddenIds: {
		*build({ session, limit }) {
			return (yield* hiddenIds(session)).slice(0, limit);
		},
		read: (raw, { session }) => readHiddenId(raw, session),
	},
	getMany: {
		build: ({ session, limit }) => people(session, limit),
		lacks: {
			details: DETAILS,
			fromGroups: GROUPS,
			groupIds: GROUPS,
			sortBy: ORDER,
			sortOrder: ORDER,
		},
		read: (raw, { session }) => readContact(raw, session),
	},
	getPicture: {
		build: (m) => pictureOf(m.session, m.contactId, m.download),
		lacks: LACKS_REFRESH,
		read: (raw, m) => ({ ...asked(m), url: pictureUrlIn(raw) }),
	},
	setName: missing('Evolution API does not write into the address book. Do it on the phone.'),
	rejectCall: missing(
		'Evolution API rejects either all calls or none: a setting of the session that its manager shows.',
	),
	resolveId: {
		*build({ session, contactId }) {
			const { phone, lid } = yield* identityOf(session, contactId);
			return { phone, lid };
		},
		read: (raw, { session }) => {
			const ids = readHiddenId(isObject(raw) ? raw : {}, session);
			return { ...ids, found: ids.phone !== null && ids.lid !== null };
		},
	},
	unblock: {
		build: (m) => blocking(m, 'unblock'),
		read: (_, m) => ({ ...asked(m), blocked: false }),
	},
};
