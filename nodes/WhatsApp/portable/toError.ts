/** What was thrown, as an error; it is one nearly always. */
export const toError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
