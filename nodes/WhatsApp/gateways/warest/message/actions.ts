import { formatChatId, type ChatId } from '../../../portable/ids';
import { defined, type Json, type JsonObject } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import type { GatewayRequest, Plan } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import {
	inChat,
	payloadOnSession,
	post,
	repeatable,
	toChat,
	warestJid,
	warestMessageId,
} from '../requests';

interface OnMessage {
	readonly session: string;
	readonly chatId: ChatId;
	readonly messageId: string;
}

const acted = (m: OnMessage): { session: string; chatId: string; messageId: string } => ({
	session: m.session,
	chatId: formatChatId(m.chatId),
	messageId: m.messageId,
});

/** An action on a message. Each of them may arrive twice without harm. */
const action = (
	m: OnMessage,
	name: string,
	body: JsonObject = {},
	method: GatewayRequest['method'] = 'POST',
): Plan<Json> => {
	const route = path`/api/v1/messages/${warestMessageId(m.messageId)}/action/${name}`;
	return payloadOnSession(m.session, repeatable({ ...toChat(m, route, defined(body)), method }));
};

const pinning = (m: OnMessage, pin: boolean): Plan<Json> => {
	const route = path`/api/v1/chats/${warestJid(m.chatId)}/messages/${warestMessageId(m.messageId)}/pin`;
	return payloadOnSession(
		m.session,
		repeatable(inChat(m, post(route, { sessionId: m.session, pin }))),
	);
};

export const messageActions = {
	deleteForMe: {
		// The session is in the body; the query is not read here (0.3.44, observed).
		build: (m) => action(m, 'delete', { withMedia: m.options.withMedia }, 'DELETE'),
		read: (_, m) => acted(m),
	},
	chooseButton: missing('Send the text of the button with Message > Send Text.'),
	votePoll: missing('WARest cannot vote in polls. Do it on the phone.'),
	forward: missing(
		'Send the content again, with the option Mark as Forwarded of Message > Send Text.',
	),
	markAsRead: {
		build: (m) => action(m, 'mark-as-read'),
		lacks: { otherMessageIds: 'Use one item for each message, or Chat > Mark as Read.' },
		read: (_, m) => acted(m),
	},
	pin: {
		build: (m) => {
			if (m.duration === 'gatewayDefault') return pinning(m, true);
			throw new Refusal(
				'WARest cannot choose how long a message stays pinned',
				'Leave Duration at Gateway Default.',
			);
		},
		read: (_, m) => ({
			session: m.session,
			pinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
			duration: null,
		}),
	},
	react: {
		build: (m) => action(m, 'reaction', { emoji: m.emoji }),
		read: (_, m) => ({ ...acted(m), emoji: m.emoji }),
	},
	removeReaction: { build: (m) => action(m, 'unreaction'), read: (_, m) => acted(m) },
	deleteForEveryone: {
		build: (m) => action(m, 'revoke', { deleteForMe: m.options.deleteForMe }),
		read: (_, m) => acted(m),
	},
	star: {
		build: (m) => action(m, 'star'),
		read: (_, m) => ({ ...acted(m), starred: true }),
	},
	unpin: {
		build: (m) => pinning(m, false),
		read: (_, m) => ({
			session: m.session,
			unpinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
		}),
	},
	unstar: {
		build: (m) => action(m, 'unstar'),
		read: (_, m) => ({ ...acted(m), starred: false }),
	},
} satisfies Partial<DialectOf<'message'>>;
