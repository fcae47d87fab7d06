/** An answer that is not a success, with exactly this body. */
export class EvolutionError extends Error {
	constructor(
		readonly status: number,
		readonly body: object,
	) {
		super(`Evolution API answers ${status}`);
	}
}

/** The envelope of all errors; what `message` is depends on who speaks (2.3.7, observed). */
function envelope(status: number, error: string, message: unknown): EvolutionError {
	return new EvolutionError(status, { status, error, response: { message } });
}

/** What the schema of a route says: an array in an array. */
export function invalid(sentences: readonly string[]): EvolutionError {
	return envelope(400, 'Bad Request', [sentences]);
}

/** An array: of sentences, or of objects. */
export function badRequest(...messages: ReadonlyArray<string | object>): EvolutionError {
	return envelope(400, 'Bad Request', messages);
}

/** A text, alone among them. */
export function unauthorized(): EvolutionError {
	return envelope(401, 'Unauthorized', 'Unauthorized');
}

export function forbidden(message: string): EvolutionError {
	return envelope(403, 'Forbidden', [message]);
}

export function notFound(...messages: string[]): EvolutionError {
	return envelope(404, 'Not Found', messages);
}

export function unknownInstance(name: string): EvolutionError {
	return notFound(`The "${name}" instance does not exist`);
}

/** A failure that the server has words for: an array, or an object where it says what was not done. */
export function internal(message: string | object): EvolutionError {
	const said = typeof message === 'string' ? [message] : message;
	return envelope(500, 'Internal Server Error', said);
}

/** What nobody caught: a text. Express' own parser of bodies ends here too, with its own status (2.3.7, observed). */
export function uncaught(message: string, status = 500): EvolutionError {
	return envelope(status, 'Internal Server Error', message);
}

/** 2.4 before it was activated: an envelope of its own (server source). */
export function notActivated(baseUrl: string, instanceId: string): EvolutionError {
	return new EvolutionError(503, {
		error: 'service not activated',
		code: 'LICENSE_REQUIRED',
		register_url: `${baseUrl}/license/register`,
		instance_id: instanceId,
		docs_url: 'https://docs.evolutionfoundation.com.br',
		message: 'This server has to be activated first.',
	});
}
