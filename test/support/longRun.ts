/** `npm run test:nightly` sets it. */
const IS_WHOLE = process.env.LONG_RUNS === 'whole';

/** How many items a long run has: all of them at night, else a quarter. */
export const inLongRun = (items: number): number => (IS_WHOLE ? items : Math.ceil(items / 4));
