import { createHmac } from 'node:crypto';

/** Seconds until a token expires. */
const LIFETIME_SECONDS = 600;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A JWT (RFC 7519, HS256) that proves the sender but does not protect the content (2.3.7, observed). */
export function webhookToken(key: string, nowSeconds: number): string {
	const claims = {
		iat: nowSeconds,
		exp: nowSeconds + LIFETIME_SECONDS,
		app: 'evolution',
		action: 'webhook',
	};
	const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
	return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}
