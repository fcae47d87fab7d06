import { asObject, asString, stringsOf } from '../http/json';
import { type Contact, isGroupId, type Session } from '../world';
import type { EvolutionCall, EvolutionContext } from './context';
import { badRequest } from './errors';
import { addressOf } from './numbers';
import { pictureUrl } from './pictures';
import type { EvolutionRouter } from './router';
import { pageOf } from './stored';

/** People: who is on WhatsApp, who is known, what they show. */
export function contactRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance('POST', '/chat/findContacts/{instance}', (call, session) =>
		findContacts(call, session, evolution),
	);
	// This needs the connection, and its failure is the bare error (2.3.7, observed).
	route.instance('POST', '/chat/whatsappNumbers/{instance}', ({ body }, session) => {
		evolution.requireOpen(session);
		return stringsOf(body.numbers).map((number) => evolution.lookups.ask(number, session));
	});
	route.instance('POST', '/chat/updateBlockStatus/{instance}', ({ body }, session) => {
		evolution.requireOpen(session);
		const id = evolution.lookups.recipient(asString(body.number) ?? '', session);
		if (isGroupId(id)) throw badRequest('Invalid number');
		session.contacts.put(id, { blocked: body.status === 'block' });
		return { block: 'success' };
	});
	route.instance('POST', '/chat/fetchProfilePictureUrl/{instance}', ({ body, origin }, session) => {
		const wuid = addressOf(asString(body.number) ?? '');
		return { wuid, profilePictureUrl: pictureUrl(wuid, session, origin) };
	});
	route.instance('POST', '/chat/fetchProfile/{instance}', (call, session) =>
		profileOf(call, session, evolution),
	);
	route.instance('POST', '/chat/fetchBusinessProfile/{instance}', ({ body }, session) => {
		const id = evolution.lookups.recipient(asString(body.number) ?? '', session);
		const contact = session.contacts.find(id);
		const profile = contact?.business;
		if (!profile) return { isBusiness: false, message: 'Not is business profile', wid: id };
		const { email, address, category, description, websites } = profile;
		const known = { email, address, category, description, website: websites };
		return { isBusiness: true, wid: id, ...known };
	});
}

/**
 * Groups are included; there is no total, and no order. Filters other than the address were added in 2.3.7 (changelog).
 */
function findContacts(
	{ body, origin }: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): object[] {
	const where = asObject(body.where);
	const remoteJid = asString(where.remoteJid);
	const hasFilters = evolution.version.isAtLeast('2.3.7');
	const pushName = hasFilters ? asString(where.pushName) : undefined;
	const id = hasFilters ? asString(where.id) : undefined;
	const people = session.contacts.all().map((contact) => personRecord(contact));
	const groups = session.groups.all().map((group) => ({
		remoteJid: group.id,
		pushName: group.subject,
		isGroup: true,
		isSaved: true,
		type: 'group',
	}));
	const found = [...people, ...groups]
		.map((record) => ({
			id: `contact-${record.remoteJid}`,
			...record,
			profilePicUrl: pictureUrl(record.remoteJid, session, origin),
			instanceId: evolution.registration(session).id,
		}))
		.filter(
			(record) =>
				(!remoteJid || record.remoteJid === remoteJid) &&
				(!pushName || record.pushName === pushName) &&
				(!id || record.id === id),
		);
	return typeof body.offset === 'number' && body.offset > 0
		? pageOf(found, body.page, body.offset)
		: found;
}

function personRecord({ id, pushName, name }: Contact) {
	return {
		remoteJid: id,
		pushName: pushName ?? name,
		isGroup: false,
		isSaved: name !== null,
		type: 'contact',
	};
}

/** The profile of the requested person, or of the account itself. */
function profileOf(
	{ body, origin }: EvolutionCall,
	session: Session,
	{ lookups }: EvolutionContext,
): object {
	const number = asString(body.number);
	const { jid: wuid, exists } = number
		? lookups.ask(number, session)
		: { jid: session.myId, exists: true };
	if (!exists) throw badRequest({ jid: wuid, exists: false, number });
	const isMe = wuid === session.myId;
	const contact = session.contacts.find(wuid);
	const about = isMe ? session.account?.about : contact?.about;
	const business = contact?.business;
	return {
		wuid,
		name: isMe ? (session.account?.name ?? null) : (contact?.pushName ?? null),
		numberExists: exists,
		picture: pictureUrl(wuid, session, origin),
		status: { status: about ?? null, setAt: '1970-01-01T00:00:00.000Z' },
		isBusiness: contact?.isBusiness ?? false,
		...(business
			? {
					email: business.email,
					description: business.description,
					website: business.websites[0] ?? null,
				}
			: {}),
	};
}
