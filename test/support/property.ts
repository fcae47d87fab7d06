import fc from 'fast-check';
import { inLongRun } from './longRun';

/** Cases of each property. `PROPERTY_CASES=1000000 npm test` searches more thoroughly. */
export const CASES = Number(process.env.PROPERTY_CASES ?? inLongRun(10_000));

/** Checks a property with many generated cases; a failure names the smallest case that breaks it, and its seed. */
export function holds<T extends [unknown, ...unknown[]]>(
	cases: { [K in keyof T]: fc.Arbitrary<T[K]> },
	check: (...values: T) => boolean | void,
): void {
	fc.assert(fc.property<T>(...cases, check), { numRuns: CASES });
}
