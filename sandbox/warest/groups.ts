import type { Group } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { success, type WarestAnswer } from './envelopes';
import type { WarestRouter } from './server';

/** Groups: owned and open sessions only. */
export function groupRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/groups', (call) => list(call, warest));
}

/** Everything at once, without the participants themselves. */
function list(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const data = session.groups.all().map(groupMetadata);
	return success({ sessionId: session.name, phone: accountPhone(session), data });
}

function groupMetadata(group: Group): object {
	return {
		id: group.id,
		subject: group.subject,
		subjectOwner: group.ownerId,
		subjectTime: group.createdAt,
		size: group.participants.length,
		creation: group.createdAt,
		owner: group.ownerId,
		desc: group.description,
		restrict: group.infoAdminOnly,
		announce: group.messagesAdminOnly,
		participantsCount: group.participants.length,
	};
}
