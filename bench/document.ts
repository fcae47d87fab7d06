const START = '<!-- bench:start -->';
const END = '<!-- bench:end -->';

/**
 * A Markdown file with new figures between its marks.
 * @throws Error if the marks are missing
 */
export function withFigures(document: string, figures: string): string {
	const start = document.indexOf(START);
	const end = document.indexOf(END, start);
	if (start === -1 || end === -1)
		throw new Error(`There is no place for the figures: ${START} and ${END} are missing`);
	return `${document.slice(0, start + START.length)}\n${figures}\n${document.slice(end)}`;
}
