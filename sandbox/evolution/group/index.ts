import { baileysParticipants } from '../../baileys/group';
import type { EvolutionContext } from '../context';
import { badRequest } from '../errors';
import { pictureUrl } from '../pictures';
import type { EvolutionRouter } from '../router';
import { groupIn, groupInfo } from './common';
import { inviteRoutes } from './invites';
import { memberRoutes } from './members';
import { groupSettingRoutes } from './settings';

export function groupRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	memberRoutes(route, evolution);
	inviteRoutes(route, evolution);
	groupSettingRoutes(route, evolution);
	route.instance('GET', '/group/findGroupInfos/{instance}', (call, session) =>
		groupInfo(groupIn(call, session, evolution), session, call, true),
	);
	// The real server requests one picture after another for all groups, which is slow.
	route.instance('GET', '/group/fetchAllGroups/{instance}', (call, session) => {
		evolution.requireOpen(session);
		const { getParticipants } = call.query;
		if (getParticipants !== 'true' && getParticipants !== 'false')
			throw badRequest(
				'The getParticipants needs to be informed in the query',
				'ex: "getParticipants=true"',
			);
		return session.groups
			.all()
			.map((group) => groupInfo(group, session, call, getParticipants === 'true'));
	});
	route.instance('GET', '/group/participants/{instance}', (call, session) => {
		const group = groupIn(call, session, evolution);
		const participants = group.participants.map(({ id }, index) => ({
			...baileysParticipants(group, session)[index],
			name: session.contacts.nameOf(id),
			imgUrl: pictureUrl(id, session, call.origin),
		}));
		return { participants };
	});
}
