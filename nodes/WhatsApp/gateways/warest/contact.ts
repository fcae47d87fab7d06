import { formatChatId, lidOf, phoneOf, portableId, type ChatId } from '../../portable/ids';
import { at, booleanAt, listAt, textAt, type Json } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { Contact } from '../../portable/shapes';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { chatFound, lookingUp, notOnWhatsApp } from '../shared/lookUp';
import { pages } from '../shared/paging';
import { warestPayload } from './answers';
import { isEmpty, readBusiness, readContact, readDetails } from './contactShapes';
import { listedId } from './listed';
import { jidToLookUp, tool } from './tools';
import { read, warestJid } from './requests';
import { realIds } from './webhooks/events/people';

/** Most contacts in one answer; a larger limit is silently reduced (0.3.44). */
const PAGE_SIZE = 1000;

/** For details WARest asks WhatsApp about each contact, so a smaller page keeps the answer within the timeout. */
const DETAILED_PAGE_SIZE = 50;

const ORDER = 'WARest has no order of its own; sort the contacts in a later node.';
const HIDDEN = 'WARest keeps no list of hidden IDs. Use Contact > Resolve ID for each person.';
const NO_BLOCKING = 'WARest cannot block contacts. Block or unblock the person on the phone.';

/** The digits of a person. For several numbers WARest answers in another form, so it always gets one. */
const digits = (person: ChatId): string => warestJid(person).replace(/@.*$/, '');

/** @param details whether to ask WhatsApp for picture, about text and business profile as well */
const onWhatsApp = (session: string, phone: string, details?: boolean): GatewayRequest =>
	read('/api/v1/profile/on-whatsapp', {
		sessionId: session,
		checkNumbers: phone,
		deep: details,
	});

const isOnWhatsApp = (raw: Json): boolean => booleanAt(raw, 'data', 'isOnWhatsApp') === true;

const UNSURE = 'WARest says that a number is not on WhatsApp also when it could not look it up.';

export function* warestLookUp(session: string, phone: string): Plan<ChatId> {
	const found = warestPayload(yield lookingUp(session, phone, onWhatsApp(session, phone)));
	if (!isOnWhatsApp(found)) throw notOnWhatsApp(phone, UNSURE);
	return chatFound(textAt(found, 'data', 'jid'), phone);
}

interface ListOptions {
	readonly details?: boolean;
	readonly fromGroups?: boolean;
	readonly groupIds?: readonly ChatId[];
}

/** Groups are read only if their members are to be listed. */
function listed({ details, fromGroups, groupIds }: ListOptions): GatewayRequest['query'] {
	if (groupIds !== undefined && fromGroups === false)
		throw new Refusal(
			'Group IDs are given, and From Groups is off',
			'Remove one of the two options.',
		);
	const groups = fromGroups ?? (groupIds === undefined ? undefined : true);
	return {
		type: groups === undefined ? undefined : groups ? 'groups' : 'contacts',
		groupIds: groupIds?.map(warestJid).join(','),
		deep: details,
	};
}

/**
 * One person from WARest's list, which is all that it has; null if the person is not in it. The pages are read once for
 * all items.
 */
function* keptContact(m: { session: string; contactId: ChatId }): Plan<Json> {
	const wanted = formatChatId(m.contactId);
	for (let offset = 0; ; offset += PAGE_SIZE) {
		const page: GatewayAnswer = yield {
			...read('/api/v1/profile/list-contacts', {
				sessionId: m.session,
				limit: PAGE_SIZE,
				offset,
			}),
			shared: true,
		};
		const entries = listAt(warestPayload(page), 'data');
		const found = entries.find((entry) => listedId(textAt(entry, 'jid')) === wanted);
		if (found !== undefined) return found;
		if (entries.length < PAGE_SIZE) return null;
	}
}

const idsOf = (id: string): Pick<Contact, 'contactId' | 'phone' | 'lid'> => ({
	contactId: id,
	phone: phoneOf(id),
	lid: lidOf(id),
});

export const warestContact: DialectOf<'contact'> = {
	block: missing(NO_BLOCKING),
	checkExists: {
		build: (m) => onWhatsApp(m.session, m.phone, m.options.details),
		read: (raw, m) => {
			const exists = isOnWhatsApp(raw);
			return {
				session: m.session,
				phone: m.phone,
				exists,
				chatId: exists ? portableId(textAt(raw, 'data', 'jid')) : null,
				...(m.options.details === true ? readDetails(at(raw, 'data') ?? null) : {}),
			};
		},
		hint: (raw) => (isOnWhatsApp(raw) ? null : UNSURE),
	},
	countHiddenIds: missing(HIDDEN),
	get: {
		build: keptContact,
		read: (raw, { session, contactId }) => ({
			...readContact(raw, session),
			...idsOf(formatChatId(contactId)),
		}),
		hint: (raw) => (raw === null ? 'WARest does not keep this person among its contacts.' : null),
	},
	getAbout: missing('Use Contact > Check Exists with the option Include Details.'),
	getBusinessProfile: {
		build: (m) =>
			read('/api/v1/profile/business-profile', {
				sessionId: m.session,
				checkNumbers: digits(m.contactId),
			}),
		read: (raw, m) => ({
			session: m.session,
			contactId: formatChatId(m.contactId),
			...readBusiness(at(raw, 'data') ?? raw),
		}),
		hint: (raw) =>
			isEmpty(at(raw, 'data') ?? raw)
				? 'WARest found no business profile: the person has none, or could not be looked up.'
				: null,
	},
	getHiddenIds: missing(HIDDEN),
	getMany: {
		build: ({ session, limit, options }) => {
			const query = listed(options);
			return pages({
				limit,
				pageSize: options.details === true ? DETAILED_PAGE_SIZE : PAGE_SIZE,
				request: (offset, count) =>
					read('/api/v1/profile/list-contacts', {
						sessionId: session,
						limit: count,
						offset,
						...query,
					}),
				entries: (answer) => listAt(warestPayload(answer), 'data'),
			});
		},
		lacks: { sortBy: ORDER, sortOrder: ORDER },
		read: (raw, { session, options }) => ({
			...readContact(raw, session),
			...(options.details === true ? readDetails(raw) : {}),
		}),
	},
	getPicture: missing('Use Contact > Check Exists with the option Include Details.'),
	rejectCall: missing('WARest cannot reject calls. Reject the call on the phone.'),
	resolveId: {
		// With its suffix a number is complete; before bare digits the server would put its own country code.
		build: ({ session, contactId }) =>
			tool('/api/v1/misc/whatsapp/resolve/jid-or-lid', {
				sessionId: session,
				input: jidToLookUp(contactId),
			}),
		read: (raw, { session, contactId }) => {
			const lid = portableId(textAt(raw, 'data', 'lid'));
			// Its contacts contain numbers made from hidden ids (0.3.44, observed).
			const [id = null] = realIds([textAt(raw, 'data', 'jid'), lid]).filter(
				(one) => phoneOf(one) !== null,
			);
			return {
				session,
				contactId: id ?? lid ?? formatChatId(contactId),
				phone: phoneOf(id),
				lid,
				// The server calls an id valid even if it found nothing for it (0.3.44, observed).
				found: id !== null && lid !== null,
			};
		},
	},
	setName: missing(
		'WARest cannot change the address book. Save the person as a contact on the phone.',
	),
	unblock: missing(NO_BLOCKING),
};
