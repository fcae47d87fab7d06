import { missing, type Dialect, type DialectOf } from '../../../nodes/WhatsApp/gateways/gateway';
import { formatChatId } from '../../../nodes/WhatsApp/portable/ids';
import { listAt, textAt, type Json } from '../../../nodes/WhatsApp/portable/json';
import { Refusal } from '../../../nodes/WhatsApp/portable/refusal';
import type { SentMessage } from '../../../nodes/WhatsApp/portable/sent';
import type { GatewayRequest } from '../../../nodes/WhatsApp/transport/request';
import { path } from '../../../nodes/WhatsApp/gateways/shared/path';
import { textSent, mentioningSent } from '../../../nodes/WhatsApp/gateways/shared/sent';
import type { ChatId } from '../../../nodes/WhatsApp/portable/ids';

interface ToChat {
	readonly session: string;
	readonly chatId: ChatId;
}

const sending = (m: ToChat, words: string): GatewayRequest => ({
	method: 'POST',
	path: path`/v2/lines/${m.session}/notes`,
	body: { to: formatChatId(m.chatId), words },
	lane: { session: m.session, chat: formatChatId(m.chatId) },
});

const sentMessage = <C extends object>(raw: Json, m: ToChat, content: C): SentMessage & C => ({
	messageId: textAt(raw, 'ticket'),
	chatId: formatChatId(m.chatId),
	session: m.session,
	timestamp: null,
	ack: 'pending',
	isGroup: m.chatId.kind === 'group',
	...content,
});

const NO_OTHER = 'Tern sends texts and pictures; use Message > Send Text.';

const ternMessage: DialectOf<'message'> = {
	sendText: {
		build: (m) => sending(m, m.text),
		lacks: {
			forwarded: 'Tern marks nothing.',
			lookUpNumber: 'Tern looks numbers up by itself.',
		},
		read: (raw, m) => sentMessage(raw, m, textSent(m.text, m.options)),
	},
	sendImage: {
		build: (m) => {
			if (m.media.kind === 'url')
				throw new Refusal('Tern takes no addresses of pictures', 'Give the picture as a file.');
			return {
				...sending(m, m.caption ?? ''),
				upload: { as: 'base64', file: m.media, into: ['picture'] },
			};
		},
		read: (raw, m) => sentMessage(raw, m, mentioningSent('image', m)),
	},
	sendAndWait: missing(NO_OTHER),
	sendVideo: missing(NO_OTHER),
	sendVoice: missing(NO_OTHER),
	sendAudio: missing(NO_OTHER),
	sendDocument: missing(NO_OTHER),
	sendMedia: missing(NO_OTHER),
	sendFiles: missing(NO_OTHER),
	sendGif: missing(NO_OTHER),
	sendSticker: missing(NO_OTHER),
	sendLocation: missing(NO_OTHER),
	sendContact: missing(NO_OTHER),
	sendPoll: missing(NO_OTHER),
	sendEvent: missing(NO_OTHER),
	votePoll: missing(NO_OTHER),
	chooseButton: missing(NO_OTHER),
	sendButtons: missing(NO_OTHER),
	sendList: missing(NO_OTHER),
	sendLinkPreview: missing(NO_OTHER),
	getMany: missing('Tern keeps no messages; keep them in a data table.'),
	get: missing('Tern keeps no messages; keep them in a data table.'),
	edit: missing('Tern cannot change what was sent; send another text.'),
	markAsRead: missing('Tern marks everything as read by itself.'),
	react: missing('Tern has no reactions; send an emoji as a text.'),
	removeReaction: missing('Tern has no reactions.'),
	forward: missing(NO_OTHER),
	pin: missing('Tern cannot pin; do it on the phone.'),
	unpin: missing('Tern cannot pin; do it on the phone.'),
	star: missing('Tern has no stars; do it on the phone.'),
	unstar: missing('Tern has no stars; do it on the phone.'),
	deleteForMe: missing('Tern cannot take back what was sent.'),
	deleteForEveryone: missing('Tern cannot take back what was sent.'),
};

const ternSession: DialectOf<'session'> = {
	getMany: {
		*build({ limit }) {
			const { body } = yield { method: 'GET', path: '/v2/lines', effect: 'read' };
			return listAt(body, 'lines').slice(0, limit);
		},
		read: (raw) => ({
			session: textAt(raw, 'slug') ?? '',
			status: textAt(raw, 'state') === 'up' ? 'working' : 'stopped',
			phone: textAt(raw, 'number'),
			name: null,
			engine: null,
		}),
	},
	get: missing('Use Session > Get Many.'),
	getMe: missing('Use Session > Get Many, which has the number.'),
	getQrCode: missing('Tern shows its code on its own page.'),
	getPairingCode: missing('Tern shows its code on its own page.'),
	getRestrictions: missing('Tern does not tell what WhatsApp restricts.'),
	getScreenshot: missing('Tern has no screen.'),
	create: missing('Tern makes a line when it starts.'),
	update: missing('Tern has no settings.'),
	start: missing('Tern starts a line by itself.'),
	stop: missing('Stop Tern instead.'),
	restart: missing('Start Tern again.'),
	logout: missing('Unlink the device on the phone.'),
	delete: missing('Unlink the device on the phone.'),
};

export const ternDialect: Dialect = {
	message: ternMessage,
	session: ternSession,
	chat: missing('Tern has no list of chats; keep the IDs in a data table.'),
	contact: missing('Tern has no contacts; keep them in a data table.'),
	group: missing('Tern cannot manage groups; do it on the phone.'),
	profile: missing('Tern cannot change the profile; do it on the phone.'),
	presence: missing('Tern shows no presence.'),
	status: missing('Tern cannot post a status.'),
	channel: missing('Tern has no channels.'),
	label: missing('Tern has no labels.'),
	utility: missing('Tern has no tools. n8n has its own.'),
	server: missing('Tern tells nothing of itself.'),
};
