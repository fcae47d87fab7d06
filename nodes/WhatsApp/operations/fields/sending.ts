import { isBlank } from '../../portable/formValues';
import type { ChatId } from '../../portable/ids';
import { isObject, parseJson, type JsonObject } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import { Refusal } from '../../portable/refusal';
import { asText, field, type Field } from '../field';
import { peopleOf } from './ids';
import { choice, optionText, requiredText, textList, toggle } from './kinds';
import { mediaEntry } from './media';

/** The text of a message. */
export const text = requiredText({
	displayName: 'Text',
	name: 'text',
	placeholder: 'e.g. Your order is on its way',
	description: 'WhatsApp shows *bold*, _italic_, ~struck~ and ```code```',
	typeOptions: { rows: 3 },
});

/** The text below an image, a video or a document. */
export const caption: Field<string | null> = field(
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. The invoice you asked for',
		description: 'Text that stands under the file',
		typeOptions: { rows: 2 },
	},
	(raw) => (isBlank(raw) ? null : asText(raw, 'Caption')),
);

/** The small text below buttons or a list. */
export const footer = optionText({
	displayName: 'Footer',
	name: 'footer',
	placeholder: 'e.g. We answer from 9 to 5',
	description: 'Small text under the message',
});

/** What the chat shows before the message arrives. */
export const presenceBefore = choice(
	{
		displayName: 'Show Presence First',
		name: 'presence',
		description: 'What the chat shows for a few seconds before the message arrives',
	},
	[
		{ name: 'Automatic', value: 'auto', description: 'Recording or typing, as fits the message' },
		{ name: 'Offline', value: 'unavailable' },
		{ name: 'Online', value: 'available' },
		{ name: 'Paused', value: 'paused' },
		{ name: 'Recording', value: 'recording' },
		{ name: 'Typing', value: 'composing' },
	],
);
export type PresenceBefore =
	'auto' | 'unavailable' | 'available' | 'paused' | 'recording' | 'composing';

export const forwarded = toggle({
	displayName: 'Mark as Forwarded',
	name: 'forwarded',
	description: 'Whether the message carries the sign of a forwarded one',
});

export const linkPreview = toggle(
	{
		displayName: 'Link Preview',
		name: 'linkPreview',
		description: 'Whether a link in the text is shown with title and picture',
	},
	true,
);

export const linkPreviewHighQuality = toggle({
	displayName: 'Link Preview in High Quality',
	name: 'linkPreviewHighQuality',
	description: 'Whether the picture of the preview is a large one',
});

/** Whether to search for a message if the answer to its send was lost. */
export const verifyAfterTimeout = toggle({
	displayName: 'Verify After Timeout',
	name: 'verifyAfterTimeout',
	description:
		'Whether to look for the message in the chat when the answer to it is lost, instead of leaving open whether it was sent. Takes one more request for each message.',
});

/** Whether to ask for the id under which WhatsApp has a number before anything is sent there. */
export const lookUpNumber = toggle({
	displayName: 'Look Up Number',
	name: 'lookUpNumber',
	description:
		'Whether to ask first under which ID WhatsApp has the phone number, and to send there: numbers of Brazil, Mexico and Argentina are often written with a digit more or less. One that is not on WhatsApp is refused. Takes one more request for each number.',
});

/** People whom a message mentions, or everybody in the group. */
export type Mentions = readonly ChatId[] | 'all';

export const mentions: Field<Mentions> = field(
	{
		displayName: 'Mentions',
		name: 'mentions',
		type: 'string',
		default: '',
		placeholder: 'e.g. 491701234567, 447700900123',
		description:
			'Phone numbers of the people to notify, separated by commas, or the word all. Write each into the text too, as @491701234567.',
	},
	(raw) => {
		const [only, ...others] = textList(raw, 'Mentions');
		return only?.toLowerCase() === 'all' && others.length === 0 ? 'all' : peopleOf(raw, 'Mentions');
	},
);

/** Whether the gateway compresses a file before it sends it. */
export const compress = toggle(
	{
		displayName: 'Compress',
		name: 'compress',
		description: 'Whether the gateway makes the file smaller first, as it does by itself',
	},
	true,
);

/** Settings of a compression; which ones exist depends on the server's tools. */
export const compression: Field<JsonObject> = field(
	{
		displayName: 'Compression Settings',
		name: 'compression',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "quality": 80 }',
		description: 'Settings for the tools that compress, as a JSON object',
	},
	(raw) => asJsonObject(raw, 'Compression Settings'),
);

export const viewOnce = toggle({
	displayName: 'View Once',
	name: 'viewOnce',
	description: 'Whether the file can be opened a single time only',
});

/** An image above buttons or a list. */
export const headerImage: Field<MediaInput> = {
	properties: [
		{
			displayName: 'Header Image',
			name: 'headerImage',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add image',
			description: 'A picture above the text',
			options: [{ displayName: 'Image', name: 'image', values: [...mediaEntry.properties] }],
		},
	],
	read: (get, item) => {
		const given = get('headerImage');
		const image = isObject(given) && isObject(given.image) ? given.image : {};
		return mediaEntry.read((name) => image[name], item);
	},
};

function asJsonObject(raw: unknown, displayName: string): JsonObject {
	const value = isObject(raw) ? raw : parsed(asText(raw, displayName));
	if (isObject(value)) return value;
	throw new Refusal(`${displayName} must be a JSON object`, 'For example { "quality": 80 }.');
}

function parsed(json: string): unknown {
	try {
		return parseJson(json);
	} catch {
		return null;
	}
}
