import { createHmac } from 'node:crypto';
import type { GatewayName } from '../sandbox';

/** A request that a gateway posts. */
export interface Post {
	headers: Record<string, string>;
	body: string;
}

export const SECRET = 'e2e-secret-2026';
/** WARest signs with the secret followed directly by the session's owner. */
const USERNAME = 'sandbox';

const sha = (bits: number, key: string, body: string): string =>
	createHmac(`sha${bits}`, key).update(body).digest('hex');

/** A text message as WAHA 2025.3 and later, WARest 0.3.44 or Evolution API 2.3.7 posts it. */
export function messageBody(gateway: GatewayName, id: string, at = Date.now()): string {
	const seconds = Math.floor(at / 1000);
	if (gateway === 'waha') {
		return JSON.stringify({
			id: `evt_${id}`,
			timestamp: at,
			event: 'message',
			session: 'default',
			me: { id: '491700000001@c.us', pushName: 'Shop' },
			payload: {
				id: `false_491701112222@c.us_${id}`,
				timestamp: seconds,
				from: '491701112222@c.us',
				fromMe: false,
				body: `text ${id}`,
				hasMedia: false,
			},
			engine: 'NOWEB',
		});
	}
	const key = { remoteJid: '491701112222@s.whatsapp.net', fromMe: false, id };
	if (gateway === 'evolution') {
		return JSON.stringify({
			event: 'messages.upsert',
			instance: 'default',
			data: {
				key,
				pushName: 'Anna',
				message: { conversation: `text ${id}` },
				messageType: 'conversation',
				messageTimestamp: seconds,
			},
			sender: '491700000001@s.whatsapp.net',
		});
	}
	return JSON.stringify({
		event: 'message_received',
		data: {
			tags: 'text',
			message: { key, messageTimestamp: seconds, message: { conversation: `text ${id}` } },
			text: `text ${id}`,
			contentType: 'conversation',
			sender: {
				chatId: key.remoteJid,
				fromMe: false,
				isGroup: false,
				authorJid: key.remoteJid,
			},
			type: 'notify',
			id: 'default',
			sessionId: 'default',
		},
		ts: at,
		session: { id: 'default', label: 'default', registry: USERNAME, username: USERNAME },
	});
}

/** A body with the headers of its gateway, signed unless the secret is null. */
export function post(
	gateway: GatewayName,
	body: string,
	secret: string | null = SECRET,
	bits = gateway === 'waha' ? 512 : 256,
): Post {
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	if (gateway === 'warest') headers['x-warest-username'] = USERNAME;
	if (secret === null) return { headers, body };
	if (gateway === 'waha') {
		headers['x-webhook-hmac'] = sha(bits, secret, body);
		headers['x-webhook-hmac-algorithm'] = `sha${bits}`;
	} else if (gateway === 'evolution') {
		headers['x-webhook-secret'] = secret;
	} else {
		headers['x-warest-signature'] = `HMAC-SHA${bits}=${sha(bits, `${secret}${USERNAME}`, body)}`;
	}
	return { headers, body };
}
