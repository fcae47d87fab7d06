import { createHash } from 'crypto';
import { FORM, labelOf, MAX_TEXT, type Decision, type Question } from './question';

/**
 * The pages that a person sees behind the link. They are self-contained: they load nothing and have no script, so they
 * work on any phone and the policy can forbid everything else.
 */

const STYLE = `
:root{color-scheme:light dark;--ground:#f0f2f5;--card:#fff;--ink:#111b21;--soft:#54656f;--line:#8696a0;--go:#0b6b53;--on-go:#fff;--focus:#0a58ca;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ground:#0b141a;--card:#1f2c34;--ink:#e9edef;--soft:#aebac1;--line:#8696a0;--go:#21c08b;--on-go:#06251b;--focus:#8ab4f8;--bad:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;padding:max(1rem,8vh) 1rem 2rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:32rem;padding:1.5rem;border-radius:1rem;background:var(--card);box-shadow:0 1px 3px rgb(0 0 0/.2)}
h1{margin:0 0 1rem;font-size:1rem;font-weight:600;color:var(--soft);overflow-wrap:anywhere}
p{margin:0 0 1rem}
.message{margin-bottom:1.5rem;font-size:1.1875rem;white-space:pre-wrap;overflow-wrap:anywhere}
.notice{color:var(--bad);font-weight:600}
.done{font-size:1.1875rem;font-weight:600;overflow-wrap:anywhere}
p:last-child{margin-bottom:0}
form{display:flex;flex-direction:column;gap:.75rem}
label{font-weight:600}
textarea{width:100%;min-height:8rem;padding:.75rem;border:1px solid var(--line);border-radius:.75rem;background:transparent;color:inherit;font:inherit;resize:vertical}
button{min-height:3rem;padding:.75rem 1rem;border:2px solid var(--go);border-radius:.75rem;background:var(--go);color:var(--on-go);font:inherit;font-weight:600;overflow-wrap:anywhere;cursor:pointer}
button.other{background:transparent;border-color:var(--line);color:var(--ink)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
`;

/** Allows only this style, and only a form that posts back to where the page came from. */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** Headers of every page: not cached, not indexed, not framed, and its address not passed on as a referrer. */
export const HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': POLICY,
	'Cache-Control': 'no-store, max-age=0',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'X-Robots-Tag': 'noindex, nofollow, noarchive, nosnippet',
};

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Escapes text for HTML, including quoted attributes. */
export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A person may write in any language and direction. */
const own = (element: string, text: string, attributes = ''): string =>
	`<${element} dir="auto"${attributes}>${escapeHtml(text)}</${element}>`;

const page = (title: string, content: readonly string[]): string =>
	[
		'<!doctype html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="robots" content="noindex, nofollow, noarchive, nosnippet">',
		'<meta name="format-detection" content="telephone=no">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${STYLE}</style>`,
		'</head>',
		'<body>',
		'<main>',
		...content,
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');

/**
 * The page with the question and its form. The form posts to its own address, so the link's signature goes with it.
 * @param notice what was wrong with an answer, if there was one
 */
export const questionPage = (question: Question, notice: string | null = null): string =>
	page(question.title, [
		own('h1', question.title),
		own('p', question.message, ' class="message" id="message"'),
		...(notice === null ? [] : [`<p class="notice" role="alert">${escapeHtml(notice)}</p>`]),
		'<form method="post" aria-describedby="message">',
		...controls(question),
		'</form>',
	]);

function controls({ wanted }: Question): string[] {
	if (wanted.kind === 'freeText')
		return [
			'<label for="text">Your answer</label>',
			`<textarea id="text" name="${FORM.text}" dir="auto" required maxlength="${MAX_TEXT}"></textarea>`,
			own('button', wanted.submit, ' type="submit"'),
		];
	const button = (label: string, value: string, more = ''): string =>
		own('button', label, ` type="submit" name="${FORM.decision}" value="${value}"${more}`);
	return [
		button(wanted.approve, FORM.approve),
		...(wanted.disapprove === null
			? []
			: [button(wanted.disapprove, FORM.disapprove, ' class="other"')]),
	];
}

/** The page after n8n has the answer. */
export function donePage(question: Question, answer: Decision): string {
	const label = labelOf(question, answer);
	return page(question.title, [
		own('h1', question.title),
		own('p', question.message, ' class="message"'),
		label === null
			? '<p class="done" role="status">Your answer was sent.</p>'
			: `<p class="done" role="status">Your answer was sent: ${own('span', label)}</p>`,
		'<p>You can close this page.</p>',
	]);
}

/** For a link whose question is not open; says nothing about any question. */
export const closedPage = (): string =>
	page('No longer open', [
		'<h1>No longer open</h1>',
		'<p>This link does not lead to an open question. It was answered already, or it is not whole.</p>',
		'<p>If a message with a newer link came after it, use that one.</p>',
	]);

/** For a question that cannot be read, although it may be open. */
export const failedPage = (): string =>
	page('Try again later', [
		'<h1>Try again later</h1>',
		'<p>The question behind this link could not be read, so nothing was answered.</p>',
	]);
