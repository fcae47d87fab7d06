import { GatewayProblem } from '../../portable/problem';

/** Names the sessions there are, as long as they fit into a sentence. */
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
