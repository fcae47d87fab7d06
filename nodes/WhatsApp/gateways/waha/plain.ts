import { booleanAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';

/**
 * The body of an answer, even if it is plain text or a boolean, which NestJS sends as text/html instead of JSON (read
 * in its source).
 */
export function plainBody({ body, bytes }: GatewayAnswer): Json {
	if (body !== null) return body;
	const text = bytes.toString('utf8').trim();
	if (text === 'true' || text === 'false') return text === 'true';
	return text === '' ? null : text;
}

/** A plain-text success, which the transport would take for broken JSON. */
export const isPlainText = ({ status, body, bytes }: GatewayAnswer): boolean =>
	status < 300 && body === null && /^[^\s<]/.test(bytes.toString('utf8', 0, 64));

/**
 * Sends a command to which WAHA answers false, or `success: false`, if WhatsApp rejected it.
 * @throws GatewayProblem then
 */
export function* confirmed(request: GatewayRequest, hint: string): Plan<Json> {
	return confirmation(yield request, hint);
}

/** Like confirmed, for an answer that has arrived. */
export function confirmation(answer: GatewayAnswer, hint: string): Json {
	const body = plainBody(answer);
	if (body === false || booleanAt(body, 'success') === false)
		throw new GatewayProblem('WAHA reports that WhatsApp did not accept the change', { hint });
	return body;
}
