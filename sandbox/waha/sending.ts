import { asObject, asString, isObject, stringsOf } from '../http/json';
import type {
	ContactCard,
	ListRow,
	ListSection,
	MediaKind,
	MessageButton,
	MessageContent,
	NewMessage,
	Session,
} from '../world';
import { sentMessage } from './sent';
import type { WahaCall, WahaContext } from './context';
import { badRequest, unprocessable } from './errors';
import { type SessionHandler, sessionRouter, textIn } from './guard';
import { bareMessageId, fromChatId } from './ids';
import { readFile } from './media';
import { refuseRestricted } from './restrictions';
import type { WahaRouter } from './router';
import { wahaMessage } from './shapes';
import { buttonProblems } from './validation';

/** Everything that can be sent besides plain text. */
export function sendingRoutes(route: WahaRouter, waha: WahaContext): void {
	const guarded = sessionRouter(route, waha);
	const media: Array<[path: string, kind: MediaKind]> = [
		['/api/sendImage', 'image'],
		['/api/sendFile', 'document'],
		['/api/sendVoice', 'voice'],
		['/api/sendVideo', 'video'],
		['/api/sendSticker', 'sticker'],
	];
	for (const [path, kind] of media) guarded('POST', path, sendFile(kind, waha), { media: true });
	guarded('POST', '/api/sendList', sendList(waha));
	guarded('POST', '/api/sendButtons', sendButtons(waha), { unchecked: true });
	guarded('POST', '/api/sendPoll', sendPoll(waha));
	guarded('POST', '/api/sendPollVote', votePoll(waha));
	guarded('POST', '/api/:session/events', sendEvent(waha));
	guarded('POST', '/api/send/buttons/reply', chooseButton(waha));
	guarded('POST', '/api/send/link-custom-preview', sendCustomPreview(waha));
	guarded('POST', '/api/sendLocation', sendLocation(waha));
	guarded('POST', '/api/sendContactVcard', sendContacts(waha));
	guarded('POST', '/api/sendLinkPreview', sendLinkPreview(waha));
	guarded('POST', '/api/forwardMessage', forward(waha));
}

/** A message missing from the store is not quoted, without an error. */
export function quotedId(replyTo: unknown, session: Session): string | undefined {
	if (!replyTo) return undefined;
	const id = bareMessageId(replyTo, true);
	return session.chats.messageAnywhere(id) ? id : undefined;
}

/** An id created in advance, if the server supports that. */
export function chosenId(call: WahaCall, { version }: WahaContext): string | undefined {
	return version.takesMessageId ? asString(call.body.id) || undefined : undefined;
}

/** Where a message goes, whom it quotes and which id it gets: the same for all sends. */
export function envelope(
	call: WahaCall,
	session: Session,
	waha: WahaContext,
): Pick<NewMessage, 'chatId' | 'id' | 'quotedMessageId' | 'mentions'> {
	const { is2024 } = waha.version;
	const chatId = fromChatId(call.body.chatId, is2024);
	refuseRestricted(session, chatId);
	return {
		chatId,
		id: chosenId(call, waha),
		quotedMessageId: quotedId(call.body.reply_to, session),
		mentions: stringsOf(call.body.mentions).map((mention) => fromChatId(mention, is2024)),
	};
}

/** Routes without an `id` in their contract ignore it. */
function sendFile(kind: MediaKind, waha: WahaContext): SessionHandler {
	return async (call, session) => {
		const caption = kind === 'voice' ? undefined : asString(call.body.caption);
		const media = await readFile(call.body.file, kind, caption);
		const { id: _unread, ...to } = envelope(call, session, waha);
		return sentMessage(session.send({ ...to, text: caption ?? '', media }));
	};
}

function sendContent(
	call: WahaCall,
	session: Session,
	waha: WahaContext,
	content: MessageContent,
): ReturnType<Session['send']> {
	return session.send({ ...envelope(call, session, waha), text: '', content });
}

/** A poll with multiple answers allows as many as there are options (server source). */
function sendPoll(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { name, options, multipleAnswers } = asObject(call.body.poll);
		const choices = stringsOf(options);
		const selectable = multipleAnswers === true ? choices.length : 1;
		const poll = { question: asString(name) ?? '', options: choices, selectable };
		const message = sendContent(call, session, waha, { type: 'poll', poll });
		return wahaMessage(message, session, waha, false);
	};
}

/** A complete new choice of answers in somebody's poll. */
function votePoll({ version }: WahaContext): SessionHandler {
	return (call, session) => {
		const id = bareMessageId(call.body.pollMessageId, version.is2024);
		const poll = session.chats.messageAnywhere(id);
		if (poll?.content?.type !== 'poll') throw new Error(`Poll message '${id}' not found`);
		const { options } = poll.content.poll;
		const votes = stringsOf(call.body.votes);
		const unknown = votes.find((vote) => !options.includes(vote));
		if (unknown !== undefined) throw new Error(`The poll has no option '${unknown}'`);
		session.chats.vote(poll, session.myId, votes);
		return null;
	};
}

/** An invitation to a calendar event, in WhatsApp's own form. */
function sendEvent(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const eventMessage = asObject(call.body.event);
		const message = session.send({
			...envelope(call, session, waha),
			id: undefined,
			text: asString(eventMessage.name) ?? '',
			content: { type: 'proto', message: { eventMessage } },
		});
		return wahaMessage(message, session, waha, false);
	};
}

/** The answer of a person who pressed a button. */
function chooseButton(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const [text, id] = [textIn(call, 'selectedDisplayText'), textIn(call, 'selectedButtonID')];
		session.send({
			...envelope(call, session, waha),
			id: undefined,
			quotedMessageId: quotedId(call.body.replyTo, session),
			text,
			content: { type: 'buttonReply', form: 'buttons', id, text },
		});
		return null;
	};
}

function sendCustomPreview(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { id: _unread, ...to } = envelope(call, session, waha);
		return sentMessage(session.send({ ...to, text: textIn(call, 'text') }));
	};
}

function sendLocation(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const location = {
			latitude: Number(call.body.latitude),
			longitude: Number(call.body.longitude),
			name: asString(call.body.title) || null,
			address: null,
		};
		return sentMessage(sendContent(call, session, waha, { type: 'location', location }));
	};
}

function sendContacts(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { contacts } = call.body;
		const cards = Array.isArray(contacts) ? contacts.map((entry: unknown) => cardOf(entry)) : [];
		return sentMessage(sendContent(call, session, waha, { type: 'contacts', contacts: cards }));
	};
}

/** The server writes the vCard itself if none is given. */
function cardOf(entry: unknown): ContactCard {
	const { fullName, phoneNumber, organization, whatsappId, vcard } = asObject(entry);
	const name = asString(fullName) ?? null;
	const phone = asString(phoneNumber) ?? null;
	const company = asString(organization) || null;
	const waid = asString(whatsappId);
	const written = [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`FN:${name ?? ''}`,
		...(company ? [`ORG:${company};`] : []),
		`TEL;type=CELL;type=VOICE${waid ? `;waid=${waid}` : ''}:${phone ?? ''}`,
		'END:VCARD',
	].join('\n');
	return {
		name,
		phone,
		organization: company,
		email: null,
		vcard: asString(vcard) || written,
	};
}

/** NOWEB has no preview of its own here, and sends the title and the address as text (server source). */
function sendLinkPreview(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const text = `${textIn(call, 'title')}\n${textIn(call, 'url')}`;
		return sentMessage(session.send({ ...envelope(call, session, waha), text }));
	};
}

function forward(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const id = bareMessageId(call.body.messageId, false);
		const original = session.chats.messageAnywhere(id);
		if (!original || original.revoked)
			throw unprocessable(`Message with id '${textIn(call, 'messageId')}' not found`);
		const { media, content, text } = original;
		const message = session.send({
			...envelope(call, session, waha),
			text,
			forwarded: true,
			...(media ? { media } : {}),
			...(content ? { content } : {}),
		});
		return wahaMessage(message, session, waha, false);
	};
}

function sendList(waha: WahaContext): SessionHandler {
	return (call, session) => {
		const { title, description, footer, button, sections } = asObject(call.body.message);
		const content: MessageContent = {
			type: 'list',
			title: asString(title) || null,
			footer: asString(footer) || null,
			image: null,
			buttonText: asString(button) ?? '',
			sections: Array.isArray(sections) ? sections.map((entry: unknown) => sectionOf(entry)) : [],
		};
		const text = asString(description) ?? '';
		const to = envelope(call, session, waha);
		return sentMessage(session.send({ ...to, id: undefined, text, content }));
	};
}

function sectionOf(entry: unknown): ListSection {
	const { title, rows } = asObject(entry);
	return {
		title: asString(title) || null,
		rows: Array.isArray(rows) ? rows.map((row: unknown) => rowOf(row)) : [],
	};
}

function rowOf(entry: unknown): ListRow {
	const { title, rowId, description } = asObject(entry);
	return {
		id: asString(rowId) ?? '',
		title: asString(title) ?? '',
		description: asString(description) || null,
	};
}

/** The only send with a validation pipe, which checks only the buttons. */
function sendButtons(waha: WahaContext): SessionHandler {
	return async (call, session) => {
		const { body } = call;
		const problems = buttonProblems(body.buttons);
		if (problems.length > 0) throw badRequest(problems);
		const image = isObject(body.headerImage)
			? await readFile(body.headerImage, 'image')
			: undefined;
		const content: MessageContent = {
			type: 'buttons',
			header: asString(body.header) ?? null,
			footer: asString(body.footer) ?? null,
			image: image ? (image.url ?? image.fileName ?? image.mimeType) : null,
			buttons: Array.isArray(body.buttons)
				? body.buttons.map((entry: unknown) => buttonOf(entry))
				: [],
		};
		const { chatId } = envelope(call, session, waha);
		const text = asString(body.body) ?? '';
		return sentMessage(session.send({ chatId, text, content, ...(image ? { media: image } : {}) }));
	};
}

const BUTTON_VALUES = { reply: 'id', url: 'url', call: 'phoneNumber', copy: 'copyCode' };

function buttonOf(entry: unknown): MessageButton {
	const button = asObject(entry);
	const kind = isButtonKind(button.type) ? button.type : 'reply';
	return {
		kind,
		text: asString(button.text) ?? '',
		value: asString(button[BUTTON_VALUES[kind]]) ?? null,
	};
}

function isButtonKind(value: unknown): value is MessageButton['kind'] {
	return typeof value === 'string' && value in BUTTON_VALUES;
}
