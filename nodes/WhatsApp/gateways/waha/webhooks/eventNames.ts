import { isNewer } from '../../../portable/needs';
import { PORTABLE_EVENTS, type PortableEvent } from '../../../portable/events';
import type { Registration } from '../../webhooks';

/**
 * WAHA's names for each portable event. To WAHA a pressed button is a message, and so is what most engines report in
 * place of a message that has not arrived. The engine's own events are noisy, and three names are deprecated, so only a
 * trigger for all other events gets these.
 */
const NAMES: Readonly<Record<PortableEvent, readonly string[]>> = {
	ack: ['message.ack', 'message.ack.group'],
	call: ['call.received', 'call.accepted', 'call.rejected'],
	callback: ['message'],
	chatArchived: ['chat.archive'],
	chatLabel: ['label.chat.added', 'label.chat.deleted'],
	eventResponse: ['event.response', 'event.response.failed'],
	groupJoined: ['group.v2.join'],
	groupJoinRequest: ['group.v2.participants.join-request'],
	groupLeft: ['group.v2.leave'],
	groupParticipants: ['group.v2.participants'],
	groupUpdated: ['group.v2.update'],
	label: ['label.upsert', 'label.deleted'],
	message: ['message'],
	messageEdited: ['message.edited'],
	messageRevoked: ['message.revoked'],
	messageWaiting: ['message.waiting', 'message'],
	other: ['engine.event', 'state.change', 'group.join', 'group.leave'],
	pollVote: ['poll.vote', 'poll.vote.failed'],
	presence: ['presence.update'],
	reaction: ['message.reaction'],
	sessionStatus: ['session.status'],
};

/**
 * The newest version known to lack an event; from the OpenAPI documents of 2025.2.5 and 2026.7.1, and release notes.
 */
const NOT_YET: Readonly<Record<string, string>> = {
	'event.response': '2025.2.5',
	'event.response.failed': '2025.2.5',
	'group.v2.participants.join-request': '2026.7.1',
	'message.ack.group': '2025.12.1',
	'message.edited': '2025.6.2',
};

/**
 * The newest version whose NOWEB reports something as a message: edits (release notes of 2025.6.3), and revocations
 * (server source of 2024.10).
 */
const AS_MESSAGE: Readonly<Record<string, string>> = {
	'message.edited': '2025.6.2',
	'message.revoked': '2024.12.99',
};

/**
 * The events that a registration wants, by the names a server may know: a single unknown name makes the whole call
 * fail. `message.any` includes own messages, so it replaces `message`.
 * @param version null if the server does not report it
 */
export function wahaEventNames(
	{ events, ownMessages }: Pick<Registration, 'events' | 'ownMessages'>,
	version: string | null,
): string[] {
	const wanted = events.length > 0 ? events : PORTABLE_EVENTS.filter((event) => event !== 'other');
	const names = wanted
		.flatMap((event) => NAMES[event])
		.flatMap((name) => (isUpTo(AS_MESSAGE[name], version) ? [name, 'message'] : [name]))
		.map((name) => (name === 'message' && ownMessages ? 'message.any' : name));
	return [...new Set(names)].filter((name) => !isUpTo(NOT_YET[name], version));
}

/** Whether a server is no newer than this; false if either version is unknown. */
const isUpTo = (newest: string | undefined, version: string | null): boolean =>
	newest !== undefined && version !== null && !isNewer(version, newest);
