const PROGRESS_EVERY_MS = 5_000;

/** Writes one line at once, because Jest holds back console output until a suite has ended. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/**
 * Reports what is going on, and for how long, until the work is done.
 * @param detail is added to each line of progress
 */
export async function announce<T>(
	title: string,
	work: Promise<T>,
	detail: () => string = () => '',
): Promise<T> {
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	say(`• ${title} …`);
	const timer = setInterval(() => {
		const more = detail();
		say(`  ${title}: ${elapsed()}${more && `, ${more}`}`);
	}, PROGRESS_EVERY_MS);
	try {
		const result = await work;
		say(`  done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
