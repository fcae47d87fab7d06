import type { ItemField } from './events';

/** The first fields of all output: what it is, where it is, and when it was. */
const OF_THINGS: ReadonlyArray<ItemField | 'success' | 'pinnedMessageId' | 'unpinnedMessageId'> = [
	'success',
	'messageId',
	'pinnedMessageId',
	'unpinnedMessageId',
	'participantId',
	'labelId',
	'contactId',
	'channelId',
	'chatId',
	'session',
	'timestamp',
];
const OF_EVENTS: readonly ItemField[] = [
	'event',
	'eventId',
	'messageId',
	'chatId',
	'session',
	'timestamp',
	'isGroup',
	'canReply',
];

/** The same fields, first those that tell what something is, where and when. The others stay in their order. */
export function inOrder<T extends object>(fields: T): T {
	const first: readonly string[] = Object.hasOwn(fields, 'event') ? OF_EVENTS : OF_THINGS;
	const known = new Map(Object.entries(fields));
	const leading = first.filter((name) => known.has(name)).map((name) => [name, known.get(name)]);
	return { ...Object.fromEntries(leading), ...fields };
}
