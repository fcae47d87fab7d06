import { formatChatId } from '../../../portable/ids';
import { listAt } from '../../../portable/json';
import { missing, type DialectOf } from '../../gateway';
import { pages } from '../../shared/paging';
import { path } from '../../shared/path';
import { warestPayload } from '../answers';
import { keptJid } from '../listed';
import { readMessage } from '../messageShapes';
import { onSession, read } from '../requests';

/** Most messages in one answer; a larger limit is silently reduced (0.3.44). */
const PAGE_SIZE = 500;

export const messageReading = {
	get: missing('Use Message > Get Many with the option Search, or with the moment it was sent.'),
	getMany: {
		build: (m) =>
			pages({
				limit: m.limit,
				pageSize: PAGE_SIZE,
				request: (offset, count) =>
					onSession(m.session, {
						...read(path`/api/v1/chats/${keptJid(m.chatId)}/messages`, {
							sessionId: m.session,
							limit: count,
							offset,
							// Seconds since 1970, as in its documents, find nothing (0.3.44, observed).
							startTime: m.options.sentAfter?.toISOString(),
							endTime: m.options.sentBefore?.toISOString(),
							mediaOnly: m.options.mediaOnly,
							search: m.options.search,
						}),
						cost: 2,
					}),
				entries: (answer) => listAt(warestPayload(answer), 'data'),
			}),
		lacks: {
			ack: 'WARest does not keep what became of a message.',
			downloadMedia: 'WARest downloads what comes in by itself.',
			merge: 'WARest always lists such chats apart.',
			sentBy: 'Filter the messages by fromMe in a later node.',
			sortOrder: 'WARest always lists the newest first.',
		},
		read: (raw, m) => readMessage(raw, { session: m.session, chatId: formatChatId(m.chatId) }),
	},
} satisfies Partial<DialectOf<'message'>>;
