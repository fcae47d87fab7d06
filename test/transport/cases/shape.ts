import type { Fate } from '../../../nodes/WhatsApp/portable/problem';

/** What the error says in a case, and what became of a send. */
export interface Told {
	readonly message: string;
	/** What to do. */
	readonly hint: string;
	readonly fate: Fate;
}

export interface Answer {
	readonly status: number;
	readonly type: string;
	readonly body: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Answers to a send that lead to the same error. */
export interface AnswerCase extends Told {
	/** What happens, for the page of errors. */
	readonly title: string;
	readonly answers: readonly Answer[];
}

/** A connection without a complete answer. `{gateway}` and `{address}` stand for those of the credential. */
export interface NetworkCase extends Told {
	readonly title: string;
	/** What Node.js or axios throws: its code, and its message if that says more than the code. */
	readonly faults: ReadonlyArray<readonly [code: string, words?: string]>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** The text of a chat, which no error may show. */
export const PRIVATE = 'private words';

export const said = (
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, type: JSON_TYPE, body: JSON.stringify(body), headers });

export const page = (status: number): Answer => ({
	status,
	type: 'text/html',
	body: `<!DOCTYPE html><html>${PRIVATE}</html>`,
});

/** Answers without an explanation: empty, incomplete, or in another format. */
export const wordless = (status: number): readonly Answer[] => [
	{ status, type: JSON_TYPE, body: '' },
	{ status, type: '', body: '' },
	{ status, type: JSON_TYPE, body: '{"message":"pri' },
	{ status, type: 'text/plain', body: PRIVATE },
	{ status, type: 'application/octet-stream', body: `{"message":"${PRIVATE}"}` },
	...[null, 7, PRIVATE, [PRIVATE], {}, { message: null, error: [] }].map((body) =>
		said(status, body),
	),
];

export const LOOK = 'Look at the chat before you send again.';

export const notDone = (message: string, hint: string): Told => ({
	message,
	hint,
	fate: 'notDone',
});
export const failed = (message: string, hint: string): Told => ({ message, hint, fate: 'failed' });
export const unknown = (message: string, hint: string): Told => ({
	message,
	hint: `${LOOK} ${hint}`,
	fate: 'unknown',
});
