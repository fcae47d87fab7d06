import { firstString } from '../http/json';
import type { Contact, Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { fromChatId, toChatId } from './ids';
import { paged } from './lists';
import { pictureUrl } from './media';
import type { WahaRouter } from './router';

/** The address book, and what WhatsApp says about people. */
export function contactRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	guarded('GET', '/api/contacts', single(waha));
	guarded('GET', '/api/contacts/all', list(waha));
	guarded('GET', '/api/contacts/check-exists', checkExists(waha));
	guarded('GET', '/api/contacts/about', (call, session) => ({
		about: session.contacts.find(idIn(call, waha))?.about ?? null,
	}));
	guarded('GET', '/api/contacts/profile-picture', (call, session) => ({
		profilePictureURL: pictureUrl(idIn(call, waha), session.name, call, waha),
	}));
	guarded('PUT', '/api/:session/contacts/:chatId', (call, session) => {
		const name = `${textIn(call, 'firstName')} ${textIn(call, 'lastName')}`.trim();
		session.contacts.put(fromChatId(call.params.chatId, waha.version.is2024), { name });
		return { success: true };
	});
	guarded('POST', '/api/contacts/block', block(true, waha));
	guarded('POST', '/api/contacts/unblock', block(false, waha));
}

function idIn(call: WahaCall, { version }: WahaContext): string {
	return fromChatId(firstString(call.query.contactId ?? call.body.contactId), version.is2024);
}

/** A contact from NOWEB's store; Baileys gives businesses a verified name. */
function wahaContact(contact: Contact): object {
	const { id, name, pushName, lid, isBusiness } = contact;
	return {
		id: toChatId(id),
		...(lid ? { lid } : {}),
		...(name === null ? {} : { name }),
		...(isBusiness ? { verifiedName: name ?? pushName ?? '' } : {}),
		...(pushName === null ? {} : { pushname: pushName }),
	};
}

/** For a person not in the store the answer is empty (server source). */
function single(waha: WahaContext): SessionHandler {
	return (call, session) => {
		waha.requireStore(session);
		const contact = session.contacts.find(idIn(call, waha));
		return contact ? wahaContact(contact) : null;
	};
}

function list(waha: WahaContext): SessionHandler {
	return (call, session: Session) => {
		waha.requireStore(session);
		const sortValues = {
			id: ({ id }: Contact) => id,
			name: ({ name }: Contact) => name ?? '',
		};
		return paged(session.contacts.all(), call.query, sortValues).map(wahaContact);
	};
}

/** Everything after an `@` is cut off, a plus sign as well; no `chatId` if nobody is found. */
function checkExists({ world }: WahaContext): SessionHandler {
	return (call) => {
		const [digits = ''] = (firstString(call.query.phone) ?? '').split('@');
		const id = fromChatId(digits.replace(/\+/g, ''), false);
		if (!world.people.isOnWhatsApp(id)) return { numberExists: false };
		return { numberExists: true, chatId: toChatId(world.people.accountOf(id)) };
	};
}

function block(blocked: boolean, waha: WahaContext): SessionHandler {
	return (call, session) => {
		session.contacts.put(idIn(call, waha), { blocked });
		return null;
	};
}
