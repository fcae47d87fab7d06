import type { Session } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { failure, sent, type WarestAnswer } from './envelopes';
import { toJid } from './ids';
import type { WarestRouter } from './server';

/** Actions below /messages: they share the senders' cooldown, and answer a success for messages nobody knows. */
export function chatActionRoutes(route: WarestRouter, warest: WarestContext): void {
	const rules = { hasCooldown: true };
	route(
		'POST',
		'/messages/:messageId/action/mark-as-read',
		(call) => markAsRead(call, warest),
		rules,
	);
	route('POST', '/messages/action/archive', (call) => archive(call, warest, true), rules);
	route('POST', '/messages/action/unarchive', (call) => archive(call, warest, false), rules);
}

interface Target {
	session: Session;
	to: string;
	toJid: string;
}

/** Lists of recipients are glued into one number and answered 200 (v0.3.44, observed). */
function target(call: WarestCall, warest: WarestContext): Target {
	const session = warest.openForMessages(call);
	const given = call.body.to ?? call.query.to;
	if (given === undefined || given === null || given === '') {
		throw failure('messages', 400, 1100, "Parameter 'to' is required");
	}
	const to = Array.isArray(given) ? given.join(',').replace(/\D/g, '') : String(given);
	return { session, to, toJid: toJid(to) };
}

function result({ session, to, toJid: jid }: Target, status: string, more: object = {}): object {
	return { sessionId: session.name, phone: accountPhone(session), to, toJid: jid, ...more, status };
}

function markAsRead(call: WarestCall, warest: WarestContext): WarestAnswer {
	const found = target(call, warest);
	const messageId = call.params.messageId ?? '';
	found.session.chats.markRead(found.toJid, [messageId]);
	return sent([result(found, 'read', { messageId })], 'Message marked as read');
}

function archive(call: WarestCall, warest: WarestContext, archived: boolean): WarestAnswer {
	const found = target(call, warest);
	found.session.chats.archive(found.toJid, archived);
	const status = archived ? 'archived' : 'unarchived';
	return sent([result(found, status)], `Chat ${status}`);
}
