import { createHmac } from 'crypto';
import { isObject, parseJson, type Json } from '../../../portable/json';
import { isSecret } from '../../shared/signature';
import type { Delivery, Signature } from '../../webhooks';

/** Our own header, which the server posts with every event because we asked it to. */
export const SECRET_HEADER = 'x-webhook-secret';

/** A header that the server keeps to itself from 2.3.0 on: it signs a token with its value, which proves who posts. */
export const JWT_KEY = 'jwt_key';

/** Longest token that is read, in characters; the server's has 200. */
const MAX_TOKEN = 4_096;

/**
 * The secret comes beside the event: in our own header, and from 2.3.0 on in a token signed with it (HS256, in
 * Authorization). Neither protects the body. The token's expiry is ignored: it is ten minutes after the first try, and
 * the server retries for longer.
 */
export function verify({ headers }: Delivery, secret: string): Signature {
	const given = headers[SECRET_HEADER];
	const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
	if (given === undefined && token === undefined) return { state: 'missing' };
	const isRight =
		(given === undefined || isSecret(given, secret)) &&
		(token === undefined || isToken(token, secret));
	return isRight ? { state: 'valid', signedAt: null } : { state: 'wrong' };
}

/** Whether a token is one of this server's webhook tokens, signed with the secret. */
function isToken(token: string, secret: string): boolean {
	const [head = '', claims = '', signature = '', ...more] = token.split('.');
	if (secret === '' || token.length > MAX_TOKEN || more.length > 0) return false;
	const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url');
	if (!isSecret(signature, expected)) return false;
	return part(head)?.alg === 'HS256' && part(claims)?.action === 'webhook';
}

function part(encoded: string): { readonly [name: string]: Json | undefined } | null {
	try {
		const parsed = parseJson(Buffer.from(encoded, 'base64url').toString('utf8'));
		return isObject(parsed) ? parsed : null;
	} catch {
		return null;
	}
}
