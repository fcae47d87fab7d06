import { evolution as route } from '../route';
import { between, bool, filled, list, num, obj, oneOfValues, open, str, text } from '../schema';
import {
	key,
	keyInGroup,
	messageId,
	options,
	page,
	selectable,
	source,
	timestamps,
	toNumber,
} from './common';

/** The form field for a file, instead of the address or the base64. */
const file = { field: 'file', many: false };
const upload = (instead: string) => filled.insteadOf(instead);

const button = obj({
	type: oneOfValues('reply', 'copy', 'url', 'call', 'pix').required,
	displayText: str,
	id: str,
	url: str,
	copyCode: str,
	phoneNumber: str,
});
// An empty description of a row is refused, so it must be left out.
const row = obj({ title: filled.required, description: filled, rowId: filled.required });
const section = obj({ title: filled.required, rows: list(row, 1).required });
const contact = obj({
	fullName: filled.required,
	phoneNumber: text({ min: 10 }).required,
	wuid: filled,
	organization: filled,
	email: filled,
	url: filled,
});
const send = (path: string, body: Parameters<typeof route>[2] = {}) =>
	route('POST', `/message/${path}/{instance}`, { ...body, success: 201 });

export const messageRoutes = [
	send('sendText', {
		body: { ...toNumber, text: str.required, linkPreview: bool, ...options, messageId },
	}),
	send('sendMedia', {
		file,
		body: {
			...toNumber,
			mediatype: oneOfValues('image', 'document', 'video', 'audio').required,
			media: source.required,
			file: upload('media'),
			mimetype: str,
			fileName: str,
			caption: str,
			gifPlayback: bool.since('2.4.0'),
			gifAttribution: between(0, 2).since('2.4.0'),
			...options,
			messageId,
		},
	}),
	send('sendWhatsAppAudio', {
		file,
		body: {
			...toNumber,
			audio: source.required,
			file: upload('audio'),
			encoding: bool,
			...options,
		},
	}),
	send('sendPtv', {
		file,
		body: {
			...toNumber,
			video: source.required,
			file: upload('video'),
			...options,
			messageId,
		},
	}),
	// Forms are broken here: 500 (2.3.7, observed).
	send('sendSticker', {
		body: {
			...toNumber,
			sticker: source.required,
			notConvertSticker: bool,
			...options,
			messageId,
		},
	}),
	send('sendLocation', {
		body: {
			...toNumber,
			latitude: num.required,
			longitude: num.required,
			name: str.required,
			address: str.required,
			...options,
		},
	}),
	send('sendContact', { body: { ...toNumber, contact: list(contact, 1).required } }),
	send('sendPoll', {
		body: {
			...toNumber,
			name: filled.required,
			selectableCount: selectable.required,
			values: list(filled, 2, 10).required,
			...options,
			messageId,
		},
	}),
	send('sendButtons', {
		body: {
			...toNumber,
			title: str,
			description: str,
			footer: str,
			thumbnailUrl: str,
			buttons: list(button, 1).required,
			...options,
		},
	}),
	send('sendList', {
		body: {
			...toNumber,
			title: filled.required,
			description: str,
			footerText: str.required,
			buttonText: filled.required,
			sections: list(section, 1).required,
			...options,
		},
	}),
	// An empty text removes a reaction.
	send('sendReaction', { body: { key: keyInGroup.required, reaction: str.required } }),
	send('sendStatus', {
		file,
		body: {
			type: oneOfValues('text', 'image', 'audio', 'video').required,
			content: filled.required,
			file: upload('content'),
			caption: str,
			backgroundColor: str,
			font: between(0, 5),
			statusJidList: list(filled),
			allContacts: bool,
		},
	}),
	route('POST', '/chat/updateMessage/{instance}', {
		body: { ...toNumber, text: str.required, key: keyInGroup.required },
	}),
	// A DELETE with a body.
	route('DELETE', '/chat/deleteMessageForEveryone/{instance}', {
		success: 201,
		body: {
			id: filled.required,
			remoteJid: filled.required,
			fromMe: bool.required,
			participant: str,
		},
	}),
	route('POST', '/chat/findMessages/{instance}', {
		body: {
			where: obj({
				key: obj({
					remoteJid: str,
					id: str,
					fromMe: bool,
					remoteJidAlt: str.since('2.3.7'),
				}),
				messageType: str,
				messageTimestamp: timestamps,
			}),
			...page,
		},
	}),
	route('POST', '/chat/markMessageAsRead/{instance}', {
		success: 201,
		body: { readMessages: list(key, 1).required },
	}),
	route('POST', '/chat/getBase64FromMediaMessage/{instance}', {
		success: 201,
		body: {
			// `{key:{id}}` for a stored message, else the whole message.
			message: open.required,
			convertToMp4: bool,
		},
	}),
	route('POST', '/chat/getPollVote/{instance}', {
		since: '2.4.0',
		body: { message: open.required, remoteJid: filled.required },
	}),
	route('GET', '/baileys/generateMessageID/{instance}', { since: '2.4.0' }),
];
