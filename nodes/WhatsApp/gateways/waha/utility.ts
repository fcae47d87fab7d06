import { missing, type Missing } from '../gateway';

export const wahaUtility: Missing = missing(
	'WAHA has no tools. n8n has its own: Crypto, Edit Image, Edit Fields and Code.',
);
