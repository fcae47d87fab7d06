import type { Sent, SentInParts, TextSent, WordsSent } from '../../portable/sent';
import {
	chatId,
	forwarded,
	headerImage,
	linkPreview,
	linkPreviewHighQuality,
	lookUpNumber,
	mentions,
	messageId,
	optionText,
	pacing,
	presenceBefore,
	quotedMessageId,
	requiredText,
	session,
	splitLongText,
	text,
	verifyAfterTimeout,
} from '../fields';
import { optionsField } from '../field';
import { command, one, operation } from '../operation';
import type { ActedOnMessage } from './actions';
import { webAddress } from './fields';

export const textOperations = {
	sendText: operation({
		name: 'Send Text',
		action: 'Send a text message',
		description: 'Send a text message to a person, a group or a channel',
		fields: {
			session,
			chatId,
			text,
			options: optionsField({
				forwarded,
				linkPreview,
				linkPreviewHighQuality,
				lookUpNumber,
				mentions,
				...pacing,
				presence: presenceBefore,
				quotedMessageId,
				splitLongText,
				verifyAfterTimeout,
			}),
		},
		returns: one<Sent<TextSent> & SentInParts>(),
	}),
	sendLinkPreview: operation({
		name: 'Send Link Preview',
		action: 'Send a link with preview',
		description: 'Send a link under a title of your own, with a picture if wanted',
		fields: {
			session,
			chatId,
			link: webAddress({
				displayName: 'Link',
				name: 'link',
				placeholder: 'e.g. https://example.com/offer',
			}),
			title: requiredText({
				displayName: 'Title',
				name: 'title',
				placeholder: 'e.g. Our offer of the week',
			}),
			options: optionsField({
				headerImage,
				linkPreviewHighQuality,
				linkText: optionText({
					displayName: 'Text',
					name: 'linkText',
					placeholder: 'e.g. Only until Sunday: https://example.com/offer',
					description: 'The text of the message; a link that is not in it is put behind it',
				}),
				lookUpNumber,
				...pacing,
				previewDescription: optionText({
					displayName: 'Description',
					name: 'previewDescription',
					placeholder: 'e.g. Everything for half the price',
					description: 'Stands below the title',
				}),
				quotedMessageId,
			}),
		},
		returns: one<Sent<WordsSent<'text'>>>(),
	}),
	edit: operation({
		name: 'Edit',
		action: 'Edit a message',
		description: 'Change the text of an own message, or the caption under its file',
		fields: {
			session,
			chatId,
			messageId,
			text,
			options: optionsField({ linkPreview, linkPreviewHighQuality, mentions }),
		},
		returns: command<ActedOnMessage & { text: string }>(),
	}),
};
