import { type GroupSettings } from '../../world';
import { accountPhone, type WarestCall, type WarestContext } from '../context';
import { success, type WarestAnswer } from '../envelopes';
import { flag, textIn } from '../fields';
import { pictureIn, pictureUrl } from '../pictures';
import type { WarestRouter } from '../router';
import {
	groupFields,
	type InGroup,
	inGroup,
	membersIn,
	partly,
	refusedByWhatsApp,
	requiredText,
} from './common';

/** Creating a group and changing its appearance. */
export function settingRoutes(route: WarestRouter, warest: WarestContext): void {
	route('POST', '/group/create', (call) => create(call, warest));
	route('POST', '/group/name', (call) => rename(call, warest));
	route('POST', '/group/description', (call) => describe(call, warest));
	route('POST', '/group/announcement', (call) => announce(call, warest));
	route('POST', '/group/locked', (call) => lock(call, warest));
	route('GET', '/group/picture', (call) => getPicture(call, warest));
	route('POST', '/group/picture', async (call) => await setPicture(call, warest));
	route('DELETE', '/group/picture', (call) => deletePicture(call, warest));
}

/** People who cannot be found or added are silently left out, and anything but a list counts as an empty one. */
function create(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.loggedIn(call);
	const fields = groupFields(call);
	const name = requiredText(fields, call.names('groupName'));
	const members = membersIn(fields.participants, warest).filter(
		(id) => id !== session.myId && warest.world.people.get(id).groupAdds === 'work',
	);
	const { id } = session.groups.create(session.myId, name, members);
	return success({ sessionId: session.name, phone: accountPhone(session), groupId: id });
}

/** Every member may change name, description and picture, unless they are restricted to admins. */
function mayEdit({ group, isAdmin }: InGroup): boolean {
	return group !== undefined && (isAdmin || !group.infoAdminOnly);
}

function change(target: InGroup, settings: GroupSettings, isAllowed: boolean): void {
	if (!target.group || !isAllowed) throw refusedByWhatsApp();
	target.session.groups.change(target.group, settings);
}

function rename(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = inGroup(call, warest, 'groupId');
	const groupName = requiredText(target.fields, call.names('groupName'));
	change(target, { subject: groupName }, mayEdit(target));
	return success({ ...target.common, groupName, status: 'success' });
}

/** Without a text the description is cleared (v0.3.44, observed). */
function describe(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = inGroup(call, warest);
	const text = textIn(target.fields, call.names('groupDescription')) ?? '';
	change(target, { description: text === '' ? null : text }, mayEdit(target));
	return success({ ...target.common, groupDescription: text, status: 'success' });
}

/** A missing value switches it off (v0.3.44, observed). */
function announce(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = inGroup(call, warest);
	change(target, { messagesAdminOnly: flag(target.fields.announcement) }, target.isAdmin);
	return success({ ...target.common, status: 'success' });
}

function lock(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = inGroup(call, warest);
	change(target, { infoAdminOnly: flag(target.fields.locked) }, target.isAdmin);
	return success({ ...target.common, status: 'success' });
}

function getPicture(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { group, common } = inGroup(call, warest);
	return success({ ...common, pictureUrl: pictureUrl(group?.picture, call, warest) });
}

async function setPicture(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const target = inGroup(call, warest);
	const picture = await pictureIn(call, target.fields, warest);
	change(target, { picture }, mayEdit(target));
	const url = pictureUrl(picture, call, warest);
	return success({ ...target.common, pictureUrl: url, status: 'success' });
}

function deletePicture(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = inGroup(call, warest);
	if (!target.group || !mayEdit(target)) return partly({ ...target.common, status: 'failed' });
	target.session.groups.change(target.group, { picture: null });
	return success({ ...target.common, status: 'success' });
}
