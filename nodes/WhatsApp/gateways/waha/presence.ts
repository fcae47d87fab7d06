import type { Presence } from '../../operations/presence';
import { PRESENCES } from '../../portable/shapes';
import { formatChatId, portableId, type ChatId } from '../../portable/ids';
import { listAt, textAt, type Json } from '../../portable/json';
import { timeAt } from '../../portable/time';
import type { GatewayRequest } from '../../transport/request';
import type { DialectOf } from '../gateway';
import { path } from '../shared/path';
import { get, inChat, post, repeatable } from './requests';
import { entriesOf } from './shapes';
import { NOT_WEBJS } from './needs';

interface InChat {
	readonly session: string;
	readonly chatId: ChatId;
}

const acted = (m: InChat): { session: string; chatId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
});

const typing = (m: InChat, route: string): GatewayRequest =>
	repeatable(inChat(m, post(route, acted(m))));

const readPresence = (raw: Json, session: string, chatId: string | null): Presence => ({
	session,
	chatId: portableId(textAt(raw, 'id')) ?? chatId ?? '',
	presences: listAt(raw, 'presences').map((entry) => ({
		participantId: portableId(textAt(entry, 'participant')),
		presence: PRESENCES.find((value) => value === textAt(entry, 'lastKnownPresence')) ?? null,
		lastSeen: timeAt(entry, 'lastSeen'),
	})),
});

export const wahaPresence: DialectOf<'presence'> = {
	get: {
		build: (m) => get(path`/api/${m.session}/presence/${formatChatId(m.chatId)}`),
		read: (raw, m) => readPresence(raw, m.session, formatChatId(m.chatId)),
	},
	getMany: {
		needs: NOT_WEBJS,
		*build({ session, limit }) {
			return entriesOf((yield get(path`/api/${session}/presence`)).body).slice(0, limit);
		},
		read: (raw, { session }) => readPresence(raw, session, null),
	},
	set: {
		build: ({ session, shown }) => {
			const url = path`/api/${session}/presence`;
			// WAHA refuses a chat together with online or offline (2024.10, observed).
			if (shown.chatId === null) return repeatable(post(url, { presence: shown.value }));
			return repeatable(
				inChat(
					{ session, chatId: shown.chatId },
					post(url, { presence: shown.value, chatId: formatChatId(shown.chatId) }),
				),
			);
		},
		read: (_, { session, shown }) => ({
			session,
			presence: shown.value,
			chatId: shown.chatId === null ? null : formatChatId(shown.chatId),
		}),
	},
	startTyping: {
		build: (m) => typing(m, '/api/startTyping'),
		read: (_, m) => acted(m),
	},
	stopTyping: {
		build: (m) => typing(m, '/api/stopTyping'),
		read: (_, m) => acted(m),
	},
	subscribe: {
		build: (m) =>
			repeatable(
				inChat(m, post(path`/api/${m.session}/presence/${formatChatId(m.chatId)}/subscribe`)),
			),
		read: (_, m) => acted(m),
	},
};
