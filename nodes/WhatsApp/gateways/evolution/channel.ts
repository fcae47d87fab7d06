import { portableId } from '../../portable/ids';
import { listAt, textAt } from '../../portable/json';
import { missing, type DialectOf } from '../gateway';
import { pages } from '../shared/paging';
import { CHANNELS } from './needs';
import { ask } from './requests';

const PAGE_SIZE = 100;

const ON_PHONE = 'Evolution API cannot manage channels; do it on the phone.';
const NO_SEARCH = 'Evolution API cannot search for channels; search on the phone.';

export const evolutionChannel: DialectOf<'channel'> = {
	create: missing(ON_PHONE),
	delete: missing(ON_PHONE),
	follow: missing(ON_PHONE),
	get: missing(ON_PHONE),
	getMany: {
		needs: CHANNELS,
		build({ session, limit }) {
			const size = Math.min(limit, PAGE_SIZE);
			return pages({
				limit,
				pageSize: size,
				request: (offset) =>
					ask('chat/findChannels', session, { page: Math.floor(offset / size) + 1, limit: size }),
				entries: ({ body }) => listAt(body, 'records'),
			});
		},
		lacks: { role: 'Evolution API does not tell your part in a channel.' },
		// Only channels with a stored message, and only their ids (2.4.0, read in its source).
		read: (raw, { session }) => ({
			session,
			channelId: portableId(textAt(raw, 'remoteJid')),
			name: null,
			description: null,
			inviteLink: null,
			picture: null,
			role: null,
			subscribersCount: null,
			verified: null,
		}),
	},
	getMessages: missing('Use Message > Get Many with the ID of the channel.'),
	getSearchCategories: missing(NO_SEARCH),
	getSearchCountries: missing(NO_SEARCH),
	getSearchViews: missing(NO_SEARCH),
	mute: missing(ON_PHONE),
	searchByText: missing(NO_SEARCH),
	searchByView: missing(NO_SEARCH),
	unfollow: missing(ON_PHONE),
	unmute: missing(ON_PHONE),
};
