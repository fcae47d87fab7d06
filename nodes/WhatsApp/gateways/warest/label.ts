import { missing, type Missing } from '../gateway';

/** WARest 0.3.44 has no routes for labels. */
export const warestLabel: Missing = missing(
	'WARest has no labels; keep them in your workflow instead, for example in a data table.',
);
