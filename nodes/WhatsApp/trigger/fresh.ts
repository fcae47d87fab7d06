import type { Proof, Signature } from '../gateways/webhooks';

/**
 * How old a signed delivery may be, in milliseconds. Longer than the 41 minutes over which WAHA repeats one in the way
 * the trigger asks for (WARest: 6 seconds), and short enough to remember everything that came in it.
 */
export const REPLAY_PAST_MS = 60 * 60_000;

/** How far the gateway's clock may be ahead. */
export const REPLAY_FUTURE_MS = 5 * 60_000;

/**
 * Why a delivery is not taken; null when it is.
 * @param by what the gateway proves itself with
 * @param acceptUnsigned whether one without that is taken; a wrong one never is
 */
export function objection(
	signature: Signature,
	by: Proof['by'],
	acceptUnsigned: boolean,
): string | null {
	if (signature.state === 'wrong') return `The ${by} is wrong`;
	if (signature.state === 'missing') return acceptUnsigned ? null : `The ${by} is missing`;
	return signature.signedAt === null || isFresh(signature.signedAt)
		? null
		: 'The time of the event is too far from now';
}

function isFresh(signedAt: number): boolean {
	const age = Date.now() - signedAt;
	return age <= REPLAY_PAST_MS && age >= -REPLAY_FUTURE_MS;
}
