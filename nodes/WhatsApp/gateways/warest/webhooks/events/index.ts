import { textAt } from '../../../../portable/json';
import { secondsAt } from '../../../../portable/time';
import { received } from '../../../shared/received';
import type { Delivery, Received } from '../../../webhooks';
import * as messages from './messages';
import * as others from './others';
import { toldIn, type Reader } from './told';

export { warestDownload, warestNoFile } from './download';
export { warestIdentify } from './identify';

/** The events of WARest 0.3.44. creds_update says nothing at all, so it comes as `other`. */
const READERS: Readonly<Record<string, Reader>> = {
	message_received: messages.messageReceived,
	message_command: messages.messageReceived,
	message_edited: messages.messageEdited,
	message_revoked: messages.messageRevoked,
	message_reaction: messages.messageReaction,
	session_status: others.sessionStatus,
	group_participants: others.groupParticipants,
	group_join: others.groupParticipants,
	group_leave: others.groupParticipants,
	group_update: others.groupUpdated,
	presence_update: others.presence,
	call: others.calls,
};

/** A test of the address, with which nothing happened. */
const PREFLIGHT = 'preflight';

/** WARest would turn a hidden id into somebody else's phone number. */
const canReach = (chatId: string): boolean => /@(c\.us|g\.us)$/.test(chatId);

/**
 * What one delivery of WARest tells. Its X-WAREST-Event-Id is the session's id and the same for every event (0.3.44,
 * observed), so events have none. Never throws; what cannot be read comes as `other`.
 */
export function warestEvents(delivery: Delivery): Received[] {
	const { body } = delivery;
	const gatewayEvent = textAt(body, 'event') ?? '';
	if (gatewayEvent === PREFLIGHT) return [];
	const told = toldIn(body);
	const reader = Object.hasOwn(READERS, gatewayEvent) ? READERS[gatewayEvent] : undefined;
	return received(
		{
			delivery,
			session: told.session,
			gatewayEvent,
			eventId: null,
			reportedAt: secondsAt(body, 'ts'),
			mayRepeat: true,
			canReach,
			bareId: (messageId) => messageId,
		},
		reader?.(told) ?? null,
	);
}
