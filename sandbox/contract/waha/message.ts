import { waha as route } from '../route';
import { bool, filled, list, num, obj, oneOf, oneOfValues, str } from '../schema';
import { BY_2026, file, inSession, newMessageId as id, toChat } from './common';

const previewFlags = { linkPreview: bool, linkPreviewHighQuality: bool.since(BY_2026) };
const convert = bool.since(BY_2026);
const reply_to = str;
/** Not in any API document, but read by the server and described in its guide on sending. */
const mentions = list(filled);

const labelled = { text: filled.required };
// The field that belongs to the type is required; those of other types are ignored.
const button = oneOf(
	obj({ ...labelled, type: oneOfValues('reply').required, id: str }),
	obj({ ...labelled, type: oneOfValues('url').required, url: filled.required }),
	obj({ ...labelled, type: oneOfValues('call').required, phoneNumber: filled.required }),
	obj({ ...labelled, type: oneOfValues('copy').required, copyCode: filled.required }),
);
// Validated by the server: up to four buttons, everything else optional.
const buttons = {
	header: str,
	headerImage: file,
	body: str,
	footer: str,
	buttons: list(button, 1, 4).required,
};

const row = obj({ title: filled.required, rowId: filled.required, description: str });
const listMessage = obj({
	title: str.required,
	description: str,
	footer: str,
	button: filled.required,
	sections: list(obj({ title: str.required, rows: list(row, 1).required }), 1).required,
});

const event = obj({
	name: filled.required,
	description: str,
	// In seconds since 1970.
	startTime: num.required,
	endTime: num,
	location: obj({ name: filled.required }),
	extraGuestsAllowed: bool,
});

const preview = obj({
	url: filled.required,
	title: str.required,
	description: str.required,
	image: oneOf(obj({ url: filled.required }), obj({ data: filled.required })),
});

const contact = oneOf(
	obj({
		fullName: filled.required,
		phoneNumber: filled.required,
		organization: str,
		whatsappId: str,
	}),
	obj({ vcard: filled.required }),
);
const poll = obj({
	name: filled.required,
	options: list(filled, 1).required,
	multipleAnswers: bool.required,
});
const place = { latitude: num.required, longitude: num.required, title: str.required };
const seen = { messageId: str, messageIds: list(filled).since(BY_2026), participant: str };

export const messageRoutes = [
	route('POST', '/api/sendText', {
		body: { ...toChat, mentions, text: filled.required, reply_to, id, ...previewFlags },
	}),
	route('POST', '/api/sendImage', {
		body: { ...toChat, mentions, file: file.required, caption: str, reply_to },
	}),
	route('POST', '/api/sendFile', {
		body: { ...toChat, mentions, file: file.required, caption: str, reply_to },
	}),
	route('POST', '/api/sendVoice', { body: { ...toChat, file: file.required, convert, reply_to } }),
	route('POST', '/api/sendVideo', {
		body: {
			...toChat,
			mentions,
			file: file.required,
			caption: str,
			asNote: bool,
			convert,
			reply_to,
		},
	}),
	// WebP only. From release notes of 2026.8.2; not yet in any document.
	route('POST', '/api/sendSticker', {
		since: '2026.8.2',
		body: { ...toChat, file: file.required },
	}),
	route('POST', '/api/sendList', {
		since: '2025.8.2',
		body: { ...toChat, message: listMessage.required, reply_to },
	}),
	route('POST', '/api/sendButtons', { validated: true, body: { ...toChat, ...buttons } }),
	route('POST', '/api/sendPoll', { body: { ...toChat, poll: poll.required, reply_to, id } }),
	route('POST', '/api/sendPollVote', {
		since: '2025.8.2',
		body: {
			...toChat,
			pollMessageId: filled.required,
			pollServerId: num,
			votes: list(filled).required,
		},
	}),
	route('POST', '/api/{session}/events', {
		since: BY_2026,
		body: { chatId: filled.required, event: event.required, reply_to },
	}),
	route('POST', '/api/send/buttons/reply', {
		since: BY_2026,
		body: {
			...toChat,
			replyTo: str,
			selectedDisplayText: filled.required,
			selectedButtonID: filled.required,
		},
		answer: 'empty',
	}),
	route('POST', '/api/send/link-custom-preview', {
		since: '2025.4',
		validated: true,
		body: {
			...toChat,
			text: filled.required,
			preview: preview.required,
			reply_to,
			linkPreviewHighQuality: bool,
		},
	}),
	route('POST', '/api/sendLocation', { body: { ...toChat, ...place, reply_to, id } }),
	route('POST', '/api/sendContactVcard', {
		body: { ...toChat, contacts: list(contact, 1).required, reply_to: reply_to.since(BY_2026), id },
	}),
	route('POST', '/api/sendLinkPreview', {
		body: { ...toChat, url: filled.required, title: str.required, id },
	}),
	route('POST', '/api/forwardMessage', { body: { ...toChat, messageId: filled.required, id } }),
	route('POST', '/api/sendSeen', { body: { ...toChat, ...seen } }),
	// An empty text removes a reaction.
	route('PUT', '/api/reaction', {
		body: { ...inSession, messageId: filled.required, reaction: str.required },
	}),
	route('PUT', '/api/star', {
		body: { ...toChat, messageId: filled.required, star: bool.required },
		answer: 'empty',
	}),
];
