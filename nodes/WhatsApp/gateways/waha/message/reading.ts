import { formatChatId } from '../../../portable/ids';
import { isObject } from '../../../portable/json';
import type { Ack } from '../../../portable/shapes';
import { GatewayProblem } from '../../../portable/problem';
import type { DialectOf } from '../../gateway';
import { pages } from '../../shared/paging';
import { path } from '../../shared/path';
import { ACK_NAMES, readMessage } from '../messageShapes';
import { get } from '../requests';
import { entriesOf } from '../shapes';
import type { ToChat } from './sending';

/** Messages per request. WAHA documents no upper limit; this keeps an answer small. */
const PAGE_SIZE = 100;

interface Filter {
	readonly ack?: Ack;
	readonly sentAfter?: Date;
	readonly sentBefore?: Date;
	readonly sentBy?: 'me' | 'others';
}

const seconds = (date: Date | undefined): number | undefined =>
	date === undefined ? undefined : Math.floor(date.getTime() / 1000);

/** The dots are part of the names. */
const filterOf = (options: Filter): Record<string, string | number | boolean | undefined> => ({
	'filter.timestamp.gte': seconds(options.sentAfter),
	'filter.timestamp.lte': seconds(options.sentBefore),
	'filter.fromMe': options.sentBy === undefined ? undefined : options.sentBy === 'me',
	'filter.ack': options.ack === undefined ? undefined : ACK_NAMES[options.ack],
});

const contextOf = (m: ToChat): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
});

export const messageReading = {
	get: {
		// NOWEB and GOWS answer 200 with an empty body for a message they do not have.
		*build(m) {
			const answer = yield get(
				path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${m.messageId}`,
				{ downloadMedia: m.options.downloadMedia, merge: m.options.merge },
			);
			if (isObject(answer.body)) return answer.body;
			throw new GatewayProblem('WAHA does not have this message', {
				status: answer.status,
				hint: 'Check Chat and Message ID. WAHA keeps only what came in while the session was linked.',
			});
		},
		read: (raw, m) => readMessage(raw, contextOf(m)),
	},
	getMany: {
		// WAHA removes reactions and the like after cutting a page, so a short page is not the last one.
		build: (m) =>
			pages({
				limit: m.limit,
				pageSize: PAGE_SIZE,
				shortPages: true,
				request: (offset, count) =>
					get(path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages`, {
						limit: count,
						offset,
						sortOrder: m.options.sortOrder,
						downloadMedia: m.options.downloadMedia,
						merge: m.options.merge,
						...filterOf(m.options),
					}),
				entries: (answer) => entriesOf(answer.body),
			}),
		lacks: {
			mediaOnly: 'Filter the messages in a later node.',
			search: 'Filter the messages in a later node.',
		},
		read: (raw, m) => readMessage(raw, contextOf(m)),
	},
} satisfies Partial<DialectOf<'message'>>;
