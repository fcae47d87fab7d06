import { fileRequest } from '../../../nodes/WhatsApp/gateways/shared/fileAddress';
import { received } from '../../../nodes/WhatsApp/gateways/shared/received';
import { isHmac, signedAt } from '../../../nodes/WhatsApp/gateways/shared/signature';
import type { Webhooks } from '../../../nodes/WhatsApp/gateways/webhooks';
import { messageFields, type EventFacts } from '../../../nodes/WhatsApp/portable/events';
import { numberAt, textAt, type Json } from '../../../nodes/WhatsApp/portable/json';
import { isoFromSeconds, messageOf } from '../../../nodes/WhatsApp/portable/shapes';

/** A note that came in; null for anything else. */
function factsIn(body: Json): EventFacts[] | null {
	const chatId = textAt(body, 'from');
	if (textAt(body, 'kind') !== 'note' || chatId === null) return null;
	const message = messageOf({
		session: textAt(body, 'line') ?? '',
		chatId,
		messageId: textAt(body, 'ticket'),
		from: chatId,
		senderPhone: chatId.split('@')[0] ?? null,
		timestamp: isoFromSeconds(numberAt(body, 'at')),
		type: 'text',
		text: textAt(body, 'words'),
	});
	return [{ event: 'message', ...messageFields(message) }];
}

export const ternWebhooks: Webhooks = {
	proof: { by: 'signature', how: 'HMAC-SHA256 of the body, in `X-Tern-Seal`' },
	verify({ headers, rawBody, body }, secret) {
		const given = headers['x-tern-seal'];
		if (given === undefined) return { state: 'missing' };
		return isHmac(given, 'sha256', secret, rawBody)
			? { state: 'valid', signedAt: signedAt(body, 'at') }
			: { state: 'wrong' };
	},
	refusedStatus: 403,
	patienceMs: 30_000,
	never: ['ack', 'call', 'label'],
	events: (delivery) =>
		received(
			{
				delivery,
				session: textAt(delivery.body, 'line') ?? '',
				gatewayEvent: textAt(delivery.body, 'kind') ?? '',
				eventId: null,
				reportedAt: numberAt(delivery.body, 'at'),
				mayRepeat: true,
				canReach: () => true,
				bareId: (messageId) => messageId,
			},
			factsIn(delivery.body),
		),
	*identify(_, known) {
		return known;
	},
	download: (url) => fileRequest('Tern', url, /\/files\/.+$/),
	whyNoFile: () => null,
	*isRegistered({ url }) {
		const { body } = yield { method: 'GET', path: '/v2/hooks', effect: 'read' };
		return textAt(body, 'target') === url;
	},
	hasRoomForOne: true,
	*register({ url, secret }) {
		yield {
			method: 'PUT',
			path: '/v2/hooks',
			body: { target: url, seal: secret },
			effect: 'repeatable',
		};
		return null;
	},
	*unregister() {
		yield { method: 'DELETE', path: '/v2/hooks', effect: 'repeatable' };
	},
	*look({ url }) {
		const { body } = yield { method: 'GET', path: '/v2/hooks', effect: 'read' };
		return { state: textAt(body, 'target') === url ? 'kept' : 'lost' };
	},
	lookGapMs: 0,
	restart: null,
};
