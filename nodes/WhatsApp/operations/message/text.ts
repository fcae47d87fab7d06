import type { PlainTextSent, Sent, SentInParts, TextSent } from '../../portable/sent';
import {
	chatId,
	forwarded,
	linkPreview,
	linkPreviewHighQuality,
	lookUpNumber,
	mentions,
	messageId,
	pacing,
	presenceBefore,
	quotedMessageId,
	requiredText,
	session,
	splitLongText,
	text,
	verifyAfterTimeout,
} from '../fields';
import { options } from '../field';
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
			options: options({
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
		description: 'Send a link under a title of your own',
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
			options: options({ lookUpNumber, ...pacing }),
		},
		returns: one<Sent<PlainTextSent>>(),
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
			options: options({ linkPreview, linkPreviewHighQuality, mentions }),
		},
		returns: command<ActedOnMessage & { text: string }>(),
	}),
};
