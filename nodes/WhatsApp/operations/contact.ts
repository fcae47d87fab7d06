import type { ItemField } from '../portable/events';
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
	requiredText,
	session,
	sortOrder,
	textList,
	toggle,
} from './fields';
import { asFilledText, asId, asText, field, optionsField } from './field';
import { command, many, one, operation, plainMany, plainOne, resource } from './operation';

export type ActedOnContact = { session: string; contactId: string };

export type OpeningHours = {
	day: string | null;
	/** WhatsApp's own value, such as `open_24h` or `specific_hours`. */
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

/** Details that are added to a person only on request, because WhatsApp must be asked for each. */
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

/** The two ids of one person, and whether the gateway knows both. */
export type ResolvedId = {
	session: string;
	contactId: string | null;
	phone: string | null;
	lid: string | null;
	found: boolean;
};

export type HiddenId = {
	session: string;
	contactId: string | null;
	phone: string | null;
	lid: string | null;
};

const callId = field(
	{
		displayName: 'Call ID',
		name: 'callId',
		type: 'string',
		default: `={{ $json.${'callId' satisfies ItemField} }}`,
		required: true,
		placeholder: 'e.g. 3C0A5B1F9E2D4C6B8A7F0E1D2C3B4A59',
		description: 'As the trigger gave it with the event of the call',
	},
	(raw) => asFilledText(asId(raw, 'Call ID'), 'Call ID'),
);

const firstName = requiredText({
	displayName: 'First Name',
	name: 'firstName',
	placeholder: 'e.g. Ada',
});

const lastName = field(
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Lovelace',
		description: 'Leave empty for a name of one part',
	},
	(raw) => asText(raw, 'Last Name').trim(),
);

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
			fields: { session, phone, options: optionsField({ details }) },
			returns: one<NumberCheck & Partial<ContactDetails>>(),
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many contacts',
			description: 'List the contacts of a session',
			fields: {
				session,
				limit,
				options: optionsField({
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
		resolveId: operation({
			name: 'Resolve ID',
			action: 'Resolve the ID of a contact',
			description: 'Find the phone number behind a hidden ID (@lid), or the other way round',
			fields: { session, contactId },
			returns: plainOne<ResolvedId>(),
		}),
		getHiddenIds: operation({
			name: 'Get Hidden IDs',
			action: 'Get the hidden IDs of contacts',
			description: 'List the hidden IDs (@lid) that the session knows, with the phone numbers',
			fields: { session, limit },
			returns: plainMany<HiddenId>(),
		}),
		countHiddenIds: operation({
			name: 'Count Hidden IDs',
			action: 'Count the hidden IDs of contacts',
			description: 'Find out of how many people the session knows the hidden ID',
			fields: { session },
			returns: plainOne<{ session: string; count: number | null }>(),
		}),
		setName: operation({
			name: 'Set Name',
			action: 'Set the name of a contact',
			description: 'Save a person in the address book of the phone, or change the name there',
			fields: { session, contactId, firstName, lastName },
			returns: command<ActedOnContact & { name: string }>(),
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
			fields: { session, contactId, download, options: optionsField({ refresh }) },
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
		rejectCall: operation({
			name: 'Reject Call',
			action: 'Reject a call of a contact',
			description:
				'Turn down a call that rings; the event of the call names the caller and the call',
			fields: { session, contactId, callId },
			returns: command<ActedOnContact & { callId: string }>(),
		}),
	},
});
