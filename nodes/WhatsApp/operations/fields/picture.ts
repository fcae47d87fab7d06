import { toggle } from './kinds';

/** Whether to download the picture behind an address, too. `answerFields` says where the file goes. */
export const download = toggle({
	displayName: 'Download',
	name: 'download',
	description: 'Whether to put the picture itself into the item too, not only its address',
});

/** Gateways cache the address of a picture for a day. */
export const refresh = toggle(
	{
		displayName: 'Refresh',
		name: 'refresh',
		description:
			'Whether to ask WhatsApp again instead of using the address of the last 24 hours. WhatsApp slows down those who do so often.',
	},
	true,
);
