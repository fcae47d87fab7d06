import type { ParticipantsChange } from '../../operations/group/answers';
import { GatewayProblem } from '../../portable/problem';

/** Names the existing sessions, as many as fit into a sentence. */
export function unknownSession(
	gatewayName: string,
	session: string,
	names: ReadonlyArray<string | null>,
): GatewayProblem {
	const known = names.filter((name) => name !== null);
	const hint =
		known.length === 0
			? 'This API key has no session yet; create one.'
			: `This API key has: ${known.slice(0, 5).join(', ')}${known.length > 5 ? ' and more' : ''}.`;
	return new GatewayProblem(`${gatewayName} has no session "${session}"`, { status: 404, hint });
}

/**
 * Statuses that servers in front of a gateway answer with a page of their own, so a page with one of these does not
 * mean that the address is wrong.
 */
const PROXY_STATUSES: ReadonlySet<number> = new Set([413, 429, 502, 503, 504]);

export const mayBeProxyPage = (status: number): boolean => PROXY_STATUSES.has(status);

/**
 * A change of participants that reached nobody is a failure, although gateways report it as a success.
 * @throws GatewayProblem with the reasons
 */
export function refuseNobody(gatewayName: string, { done, failed }: ParticipantsChange): void {
	if (done.length > 0 || failed.length === 0) return;
	const reasons = failed
		.slice(0, 3)
		.map(({ participantId, reason }) => `${participantId} ${reason}`)
		.join('; ');
	throw new GatewayProblem(`${gatewayName} changed nothing for these participants: ${reasons}`, {
		hint: 'Check the phone numbers, and that the session is an admin of the group.',
	});
}

/** What the user should know about a change that reached only some people. */
export const partialHint = ({ done, failed }: ParticipantsChange): string | null =>
	failed.length === 0
		? null
		: `The change reached ${done.length} of ${done.length + failed.length} participants. The item names the others under "failed".`;
