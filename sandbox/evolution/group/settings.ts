import { asString } from '../../http/json';
import type { GroupSettings } from '../../world';
import type { EvolutionContext } from '../context';
import type { EvolutionRouter, InstanceHandler } from '../router';
import { pictureIn } from '../profile';
import { groupIn, requireAdmin } from './common';

const SETTINGS: Readonly<Record<string, GroupSettings>> = {
	announcement: { messagesAdminOnly: true },
	not_announcement: { messagesAdminOnly: false },
	locked: { infoAdminOnly: true },
	unlocked: { infoAdminOnly: false },
};

/** What admins can set for a group. */
export function groupSettingRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	const changing =
		(
			settingsIn: (body: Readonly<Record<string, unknown>>) => GroupSettings,
			answer: object,
		): InstanceHandler =>
		(call, session) => {
			const group = groupIn(call, session, evolution);
			const settings = settingsIn(call.body);
			// Every member can change name and description, unless they are restricted to admins.
			const isInfo = ['subject', 'description', 'picture'].some((name) => name in settings);
			if (!isInfo || group.infoAdminOnly) requireAdmin(group, session, 'Error updating group');
			session.groups.change(group, settings);
			return answer;
		};
	const success = { update: 'success' };
	route.instance(
		'POST',
		'/group/updateGroupSubject/{instance}',
		changing((body) => ({ subject: asString(body.subject) ?? '' }), success),
	);
	route.instance(
		'POST',
		'/group/updateGroupDescription/{instance}',
		changing((body) => ({ description: asString(body.description) ?? '' }), success),
	);
	route.instance(
		'POST',
		'/group/updateGroupPicture/{instance}',
		changing((body) => ({ picture: pictureIn(body.image) }), success),
	);
	// An empty object (2.3.7, observed).
	route.instance(
		'POST',
		'/group/updateSetting/{instance}',
		changing((body) => SETTINGS[asString(body.action) ?? ''] ?? {}, {}),
	);
}
