import type { JsonObject } from '../../http/json';
import { type Group, GROUP_SUFFIX, personId, type Session, userPart } from '../../world';
import { accountPhone, type WarestCall, type WarestContext } from '../context';
import { failure, success, type WarestAnswer } from '../envelopes';
import { textIn } from '../fields';

/** A group as a route sees it. */
export interface InGroup {
	session: Session;
	fields: JsonObject;
	groupId: string;
	/** Undefined if the account is not in the group: then WhatsApp answers only with errors. */
	group: Group | undefined;
	/** Whether the account may change members and settings. */
	isAdmin: boolean;
	/** The first fields of every answer. */
	common: JsonObject;
}

export function groupFields({ query, body }: WarestCall): JsonObject {
	return { ...query, ...body };
}

export function requiredText(fields: JsonObject, names: readonly string[]): string {
	const text = textIn(fields, names);
	if (text === undefined) throw failure('general', 400, 2001, `${names[0] ?? 'field'} is required`);
	return text;
}

/** A bare id gets its suffix; an id with any other suffix counts as missing (v0.3.44, observed). */
function groupIdIn(call: WarestCall): string | undefined {
	const text = textIn(groupFields(call), call.names('groupId'))?.trim();
	if (!text?.includes('@')) return text ? `${text}${GROUP_SUFFIX}` : undefined;
	return text.endsWith(GROUP_SUFFIX) ? text : undefined;
}

/** `missingText` differs on one route. */
export function inGroup(
	call: WarestCall,
	warest: WarestContext,
	missingText = 'groupId is required',
): InGroup {
	const session = warest.loggedIn(call);
	const fields = groupFields(call);
	const groupId = groupIdIn(call);
	if (groupId === undefined) throw failure('general', 400, 2001, missingText);
	const group = session.groups.find(groupId);
	const isAdmin = group !== undefined && session.groups.isAdmin(group, session.myId);
	const common = { sessionId: session.name, phone: accountPhone(session), groupId };
	return { session, fields, groupId, group, isAdmin, common };
}

/** A change that WhatsApp refuses. */
export function refusedByWhatsApp(message = 'forbidden'): Error {
	return failure('general', 502, 2800, message);
}

/** A failure reported as a success: 207 with `status: true` (v0.3.44, observed). */
export function partly(result: object): WarestAnswer {
	return success(result, 'Partial success', 1004, 207);
}

/** 200 if nothing failed, else 207; the entry says whether some or none succeeded. */
export function withFailures(result: object, done: number, failed: number): WarestAnswer {
	if (failed === 0) return success({ ...result, status: 'success' });
	return partly({ ...result, status: done > 0 ? 'partial' : 'failed' });
}

/** Digits or an id; groups do not normalise country codes (v0.3.44, observed). */
function memberId(text: string): string {
	return text.includes('@') ? text.replace(/@c\.us$/, '@s.whatsapp.net') : personId(digits(text));
}

function digits(text: string): string {
	return text.replace(/\D/g, '');
}

/** The people in a real JSON array; whoever is not on WhatsApp is silently dropped (v0.3.44, observed). */
export function membersIn(value: unknown, { world }: WarestContext): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [];
	return list
		.filter((one) => typeof one === 'string' || typeof one === 'number')
		.map((one) => memberId(String(one).trim()))
		.filter((id) => world.people.isOnWhatsApp(id));
}

/** Like `membersIn`, for a required list: a comma-separated text does not count. */
export function requiredMembers(fields: JsonObject, warest: WarestContext): string[] {
	if (!Array.isArray(fields.participants) || fields.participants.length === 0)
		throw failure('general', 400, 2001, 'participants is required');
	return membersIn(fields.participants, warest);
}

export const phoneOf = userPart;

export function inviteLink(group: Group): string {
	return `https://chat.whatsapp.com/${group.inviteCode}`;
}
