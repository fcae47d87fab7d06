import { missing } from '../gateway';

export const warestPresence = missing(
	'WARest shows typing or recording only together with a message: use the option Show Presence First of a send operation.',
);
