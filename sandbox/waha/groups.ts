import { asString, isObject } from '../http/json';
import { baileysGroup } from '../baileys/group';
import type { Group, Session } from '../world';
import type { WahaCall, WahaContext } from './context';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { fromChatId } from './ids';
import { paged } from './lists';
import type { WahaRouter } from './router';

/** Finding, creating, joining and leaving groups, with answers in Baileys' form. */
export function groupRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const group = '/api/:session/groups/:id';
	guarded('GET', '/api/:session/groups', list(waha));
	guarded('POST', '/api/:session/groups', create(waha));
	guarded('POST', '/api/:session/groups/refresh', () => ({ success: true }));
	guarded('GET', '/api/:session/groups/join-info', (call, session) => {
		const { participants: _members, ...info } = baileysGroup(
			byInvite(call.query.code, session),
			session,
		);
		return info;
	});
	guarded('POST', '/api/:session/groups/join', (call, session) => {
		const found = byInvite(call.body.code, session);
		session.groups.join(found, session.myId);
		return { id: found.id };
	});
	guarded('GET', '/api/:session/groups/count', (_call, session) => ({
		count: session.groups.all().length,
	}));
	guarded('GET', group, (call, session) => baileysGroup(groupIn(call, session), session));
	guarded('DELETE', group, (call, session) => {
		session.groups.removeForAll(groupIn(call, session));
		session.chats.remove(call.params.id ?? '');
		return true;
	});
	guarded('POST', `${group}/leave`, (call, session) => {
		session.groups.leave(groupIn(call, session), session.myId);
		return null;
	});
}

/** NOWEB's own words for an unknown group; an engine error, so a 500 (server source). */
export function groupIn({ params }: WahaCall, session: Session): Group {
	const group = session.groups.find(params.id ?? '');
	if (!group) throw new Error(`Group with id '${params.id}' not found`);
	return group;
}

/** WhatsApp refuses with one word, which Baileys throws. */
export function requireAdmin(group: Group, session: Session): void {
	if (!session.groups.isAdmin(group, session.myId)) throw new Error('forbidden');
}

/** The code alone or the whole link. */
function byInvite(code: unknown, session: Session): Group {
	const group = session.groups.byInvite(asString(code)?.split('/').at(-1) ?? '');
	if (!group) throw new Error('not-acceptable');
	return group;
}

export function participantIds(call: WahaCall, { version }: WahaContext): string[] {
	const { participants } = call.body;
	return Array.isArray(participants)
		? participants.map((entry: unknown) =>
				fromChatId(isObject(entry) ? entry.id : undefined, version.is2024),
			)
		: [];
}

/** An object by id instead of a list, "for backward compatability" (server source), but still paged. */
function list(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const groups = paged(session.groups.all(), call.query, {
			id: ({ id }: Group) => id,
			subject: ({ subject }: Group) => subject,
		});
		const bare = waha.version.is2026 && [call.query.exclude].flat().includes('participants');
		return Object.fromEntries(
			groups.map((group) => {
				const { participants, ...rest } = baileysGroup(group, session);
				return [group.id, bare ? rest : { ...rest, participants }];
			}),
		);
	};
}

/** People who cannot be added are silently left out. */
function create(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { people } = waha.world;
		const members = participantIds(call, waha).filter(
			(id) => people.isOnWhatsApp(id) && people.get(id).groupAdds === 'work',
		);
		const group = session.groups.create(session.myId, textIn(call, 'name'), members);
		session.chats.open(group.id, group.subject);
		return baileysGroup(group, session);
	};
}
