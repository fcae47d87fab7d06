import type { JsonObject } from '../http/json';

/** An answer that is not a success, with exactly this body. */
export class WahaError extends Error {
	constructor(
		readonly status: number,
		readonly body: JsonObject,
	) {
		super(`WAHA answers ${status}`);
	}
}

/** Nest's standard form; `message` is a list if it comes from a validation pipe. */
function standard(status: number, message: string | string[], error: string): WahaError {
	return new WahaError(status, { statusCode: status, message, error });
}

export function badRequest(message: string | string[]): WahaError {
	return standard(400, message, 'Bad Request');
}

export function notFound(message: string): WahaError {
	return standard(404, message, 'Not Found');
}

export function unprocessable(message: string): WahaError {
	return standard(422, message, 'Unprocessable Entity');
}

/** A session that exists but cannot do this now (2024.10.8, observed): neither `statusCode` nor `message`. */
export function wrongStatus(session: string, status: string, expected: string): WahaError {
	return new WahaError(422, {
		error: 'Session status is not as expected. Try again later or restart the session',
		session,
		status,
		expected: [expected],
	});
}

/** A call that the engine does not have: 501, or 422 before 2025.6.6 (documentation, server source). */
export function notImplemented(engine: string, status: 422 | 501): WahaError {
	const message = `The method is not implemented by '${engine}' engine. Check the docs and try another engine: https://waha.devlike.pro/`;
	if (status === 422) return unprocessable(message);
	return new WahaError(501, { message, error: 'Not Implemented', statusCode: 501 });
}

export function plusOnly(): WahaError {
	return unprocessable('The feature is available only in Plus version for this server');
}

/** The TypeErrors of routes without validation (observed as 500 on 2024.10.8). */
export function readingUndefined(property: string): TypeError {
	return new TypeError(`Cannot read properties of undefined (reading '${property}')`);
}
