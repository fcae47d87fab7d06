import { missing, type Missing } from '../gateway';

/** WARest 0.3.44 has no routes for statuses. */
export const warestStatus: Missing = missing(
	'WARest cannot post a status; send the same to people or groups with the operations of Message.',
);
