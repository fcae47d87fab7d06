import type { Mentions } from '../../../operations/fields';
import { formatChatId } from '../../../portable/ids';
import type { Json } from '../../../portable/json';
import { Refusal } from '../../../portable/refusal';
import type { Plan } from '../../../transport/request';
import { missing, type DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import { textSent } from '../../shared/sent';
import { payloadOnSession, repeatable, toChat, warestMessageId } from '../requests';
import { readSent } from '../shapes';
import {
	protectedTextHint,
	protectText,
	LACKS_OF_SENDS,
	optionsOf,
	sending,
	sent,
	type SendOptions,
	type ToChat,
} from './sending';

const LINK_PREVIEW = 'WARest decides about link previews by itself.';

/** WARest finds mentions in the text itself, so each mentioned person must be written there. */
function refuseUnwritten(mentions: Mentions | undefined, text: string): void {
	if (mentions === undefined) return;
	if (mentions === 'all')
		throw new Refusal('WARest cannot mention everybody', 'Name the people under Mentions.');
	for (const person of mentions) {
		if (person.kind !== 'person')
			throw new Refusal(
				`WARest cannot mention ${formatChatId(person)}, whose phone number is hidden`,
				'Mention people by their phone numbers.',
			);
		if (!new RegExp(`@${person.user}(?!\\d)`).test(text))
			throw new Refusal(
				`WARest mentions only whom the text names, and ${formatChatId(person)} is not in it`,
				'Write @ and the phone number into the text, for example @491701234567.',
			);
	}
}

interface Text extends ToChat {
	readonly text: string;
	readonly options: SendOptions & { readonly mentions?: Mentions };
}

/** Sends a text, for whichever operation. */
export function sendingText(m: Text): Plan<Json> {
	refuseUnwritten(m.options.mentions, m.text);
	const { presence, replyMessageId } = optionsOf(m.options);
	const { forwarded } = m.options;
	return sent(
		m,
		sending(m, 'text', {
			message: protectText(m.text),
			presence,
			replyMessageId,
			// A boolean is ignored here; only the text `true` or `false` works (0.3.44, observed).
			isForwarded: forwarded === undefined ? undefined : String(forwarded),
		}),
	);
}

export const textMessages = {
	edit: {
		build: (m) =>
			payloadOnSession(
				m.session,
				repeatable(
					toChat(m, path`/api/v1/messages/${warestMessageId(m.messageId)}/action/edit`, {
						message: m.text,
					}),
				),
			),
		lacks: {
			linkPreview: LINK_PREVIEW,
			linkPreviewHighQuality: LINK_PREVIEW,
			mentions: 'WARest mentions nobody in an edited message.',
		},
		read: (_, m) => ({
			session: m.session,
			chatId: formatChatId(m.chatId),
			messageId: m.messageId,
			text: m.text,
		}),
	},
	sendLinkPreview: missing(
		'Use Message > Send Text with title and link in the text; WARest adds a preview by itself.',
	),
	sendText: {
		build: sendingText,
		lacks: {
			...LACKS_OF_SENDS,
			linkPreview: LINK_PREVIEW,
			linkPreviewHighQuality: LINK_PREVIEW,
		},
		read: (raw, m) => readSent(raw, m, textSent(m.text, m.options)),
		hint: (_, m) => protectedTextHint(m.text),
	},
} satisfies Partial<DialectOf<'message'>>;
