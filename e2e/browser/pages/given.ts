/** Long enough for a busy machine: only something that hangs takes this long. */
export const PATIENCE_MS = 120_000;

/** A value that the launching script or the setup put into the environment. */
export function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start this with "npm run browser"`);
	return value;
}
