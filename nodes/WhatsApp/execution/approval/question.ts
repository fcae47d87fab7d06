import { randomBytes, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Approval } from '../../operations/message/asking';
import { isObject } from '../../portable/json';
import type { Responded } from '../../portable/response';

/** What the page behind the link asks for. */
export type AnswerForm =
	| ({ readonly kind: 'approval' } & Approval)
	| { readonly kind: 'freeText'; readonly submit: string };

/** One question, as the execution keeps it while n8n waits. */
export interface Question {
	/** Part of the link, and new each time, so that a link answers only its own question. */
	readonly token: string;
	readonly title: string;
	readonly message: string;
	readonly wanted: AnswerForm;
}

/** A person's answer. */
export type Decision = Pick<Responded['data'], 'approved' | 'text'>;

/** n8n signs a link only since version 2, so before that the token alone keeps others from guessing it. In bytes. */
const TOKEN_BYTES = 16;

/** Hexadecimal, because WhatsApp takes `_`, `*` and `~` for formatting. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('hex');

/** Compares in constant time. */
export function isToken(given: unknown, { token }: Question): boolean {
	if (typeof given !== 'string') return false;
	const [one, other] = [Buffer.from(given), Buffer.from(token)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** The message with the link below it, after a line that says what the link is for. */
export const withLink = (message: string, words: string, link: string): string =>
	`${message}\n\n${words}:\n${link}`;

/** The line above the link, unless the user writes another one. */
export function wordsFor(wanted: AnswerForm): string {
	if (wanted.kind === 'freeText') return 'Respond';
	const { approve, disapprove } = wanted;
	return disapprove === null ? approve : `${approve} / ${disapprove}`;
}

/** As n8n keeps it. */
export const stored = ({ message, title, token, wanted }: Question): IDataObject => ({
	message,
	title,
	token,
	wanted: { ...wanted },
});

/** Reads a question from the data of the execution; null if it is not one. */
export function readQuestion(kept: unknown): Question | null {
	if (!isObject(kept)) return null;
	const { message, title, token } = kept;
	const wanted = readWanted(kept.wanted);
	if (typeof message !== 'string' || typeof title !== 'string' || typeof token !== 'string')
		return null;
	return wanted === null || token === '' ? null : { message, title, token, wanted };
}

function readWanted(kept: unknown): AnswerForm | null {
	if (!isObject(kept)) return null;
	const { approve, disapprove, kind, submit } = kept;
	if (kind === 'freeText') return typeof submit === 'string' ? { kind, submit } : null;
	if (kind !== 'approval' || typeof approve !== 'string') return null;
	return { kind, approve, disapprove: typeof disapprove === 'string' ? disapprove : null };
}

/** Names of the fields of the form, and the values of its buttons. */
export const FORM = {
	decision: 'decision',
	approve: 'approve',
	disapprove: 'disapprove',
	text: 'text',
};

/** Longest written answer, in characters. */
export const MAX_TEXT = 10_000;

/** The decision in a form; or the sentence to show if the form has no valid answer. */
export function readDecision(
	{ wanted }: Question,
	form: Readonly<Record<string, unknown>>,
): Decision | string {
	if (wanted.kind === 'approval') {
		const decision = form[FORM.decision];
		if (decision === FORM.approve) return { approved: true };
		if (decision === FORM.disapprove && wanted.disapprove !== null) return { approved: false };
		return 'Press a button to answer.';
	}
	const given = form[FORM.text];
	// Forms send a line break as two characters.
	const text = typeof given === 'string' ? given.replace(/\r\n?/g, '\n').trim() : '';
	if (text === '') return 'Write something first.';
	return text.length > MAX_TEXT
		? `The answer has ${text.length} characters, and at most ${MAX_TEXT} can be taken.`
		: { text };
}

/** The text of the button that was pressed. */
export function labelOf({ wanted }: Question, { approved }: Decision): string | null {
	if (wanted.kind === 'freeText') return null;
	return approved === true ? wanted.approve : wanted.disapprove;
}
