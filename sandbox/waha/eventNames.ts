/** The 26 webhook events of 2025.2.5 (OpenAPI document). */
const EVENTS_2025 = [
	'session.status',
	'message',
	'message.reaction',
	'message.any',
	'message.ack',
	'message.waiting',
	'message.revoked',
	'state.change',
	'group.join',
	'group.leave',
	'group.v2.join',
	'group.v2.leave',
	'group.v2.update',
	'group.v2.participants',
	'presence.update',
	'poll.vote',
	'poll.vote.failed',
	'chat.archive',
	'call.received',
	'call.accepted',
	'call.rejected',
	'label.upsert',
	'label.deleted',
	'label.chat.added',
	'label.chat.deleted',
	'engine.event',
];

/**
 * Events added later. Edits were added in 2025.6.3, acknowledgements of groups in 2025.12.2 (release notes), and join
 * requests in 2026.8.2; the others are in the document of 2026.7.1.
 */
const LATER: ReadonlyArray<readonly [since: readonly number[], events: readonly string[]]> = [
	[[2025, 6, 3], ['message.edited']],
	[[2025, 12, 2], ['message.ack.group']],
	[[2026], ['event.response', 'event.response.failed']],
	[[2026, 8, 2], ['group.v2.participants.join-request']],
];

/** The events that a server knows; `isAtLeast` compares its version. */
export function knownEvents(isAtLeast: (version: readonly number[]) => boolean): readonly string[] {
	return [...EVENTS_2025, ...LATER.flatMap(([since, events]) => (isAtLeast(since) ? events : []))];
}
