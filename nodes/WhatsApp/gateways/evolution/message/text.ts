import { formatChatId } from '../../../portable/ids';
import type { Json } from '../../../portable/json';
import type { GatewayRequest, Plan } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { textSent } from '../../shared/sent';
import { inChat, post, repeatable, type ToChat } from '../requests';
import { sentMessage } from '../sent';
import { asJson, wholeKey } from '../stored';
import {
	LACKS_OF_SENDS,
	optionsOf,
	sending,
	sent,
	VERIFY_NEEDS,
	type SendOptions,
} from './sending';

const ONE_PREVIEW = 'Evolution API decides about the picture of a preview by itself.';

interface Text extends ToChat {
	readonly text: string;
	readonly options: SendOptions & { readonly linkPreview?: boolean };
}

/** Sends a text, for whichever operation. */
export const sendingText = (m: Text): GatewayRequest | Plan<Json> =>
	sent(
		m,
		sending(m, 'sendText', {
			text: m.text,
			linkPreview: m.options.linkPreview,
			...optionsOf(m),
		}),
	);

export const textMessages = {
	edit: {
		*build(m) {
			const key = yield* wholeKey(m);
			// The number must be exactly the chat under which the message is stored.
			const body = { number: key.remoteJid, text: m.text, key: asJson(key) };
			return (yield repeatable(inChat(m, post('chat/updateMessage', m.session, body)))).body;
		},
		lacks: {
			linkPreview: 'Evolution API shows no preview in an edited message.',
			linkPreviewHighQuality: ONE_PREVIEW,
			mentions: 'Evolution API mentions nobody in an edited message.',
		},
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			messageId: m.messageId,
			text: m.text,
		}),
	},
	sendLinkPreview: missing(
		'Use Message > Send Text with title and link in the text; Evolution API adds a preview by itself.',
	),
	sendText: {
		optionNeeds: VERIFY_NEEDS,
		build: sendingText,
		lacks: { ...LACKS_OF_SENDS, linkPreviewHighQuality: ONE_PREVIEW },
		read: (raw, m) => sentMessage(raw, m, textSent(m.text, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
