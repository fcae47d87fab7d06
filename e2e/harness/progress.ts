const PROGRESS_EVERY_MS = 5_000;

/** Says what is going on, and how long it has been, until the work is done. */
export async function announce<T>(title: string, work: Promise<T>): Promise<T> {
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	console.log(`• ${title} …`);
	const timer = setInterval(() => console.log(`  ${title}: ${elapsed()}`), PROGRESS_EVERY_MS);
	try {
		const result = await work;
		console.log(`  done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
