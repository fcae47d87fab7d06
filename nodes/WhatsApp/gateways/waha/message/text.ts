import type { Mentions } from '../../../operations/fields';
import { formatChatId } from '../../../portable/ids';
import { defined, type Json } from '../../../portable/json';
import type { GatewayRequest, Plan } from '../../../transport/request';
import type { DialectOf } from '../../gateway';
import { path } from '../../shared/path';
import { requireType } from '../../shared/fileType';
import { textSent, wordsSent } from '../../shared/sent';
import type { MediaInput } from '../../../portable/media';
import { CUSTOM_PREVIEWS } from '../needs';
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

/** Sends a text, for whichever operation. */
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

interface Preview extends ToChat {
	readonly link: string;
	readonly title: string;
	readonly options: {
		readonly headerImage?: MediaInput;
		readonly linkPreviewHighQuality?: boolean;
		readonly linkText?: string;
		readonly previewDescription?: string;
		readonly quotedMessageId?: string;
	};
}

/** Whether the preview needs more than the older route offers, which every version and engine has. */
const isCustom = ({ options }: Preview): boolean =>
	[
		options.headerImage,
		options.linkPreviewHighQuality,
		options.linkText,
		options.previewDescription,
		options.quotedMessageId,
	].some((option) => option !== undefined);

/** The text must contain the link, or WhatsApp shows no preview. */
function textWithLink({ link, options: { linkText } }: Preview): string {
	if (linkText === undefined) return link;
	return linkText.includes(link) ? linkText : `${linkText}\n${link}`;
}

/** The image of a preview is an address or base64, without a type and a name. */
function customPreview(m: Preview): GatewayRequest {
	const {
		headerImage: image,
		linkPreviewHighQuality,
		previewDescription,
		quotedMessageId,
	} = m.options;
	if (image !== undefined) requireType(image, ['image/'], 'The preview takes a picture.');
	const request = sending(m, '/api/send/link-custom-preview', {
		text: textWithLink(m),
		reply_to: quotedMessageId,
		linkPreviewHighQuality,
		preview: defined({
			url: m.link,
			title: m.title,
			// The field is required; an empty text stands for none.
			description: previewDescription ?? '',
			image: image?.kind === 'url' ? { url: image.url } : undefined,
		}),
	});
	if (image === undefined || image.kind === 'url') return request;
	return { ...request, upload: { as: 'base64', file: image, into: ['preview', 'image', 'data'] } };
}

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
		optionNeeds: {
			headerImage: CUSTOM_PREVIEWS,
			linkPreviewHighQuality: CUSTOM_PREVIEWS,
			linkText: CUSTOM_PREVIEWS,
			previewDescription: CUSTOM_PREVIEWS,
			quotedMessageId: CUSTOM_PREVIEWS,
		},
		build: (m) =>
			isCustom(m)
				? customPreview(m)
				: sending(m, '/api/sendLinkPreview', { url: m.link, title: m.title }),
		read: (raw, m) =>
			sentMessage(
				raw,
				m,
				wordsSent('text', isCustom(m) ? textWithLink(m) : `${m.title}\n${m.link}`, m.options),
			),
	},
	sendText: {
		optionNeeds: VERIFY_NEEDS,
		build: sendingText,
		lacks: LACKS_OF_SENDS,
		read: (raw, m) => sentMessage(raw, m, textSent(m.text, m.options)),
	},
} satisfies Partial<DialectOf<'message'>>;
