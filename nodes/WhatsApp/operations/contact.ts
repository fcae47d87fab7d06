import { parseChatId, type ChatId } from '../portable/ids';
import { Refusal } from '../portable/refusal';
import type { Contact } from '../portable/shapes';
import {
	choice,
	contactId,
	download,
	limit,
	phone,
	refresh,
	session,
	sortOrder,
	textList,
	toggle,
} from './fields';
import { field, options } from './field';
import { command, many, one, operation, resource } from './operation';

export type ActedOnContact = { session: string; contactId: string };

export type OpeningHours = {
	day: string | null;
	/** In WhatsApp's own word, such as `open_24h` or `specific_hours`. */
	mode: string | null;
	opensAt: string | null;
	closesAt: string | null;
};

export type BusinessProfile = {
	description: string | null;
	email: string | null;
	address: string | null;
	categories: string[];
	websites: string[];
	timezone: string | null;
	openingHours: OpeningHours[];
};

/** What is added to a person only when it is asked for, because WhatsApp must be asked for each. */
export type ContactDetails = {
	about: string | null;
	pictureUrl: string | null;
	business: BusinessProfile | null;
};

export type NumberCheck = {
	session: string;
	phone: string;
	exists: boolean;
	chatId: string | null;
};

const details = toggle(
	{
		displayName: 'Include Details',
		name: 'details',
		description:
			'Whether to add the picture, the about text and the business profile, which takes much longer',
	},
	true,
);

/** Groups whose members are listed. */
const groupIds = field(
	{
		displayName: 'Group IDs',
		name: 'groupIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 120363025246125486@g.us',
		description: 'List the members of these groups instead of the contacts, separated by commas',
	},
	(raw): ChatId[] => {
		const groups = textList(raw, 'Group IDs').map((text) => parseChatId(text, 'group'));
		if (groups.length === 0 || groups.some(({ kind }) => kind !== 'group'))
			throw new Refusal('Group IDs must name groups', 'A group ID ends in @g.us.');
		return groups;
	},
);

const fromGroups = toggle(
	{
		displayName: 'From Groups',
		name: 'fromGroups',
		description: 'Whether to list the members of all groups instead of the contacts',
	},
	true,
);

export const contactResource = resource({
	name: 'Contact',
	preset: 'getMany',
	operations: {
		checkExists: operation({
			name: 'Check Exists',
			action: 'Check if a phone number is on WhatsApp',
			description: 'Find out if a phone number is on WhatsApp, and under which ID',
			fields: { session, phone, options: options({ details }) },
			returns: one<NumberCheck & Partial<ContactDetails>>(),
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many contacts',
			description: 'List the contacts of a session',
			fields: {
				session,
				limit,
				options: options({
					details,
					fromGroups,
					groupIds,
					sortBy: choice({ displayName: 'Sort By', name: 'sortBy' }, [
						{ name: 'ID', value: 'id' },
						{ name: 'Name', value: 'name' },
					]),
					sortOrder,
				}),
			},
			returns: many<Contact & Partial<ContactDetails>>(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get a contact',
			description: 'Get what the session knows of a person',
			fields: { session, contactId },
			returns: one<Contact>(),
		}),
		getAbout: operation({
			name: 'Get About',
			action: 'Get the about text of a contact',
			description: 'Get the text that a person wrote about themselves',
			fields: { session, contactId },
			returns: one<ActedOnContact & { about: string | null }>(),
		}),
		getPicture: operation({
			name: 'Get Picture',
			action: 'Get the picture of a contact',
			description: 'Get the address of the picture of a person, and the picture itself if wanted',
			fields: { session, contactId, download, options: options({ refresh }) },
			returns: one<ActedOnContact & { url: string | null }>(),
		}),
		getBusinessProfile: operation({
			name: 'Get Business Profile',
			action: 'Get the business profile of a contact',
			description: 'Get address, opening hours and more of a business',
			fields: { session, contactId },
			returns: one<ActedOnContact & BusinessProfile>(),
		}),
		block: operation({
			name: 'Block',
			action: 'Block a contact',
			description: 'Refuse messages and calls of a person',
			fields: { session, contactId },
			returns: command<ActedOnContact & { blocked: boolean }>(),
			destructive: true,
		}),
		unblock: operation({
			name: 'Unblock',
			action: 'Unblock a contact',
			description: 'Take messages and calls of a person again',
			fields: { session, contactId },
			returns: command<ActedOnContact & { blocked: boolean }>(),
		}),
	},
});
