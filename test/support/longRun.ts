/** `npm run test:nightly` sets it. */
const IS_WHOLE = process.env.LONG_RUNS === 'whole';

/** How many items a long run has: all of them at night, otherwise a tenth, but at least as many as its test needs. */
export const inLongRun = (items: number, least = 1): number =>
	IS_WHOLE ? items : Math.max(least, Math.ceil(items / 10));
