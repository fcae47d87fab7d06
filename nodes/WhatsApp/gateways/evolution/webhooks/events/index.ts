import { textAt, type JsonObject } from '../../../../portable/json';
import { secondsAt } from '../../../../portable/time';
import { received } from '../../../shared/received';
import type { Delivery, Received } from '../../../webhooks';
import { bareId } from '../../ids';
import * as messages from './messages';
import * as others from './others';
import { postedIn, type EventReader } from './posted';

/**
 * The events of 2.2.3 to 2.4.0. Those of contacts, chats and the history come with nearly every message and add
 * nothing, so they become `other`.
 */
const READERS: Readonly<Record<string, EventReader>> = {
	'messages.upsert': messages.message,
	// Messages sent through the API come only under this name.
	'send.message': messages.message,
	'messages.edited': messages.messageEdited,
	'send.message.update': messages.messageEdited,
	'messages.delete': messages.messageRevoked,
	'messages.update': messages.ack,
	'connection.update': others.connection,
	'qrcode.updated': others.qrCode,
	'status.instance': others.loggedOut,
	'logout.instance': others.loggedOut,
	'remove.instance': others.removed,
	'presence.update': others.presence,
	call: others.call,
	'groups.upsert': others.groupJoined,
	'group-participants.update': others.groupParticipants,
	'labels.edit': others.label,
	'labels.association': others.chatLabel,
};

/** Channels and other people's statuses can only be read. */
const canReach = (chatId: string): boolean => /@(c\.us|g\.us|lid)$/.test(chatId);

/** The body without the key that the server adds to it, which is the instance's token (2.3.7, observed). */
function withoutKey({ apikey: _, ...body }: JsonObject): JsonObject {
	return body;
}

/**
 * The events of one delivery. It has no id, and no reliable time: `date_time` is the server's local time written as UTC
 * (2.3.7, read in its source), so only 2.4 has one, in a header. Never throws; unreadable events become `other`.
 */
export function evolutionEvents(delivery: Delivery): Received[] {
	const body = withoutKey(delivery.body);
	const posted = postedIn(body);
	const { gatewayEvent } = posted;
	const reader = Object.hasOwn(READERS, gatewayEvent) ? READERS[gatewayEvent] : undefined;
	return received(
		{
			delivery: { ...delivery, body },
			session: posted.session,
			gatewayEvent,
			eventId: null,
			reportedAt: secondsAt(textAt(delivery.headers['x-timestamp'])),
			arrivedAt: Date.now() / 1000,
			mayRepeat: true,
			canReach,
			bareId,
		},
		reader?.(posted) ?? null,
	);
}
