import { createHash } from 'crypto';
import type { EventFacts, MessageFields } from '../../portable/events';
import { isOfMany } from '../../portable/ids';
import { isoFromSeconds } from '../../portable/shapes';
import { secondsAt } from '../../portable/time';

/** Length of a digest in characters: enough against collisions, short enough to keep thousands of keys. */
const DIGEST_LENGTH = 22;

export const digestOf = (content: string | Buffer): string =>
	createHash('sha256').update(content).digest('base64url').slice(0, DIGEST_LENGTH);

/** A key of bounded length that no other session can have. */
export const eventKey = (session: string, parts: readonly string[]): string =>
	`${session.slice(0, 64)}:${digestOf(JSON.stringify([session, ...parts]))}`;

/** If nothing better identifies an event, equal events within this time count as one. */
const SPAN_SECONDS = 120;

/**
 * What stays the same when an event is reported again under another name or through another webhook, and when it may
 * repeat: `ever` for what happens once, `then` for what may happen again a second later, `about then` for what may
 * happen again much later but whose reports differ in their time.
 */
interface Sameness {
	readonly when: 'ever' | 'then' | 'about then';
	/** Null if it cannot be told. */
	readonly id: string | null;
	readonly parts: ReadonlyArray<string | null>;
}

const ever = (id: string | null, ...parts: Sameness['parts']): Sameness => ({
	when: 'ever',
	id,
	parts,
});
const then = (id: string | null, ...parts: Sameness['parts']): Sameness => ({
	when: 'then',
	id,
	parts,
});
const aboutThen = (id: string | null, ...parts: Sameness['parts']): Sameness => ({
	when: 'about then',
	id,
	parts,
});

type EventOf<E extends EventFacts['event']> = Extract<EventFacts, { event: E }>;

/** Whether a chat has no more than one other person, who may be named by phone number or by hidden id. */
const isWithOne = (chatId: string | null): boolean => chatId !== null && !isOfMany(chatId);

/** Who acknowledged, where several people may. */
const memberOf = ({ chatId, participantId }: EventOf<'ack'>): string | null =>
	isWithOne(chatId) ? null : participantId;

/** Who did something; in a chat with one person it is enough to know the side. */
const sideOf = ({
	chatId,
	from,
	fromMe,
}: EventOf<'reaction' | 'pollVote' | 'eventResponse'>): string | null =>
	isWithOne(chatId) ? String(fromMe) : from;

function samenessOf(facts: EventFacts): Sameness | null {
	switch (facts.event) {
		// A message that could not be read may come again with the missing content.
		case 'message':
			return ever(facts.messageId, ...(isEmpty(facts) ? ['empty'] : []));
		case 'callback':
		case 'messageWaiting':
		case 'messageRevoked':
			return ever(facts.messageId);
		case 'messageEdited':
			return then(facts.messageId, facts.text);
		case 'reaction':
			return then(facts.messageId, sideOf(facts), facts.reaction.emoji);
		case 'ack':
			return ever(facts.messageId, facts.ack, memberOf(facts));
		case 'pollVote':
			return then(facts.messageId, sideOf(facts), ...(facts.selected ?? []));
		case 'eventResponse':
			return then(facts.messageId, sideOf(facts), facts.response);
		case 'call':
			return ever(facts.callId, facts.state);
		case 'sessionStatus':
			return then(
				facts.status,
				...(facts.restrictions === undefined ? [] : [JSON.stringify(facts.restrictions)]),
			);
		case 'chatArchived':
			return then(facts.chatId, String(facts.archived));
		case 'groupJoined':
		case 'groupLeft':
			return aboutThen(facts.chatId);
		case 'groupUpdated':
			return aboutThen(facts.chatId, JSON.stringify(facts.changes));
		case 'groupParticipants':
			return aboutThen(
				facts.chatId,
				facts.action,
				...facts.participants.map(({ participantId }) => participantId),
			);
		case 'groupJoinRequest':
			return aboutThen(facts.chatId, facts.action, facts.participantId);
		case 'label':
			return aboutThen(facts.labelId, facts.action, facts.name, facts.colorHex);
		case 'chatLabel':
			return aboutThen(facts.labelId, facts.action, facts.chatId);
		// People type, stop and type again, but not within a second.
		case 'presence':
			return then(facts.chatId, facts.participantId, facts.presence, facts.lastSeen);
		case 'other':
			return null;
	}
}

/** Whether a message is of an unknown kind and shows nothing. */
const isEmpty = ({ type, text, media, location, contacts }: MessageFields): boolean =>
	type === 'unknown' &&
	[text, media, location].every((part) => part === null) &&
	contacts.length === 0;

/**
 * The keys that identify an event when it comes again in another delivery.
 * @param times in seconds: when the gateway reported it, null if it does not say, and when it arrived
 * @param bareId the part of a message id that all its forms share
 */
export function marksOf(
	facts: EventFacts,
	{
		reportedAt,
		arrivedAt,
	}: { readonly reportedAt: number | null; readonly arrivedAt: number | null },
	bareId: (messageId: string) => string,
): string[][] {
	const sameness = samenessOf(facts);
	if (sameness === null || sameness.id === null) return [];
	const mark = [facts.event, bareId(sameness.id), ...sameness.parts.map((part) => part ?? '')];
	switch (sameness.when) {
		case 'ever':
			return [mark];
		case 'then': {
			const moment = facts.timestamp ?? isoFromSeconds(reportedAt);
			if (moment !== null) return [[...mark, moment]];
			// Nobody makes the same edit twice within minutes; other events without a time may well happen again.
			return facts.event === 'messageEdited'
				? spansOf(arrivedAt).map((span) => [...mark, span])
				: [];
		}
		case 'about then':
			return spansOf(secondsAt(facts.timestamp) ?? reportedAt ?? arrivedAt).map((span) => [
				...mark,
				span,
			]);
	}
}

/** Time spans in two rows, one shifted by half a span: moments less than half a span apart share at least one. */
function spansOf(seconds: number | null): string[] {
	if (seconds === null) return [];
	const spans = seconds / SPAN_SECONDS;
	return [`early ${Math.floor(spans)}`, `late ${Math.floor(spans + 0.5)}`];
}
