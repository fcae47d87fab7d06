/** Messages as the gateways write them. */
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';

export const ANNA = '491701112222@c.us';
export const ANNA_RAW = '491701112222@s.whatsapp.net';
export const TEAM = '120363000000000001@g.us';
export const ME = '491700000001@c.us';
export const LID = '98765432101234@lid';
export const CARD =
	'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\\, Countess\nTEL;type=CELL;waid=491701234567:+49 170 1234567\nEND:VCARD';

export const TIME = 1_700_000_000;
export const noweb = (message: Json, more: JsonObject = {}, data: JsonObject = {}): JsonObject => ({
	id: `false_${ANNA}_A`,
	timestamp: TIME,
	from: ANNA,
	fromMe: false,
	body: null,
	hasMedia: false,
	media: null,
	ack: 2,
	ackName: 'DEVICE',
	replyTo: null,
	...more,
	_data: {
		key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A' },
		pushName: 'Anna',
		message,
		...data,
	},
});

export const stored = (more: JsonObject): JsonObject => ({
	id: 'A',
	toJid: ANNA_RAW,
	senderJid: ANNA_RAW,
	fromMe: false,
	messageType: 'conversation',
	body: 'Hi',
	timestamp: TIME,
	isMedia: false,
	mediaType: null,
	mediaMetadata: null,
	messageTypeDetails: null,
	quotedMessageId: null,
	mentionedJids: [],
	reactions: [],
	isEdited: false,
	isDeleted: false,
	deletedAt: null,
	poll: null,
	...more,
});
