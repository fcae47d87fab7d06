import { senderFields, type EventFacts } from '../../../../portable/events';
import { isGroupId } from '../../../../portable/ids';
import { at, listAt, numberAt, objectAt, textAt, type JsonObject } from '../../../../portable/json';
import { timeAt } from '../../../../portable/time';
import { personOf } from '../../../shared/received';
import { readIn, type Reader, type Told } from './told';

/** What people do with a message: react to it, get and read it, vote in it, answer it. */

export const reaction: Reader = (told) => {
	const read = readIn(told, told.payload);
	const messageId = textAt(told.payload, 'reaction', 'messageId');
	if (read === null || messageId === null) return null;
	const emoji = textAt(told.payload, 'reaction', 'text');
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

export const ack: Reader = (told) => {
	const read = readIn(told, told.payload);
	if (read?.messageId == null) return null;
	const { chatId, messageId, fromMe, timestamp } = read;
	const data = at(told.payload, '_data');
	const others = isGroupId(chatId)
		? [
				textAt(told.payload, 'participant'),
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

export const pollVote: Reader = (told) => {
	const selected = listAt(told.payload, 'vote', 'selectedOptions')
		.map((option) => textAt(option))
		.filter((option) => option !== null);
	return voted(told, selected);
};

/** WAHA lists no options of a vote that it could not decrypt. */
export const pollVoteFailed: Reader = (told) => voted(told, null);

function voted(told: Told, selected: string[] | null): EventFacts[] | null {
	const vote = objectAt(told.payload, 'vote');
	const read = readIn(told, { ...vote, participant: voterIn(vote), _data: told.payload._data });
	const pollMessageId = textAt(told.payload, 'poll', 'id');
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

/** NOWEB of 2024 has the voter in `from` alone, also in groups; others have the group there. */
function voterIn(vote: JsonObject): string | null {
	const from = textAt(vote, 'from');
	return textAt(vote, 'participant') ?? (isGroupId(from) ? null : from);
}

const RESPONSES = new Map<string | null, 'going' | 'notGoing' | 'maybe'>([
	['GOING', 'going'],
	['NOT_GOING', 'notGoing'],
	['MAYBE', 'maybe'],
]);

export const eventResponse: Reader = (told) => {
	const read = readIn(told, told.payload);
	const eventMessageId = textAt(told.payload, 'eventCreationKey', 'id');
	if (read === null || eventMessageId === null) return null;
	const response = at(told.payload, 'eventResponse');
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
