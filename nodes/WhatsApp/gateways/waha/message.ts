import { formatChatId } from '../../portable/ids';
import { defined } from '../../portable/json';
import type { DialectOf } from '../gateway';
import { path } from '../path';
import { inChat, post, repeatable } from './requests';
import { participantOf, readSent } from './shapes';

/** What "Gateway Default" means: WAHA wants a number, and 24 hours is what its documents show first (2026.7.1). */
const DEFAULT_PIN_SECONDS = 86_400;

export const wahaMessage: DialectOf<'message'> = {
	markAsRead: {
		build: (m) =>
			repeatable(
				inChat(
					m,
					post(
						'/api/sendSeen',
						defined({
							session: m.session,
							chatId: formatChatId(m.chatId),
							messageId: m.messageId,
							participant: participantOf(m.messageId) ?? undefined,
						}),
					),
				),
			),
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			messageId: m.messageId,
		}),
	},
	pin: {
		build: (m) =>
			repeatable(
				inChat(
					m,
					post(
						path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${m.messageId}/pin`,
						{
							duration: m.duration === 'gatewayDefault' ? DEFAULT_PIN_SECONDS : Number(m.duration),
						},
					),
				),
			),
		read: (_, m) => ({
			session: m.session,
			pinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
			duration: m.duration === 'gatewayDefault' ? DEFAULT_PIN_SECONDS : Number(m.duration),
		}),
	},
	sendText: {
		build: (m) =>
			inChat(
				m,
				post(
					'/api/sendText',
					defined({
						session: m.session,
						chatId: formatChatId(m.chatId),
						text: m.text,
						reply_to: m.options.quotedMessageId,
						linkPreview: m.options.linkPreview,
						linkPreviewHighQuality: m.options.linkPreviewHighQuality,
					}),
				),
			),
		lacks: {
			forwarded: 'Use Message > Forward to pass on a message that exists.',
			presence: 'Use Presence > Start Typing before the message.',
		},
		read: (raw, m) => readSent(raw, m, { type: 'text', text: m.text }),
	},
	unpin: {
		build: (m) =>
			repeatable(
				inChat(
					m,
					post(
						path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${m.messageId}/unpin`,
					),
				),
			),
		read: (_, m) => ({
			session: m.session,
			unpinnedMessageId: m.messageId,
			chatId: formatChatId(m.chatId),
		}),
	},
};
