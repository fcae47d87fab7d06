import { numberAt, objectAt, textAt } from '../../../portable/json';
import { portableId } from '../../../portable/ids';
import { messageOf } from '../../../portable/shapes';
import type { GatewayRequest, Plan } from '../../../transport/request';
import type { Delivery, Identity, Received } from '../../webhooks';
import { read } from '../requests';

export function warestEvents({ body }: Delivery): readonly Received[] {
	const gatewayEvent = textAt(body, 'event') ?? '';
	const raw = objectAt(body, 'data');
	const session = textAt(body, 'session', 'id') ?? textAt(raw, 'sessionId') ?? '';
	const ts = numberAt(body, 'ts');
	const timestamp = ts === null ? null : new Date(ts).toISOString();
	const key = `${gatewayEvent} ${ts}`;
	if (gatewayEvent !== 'message_received') {
		const item = {
			event: 'other' as const,
			eventId: null,
			session,
			chatId: null,
			canReply: false,
			timestamp,
		};
		return [{ event: 'other', gatewayEvent, keys: [key], item, raw }];
	}
	const chatId = portableId(textAt(raw, 'sender', 'chatId')) ?? '';
	const messageId = textAt(raw, 'message', 'key', 'id');
	const from = portableId(textAt(raw, 'sender', 'authorJid')) ?? chatId;
	const message = messageOf({
		session,
		chatId,
		messageId,
		from,
		senderPhone: from.endsWith('@c.us') ? from.replace('@c.us', '') : null,
		type: 'text',
		text: textAt(raw, 'text'),
		timestamp,
	});
	const item = { ...message, event: 'message' as const, eventId: null, canReply: true };
	return [{ event: 'message', gatewayEvent, keys: [`message ${messageId}`], item, raw }];
}

export function* warestIdentify(_session: string, known: Identity): Plan<Identity> {
	return known;
}

export const warestDownload = (url: string): GatewayRequest => ({
	...read(url),
	answer: 'binary',
});
