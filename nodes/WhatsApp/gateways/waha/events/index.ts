import { textAt, numberAt, objectAt } from '../../../portable/json';
import type { GatewayRequest, Plan } from '../../../transport/request';
import type { Delivery, Identity, Received } from '../../webhooks';
import { readMessage } from '../messageShapes';
import { get } from '../requests';

export function wahaEvents({ body }: Delivery): readonly Received[] {
	const gatewayEvent = textAt(body, 'event') ?? '';
	const isMessage = gatewayEvent === 'message' || gatewayEvent === 'message.any';
	const session = textAt(body, 'session') ?? '';
	const raw = objectAt(body, 'payload');
	const eventId = textAt(body, 'id');
	const keys = eventId === null ? [] : [`id ${eventId}`];
	if (!isMessage) {
		const at = numberAt(body, 'timestamp');
		const item = {
			event: 'other' as const,
			eventId,
			session,
			chatId: null,
			canReply: false,
			timestamp: at === null ? null : new Date(at).toISOString(),
		};
		return [{ event: 'other', gatewayEvent, keys: [...keys, JSON.stringify(body)], item, raw }];
	}
	const message = readMessage(raw, { session });
	const item = { ...message, event: 'message' as const, eventId, canReply: true };
	return [
		{
			event: 'message',
			gatewayEvent,
			keys: [...keys, `message ${message.messageId}`],
			item,
			raw,
		},
	];
}

export function* wahaIdentify(_session: string, known: Identity): Plan<Identity> {
	return known;
}

export const wahaDownload = (url: string): GatewayRequest => ({
	...get(url),
	answer: 'binary',
});
