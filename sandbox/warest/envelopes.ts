/** An answer with its status, body and extra headers. Four of the five envelopes are made here (v0.3.44, observed). */
export interface WarestAnswer {
	status: number;
	body: object;
	headers?: Record<string, string>;
}

/** The area determines the name and the empty value of the payload. */
export type Area = 'general' | 'messages' | 'chats';

export class WarestError extends Error {
	constructor(readonly answer: WarestAnswer) {
		super(`WARest answers ${answer.status}`);
	}
}

function payload(area: Area, content: object | null): object {
	if (area === 'chats') return { result: content };
	if (area === 'messages') return { results: content };
	return { results: content === null ? [] : content };
}

function envelope(
	area: Area,
	ok: boolean,
	code: number,
	message: string,
	content: object | null,
): object {
	return { status: ok, code, message, ...payload(area, content) };
}

/** Success of session, group, profile and server routes: one object in a list, or an empty list. */
export function success(
	result: object | null,
	message = 'OK',
	code = 1000,
	status = 200,
): WarestAnswer {
	return {
		status,
		body: envelope('general', true, code, message, result === null ? null : [result]),
	};
}

/** Success of message routes: a list. */
export function sent(results: object[], message: string): WarestAnswer {
	return { status: 200, body: envelope('messages', true, 1000, message, results) };
}

/** Success of chat routes: a single object under `result`. */
export function chatResult(result: object, message = 'OK'): WarestAnswer {
	return { status: 200, body: envelope('chats', true, 1000, message, result) };
}

export function failure(
	area: Area,
	status: number,
	code: number,
	message: string,
	content: object | null = null,
): WarestError {
	return new WarestError({ status, body: envelope(area, false, code, message, content) });
}

/** Middleware uses a shorter form: `{ error }`. */
export function refusal(
	status: number,
	error: string,
	more: object = {},
	headers: Record<string, string> = {},
): WarestError {
	return new WarestError({ status, body: { error, ...more }, headers });
}
