import { booleanAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';

/**
 * The body of an answer, also where it is a bare text or boolean: NestJS sends those as text/html and not as JSON
 * (read in its source).
 */
export function plainBody({ body, bytes }: GatewayAnswer): Json {
	if (body !== null) return body;
	const text = bytes.toString('utf8').trim();
	if (text === 'true' || text === 'false') return text === 'true';
	return text === '' ? null : text;
}

/** A success that is a bare text; the transport would take it for half a JSON. */
export const isPlainText = ({ status, body, bytes }: GatewayAnswer): boolean =>
	status < 300 && body === null && /^[^\s<]/.test(bytes.toString('utf8', 0, 64));

/**
 * Sends a command that WAHA answers with false, or with `success: false`, where WhatsApp turned it down.
 * @throws GatewayProblem then
 */
export function* confirmed(request: GatewayRequest, hint: string): Plan<Json> {
	return confirmation(yield request, hint);
}

/** As confirmed, of an answer that is there. */
export function confirmation(answer: GatewayAnswer, hint: string): Json {
	const body = plainBody(answer);
	if (body === false || booleanAt(body, 'success') === false)
		throw new GatewayProblem('WAHA reports that WhatsApp did not accept the change', { hint });
	return body;
}
