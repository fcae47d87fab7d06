import { missing, type Missing } from '../gateway';

/** WARest 0.3.44 has no routes for channels; its send routes take the ID of one. */
export const warestChannel: Missing = missing(
	'WARest cannot manage channels; with Message > Send Text it can write to one whose ID you know.',
);
