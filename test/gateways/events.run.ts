import {
	wahaDownload,
	wahaEvents,
	wahaIdentify,
} from '../../nodes/WhatsApp/gateways/waha/webhooks/events';
import {
	warestDownload,
	warestEvents,
	warestIdentify,
} from '../../nodes/WhatsApp/gateways/warest/webhooks/events';
import type { Delivery, Received, Webhooks } from '../../nodes/WhatsApp/gateways/webhooks';
import type { EventItem } from '../../nodes/WhatsApp/portable/events';
import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA, ANNA_RAW, LID, ME, TEAM, TIME } from './message.raw';

/** The part of each dialect's webhooks that reads deliveries. */
export const dialects: Readonly<
	Record<'waha' | 'warest', Pick<Webhooks, 'events' | 'identify' | 'download'>>
> = {
	waha: { events: wahaEvents, identify: wahaIdentify, download: wahaDownload },
	warest: { events: warestEvents, identify: warestIdentify, download: warestDownload },
};

export const MS = TIME * 1000;
const EVENT_ID = 'evt_01jcy0000000000000000000aa';
export const WHEN = '2023-11-14T22:13:20.000Z';
export const ME_LID = '55566677788899@lid';
export const LID_DIGITS = LID.replace('@lid', '');

export const delivery = (body: JsonObject, headers: Delivery['headers'] = {}): Delivery => ({
	headers,
	rawBody: Buffer.from(JSON.stringify(body)),
	body,
});

/** The envelope of WAHA 2026 around a payload. */
export const wahaBody = (event: string, payload: Json, more: JsonObject = {}): JsonObject => ({
	id: EVENT_ID,
	timestamp: MS + 5000,
	event,
	session: 's',
	metadata: {},
	me: { id: ME, pushName: 'Me', lid: ME_LID, jid: '491700000001:7@s.whatsapp.net' },
	payload,
	engine: 'NOWEB',
	environment: { version: '2026.8.2', engine: 'NOWEB', tier: 'CORE' },
	...more,
});

/** The envelope of WARest around its data. */
export const warestBody = (event: string, data: JsonObject, more: JsonObject = {}): JsonObject => ({
	event,
	data: { id: 's', ...data, sessionId: 's' },
	ts: MS + 5000,
	session: { id: 's', label: 's', registry: 'admin', username: 'admin' },
	...more,
});

export const waha = (event: string, payload: Json, more: JsonObject = {}): readonly Received[] =>
	dialects.waha.events(delivery(wahaBody(event, payload, more)));

export const warest = (
	event: string,
	data: JsonObject,
	more: JsonObject = {},
): readonly Received[] => dialects.warest.events(delivery(warestBody(event, data, more)));

/** How a trigger recognises something that it already knows. */
export const isRepetition = (first: readonly Received[], second: readonly Received[]): boolean => {
	const seen = new Set(first.flatMap(({ keys }) => keys));
	expect(first.length).toBeGreaterThan(0);
	expect(second.length).toBeGreaterThan(0);
	for (const { keys } of [...first, ...second]) expect(keys.length).toBeGreaterThan(0);
	return second.every(({ keys }) => keys.some((key) => seen.has(key)));
};

export const items = (received: readonly Received[]): EventItem[] =>
	received.map(({ item }) => item);

/** A message of WARest: Baileys' own, with WARest's additions. */
export const warestMessage = (
	tags: string,
	contentType: string,
	message: Json,
	more: JsonObject = {},
	key: JsonObject = {},
): JsonObject => ({
	tags,
	message: {
		key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A', ...key },
		messageTimestamp: TIME,
		pushName: 'Anna',
		broadcast: false,
		message,
	},
	text: '',
	contentType,
	sender: { chatId: ANNA_RAW, fromMe: false, isGroup: false, authorJid: ANNA_RAW },
	mentions: [],
	type: 'notify',
	...more,
});

/** A message of WAHA's GOWS engine, from a group member with a hidden id. */
export const gows = (
	message: JsonObject,
	more: JsonObject = {},
	info: JsonObject = {},
): JsonObject => ({
	id: `false_${TEAM}_A_${LID}`,
	timestamp: TIME,
	from: TEAM,
	fromMe: false,
	to: LID,
	participant: LID,
	body: null,
	hasMedia: false,
	ack: 2,
	ackName: 'DEVICE',
	...more,
	_data: {
		Info: { Chat: TEAM, Sender: LID, SenderAlt: ANNA_RAW, PushName: 'Anna', ID: 'A', ...info },
		Message: message,
		IsEdit: false,
	},
});

/** Fields of every event in the chat with Anna, in a group, and in no chat. */
const placesOf = (eventId: string | null) => {
	const base = (event: string) => ({ event, eventId, session: 's', timestamp: WHEN });
	const inChat = (event: string) => ({
		...base(event),
		chatId: ANNA,
		isGroup: false,
		canReply: true,
	});
	return {
		inChat,
		inTeam: (event: string) => ({ ...inChat(event), chatId: TEAM, isGroup: true }),
		nowhere: (event: string) => ({ ...inChat(event), chatId: null, canReply: false }),
	};
};

export const onWaha = placesOf(EVENT_ID);
export const onWarest = placesOf(null);

/** The time of the report, for events without their own time. */
export const REPORTED = { timestamp: '2023-11-14T22:13:25.000Z' };

export const person = (id: string) => ({ participantId: id, phone: id.split('@')[0], lid: null });

export const fromAnna = {
	from: ANNA,
	senderPhone: '491701112222',
	senderLid: null,
	senderName: null,
	fromMe: false,
};

/** The fields of a message without content. */
export const noMessage = {
	...fromAnna,
	type: 'unknown',
	text: null,
	caption: null,
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: false,
	location: null,
	contacts: [],
	reactions: [],
	ack: null,
	edited: false,
	revoked: false,
};
