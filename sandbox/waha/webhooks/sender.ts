import { createHmac, randomBytes } from 'node:crypto';
import type { Outbox } from '../../delivery/outbox';
import type { WahaContext } from '../context';
import { type Hook, retryWaitMs } from './hooks';

/** One event for one webhook. */
export interface Parcel {
	session: string;
	event: string;
	/** Milliseconds since 1970. */
	timestamp: number;
	/** The JSON that is signed and sent. */
	body: string;
}

/** HMAC-SHA512 over the exact body, in lower-case hexadecimal digits (documentation, with a test vector). */
export function hmac(body: string, key: string): string {
	return createHmac('sha512', key).update(body).digest('hex');
}

/**
 * Posts until the status is a success. Every failure is retried, even the receiver's own; nothing is stored, and after
 * the last attempt the event is lost. 2024.10 posted once, whatever the config said (observed). Copies are equal down
 * to the last header.
 */
export function sendParcel(
	hook: Hook,
	parcel: Parcel,
	outbox: Outbox,
	waha: WahaContext,
	copies = 1,
): void {
	const { version, settings } = waha;
	const headers = headersOf(hook, parcel, waha);
	const repetitions = version.signsWebhooks ? hook.retries.attempts : 0;
	const { session, event, body } = parcel;
	const deliver = async (): Promise<void> => {
		for (let attempt = 1; attempt <= repetitions + 1; attempt += 1) {
			const { url } = hook;
			const sent = { session, event, url, body, headers, attempt, timeoutMs: 0 };
			const { status, retryAfterMs } = await outbox.post(sent);
			if (status !== null && status >= 200 && status < 300) return;
			if (attempt > repetitions) return;
			const wait = retryWaitMs(hook.retries, attempt, retryAfterMs);
			await outbox.wait(wait * settings.webhooks.wahaDelayScale);
		}
	};
	for (let copy = 0; copy < copies; copy += 1) outbox.run(deliver);
}

/** Made once, so a retry has the same request id and time. */
function headersOf(hook: Hook, parcel: Parcel, { version }: WahaContext): Record<string, string> {
	const plain = {
		'Content-Type': 'application/json',
		'User-Agent': `WAHA/${version.name}`,
	};
	if (!version.signsWebhooks) return plain;
	const { hmacKey } = hook;
	return {
		...plain,
		...hook.headers,
		'X-Webhook-Request-Id': randomBytes(9).toString('hex'),
		'X-Webhook-Timestamp': String(parcel.timestamp),
		...(hmacKey === null
			? {}
			: {
					'X-Webhook-Hmac': hmac(parcel.body, hmacKey),
					'X-Webhook-Hmac-Algorithm': 'sha512',
				}),
	};
}
