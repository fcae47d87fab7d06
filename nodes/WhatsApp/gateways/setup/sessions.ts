import { GatewayProblem } from '../../portable/problem';
import type { Session, SessionStatus, SetupCheck } from '../../portable/shapes';
import { unknownSession } from '../shared/problems';
import { bad, failedCheck, good, quotedNames } from './checks';
import type { Survey } from './survey';

/** In words for the phone's owner, with how to get the session working. */
const STATES: Readonly<
	Record<Exclude<SessionStatus, 'working'>, { readonly is: string; readonly advice: string }>
> = {
	starting: { is: 'is starting', advice: 'Wait until it has connected.' },
	waitingForQr: {
		is: 'waits for its QR code to be scanned',
		advice: 'Scan the QR code with Session > Get QR Code.',
	},
	waitingForPasskey: {
		is: 'waits for a passkey',
		advice: 'Confirm the passkey on the page of the gateway.',
	},
	reconnecting: { is: 'is reconnecting', advice: 'Wait until it has connected.' },
	stopped: { is: 'is stopped', advice: 'Start it with Session > Start.' },
	loggedOut: {
		is: 'is logged out',
		advice: 'Its phone is no longer linked: scan the QR code with Session > Get QR Code.',
	},
	failed: { is: 'has failed', advice: 'Start it again with Session > Restart.' },
};

/** The sessions to check. */
export const chosenSessions = ({ sessions }: Survey, only: string | null): Session[] =>
	sessions instanceof GatewayProblem
		? []
		: sessions.filter(({ session }) => only === null || session === only);

export function checkSessions(
	{ sessions }: Survey,
	chosen: readonly Session[],
	only: string | null,
	gatewayName: string,
): SetupCheck {
	if (sessions instanceof GatewayProblem) return failedCheck(sessions);
	if (only !== null && chosen.length === 0)
		return failedCheck(
			unknownSession(
				gatewayName,
				only,
				sessions.map(({ session }) => session),
			),
		);
	if (chosen.length === 0)
		return bad(
			`This API key has no session on ${gatewayName}`,
			'Create one with Session > Create, and scan its QR code with Session > Get QR Code.',
		);
	for (const { session, status } of chosen) {
		if (status === 'working') continue;
		const { advice, is } = STATES[status];
		return bad(`The session "${session}" ${is}${besides(chosen, session)}`, advice);
	}
	const names = quotedNames(chosen.map(({ session }) => session));
	return good(chosen.length === 1 ? `The session ${names} works` : `The sessions ${names} work`);
}

/** A remark on the other sessions; the list of sessions has details on each. */
function besides(sessions: readonly Session[], first: string): string {
	const others = sessions.filter(
		({ session, status }) => session !== first && status !== 'working',
	);
	if (others.length === 0) return '';
	const names = quotedNames(others.map(({ session }) => session));
	return others.length === 1
		? `, and ${names} does not work either`
		: `, and ${names} do not work either`;
}
