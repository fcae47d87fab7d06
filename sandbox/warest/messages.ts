import { asString, type JsonObject } from '../http/json';
import { personId, type Session } from '../world';
import { accountPhone, type WarestCall, type WarestContext } from './context';
import { failure, sent, type WarestAnswer } from './envelopes';
import { toJid } from './ids';
import { showPresence } from './send/envelope';
import { sendDocument, sendFiles } from './send/documents';
import { sendButton, sendList } from './send/interactive';
import { sendAudio, sendGif, sendMedia, sendSticker } from './send/media';
import { sendContact, sendLocation, sendPoll } from './send/simple';
import type { WarestRouter } from './router';
import { mentionedPhones, rewriteText } from './text';

const JSON_SENDS = {
	text: sendText,
	button: sendButton,
	list: sendList,
	location: sendLocation,
	poll: sendPoll,
	contact: sendContact,
};
const MEDIA_SENDS = {
	files: sendFiles,
	media: sendMedia,
	document: sendDocument,
	audio: sendAudio,
	gif: sendGif,
	sticker: sendSticker,
};

/** Sending. The GET variant sends as well. */
export function messageRoutes(route: WarestRouter, warest: WarestContext): void {
	for (const [kind, send] of Object.entries(JSON_SENDS)) {
		route('POST', `/messages/send/${kind}`, async (call) => await send(call, warest), 'send');
	}
	// These have no pause, because their body is not parsed yet when the pause is checked (v0.3.44).
	for (const [kind, send] of Object.entries(MEDIA_SENDS)) {
		route('POST', `/messages/send/${kind}`, async (call) => await send(call, warest), 'media');
	}
	route('GET', '/messages/send/text', async (call) => await sendText(call, warest));
}

/** Fields may be in the body or in the query, and only text counts. */
function textField({ body, query }: WarestCall, names: readonly string[]): string | undefined {
	const sources: JsonObject[] = [body, query];
	return sources.flatMap((source) => names.map((name) => asString(source[name]))).find(Boolean);
}

const YES = ['true', '1', 'yes', 'on'];

/** The session is checked before the fields; a boolean `isForwarded` is ignored (v0.3.44, observed). */
async function sendText(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const session = warest.openForMessages(call);
	const to = textField(call, call.names('to'));
	if (to === undefined) throw failure('messages', 400, 1100, "Parameter 'to' is required");
	const message = textField(call, call.names('message'));
	if (message === undefined)
		throw failure('messages', 400, 1100, "Parameter 'message' is required");
	const recipients = to
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter(Boolean);
	const results: object[] = [];
	for (const recipient of recipients) {
		await showPresence(call.body.presence ?? call.query.presence, warest);
		results.push(sendOne(call, session, recipient, message));
	}
	return sent(results, 'Text message sent');
}

function sendOne(call: WarestCall, session: Session, recipient: string, message: string): object {
	const text = rewriteText(message);
	const quotedMessageId = textField(call, call.names('replyMessageId'));
	const isForwarded = YES.includes(textField(call, call.names('isForwarded')) ?? '');
	const mentions = mentionedPhones(text).map(personId);
	const toChat = toJid(recipient);
	const added = session.send({
		chatId: toChat,
		text,
		quotedMessageId,
		forwarded: isForwarded,
		mentions,
	});
	return {
		phone: accountPhone(session),
		to: recipient,
		toJid: toChat,
		messageId: added.id,
		status: 'text success',
		timestamp: added.timestamp,
		advancedInfo: {
			isForwarded,
			quotedMessageId: quotedMessageId ?? null,
			...(mentions.length > 0 ? { mentions } : {}),
		},
	};
}
