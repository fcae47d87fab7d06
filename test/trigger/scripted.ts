import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import type { GatewayRequest, Plan } from '../../nodes/WhatsApp/transport/request';
import type { Delivery, Identity, Received } from '../../nodes/WhatsApp/gateways/webhooks';

/**
 * A dialect for tests of the trigger alone, instead of a real one: a delivery contains the items as they come out,
 * people are looked up at /people, and the gateway's own files are under /files.
 */
function events({ body }: Delivery): readonly Received[] {
	return (body.items as readonly Received['item'][]).map((item) => ({
		event: item.event,
		gatewayEvent: `scripted.${item.event}`,
		keys: [`${item.eventId}`],
		item,
		raw: { native: true },
	}));
}

function* identify(session: string, known: Identity): Plan<Identity> {
	const query = {
		session,
		...(known.phone === null ? { lid: known.lid ?? '' } : { phone: known.phone }),
	};
	const { body } = yield { method: 'GET', path: '/people', query, effect: 'read' };
	const { phone = null, lid = null } = body as { phone?: string; lid?: string };
	return { phone, lid };
}

function download(url: string): GatewayRequest {
	const { pathname } = new URL(url);
	const path = pathname.startsWith('/files/') ? pathname : url;
	return { method: 'GET', path, effect: 'read', answer: 'binary' };
}

export {
	events as wahaEvents,
	events as warestEvents,
	identify as wahaIdentify,
	identify as warestIdentify,
	download as wahaDownload,
	download as warestDownload,
};

let count = 0;

/** A message as a dialect returns it. */
export const message = (fields: JsonObject = {}): JsonObject => ({
	event: 'message',
	eventId: `e${++count}`,
	session: 'default',
	chatId: '491701112222@c.us',
	canReply: true,
	timestamp: '2026-01-02T03:04:05.000Z',
	messageId: `m${count}`,
	from: '491701112222@c.us',
	senderPhone: '491701112222',
	senderLid: '111222333@lid',
	senderName: 'Anna',
	fromMe: false,
	isGroup: false,
	type: 'text',
	text: 'hello',
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: false,
	...fields,
});

/** An event that is not about a message. */
export const happening = (fields: JsonObject): JsonObject => ({
	eventId: `e${++count}`,
	session: 'default',
	chatId: null,
	canReply: false,
	timestamp: null,
	...fields,
});

/** The body of a delivery with these items. */
export const bodyOf = (...items: Json[]): JsonObject => ({ timestamp: Date.now(), items });
