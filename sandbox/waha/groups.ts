import { asString, isObject } from '../http/json';
import type { Group } from '../world';
import type { WahaCall, WahaContext } from './context';
import { readingUndefined } from './errors';
import { fromChatId } from './ids';
import type { WahaRouter } from './server';

/** Groups answer in the engine's own form. */
export function groupRoutes(route: WahaRouter, waha: WahaContext): void {
	route('POST', '/api/:session/groups', async (call) => await create(call, waha));
}

/** No validation: a body without participants is a TypeError, so a 500 (2024.10.8, observed). */
async function create(call: WahaCall, waha: WahaContext): Promise<object> {
	const session = await waha.working(call.params.session ?? '');
	const { participants } = call.body;
	if (!Array.isArray(participants)) throw readingUndefined('map');
	const members = participants.map((participant: unknown) => {
		if (!isObject(participant)) throw readingUndefined('id');
		return fromChatId(participant.id, waha.version.is2024);
	});
	return baileysGroup(session.groups.create(session.myId, asString(call.body.name) ?? '', members));
}

function baileysGroup(group: Group): object {
	return {
		id: group.id,
		subject: group.subject,
		subjectOwner: group.ownerId,
		subjectTime: group.createdAt,
		size: group.participants.length,
		creation: group.createdAt,
		owner: group.ownerId,
		...(group.description === null ? {} : { desc: group.description }),
		restrict: group.infoAdminOnly,
		announce: group.messagesAdminOnly,
		participants: group.participants.map(({ id, role }) => ({
			id,
			admin: role === 'member' ? null : role,
		})),
	};
}
