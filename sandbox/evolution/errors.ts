/** An answer that is not a success, with exactly this body. */
export class EvolutionError extends Error {
	constructor(
		readonly status: number,
		readonly body: object,
	) {
		super(`Evolution API answers ${status}`);
	}
}

/** The envelope of all errors; the form of `message` depends on where the error comes from (2.3.7, observed). */
function envelope(status: number, error: string, message: unknown): EvolutionError {
	return new EvolutionError(status, { status, error, response: { message } });
}

/** An error of a route's schema: a nested array. */
export function invalid(sentences: readonly string[]): EvolutionError {
	return envelope(400, 'Bad Request', [sentences]);
}

/** An array of sentences or objects. */
export function badRequest(...messages: ReadonlyArray<string | object>): EvolutionError {
	return envelope(400, 'Bad Request', messages);
}

/** The message is a plain text instead of an array. */
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

/** A failure that the server describes: an array, or an object that says what was not done. */
export function internal(message: string | object): EvolutionError {
	const said = typeof message === 'string' ? [message] : message;
	return envelope(500, 'Internal Server Error', said);
}

/** An uncaught error: a text. Errors of Express' body parser end here too, with their own status (2.3.7, observed). */
export function uncaught(message: string, status = 500): EvolutionError {
	return envelope(status, 'Internal Server Error', message);
}

/** A 2.4 server that was not activated: a separate envelope (server source). */
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
