import { formatChatId } from '../../../portable/ids';
import type { Json } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import type { Plan } from '../../../transport/request';
import { WithFile, type DialectOf } from '../../gateway';
import { pages } from '../../shared/paging';
import { fileIn, storedFile } from '../files';
import { bareId, evolutionJid, keyOf } from '../ids';
import { readMessage } from '../messageShapes';
import type { ToChat } from '../requests';
import { messagesWhere, recordsIn, storedMessage } from '../stored';

/** Messages per request. The server has no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

const MERGE = 'Evolution API keeps such chats apart; ask for each.';
const ORDER = 'Evolution API always lists the newest first.';
const LATER = 'Filter the messages in a later node.';

/**
 * The earliest and the latest time that a filter can name, because a time range counts only with both its ends (2.3.7,
 * observed).
 */
const FIRST = new Date(Date.UTC(2000, 0));
const LAST = new Date(Date.UTC(2099, 11, 31));

const contextOf = (m: ToChat): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
});

interface Filter {
	readonly sentAfter?: Date;
	readonly sentBefore?: Date;
	readonly sentBy?: 'me' | 'others';
}

function whereOf(m: ToChat, { sentAfter, sentBefore, sentBy }: Filter): Record<string, Json> {
	if (sentBy === 'others')
		throw new Refusal(
			'Evolution API cannot leave out own messages',
			'Remove Sent By, and filter the messages by fromMe in a later node.',
		);
	return {
		key: {
			remoteJid: evolutionJid(m.chatId),
			// Only true can be requested: false is ignored (2.3.7, observed).
			...(sentBy === 'me' ? { fromMe: true } : {}),
		},
		...(sentAfter === undefined && sentBefore === undefined
			? {}
			: {
					messageTimestamp: {
						gte: (sentAfter ?? FIRST).toISOString(),
						lte: (sentBefore ?? LAST).toISOString(),
					},
				}),
	};
}

/** The message together with its file, for which the server has no address. */
function* withFileOf(session: string, record: Json): Plan<Json | WithFile> {
	const question = storedFile(session, record);
	if (question === null) return record;
	const file = fileIn((yield question).body);
	return file === null ? record : new WithFile(record, { ...file, about: {} });
}

export const messageReading = {
	get: {
		*build(m) {
			// With a whole id the chat is checked, too, because the server searches by the id alone.
			const id = keyOf(m.messageId, m.chatId)?.id ?? bareId(m.messageId);
			const record = yield* storedMessage(m, id);
			return m.options.downloadMedia === true ? yield* withFileOf(m.session, record) : record;
		},
		lacks: { merge: MERGE },
		read: (raw, m) => readMessage(raw, contextOf(m)),
	},
	getMany: {
		build(m) {
			const size = Math.min(m.limit, PAGE_SIZE);
			const where = whereOf(m, m.options);
			return pages({
				limit: m.limit,
				pageSize: size,
				request: (offset) => messagesWhere(m.session, where, Math.floor(offset / size) + 1, size),
				entries: recordsIn,
			});
		},
		lacks: {
			ack: LATER,
			downloadMedia: 'Use Message > Get for each message whose file is wanted.',
			mediaOnly: LATER,
			merge: MERGE,
			search: LATER,
			sortOrder: ORDER,
		},
		read: (raw, m) => readMessage(raw, contextOf(m)),
	},
} satisfies Partial<DialectOf<'message'>>;
