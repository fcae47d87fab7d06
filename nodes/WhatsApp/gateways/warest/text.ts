/**
 * WARest 0.3.44 rewrites the text it sends: what stands between < and > is deleted or becomes formatting,
 * :name: becomes "??", and [https://…] loses its brackets. This writes the same text in a way it leaves alone:
 * an invisible joiner after a colon or bracket, and angle quotes for a pair of angle brackets.
 */
const JOINER = '\u2060';

export const protectText = (text: string): string =>
	text
		.replace(/<([^<>]*)>/gs, '\u2039$1\u203a')
		.replace(/:(?=[A-Za-z0-9_+-]+:)/g, `:${JOINER}`)
		.replace(/\[(?=https?:)/gi, `[${JOINER}`);

export const protectedTextHint = (text: string): string | null =>
	/<[^<>]*>/s.test(text)
		? 'WARest deletes what stands between < and >, so these were sent as \u2039 and \u203a.'
		: null;
