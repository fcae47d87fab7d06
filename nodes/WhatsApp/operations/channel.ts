import { parseChannel } from '../portable/channels';
import type { MediaInput } from '../portable/media';
import type { Message } from '../portable/shapes';
import {
	channelId,
	choice,
	fileOptions,
	limit,
	located,
	media,
	optionText,
	requiredText,
	session,
	textList,
	toggle,
	wholeNumber,
} from './fields';
import { asBoolean, field, optionsField, type Field, type Property } from './field';
import { command, many, one, operation, plainMany, resource } from './operation';

export type ChannelRole = 'owner' | 'admin' | 'subscriber' | 'guest';

/** A channel; fields are null if the gateway does not report them, such as the role in a search. */
export type Channel = {
	session: string;
	channelId: string | null;
	name: string | null;
	description: string | null;
	inviteLink: string | null;
	picture: string | null;
	role: ChannelRole | null;
	subscribersCount: number | null;
	verified: boolean | null;
};

/** A message of a channel. It counts reactions but does not say who reacted. */
export type ChannelMessage = Message & {
	reactionCounts: Array<{ emoji: string; count: number }>;
	viewCount: number | null;
};

/** A value that a channel search accepts, and its display name. */
export type SearchValue = { session: string; value: string; name: string | null };

export type ActedOnChannel = { session: string; channelId: string };

/** A channel, which the account need not follow. */
const anyChannel = located(
	{
		displayName: 'Channel',
		name: 'channelId',
		description: 'The channel that is read; it need not be followed',
		method: 'searchChannels',
		placeholder: 'e.g. 120363025246125486@newsletter',
		hint: 'An ID that ends in @newsletter, an invite link, or the code at its end',
		written: 'its ID or its invite link',
		follows: ['channelId', 'chatId'],
	},
	parseChannel,
);

/** An optional file. */
const picture: Field<MediaInput | null> = {
	properties: [
		{
			displayName: 'With Picture',
			name: 'withPicture',
			type: 'boolean',
			default: false,
			description: 'Whether the channel gets a picture at once',
		},
		...media.properties.map((property): Property => ({
			...property,
			displayOptions: { show: { withPicture: [true], ...property.displayOptions?.show } },
		})),
	],
	read: (get, item) =>
		asBoolean(get('withPicture') ?? false, 'With Picture') ? media.read(get, item) : null,
};

/** Options for the picture, shown once there is one. */
const ofPicture = <T>(option: Field<T>): Field<T> => ({
	...option,
	properties: option.properties.map((property) => ({
		...property,
		displayOptions: { show: { '/withPicture': [true] } },
	})),
});

const roleFilter = choice(
	{ displayName: 'Role', name: 'role', description: 'Your own part in it' },
	[
		{ name: 'Admin', value: 'admin' },
		{ name: 'Owner', value: 'owner' },
		{ name: 'Subscriber', value: 'subscriber' },
	],
);

const categories = field(
	{
		displayName: 'Categories',
		name: 'categories',
		type: 'string',
		default: '',
		placeholder: 'e.g. BUSINESS, NEWS',
		description: 'Values of Get Search Categories, separated by commas',
	},
	(raw) => textList(raw, 'Categories'),
);

const countries = field(
	{
		displayName: 'Countries',
		name: 'countries',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE, BR',
		description:
			'Codes of countries, separated by commas. Get Search Countries lists some. WAHA searches in the US when this is left out.',
	},
	(raw) => textList(raw, 'Countries').map((code) => code.toUpperCase()),
);

const view = located(
	{
		displayName: 'View',
		name: 'view',
		description: 'One of the lists that WhatsApp shows to people who look for channels',
		method: 'searchChannelViews',
		placeholder: 'e.g. RECOMMENDED',
		hint: 'A value that Get Search Views gives',
		written: 'a value that Get Search Views gives',
		follows: [],
	},
	(text) => text.trim(),
);

export const channelResource = resource({
	name: 'Channel',
	preset: 'getMany',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many channels',
			description: 'List the channels that the session owns or follows',
			fields: { session, limit, options: optionsField({ role: roleFilter }) },
			returns: many<Channel>(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get a channel',
			description: 'Get name, description and picture of a channel',
			fields: { session, channelId: anyChannel },
			returns: one<Channel>(),
		}),
		getMessages: operation({
			name: 'Get Messages',
			action: 'Get messages of a channel',
			description: 'List the newest messages of a channel, also of one that is not followed',
			fields: {
				session,
				channelId: anyChannel,
				// WhatsApp returns a preview only, so there is no "all".
				limit: wholeNumber(
					{
						displayName: 'Limit',
						name: 'limit',
						description: 'Max number of results to return',
					},
					{ min: 1, max: 1000, standard: 50 },
				),
				options: optionsField({
					downloadMedia: toggle({
						displayName: 'Download Media',
						name: 'downloadMedia',
						description: 'Whether the gateway downloads the files of the messages',
					}),
				}),
			},
			returns: many<ChannelMessage>(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create a channel',
			description: 'Open a channel that you own',
			fields: {
				session,
				name: requiredText({ displayName: 'Name', name: 'name', placeholder: 'e.g. Shop News' }),
				picture,
				options: optionsField({
					fileName: ofPicture(fileOptions.fileName),
					mimeType: ofPicture(fileOptions.mimeType),
					description: optionText({
						displayName: 'Description',
						name: 'description',
						placeholder: 'e.g. What is new in the shop',
						typeOptions: { rows: 2 },
					}),
				}),
			},
			returns: one<Channel>(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a channel',
			description: 'Delete a channel that you own, for all who follow it and for good',
			fields: { session, channelId },
			returns: command<ActedOnChannel>(),
			destructive: true,
		}),
		follow: operation({
			name: 'Follow',
			action: 'Follow a channel',
			description: 'Receive what a channel posts',
			fields: { session, channelId },
			returns: command<ActedOnChannel & { following: boolean }>(),
		}),
		unfollow: operation({
			name: 'Unfollow',
			action: 'Unfollow a channel',
			description: 'No longer receive what a channel posts',
			fields: { session, channelId },
			returns: command<ActedOnChannel & { following: boolean }>(),
		}),
		mute: operation({
			name: 'Mute',
			action: 'Mute a channel',
			description: 'Stop the notifications of a channel',
			fields: { session, channelId },
			returns: command<ActedOnChannel & { muted: boolean }>(),
		}),
		unmute: operation({
			name: 'Unmute',
			action: 'Unmute a channel',
			description: 'Let a channel notify again',
			fields: { session, channelId },
			returns: command<ActedOnChannel & { muted: boolean }>(),
		}),
		searchByText: operation({
			name: 'Search by Text',
			action: 'Search for channels by text',
			description: 'Find public channels by words in their name',
			fields: {
				session,
				text: requiredText({
					displayName: 'Search Text',
					name: 'searchText',
					placeholder: 'e.g. football',
				}),
				limit,
				options: optionsField({ categories }),
			},
			returns: many<Channel>(),
		}),
		searchByView: operation({
			name: 'Search by View',
			action: 'Search for channels by view',
			description: 'Find public channels as WhatsApp suggests them',
			fields: { session, view, limit, options: optionsField({ categories, countries }) },
			returns: many<Channel>(),
		}),
		getSearchCategories: operation({
			name: 'Get Search Categories',
			action: 'Get the categories of the channel search',
			description: 'List the categories that a search for channels knows',
			fields: { session, limit },
			returns: plainMany<SearchValue>(),
		}),
		getSearchCountries: operation({
			name: 'Get Search Countries',
			action: 'Get the countries of the channel search',
			description: 'List countries that a search for channels knows',
			fields: { session, limit },
			returns: plainMany<SearchValue>(),
		}),
		getSearchViews: operation({
			name: 'Get Search Views',
			action: 'Get the views of the channel search',
			description: 'List the views that a search for channels knows',
			fields: { session, limit },
			returns: plainMany<SearchValue>(),
		}),
	},
});
