import type { Mentions } from '../../../operations/fields';
import { formatChatId } from '../../../portable/ids';
import { defined, type Json } from '../../../portable/json';
import type { GatewayRequest, Plan } from '../../../transport/request';
import type { DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import { plainTextSent, textSent } from '../../shared/sent';
import { sentMessage } from '../sent';
import { inChat, repeatable } from '../requests';
import { LACKS_OF_SENDS, mentionIds, sending, type ToChat } from './sending';
import { verifiable, VERIFY_NEEDS } from './verified';

interface Text extends ToChat {
	readonly text: string;
	readonly options: {
		readonly linkPreview?: boolean;
		readonly linkPreviewHighQuality?: boolean;
		readonly mentions?: Mentions;
		readonly quotedMessageId?: string;
		readonly verifyAfterTimeout?: boolean;
	};
}

/** A text, whichever operation sends it. */
export const sendingText = (m: Text): GatewayRequest | Plan<Json> =>
	verifiable(
		m,
		sending(m, '/api/sendText', {
			text: m.text,
			reply_to: m.options.quotedMessageId,
			linkPreview: m.options.linkPreview,
			linkPreviewHighQuality: m.options.linkPreviewHighQuality,
			mentions: mentionIds(m.options.mentions),
		}),
	);

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
		build: sendingText,
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, textSent(m.text, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
