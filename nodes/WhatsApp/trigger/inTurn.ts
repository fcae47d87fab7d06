/** The last task of each name. */
const last = new Map<string, Promise<unknown>>();

/**
 * Runs tasks of one name one after another. n8n activates many workflows at once, and each reads, changes and writes
 * the whole configuration of a session.
 */
export async function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
	const mine = (last.get(name) ?? Promise.resolve()).then(task);
	const settled = mine.catch(() => undefined);
	last.set(name, settled);
	try {
		return await mine;
	} finally {
		if (last.get(name) === settled) last.delete(name);
	}
}
