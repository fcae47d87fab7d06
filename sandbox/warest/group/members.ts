import type { WarestCall, WarestContext } from '../context';
import { success, type WarestAnswer } from '../envelopes';
import type { WarestRouter } from '../router';
import { type InGroup, inGroup, partly, phoneOf, requiredMembers, withFailures } from './common';

/** The members of a group and their roles. Most failures here are 2xx (v0.3.44, observed). */
export function memberRoutes(route: WarestRouter, warest: WarestContext): void {
	const at = '/group/participants';
	route('POST', `${at}/add`, (call) => add(call, warest));
	route('DELETE', `${at}/remove`, (call) => remove(call, warest));
	route('POST', `${at}/promote`, (call) => setRoles(call, warest, 'admin'));
	route('POST', `${at}/demote`, (call) => setRoles(call, warest, 'member'));
	route('POST', `${at}/request/approve`, (call) => approve(call, warest));
	route('POST', `${at}/request/reject`, (call) => reject(call, warest));
}

interface Members extends InGroup {
	members: string[];
}

function withMembers(call: WarestCall, warest: WarestContext): Members {
	const target = inGroup(call, warest);
	return { ...target, members: requiredMembers(target.fields, warest) };
}

/**
 * Adds people one by one; an error puts a number on the list of failures. People kept out by their privacy settings
 * count as added, because that is not an error but a code beside the number, which WARest ignores (v0.3.44, observed).
 */
function add(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { session, group, isAdmin, members, common } = withMembers(call, warest);
	const addsOf = (id: string): string => warest.world.people.get(id).groupAdds;
	const failed = members.filter((id) => !group || !isAdmin || addsOf(id) === 'fail');
	const done = members.filter((id) => !failed.includes(id));
	for (const id of done) if (group && addsOf(id) === 'work') session.groups.add(group, id);
	const result = {
		...common,
		addedParticipants: done.map(phoneOf),
		failedToAdd: failed.map(phoneOf),
	};
	return withFailures(result, done.length, failed.length);
}

/** People not in the group are left out; an unreadable group counts as one without members, hence a success. */
function remove(call: WarestCall, warest: WarestContext): WarestAnswer {
	const { session, group, isAdmin, members, common } = withMembers(call, warest);
	const present = members.filter((id) => group && session.groups.roleOf(group, id) !== undefined);
	const failed = present.filter((id) => !isAdmin || id === group?.ownerId);
	const done = present.filter((id) => !failed.includes(id));
	for (const id of done) if (group) session.groups.remove(group, id);
	const result = {
		...common,
		removedParticipants: done.map(phoneOf),
		failedToRemove: failed.map(phoneOf),
	};
	return withFailures(result, done.length, failed.length);
}

/** The request succeeds whatever the entries say (v0.3.44, observed); it fails only for an unknown group. */
function setRoles(call: WarestCall, warest: WarestContext, role: 'admin' | 'member'): WarestAnswer {
	const { session, group, isAdmin, members, common } = withMembers(call, warest);
	if (!group) {
		const participants = members.map((id) => ({ phone: phoneOf(id), status: 'failed' }));
		return partly({ ...common, participants, status: 'failed' });
	}
	const statusOf = (id: string): string => {
		if (!isAdmin) return 'not permitted';
		return session.groups.setRole(group, id, role) ? 'success' : 'failed';
	};
	const participants = members.map((id) => ({ phone: phoneOf(id), status: statusOf(id) }));
	return success({ ...common, participants, status: 'success' });
}

function isWaiting({ group, isAdmin }: InGroup, id: string): boolean {
	return isAdmin && group?.joinRequests.some((request) => request.id === id) === true;
}

/** That people without a request count as failed is a guess. */
function approve(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = withMembers(call, warest);
	const { session, group, members, common } = target;
	const done = members.filter((id) => isWaiting(target, id));
	const failed = members.filter((id) => !done.includes(id));
	for (const id of done) if (group) session.groups.add(group, id);
	const result = {
		...common,
		approvedParticipants: done.map(phoneOf),
		failedToApprove: failed.map(phoneOf),
	};
	return withFailures(result, done.length, failed.length);
}

function reject(call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = withMembers(call, warest);
	const { session, group, members, common } = target;
	const done = members.filter((id) => isWaiting(target, id));
	for (const id of done) if (group) session.groups.turnDown(group, id);
	const participants = members.map((id) => ({
		phone: phoneOf(id),
		status: done.includes(id) ? 'success' : 'failed',
	}));
	return withFailures({ ...common, participants }, done.length, members.length - done.length);
}
