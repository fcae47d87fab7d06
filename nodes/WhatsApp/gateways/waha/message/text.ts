import { formatChatId } from '../../../portable/ids';
import { defined } from '../../../portable/json';
import type { DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import { plainTextSent, textSent } from '../../shared/sent';
import { sentMessage } from '../sent';
import { inChat, repeatable } from '../requests';
import { LACKS_OF_SENDS, mentionIds, sending } from './sending';
import { verifiable, VERIFY_NEEDS } from './verified';

export const textMessages = {
	edit: {
		build: (m) =>
			repeatable(
				inChat(m, {
					method: 'PUT',
					path: path`/api/${m.session}/chats/${formatChatId(m.chatId)}/messages/${m.messageId}`,
					body: defined({
						text: m.text,
						linkPreview: m.options.linkPreview,
						linkPreviewHighQuality: m.options.linkPreviewHighQuality,
						mentions: mentionIds(m.options.mentions),
					}),
				}),
			),
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			messageId: m.messageId,
			text: m.text,
		}),
	},
	sendLinkPreview: {
		build: (m) => sending(m, '/api/sendLinkPreview', { url: m.link, title: m.title }),
		read: (raw, m) => sentMessage(raw, m, plainTextSent(`${m.title}\n${m.link}`)),
	},
	sendText: {
		optionNeeds: VERIFY_NEEDS,
		build: (m) =>
			verifiable(
				m,
				sending(m, '/api/sendText', {
					text: m.text,
					reply_to: m.options.quotedMessageId,
					linkPreview: m.options.linkPreview,
					linkPreviewHighQuality: m.options.linkPreviewHighQuality,
					mentions: mentionIds(m.options.mentions),
				}),
			),
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, textSent(m.text, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
