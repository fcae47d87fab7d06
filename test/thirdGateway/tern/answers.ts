import { listAt, textAt, type Json } from '../../../nodes/WhatsApp/portable/json';
import { fateOfStatus } from '../../../nodes/WhatsApp/gateways/shared/fateOfStatus';
import { GatewayProblem } from '../../../nodes/WhatsApp/portable/problem';
import type { GatewayAnswer } from '../../../nodes/WhatsApp/transport/request';

/** Tern's explanation of a failure: `{ "fault": { "words": … } }`. */
const wordsOf = (body: Json): string | null => textAt(body, 'fault', 'words');

export function ternProblem({ status, body }: GatewayAnswer): GatewayProblem | null {
	if (status < 300) return null;
	if (status === 401)
		return new GatewayProblem('Tern refused the API key', {
			status,
			hint: 'Check API Key, Gateway and Base URL in the credential.',
			fate: 'notDone',
		});
	const words = wordsOf(body);
	return new GatewayProblem(`Tern refused the request${words === null ? '' : `: ${words}`}`, {
		status,
		hint: 'Check what was asked for.',
		fate: fateOfStatus(status),
	});
}

export const isOwnAnswer = ({ status, body }: GatewayAnswer): boolean =>
	status < 300
		? listAt(body, 'lines').some((line) => textAt(line, 'slug') !== null)
		: wordsOf(body) !== null;

/** The answer has no envelope, except that lists have a name. */
export const ternPayload = ({ body }: GatewayAnswer): Json => body;
