const STYLE_TAGS: Array<[RegExp, string]> = [
	[/<\/?(?:b|strong)>/gi, '*'],
	[/<\/?(?:i|em)>/gi, '_'],
	[/<\/?(?:s|del)>/gi, '~'],
	[/<\/?code>/gi, '```'],
];

/**
 * What WARest does to a text before sending it (v0.3.44, observed): tags become WhatsApp's formatting, anything else
 * between angle brackets is deleted, links lose their square brackets, `:name:` becomes question marks.
 */
export function rewriteText(text: string): string {
	let rewritten = text;
	for (const [tag, mark] of STYLE_TAGS) rewritten = rewritten.replace(tag, mark);
	return rewritten
		.replace(/<[^>]*>/g, '')
		.replace(/\[(https?:\/\/[^\]\s]+)\]/g, '$1')
		.replace(/:[a-z][a-z0-9_]*:/g, '??');
}

/** Mentions are found in the text: `@` and 6 to 20 digits. */
export function mentionedPhones(text: string): string[] {
	return [...text.matchAll(/@(\d{6,20})/g)].map((match) => match[1] ?? '');
}
