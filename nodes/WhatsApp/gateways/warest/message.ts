import { formatChatId } from '../../portable/ids';
import { defined } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { DialectOf } from '../gateway';
import { path } from '../path';
import {
	inChat,
	payloadOnSession,
	post,
	repeatable,
	toChat,
	warestJid,
	warestMessageId,
} from './requests';
import { readSent } from './shapes';
import { protectedTextHint, protectText } from './text';

const LINK_PREVIEW = 'WARest decides about link previews by itself.';

const pinPath = (m: { chatId: Parameters<typeof warestJid>[0]; messageId: string }): string =>
	path`/api/v1/chats/${warestJid(m.chatId)}/messages/${warestMessageId(m.messageId)}/pin`;

export const warestMessage: DialectOf<'message'> = {
	markAsRead: {
		build: (m) =>
			payloadOnSession(
				m.session,
				repeatable(
					toChat(m, path`/api/v1/messages/${warestMessageId(m.messageId)}/action/mark-as-read`, {}),
				),
			),
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			messageId: m.messageId,
		}),
	},
	pin: {
		build: (m) => {
			if (m.duration !== 'gatewayDefault') {
				throw new Refusal(
					'WARest cannot choose how long a message stays pinned',
					'Leave Duration at Gateway Default.',
				);
			}
			return payloadOnSession(
				m.session,
				repeatable(inChat(m, post(pinPath(m), { sessionId: m.session, pin: true }))),
			);
		},
		read: (_, m) => ({
			session: m.session,
			pinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
			duration: null,
		}),
	},
	sendText: {
		build: (m) =>
			payloadOnSession(
				m.session,
				toChat(
					m,
					'/api/v1/messages/send/text',
					defined({
						message: protectText(m.text),
						replyMessageId: m.options.quotedMessageId && warestMessageId(m.options.quotedMessageId),
						presence: m.options.presence,
						// A boolean is ignored here; only the word counts (0.3.44, observed).
						isForwarded:
							m.options.forwarded === undefined ? undefined : String(m.options.forwarded),
					}),
				),
			),
		lacks: { linkPreview: LINK_PREVIEW, linkPreviewHighQuality: LINK_PREVIEW },
		read: (raw, m) => readSent(raw, m, { type: 'text', text: m.text }),
		hint: (_, m) => protectedTextHint(m.text),
	},
	unpin: {
		build: (m) =>
			payloadOnSession(
				m.session,
				repeatable(inChat(m, post(pinPath(m), { sessionId: m.session, pin: false }))),
			),
		read: (_, m) => ({
			session: m.session,
			unpinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
		}),
	},
};
