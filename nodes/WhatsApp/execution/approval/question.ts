import { randomBytes, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Approval } from '../../operations/message/asking';
import { isObject } from '../../portable/json';
import type { Responded } from '../../portable/response';

/** What the page behind the link asks for. */
export type AnswerForm =
	| ({ readonly kind: 'approval' } & Approval)
	| { readonly kind: 'freeText'; readonly submit: string };

/** One question, as it is kept in the data of the execution while n8n waits. */
export interface Question {
	/** Stands in the link, and is new each time, so that a link answers no other question than its own. */
	readonly token: string;
	readonly title: string;
	readonly message: string;
	readonly wanted: AnswerForm;
}

/** What a person said. */
export type Decision = Pick<Responded['data'], 'approved' | 'text'>;

/** As n8n signs a link only since version 2, the token alone keeps others from guessing one. In bytes. */
const TOKEN_BYTES = 16;

/** Hexadecimal, because WhatsApp takes `_`, `*` and `~` for formatting. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('hex');

/** Compares in the same time whatever differs. */
export function isToken(given: unknown, { token }: Question): boolean {
	if (typeof given !== 'string') return false;
	const [one, other] = [Buffer.from(given), Buffer.from(token)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** The message with the link under it, and above the link what it leads to. */
export const withLink = (message: string, words: string, link: string): string =>
	`${message}\n\n${words}:\n${link}`;

/** What stands above the link unless the person says otherwise. */
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

/** Out of the data of an execution; null for what is no question. */
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

/** Longest answer in words, in signs. */
export const MAX_TEXT = 10_000;

/** What a form says; the sentence to show where it says nothing that can be taken. */
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
	// Forms send line breaks as two signs.
	const text = typeof given === 'string' ? given.replace(/\r\n?/g, '\n').trim() : '';
	if (text === '') return 'Write something first.';
	return text.length > MAX_TEXT
		? `The answer has ${text.length} characters, and at most ${MAX_TEXT} can be taken.`
		: { text };
}

/** The words of the button that was pressed. */
export function labelOf({ wanted }: Question, { approved }: Decision): string | null {
	if (wanted.kind === 'freeText') return null;
	return approved === true ? wanted.approve : wanted.disapprove;
}
