import type { HiddenId } from '../../operations/contact';
import { formatChatId, phoneOf, portableId, type ChatId } from '../../portable/ids';
import { booleanAt, numberAt, textAt, type Json } from '../../portable/json';
import type { Contact } from '../../portable/shapes';
import type { GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { chatFound, lookingUp, notOnWhatsApp } from '../shared/lookUp';
import { pages } from '../shared/paging';
import { withPicture } from '../shared/picture';
import { readContact, entriesOf } from './shapes';
import { BROWSERS, CALLS, CONTACT_NAMES, HIDDEN_IDS } from './needs';
import { confirmed } from './plain';
import { path } from '../shared/path';
import { sorting, get, inChat, post, repeatable } from './requests';

/** Contacts per request. WAHA documents no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

const DETAILS = 'Use Contact > Get Picture and Contact > Get About for each person.';
const GROUPS = 'Use Group > Get Participants.';

interface AboutContact {
	readonly session: string;
	readonly contactId: ChatId;
}

const asked = (m: AboutContact): { session: string; contactId: string } => ({
	session: m.session,
	contactId: formatChatId(m.contactId),
});

const change = (m: AboutContact, path: string): GatewayRequest =>
	repeatable(inChat({ session: m.session, chatId: m.contactId }, post(path, asked(m))));

const checkExists = (session: string, phone: string): GatewayRequest =>
	get('/api/contacts/check-exists', { session, phone });

const isOnWhatsApp = (raw: Json): boolean => booleanAt(raw, 'numberExists') === true;

const idFound = (raw: Json): string | null =>
	portableId(textAt(raw, 'chatId') ?? textAt(raw, 'chatId', '_serialized'));

export function* wahaLookUp(session: string, phone: string): Plan<ChatId> {
	const { body } = yield lookingUp(session, phone, checkExists(session, phone));
	if (!isOnWhatsApp(body)) throw notOnWhatsApp(phone);
	return chatFound(idFound(body), phone);
}

/** NOWEB answers with an empty body for a person it has not stored. */
const readOne = (raw: Json, m: AboutContact): Contact =>
	readContact(raw, m.session, formatChatId(m.contactId));

/** An unknown id of a person is null; some servers leave it out. */
function readHiddenId(raw: Json, session: string): HiddenId {
	const [lid, phoneId] = [portableId(textAt(raw, 'lid')), portableId(textAt(raw, 'pn'))];
	return { session, contactId: phoneId ?? lid, phone: phoneOf(phoneId), lid };
}

/** The answer for one id has the other one, or null. */
function readResolved(raw: Json, m: AboutContact): HiddenId & { found: boolean } {
	const isHidden = m.contactId.kind === 'lid';
	const known = { [isHidden ? 'lid' : 'pn']: formatChatId(m.contactId) };
	const answer = { lid: textAt(raw, 'lid'), pn: textAt(raw, 'pn'), ...known };
	const ids = readHiddenId(answer, m.session);
	return { ...ids, found: ids.lid !== null && ids.phone !== null };
}

export const wahaContact: DialectOf<'contact'> = {
	block: {
		needs: BROWSERS,
		build: (m) => change(m, '/api/contacts/block'),
		read: (_, m) => ({ ...asked(m), blocked: true }),
	},
	checkExists: {
		build: (m) => checkExists(m.session, m.phone),
		lacks: { details: DETAILS },
		read: (raw, m) => ({
			session: m.session,
			phone: m.phone,
			exists: isOnWhatsApp(raw),
			chatId: idFound(raw),
		}),
	},
	countHiddenIds: {
		needs: HIDDEN_IDS,
		build: ({ session }) => get(path`/api/${session}/lids/count`),
		read: (raw, { session }) => ({ session, count: numberAt(raw, 'count') }),
	},
	get: {
		build: (m) => get('/api/contacts', asked(m)),
		read: readOne,
	},
	getAbout: {
		needs: BROWSERS,
		build: (m) => get('/api/contacts/about', asked(m)),
		read: (raw, m) => ({ ...asked(m), about: textAt(raw, 'about') }),
	},
	getBusinessProfile: missing(
		'WAHA does not read business profiles. Contact > Get tells whether the person is a business.',
	),
	getHiddenIds: {
		needs: HIDDEN_IDS,
		build: ({ session, limit }) =>
			pages({
				limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) => get(path`/api/${session}/lids`, { limit: count, offset }),
				entries: (answer) => entriesOf(answer.body),
			}),
		read: (raw, { session }) => readHiddenId(raw, session),
	},
	getMany: {
		build: ({ session, limit, options }) =>
			pages({
				limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) =>
					get('/api/contacts/all', {
						session,
						limit: count,
						offset,
						...sorting(options),
					}),
				entries: (answer) => entriesOf(answer.body),
			}),
		lacks: { details: DETAILS, fromGroups: GROUPS, groupIds: GROUPS },
		read: (raw, { session }) => readContact(raw, session),
	},
	getPicture: {
		*build(m) {
			const { body } = yield get('/api/contacts/profile-picture', {
				...asked(m),
				refresh: m.options.refresh,
			});
			return yield* withPicture(body, textAt(body, 'profilePictureURL'), m.download);
		},
		read: (raw, m) => ({ ...asked(m), url: textAt(raw, 'profilePictureURL') }),
	},
	rejectCall: {
		needs: CALLS,
		build: (m) =>
			inChat(
				{ session: m.session, chatId: m.contactId },
				post(path`/api/${m.session}/calls/reject`, {
					from: formatChatId(m.contactId),
					id: m.callId,
				}),
			),
		read: (_, m) => ({ ...asked(m), callId: m.callId }),
	},
	resolveId: {
		needs: HIDDEN_IDS,
		build: ({ session, contactId }) =>
			contactId.kind === 'lid'
				? get(path`/api/${session}/lids/${formatChatId(contactId)}`)
				: get(path`/api/${session}/lids/pn/${contactId.user}`),
		read: readResolved,
	},
	setName: {
		needs: CONTACT_NAMES,
		build: (m) =>
			confirmed(
				repeatable(
					inChat(
						{ session: m.session, chatId: m.contactId },
						{
							method: 'PUT',
							path: path`/api/${m.session}/contacts/${formatChatId(m.contactId)}`,
							// Both fields are required; an empty text stands for none.
							body: { firstName: m.firstName, lastName: m.lastName },
						},
					),
				),
				'Change the name on the phone.',
			),
		read: (_, m) => ({ ...asked(m), name: `${m.firstName} ${m.lastName}`.trim() }),
	},
	unblock: {
		needs: BROWSERS,
		build: (m) => change(m, '/api/contacts/unblock'),
		read: (_, m) => ({ ...asked(m), blocked: false }),
	},
};
