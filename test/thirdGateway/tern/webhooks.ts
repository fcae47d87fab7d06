import { fileRequest } from '../../../nodes/WhatsApp/gateways/shared/fileAddress';
import { oneWebhook } from '../../../nodes/WhatsApp/gateways/shared/oneWebhook';
import { received } from '../../../nodes/WhatsApp/gateways/shared/received';
import { isHmac, signedAt } from '../../../nodes/WhatsApp/gateways/shared/signature';
import type { Webhooks } from '../../../nodes/WhatsApp/gateways/webhooks';
import { messageFields, type EventFacts } from '../../../nodes/WhatsApp/portable/events';
import { numberAt, textAt, type Json } from '../../../nodes/WhatsApp/portable/json';
import { GatewayProblem } from '../../../nodes/WhatsApp/portable/problem';
import { isoFromSeconds, messageOf } from '../../../nodes/WhatsApp/portable/shapes';
import type { GatewayRequest } from '../../../nodes/WhatsApp/transport/request';

/** An incoming note; null for anything else. */
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

const put = (target: string, seal: string): GatewayRequest => ({
	method: 'PUT',
	path: '/v2/hooks',
	body: { target, seal },
	effect: 'repeatable',
});

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
	...oneWebhook({
		name: 'Tern',
		*read() {
			const { body } = yield { method: 'GET', path: '/v2/hooks', effect: 'read' };
			const [url, secret] = [textAt(body, 'target'), textAt(body, 'seal')];
			return url === null ? null : { url, secret, works: true, whole: { url, secret } };
		},
		*unknownSession() {
			return new GatewayProblem('Tern has no such line');
		},
		*write({ url, secret }) {
			yield put(url, secret);
		},
		*putBack(_, whole) {
			const [url, secret] = [textAt(whole, 'url'), textAt(whole, 'secret')];
			yield url === null
				? { method: 'DELETE', path: '/v2/hooks', effect: 'repeatable' }
				: put(url, secret ?? '');
		},
		mayShowForgotten: false,
	}),
	lookGapMs: 0,
	restart: null,
};
