import { senderFields, type EventFacts } from '../../../../portable/events';
import { isGroupId } from '../../../../portable/ids';
import { at, listAt, numberAt, objectAt, textAt, type JsonObject } from '../../../../portable/json';
import { timeAt } from '../../../../portable/time';
import { personOf } from '../../../shared/received';
import { readIn, type EventReader, type Posted } from './posted';

/** What people do with a message: react to it, receive and read it, vote in it, answer it. */

export const reaction: EventReader = (posted) => {
	const read = readIn(posted, posted.payload);
	const messageId = textAt(posted.payload, 'reaction', 'messageId');
	if (read === null || messageId === null) return null;
	const emoji = textAt(posted.payload, 'reaction', 'text');
	return [
		{
			event: 'reaction',
			chatId: read.chatId,
			timestamp: read.timestamp,
			...senderFields(read),
			messageId,
			reaction: { emoji, removed: emoji === null, messageId },
		},
	];
};

export const ack: EventReader = (posted) => {
	const read = readIn(posted, posted.payload);
	if (read?.messageId == null) return null;
	const { chatId, messageId, fromMe, timestamp } = read;
	const data = at(posted.payload, '_data');
	const others = isGroupId(chatId)
		? [
				textAt(posted.payload, 'participant'),
				textAt(data, 'receipt', 'userJid'),
				textAt(data, 'SenderAlt'),
			]
		: [chatId];
	return [
		{
			event: 'ack',
			chatId,
			timestamp,
			messageId,
			fromMe,
			ack: read.ack,
			...personOf(fromMe ? others : []),
		},
	];
};

export const pollVote: EventReader = (posted) => {
	const selected = listAt(posted.payload, 'vote', 'selectedOptions')
		.map((option) => textAt(option))
		.filter((option) => option !== null);
	return voted(posted, selected);
};

/** WAHA lists no options for a vote that it could not decrypt. */
export const pollVoteFailed: EventReader = (posted) => voted(posted, null);

function voted(posted: Posted, selected: string[] | null): EventFacts[] | null {
	const vote = objectAt(posted.payload, 'vote');
	const read = readIn(posted, { ...vote, participant: voterIn(vote), _data: posted.payload._data });
	const pollMessageId = textAt(posted.payload, 'poll', 'id');
	if (read === null || pollMessageId === null) return null;
	return [
		{
			event: 'pollVote',
			chatId: read.chatId,
			timestamp: timeAt(vote, 'timestamp'),
			...senderFields(read),
			messageId: pollMessageId,
			pollMessageId,
			selected,
		},
	];
}

/** NOWEB of 2024 has the voter only in `from`, even in groups; others have the group there. */
function voterIn(vote: JsonObject): string | null {
	const from = textAt(vote, 'from');
	return textAt(vote, 'participant') ?? (isGroupId(from) ? null : from);
}

const RESPONSES = new Map<string | null, 'going' | 'notGoing' | 'maybe'>([
	['GOING', 'going'],
	['NOT_GOING', 'notGoing'],
	['MAYBE', 'maybe'],
]);

export const eventResponse: EventReader = (posted) => {
	const read = readIn(posted, posted.payload);
	const eventMessageId = textAt(posted.payload, 'eventCreationKey', 'id');
	if (read === null || eventMessageId === null) return null;
	const response = at(posted.payload, 'eventResponse');
	return [
		{
			event: 'eventResponse',
			chatId: read.chatId,
			timestamp: timeAt(response, 'timestampMs') ?? read.timestamp,
			...senderFields(read),
			messageId: eventMessageId,
			eventMessageId,
			response: RESPONSES.get(textAt(response, 'response')) ?? null,
			extraGuests: numberAt(response, 'extraGuestCount'),
		},
	];
};
