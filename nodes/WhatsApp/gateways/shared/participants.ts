import type { ParticipantsChange } from '../../operations/group';
import { GatewayProblem } from '../../portable/problem';

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

/** What a person should know about a change that reached only some. */
export const partialHint = ({ done, failed }: ParticipantsChange): string | null =>
	failed.length === 0
		? null
		: `The change reached ${done.length} of ${done.length + failed.length} participants. The item names the others under "failed".`;
