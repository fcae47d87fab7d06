/** Long enough for a machine that is busy with something else: only what hangs takes so long. */
export const PATIENCE_MS = 120_000;

/** What the launching script or the setup put into the environment. */
export function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start this with "npm run browser"`);
	return value;
}
