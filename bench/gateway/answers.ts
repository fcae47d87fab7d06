import { messageIdOf, SESSION, type BenchItem } from '../items';

/** Seconds since 1970; the exact time does not matter here. */
const MOMENT = 1_767_225_600;

/** WAHA 2025.2.5's answer to a text, with NOWEB. */
export const wahaSent = ({ index, chatId, text }: BenchItem): object => ({
	id: `true_${chatId}_${messageIdOf(index)}`,
	timestamp: MOMENT,
	from: chatId,
	fromMe: true,
	source: 'api',
	to: chatId,
	body: text,
	hasMedia: false,
	ack: 1,
	ackName: 'SERVER',
	replyTo: null,
	_data: {
		key: {
			remoteJid: chatId.replace('@c.us', '@s.whatsapp.net'),
			fromMe: true,
			id: messageIdOf(index),
		},
		message: { extendedTextMessage: { text } },
		messageTimestamp: String(MOMENT),
		status: 'PENDING',
	},
});

/** Evolution API 2.3.7's answer to a message with this content. */
export const evolutionSent = (
	{ index, to }: Pick<BenchItem, 'index' | 'to'>,
	message: object,
): object => ({
	key: { remoteJid: to, fromMe: true, id: messageIdOf(index) },
	pushName: '',
	status: 'PENDING',
	message,
	messageType: Object.keys(message)[0],
	messageTimestamp: MOMENT,
	instanceId: SESSION,
	source: 'unknown',
});

/** WARest 0.3.44's answer to a message. */
export const warestSent = (
	{ index, to }: Pick<BenchItem, 'index' | 'to'>,
	kind: string,
): object => ({
	status: true,
	code: 1000,
	message: 'Message sent',
	results: [
		{
			phone: '628999000111',
			sessionId: SESSION,
			to,
			toJid: to,
			messageId: messageIdOf(index),
			status: `${kind} success`,
			timestamp: MOMENT,
			advancedInfo: { isForwarded: false, quotedMessageId: null },
		},
	],
});
