import fc from 'fast-check';
import {
	isToken,
	labelOf,
	MAX_TEXT,
	newToken,
	readDecision,
	readQuestion,
	stored,
	withLink,
	wordsFor,
	type Question,
	type AnswerForm,
} from '../../nodes/WhatsApp/execution/approval/question';
import { holds } from '../support/property';

const SINGLE: AnswerForm = { kind: 'approval', approve: 'Approve', disapprove: null };
const DOUBLE: AnswerForm = { kind: 'approval', approve: 'Ja', disapprove: 'Nein' };
const TEXT: AnswerForm = { kind: 'freeText', submit: 'Send' };

const ask = (wanted: AnswerForm): Question => ({
	token: newToken(),
	title: 'Refunds',
	message: 'Refund order 1042?',
	wanted,
});

test.each([
	['the one button', SINGLE, { decision: 'approve' }, { approved: true }],
	['a button that is not there', SINGLE, { decision: 'disapprove' }, null],
	['the first of two buttons', DOUBLE, { decision: 'approve' }, { approved: true }],
	['the second one', DOUBLE, { decision: 'disapprove' }, { approved: false }],
	['no button', DOUBLE, {}, null],
	['a word of its own', DOUBLE, { decision: 'true' }, null],
	['both buttons', DOUBLE, { decision: ['approve', 'disapprove'] }, null],
	['a member of every object', DOUBLE, { decision: 'constructor' }, null],
	['words for a button', DOUBLE, { text: 'approve' }, null],
	['words', TEXT, { text: ' Yes, but later ' }, { text: 'Yes, but later' }],
	['lines', TEXT, { text: 'one\r\ntwo\rthree' }, { text: 'one\ntwo\nthree' }],
	['no words', TEXT, { text: ' \r\n ' }, null],
	['a button for words', TEXT, { decision: 'approve' }, null],
	['a list of words', TEXT, { text: ['one', 'two'] }, null],
	['many words', TEXT, { text: 'x'.repeat(MAX_TEXT) }, { text: 'x'.repeat(MAX_TEXT) }],
	['too many', TEXT, { text: 'x'.repeat(MAX_TEXT + 1) }, null],
])('reads a form with %s', (_, wanted, form, expected) => {
	const answer = readDecision(ask(wanted), form);
	expect(typeof answer === 'string' ? null : answer).toEqual(expected);
	if (typeof answer === 'string') expect(answer).toMatch(/^[A-Z].*\.$/);
});

test('each question has a new token, and accepts no other', () => {
	const question = ask(SINGLE);
	expect(question.token).toMatch(/^[0-9a-f]{32}$/);
	expect(isToken(question.token, question)).toBe(true);
	expect(ask(SINGLE).token).not.toBe(question.token);
	for (const other of [newToken(), question.token.slice(1), '', undefined, [question.token], 1])
		expect(isToken(other, question)).toBe(false);
	// As long in characters, but not in bytes.
	expect(isToken('\u00e4'.repeat(32), question)).toBe(false);
});

test('a question survives being stored as JSON', () => {
	const wanted = fc.oneof(
		fc.record({ kind: fc.constant('freeText' as const), submit: fc.string() }),
		fc.record({
			kind: fc.constant('approval' as const),
			approve: fc.string(),
			disapprove: fc.option(fc.string()),
		}),
	);
	holds([fc.string(), fc.string(), wanted], (title, message, what) => {
		const question: Question = { token: newToken(), title, message, wanted: what };
		expect(readQuestion(JSON.parse(JSON.stringify(stored(question))))).toEqual(question);
	});
});

test.each([
	['nothing', undefined],
	['text', 'question'],
	['a list', []],
	['no token', { ...stored(ask(SINGLE)), token: '' }],
	['a token of another kind', { ...stored(ask(SINGLE)), token: 7 }],
	['nothing that is wanted', { ...stored(ask(SINGLE)), wanted: null }],
	['something else that is wanted', { ...stored(ask(SINGLE)), wanted: { kind: 'form' } }],
])('%s is not read as a question', (_, kept) => {
	expect(readQuestion(kept)).toBeNull();
});

test('the text above the link names the buttons', () => {
	expect([SINGLE, DOUBLE, TEXT].map(wordsFor)).toEqual(['Approve', 'Ja / Nein', 'Respond']);
	expect(withLink('Refund?', 'Approve', 'https://n8n.example/1')).toBe(
		'Refund?\n\nApprove:\nhttps://n8n.example/1',
	);
	expect(labelOf(ask(DOUBLE), { approved: false })).toBe('Nein');
	expect(labelOf(ask(TEXT), { text: 'Yes' })).toBeNull();
});
