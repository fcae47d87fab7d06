import { download, fileOptions, media, requiredText, session } from './fields';
import { asText, field, optionsField } from './field';
import { command, one, operation, resource } from './operation';

export type OwnProfile = {
	session: string;
	contactId: string | null;
	phone: string | null;
	name: string | null;
	about: string | null;
	pictureUrl: string | null;
	isBusiness: boolean | null;
};

/** Who may see or do something, as WhatsApp's own values such as `all`, `contacts`, `none`. */
export type PrivacySettings = {
	session: string;
	lastSeen: string | null;
	online: string | null;
	profilePicture: string | null;
	about: string | null;
	readReceipts: string | null;
	addToGroups: string | null;
	calls: string | null;
	messages: string | null;
	stickers: string | null;
};

const about = field(
	{
		displayName: 'About',
		name: 'about',
		type: 'string',
		default: '',
		placeholder: 'e.g. We answer from 9 to 5',
		description: 'Leave empty to remove the text',
	},
	(raw) => asText(raw, 'About'),
);

export const profileResource = resource({
	name: 'Profile',
	preset: 'get',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get the own profile',
			description: 'Get phone number, name and picture of the session',
			fields: { session },
			returns: one<OwnProfile>(),
		}),
		setName: operation({
			name: 'Set Name',
			action: 'Set the own name',
			description: 'Change the name that people see who do not have the session as a contact',
			fields: {
				session,
				name: requiredText({
					displayName: 'Name',
					name: 'name',
					placeholder: 'e.g. Shop on the Corner',
				}),
			},
			returns: command<{ session: string; name: string }>(),
		}),
		setAbout: operation({
			name: 'Set About',
			action: 'Set the own about text',
			description: 'Change the text about the session that people see in its profile',
			fields: { session, about },
			returns: command<{ session: string; about: string }>(),
		}),
		getPicture: operation({
			name: 'Get Picture',
			action: 'Get the own profile picture',
			description: 'Get the address of the own picture, and the picture itself if wanted',
			fields: { session, download },
			returns: one<{ session: string; contactId: string | null; url: string | null }>(),
		}),
		setPicture: operation({
			name: 'Set Picture',
			action: 'Set the own profile picture',
			description: 'Give the session a new profile picture. A JPEG is best.',
			fields: { session, file: media, options: optionsField(fileOptions) },
			returns: command<{ session: string }>(),
		}),
		deletePicture: operation({
			name: 'Delete Picture',
			action: 'Delete the own profile picture',
			description: 'Delete the profile picture of the session',
			fields: { session },
			returns: command<{ session: string }>(),
			destructive: true,
		}),
		getPrivacySettings: operation({
			name: 'Get Privacy Settings',
			action: 'Get the own privacy settings',
			description: 'Get who may see the picture, the last visit and more of the session',
			fields: { session },
			returns: one<PrivacySettings>(),
		}),
	},
});
