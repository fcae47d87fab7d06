import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	closedPage,
	donePage,
	escapeHtml,
	failedPage,
	HEADERS,
	questionPage,
} from '../../nodes/WhatsApp/execution/approval/page';
import type { Question, AnswerForm } from '../../nodes/WhatsApp/execution/approval/question';
import { holds } from '../support/property';

const DOUBLE: AnswerForm = { kind: 'approval', approve: 'Approve', disapprove: 'Decline' };
const TEXT: AnswerForm = { kind: 'freeText', submit: 'Send' };
const ask = (more: Partial<Question> = {}): Question => ({
	token: 'a'.repeat(32),
	title: 'Refunds',
	message: 'Refund order 1042?',
	wanted: DOUBLE,
	...more,
});

const pages = [
	['a decision', questionPage(ask())],
	['a decision of one', questionPage(ask({ wanted: { ...DOUBLE, disapprove: null } }))],
	['words', questionPage(ask({ wanted: TEXT }))],
	['words that are missing', questionPage(ask({ wanted: TEXT }), 'Write something first.')],
	['what was decided', donePage(ask(), { approved: false })],
	['what was written', donePage(ask({ wanted: TEXT }), { text: 'Yes' })],
	['a question that is not open', closedPage()],
	['a question that cannot be read', failedPage()],
] as const;

const styleIn = (page: string): string => /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
const policy = HEADERS['Content-Security-Policy'] ?? '';

describe.each(pages)('the page for %s', (_, page) => {
	test('loads nothing from elsewhere, and has no script', () => {
		expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|svg)\b/i);
		expect(page).not.toMatch(/\b(src|href|action|style|on\w+)\s*=/i);
		expect(page).not.toMatch(/https?:|url\(|@import|\/\//i);
	});

	test('has the one style that its Content-Security-Policy allows', () => {
		const hash = createHash('sha256').update(styleIn(page)).digest('base64');
		expect(policy).toContain(`style-src 'sha256-${hash}'`);
	});

	test('has what phones and screen readers need', () => {
		expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
		expect(page).toContain('name="viewport" content="width=device-width, initial-scale=1"');
		expect(page).toMatch(/<title>[^<]+<\/title>/);
		expect(page.match(/<h1/g)).toHaveLength(1);
		expect(page.match(/<main>/g)).toHaveLength(1);
		for (const [, id] of page.matchAll(/(?:for|aria-describedby)="(\w+)"/g))
			expect(page).toContain(`id="${id}"`);
	});

	test('tells search engines not to index it', () => {
		expect(page).toContain('<meta name="robots" content="noindex');
	});
});

test('the Content-Security-Policy allows only the style and forms that post to the same origin', () => {
	expect(policy.replace(/sha256-[^']+/, 'sha256-')).toBe(
		"default-src 'none'; style-src 'sha256-'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	);
	expect(questionPage(ask())).toContain('<form method="post"');
});

test('shows exactly the buttons that the question offers', () => {
	const buttons = (wanted: AnswerForm): string[] =>
		[...questionPage(ask({ wanted })).matchAll(/<button[^>]*>[^<]*/g)].map(([button]) => button);
	expect(buttons(DOUBLE)).toEqual([
		expect.stringMatching(/name="decision" value="approve">Approve$/),
		expect.stringMatching(/name="decision" value="disapprove" class="other">Decline$/),
	]);
	expect(buttons({ ...DOUBLE, disapprove: null })).toHaveLength(1);
	expect(buttons(TEXT)).toEqual([expect.stringMatching(/type="submit">Send$/)]);
});

const unescape = (html: string): string =>
	html
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&');

const hostile = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"' autofocus onfocus='alert(1)",
		'</style><script>',
		'</textarea>',
		'&lt;b&gt;',
		'$& $1 $`',
	),
);

test('user text is escaped wherever it appears', () => {
	holds([hostile, hostile, hostile, hostile], (title, message, approve, disapprove) => {
		expect(unescape(escapeHtml(message))).toBe(message);
		const wanted: AnswerForm = { kind: 'approval', approve, disapprove };
		const questions = [
			ask({ title, message, wanted }),
			ask({ title, message, wanted: { kind: 'freeText', submit: approve } }),
		];
		for (const question of questions) {
			for (const page of [
				questionPage(question, message),
				donePage(question, { approved: true }),
			]) {
				// As many elements as with harmless text.
				const plain = { ...question, title: 'a', message: 'a' };
				const harmless = page.includes('<form')
					? questionPage({ ...plain, wanted: harmlessly(question.wanted) }, 'a')
					: donePage({ ...plain, wanted: harmlessly(question.wanted) }, { approved: true });
				expect(page.match(/</g)).toHaveLength((harmless.match(/</g) ?? []).length);
				expect(page.match(/"/g)).toHaveLength((harmless.match(/"/g) ?? []).length);
				expect(page).toContain(`>${escapeHtml(message)}</p>`);
			}
		}
	});
});

const harmlessly = (wanted: AnswerForm): AnswerForm =>
	wanted.kind === 'freeText'
		? { ...wanted, submit: 'a' }
		: { kind: 'approval', approve: 'a', disapprove: wanted.disapprove === null ? null : 'a' };
