import { GatewayProblem } from '../../portable/problem';
import type { Registration } from '../webhooks';

/*
 * For gateways that have room for one webhook in each session: whoever registers takes the place of somebody else.
 */

/** The other address of the same trigger: of the workflow itself, or of listening in the editor. */
export function isSibling(url: string, { url: own, tail }: Registration): boolean {
	if (url === own || !URL.canParse(url) || !URL.canParse(own)) return false;
	const [other, mine] = [new URL(url), new URL(own)];
	return other.origin === mine.origin && other.pathname.endsWith(tail);
}

/** The rest of a webhook's address is often a secret. Empty for what is no address. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

export function isTaken(gatewayName: string, session: string, url: string): GatewayProblem {
	const host = hostOf(url);
	return new GatewayProblem(
		`The session "${session}" on ${gatewayName} sends its events to another address already${host === '' ? '' : ` (${host})`}`,
		{
			hint: `${gatewayName} has one webhook for each session. Switch on Replace Existing Webhook under Options to take its place as long as this workflow is active, or use another session.`,
		},
	);
}
