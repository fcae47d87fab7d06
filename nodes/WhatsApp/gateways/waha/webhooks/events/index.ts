import { secondsAt } from '../../../../portable/time';
import { received } from '../../../shared/received';
import type { Delivery, Received, Identity } from '../../../webhooks';
import * as answers from './answers';
import * as groups from './groups';
import { bareId } from './ids';
import * as messages from './messages';
import * as others from './others';
import { postedIn, type EventReader } from './posted';
import { lidOf, phoneOf, portableId } from '../../../../portable/ids';
import { textAt } from '../../../../portable/json';
import type { Plan, GatewayRequest } from '../../../../transport/request';
import { found, lookUp } from '../../../shared/lookUp';
import { path } from '../../../shared/path';
import { get } from '../../requests';
import { fileRequest } from '../../../shared/fileAddress';

/**
 * WAHA's events up to 2026.8.2. state.change, engine.event, group.join and group.leave pass on the engine's own
 * payload, so they become `other`. The two of groups are deprecated, and their v2 reports the same.
 */
const READERS: Readonly<Record<string, EventReader>> = {
	message: messages.message,
	'message.any': messages.message,
	'message.edited': messages.messageEdited,
	'message.revoked': messages.messageRevoked,
	'message.waiting': messages.messageWaiting,
	'message.reaction': answers.reaction,
	'message.ack': answers.ack,
	'message.ack.group': answers.ack,
	'poll.vote': answers.pollVote,
	'poll.vote.failed': answers.pollVoteFailed,
	'event.response': answers.eventResponse,
	'event.response.failed': answers.eventResponse,
	'session.status': others.sessionStatus,
	'group.v2.join': groups.groupJoined,
	'group.v2.leave': groups.groupLeft,
	'group.v2.update': groups.groupUpdated,
	'group.v2.participants': groups.groupParticipants,
	'group.v2.participants.join-request': groups.groupJoinRequest,
	'presence.update': others.presence,
	'call.received': others.call('ringing'),
	'call.accepted': others.call('accepted'),
	'call.rejected': others.call('rejected'),
	'chat.archive': others.chatArchived,
	'label.upsert': others.label('saved'),
	'label.deleted': others.label('deleted'),
	'label.chat.added': others.chatLabel('added'),
	'label.chat.deleted': others.chatLabel('removed'),
};

/** WAHA can send to hidden ids, too; channels and other people's statuses can only be read. */
const canReach = (chatId: string): boolean => /@(c\.us|g\.us|lid)$/.test(chatId);

/**
 * The events of one WAHA delivery. Servers before 2025.2 give their events no id, and those before 2025.3 no time;
 * those that sign have both in headers. Unsigned deliveries are posted only once (2024.10.8, observed). Never throws;
 * unreadable events become `other`.
 */
export function wahaEvents(delivery: Delivery): Received[] {
	const { headers, body } = delivery;
	const gatewayEvent = textAt(body, 'event') ?? '';
	const posted = postedIn(body);
	const reader = Object.hasOwn(READERS, gatewayEvent) ? READERS[gatewayEvent] : undefined;
	const reportedAt =
		secondsAt(body, 'timestamp') ?? secondsAt(textAt(headers['x-webhook-timestamp']));
	return received(
		{
			delivery,
			session: posted.session,
			gatewayEvent,
			eventId: textAt(body, 'id') ?? textAt(headers['x-webhook-request-id']),
			reportedAt,
			mayRepeat: reportedAt !== null || headers['x-webhook-hmac'] !== undefined,
			canReach,
			bareId,
		},
		reader?.(posted) ?? null,
	);
}

/** Asks WAHA for the phone number behind a hidden id, or the other way round (2025 and later). */
export function* wahaIdentify(session: string, known: Identity): Plan<Identity> {
	const lid = lidOf(portableId(known.lid));
	const phoneId = portableId(`${known.phone ?? ''}@c.us`);
	if (lid !== null && known.phone === null) {
		const answer = yield lookUp(get(path`/api/${session}/lids/${lid}`));
		const phone = phoneOf(portableId(found(answer) ? textAt(answer.body, 'pn') : null));
		return { ...known, phone: `${phone}@lid` === lid ? null : phone };
	}
	if (phoneId !== null && known.lid === null) {
		const answer = yield lookUp(get(path`/api/${session}/lids/pn/${phoneId}`));
		return {
			...known,
			lid: lidOf(portableId(found(answer) ? textAt(answer.body, 'lid') : null)),
		};
	}
	return known;
}

/** Local files, and files in S3 that WAHA passes through (WAHA_S3_PROXY_FILES). Both need the API key. */
const FILES = /\/api\/(files|s3)\/.+$/;

/**
 * The request for a file that WAHA received: from the credential's own host if WAHA keeps it, else from the presigned
 * address as it is, without the API key. Local files are deleted after 180 seconds by default.
 * @throws Refusal for an address that is not that of a file
 */
export const wahaDownload = (url: string): GatewayRequest => fileRequest('WAHA', url, FILES);
