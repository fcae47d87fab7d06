/** One line of a table, with its texts escaped. */
const row = (cells: readonly string[]): string =>
	`| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replace(/\|/g, '\\|')).join(' | ')} |`;

/** A table in Markdown. */
export const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
