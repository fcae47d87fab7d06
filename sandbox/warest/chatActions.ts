import type { Message, Session } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { failure, sent, type WarestAnswer } from './envelopes';
import { clampedInt, flag, textIn } from './fields';
import { toJid } from './ids';
import { bodyOnly } from './send/simple';
import type { WarestRouter } from './router';

const MINUTE = 60;
const MAX_MUTED_MINUTES = 43_200;

/** An action on a chat or a message; `act` changes the world. */
interface Action {
	method: 'POST' | 'DELETE';
	path: string;
	/** The text of the answer's message and of the entry's status (documents of 1.3.42). */
	message: string;
	status: string;
	act: (target: Target, call: WarestCall, now: number) => void;
}

interface Target {
	session: Session;
	to: string;
	toJid: string;
	/** Undefined for unknown ids, which are a success without effect (v0.3.44, observed). */
	found: Message | undefined;
}

function onMessage(
	verb: string,
	message: string,
	status: string,
	act: Action['act'],
	method: Action['method'] = 'POST',
): Action {
	return { method, path: `/messages/:messageId/action/${verb}`, message, status, act };
}

function onChat(
	verb: string,
	message: string,
	status: string,
	act: Action['act'],
	method: Action['method'] = 'POST',
): Action {
	return { method, path: `/messages/action/${verb}`, message, status, act };
}

function withFound(act: (found: Message, target: Target, call: WarestCall) => void): Action['act'] {
	return (target, call) => {
		if (target.found) act(target.found, target, call);
	};
}

/** Only for own messages: the server claims every message as its own, and WhatsApp ignores the rest (v0.3.44). */
function withOwn(act: (found: Message, target: Target, call: WarestCall) => void): Action['act'] {
	return withFound((found, target, call) => {
		if (found.fromMe) act(found, target, call);
	});
}

const ACTIONS: Action[] = [
	onMessage(
		'delete',
		'Message deleted for me',
		'message deleted success',
		withFound((found, { session }) => session.chats.delete(found)),
		'DELETE',
	),
	onMessage('edit', 'Message edited', 'message edited success', edit),
	onMessage(
		'mark-as-read',
		'Message marked as read',
		'message read success',
		({ session, toJid: jid }, { params }) =>
			void session.chats.markRead(jid, [params.messageId ?? '']),
	),
	onMessage('reaction', 'Reaction applied', 'reaction applied success', react),
	onMessage(
		'unreaction',
		'Reaction removed',
		'reaction removed success',
		withFound((found, { session }) => void session.chats.react(found, session.myId, '')),
	),
	onMessage('revoke', 'Message revoked', 'message revoked success', withOwn(revoke)),
	onMessage(
		'star',
		'Message starred',
		'message starred success',
		withFound((found, { session }) => session.chats.star(found, true)),
	),
	onMessage(
		'unstar',
		'Message unstarred',
		'message unstarred success',
		withFound((found, { session }) => session.chats.star(found, false)),
	),
	onChat('archive', 'Chat archived', 'chat archived success', ({ session, toJid: jid }) =>
		session.chats.archive(jid, true),
	),
	onChat('unarchive', 'Chat unarchived', 'chat unarchived success', ({ session, toJid: jid }) =>
		session.chats.archive(jid, false),
	),
	onChat('mute', 'Chat muted', 'chat muted success', mute),
	onChat('unmute', 'Chat unmuted', 'chat unmuted success', ({ session, toJid: jid }) =>
		session.chats.mute(jid, null),
	),
	onChat(
		'clear-all',
		'Chat cleared',
		'chat cleared success',
		({ session, toJid: jid }) => session.chats.clear(jid),
		'DELETE',
	),
];

/** Actions below /messages: only JSON bodies, with the cooldown of sends, and a success for unknown messages. */
export function chatActionRoutes(route: WarestRouter, warest: WarestContext): void {
	for (const action of ACTIONS) {
		const handler = (call: WarestCall): WarestAnswer => perform(action, bodyOnly(call), warest);
		route(action.method, action.path, handler);
	}
}

function perform(action: Action, call: WarestCall, warest: WarestContext): WarestAnswer {
	const target = targetOf(call, warest);
	action.act(target, call, warest.world.clock.now());
	const { session, to, toJid: jid } = target;
	const { messageId } = call.params;
	const result = {
		sessionId: session.name,
		phone: accountPhone(session),
		to,
		toJid: jid,
		...(messageId === undefined ? {} : { messageId }),
		status: action.status,
	};
	return sent([result], action.message);
}

/** Lists of recipients are joined into one number and answered with 200 (v0.3.44, observed). */
function targetOf(call: WarestCall, warest: WarestContext): Target {
	const session = warest.openForMessages(call);
	const given = call.body.to;
	if (given === undefined || given === null || given === '') {
		throw failure('messages', 400, 1100, "Parameter 'to' is required");
	}
	const to = Array.isArray(given) ? given.join(',').replace(/\D/g, '') : String(given);
	const jid = toJid(to);
	const found = session.chats.message(jid, call.params.messageId ?? '');
	return { session, to, toJid: jid, found };
}

/** The new text is sent unchanged, without what sends do to theirs. */
function edit(target: Target, call: WarestCall, now: number): void {
	const message = textIn(call.body, ['message']);
	if (message === undefined)
		throw failure('messages', 400, 1100, "Parameter 'message' is required");
	withOwn((found, { session }) => void session.chats.edit(found, message))(target, call, now);
}

/** Removing a reaction has its own route. */
function react(target: Target, call: WarestCall, now: number): void {
	const emoji = textIn(call.body, ['emoji']);
	if (emoji === undefined) throw failure('messages', 400, 2001, "Parameter 'emoji' is required");
	withFound((found, { session }) => void session.chats.react(found, session.myId, emoji))(
		target,
		call,
		now,
	);
}

function revoke(found: Message, { session }: Target, call: WarestCall): void {
	session.chats.revoke(found);
	if (flag(call.body.deleteForMe)) session.chats.delete(found);
}

/** In minutes; there is no "forever". */
function mute({ session, toJid: jid }: Target, call: WarestCall, now: number): void {
	const minutes = clampedInt(call.body.duration, 60, 1, MAX_MUTED_MINUTES);
	session.chats.mute(jid, now + minutes * MINUTE);
}
