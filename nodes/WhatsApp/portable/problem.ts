/**
 * A request that reached the network and failed: the gateway said no, or could not be reached.
 * The message says what happened and on which gateway, the hint what to do. Neither holds the API key, the request
 * or a stack trace.
 */
export class GatewayProblem extends Error {
	/** HTTP status; null when no answer came. */
	readonly status: number | null;
	readonly hint: string | undefined;

	constructor(
		message: string,
		options: { status?: number | null; hint?: string | undefined } = {},
	) {
		super(message);
		this.name = 'GatewayProblem';
		this.status = options.status ?? null;
		this.hint = options.hint;
	}
}
