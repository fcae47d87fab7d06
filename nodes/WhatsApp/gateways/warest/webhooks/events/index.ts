import { textAt, at, type Json, type JsonObject } from '../../../../portable/json';
import { secondsAt } from '../../../../portable/time';
import { received } from '../../../shared/received';
import type { Delivery, Received, Identity } from '../../../webhooks';
import * as messages from './messages';
import * as others from './others';
import { postedIn, type EventReader } from './posted';
import { lidOf, phoneOf, portableId } from '../../../../portable/ids';
import type { Plan, GatewayRequest } from '../../../../transport/request';
import { found, lookUp } from '../../../shared/lookUp';
import { warestPayload } from '../../answers';
import { tool } from '../../tools';
import { isMadeUp } from './people';
import { openMessage } from '../../../../engines/message/open';
import { Refusal } from '../../../../portable/refusal';
import { fileAddress, fileRequest } from '../../../shared/fileAddress';

/** The events of WARest 0.3.44. creds_update says nothing at all, so it becomes `other`. */
const READERS: Readonly<Record<string, EventReader>> = {
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

/** A test of the address, not an event. */
const PREFLIGHT = 'preflight';

/** WARest would turn a hidden id into somebody else's phone number. */
const canReach = (chatId: string): boolean => /@(c\.us|g\.us)$/.test(chatId);

/**
 * The events of one WARest delivery. Its X-WAREST-Event-Id is the session's id and the same for every event (0.3.44,
 * observed), so events have no id. Never throws; unreadable events become `other`.
 */
export function warestEvents(delivery: Delivery): Received[] {
	const { body } = delivery;
	const gatewayEvent = textAt(body, 'event') ?? '';
	if (gatewayEvent === PREFLIGHT) return [];
	const posted = postedIn(body);
	const reader = Object.hasOwn(READERS, gatewayEvent) ? READERS[gatewayEvent] : undefined;
	return received(
		{
			delivery,
			session: posted.session,
			gatewayEvent,
			eventId: null,
			reportedAt: secondsAt(body, 'ts'),
			mayRepeat: true,
			canReach,
			bareId: (messageId) => messageId,
		},
		reader?.(posted) ?? null,
	);
}

/**
 * Asks WARest for the phone number behind a hidden id, or the reverse. It answers from its contacts, which contain
 * numbers made from the digits of hidden ids (0.3.44, observed), so such numbers are ignored.
 */
export function* warestIdentify(session: string, known: Identity): Plan<Identity> {
	const lid = lidOf(portableId(known.lid));
	const phoneId = portableId(`${known.phone ?? ''}@c.us`);
	if (lid !== null && known.phone === null) {
		const phone = phoneOf(portableId(textAt(yield* resolved(session, lid), 'jid')));
		return { ...known, phone: phone === null || isMadeUp(phone, [lid]) ? null : phone };
	}
	if (phoneId !== null && known.phone !== null && known.lid === null) {
		const answer = yield* resolved(session, `${known.phone}@s.whatsapp.net`);
		const other = lidOf(portableId(textAt(answer, 'lid')));
		return { ...known, lid: other === null || isMadeUp(known.phone, [other]) ? null : other };
	}
	return known;
}

function* resolved(session: string, input: string): Plan<Json> {
	const request = tool('/api/v1/misc/whatsapp/resolve/jid-or-lid', { sessionId: session, input });
	const answer = yield lookUp(request);
	return found(answer) ? (at(warestPayload(answer), 'data') ?? null) : null;
}

/** The public storage (0.3.44, observed), and the one with signed addresses (read in its source). */
const FILES = /\/storages?\/.+$/;

/** WhatsApp's file servers; the one for profile pictures (pps) has unencrypted files. */
const isEncrypted = ({ hostname, pathname }: URL): boolean =>
	(/(^|\.)whatsapp\.net$/.test(hostname) && !hostname.startsWith('pps.')) ||
	pathname.endsWith('.enc');

/**
 * The request for a file that WARest received, from the credential's own host.
 * @throws Refusal for an address that is not that of a file, and for WhatsApp's own copy, which is encrypted; WARest
 * also changes the ending of its address, so nothing is found there (0.3.44, observed)
 */
export function warestDownload(url: string): GatewayRequest {
	if (isEncrypted(fileAddress('WARest', url)))
		throw new Refusal(
			"WARest has not downloaded this file; its address leads to WhatsApp's own encrypted copy",
			'Switch WAREST_DOWNLOAD_MEDIA_RECEIVED on at the server, and let it take files of this type. That helps files that come from then on.',
		);
	return fileRequest('WARest', url, FILES);
}

/**
 * WARest downloads the files of few kinds of message. It does not unwrap a document with a caption, and reports nothing
 * about its file (0.3.44, observed).
 */
export function warestNoFile(body: JsonObject): string | null {
	const data = at(body, 'data');
	if (at(data, 'media', 'hasMedia') === true) return null;
	const { wrappers } = openMessage(at(data, 'message', 'message'));
	const isCaptioned = wrappers.includes('documentWithCaptionMessage');
	return `WARest gives out no file of ${isCaptioned ? 'a document with a caption' : 'this kind of message'}`;
}
