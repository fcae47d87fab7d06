import type { ChatId } from '../portable/ids';
import { quote, Refusal } from '../portable/refusal';
import type { CaptionedSent, FileSent, PlainTextSent, Sent } from '../portable/sent';
import {
	caption,
	fileOptions,
	linkPreview,
	linkPreviewHighQuality,
	media,
	messageId,
	peopleOf,
	session,
	text,
	toggle,
	verifyAfterTimeout,
} from './fields';
import { asChoice, asFilledText, asText, field, optionsField, type Field } from './field';
import { command, one, operation, resource } from './operation';

/** WhatsApp's fonts for a text status, by number; three to five are no longer used. */
const FONTS = [
	{ name: 'Bold', value: '6' },
	{ name: 'Calistoga', value: '8' },
	{ name: 'Courier Prime', value: '10' },
	{ name: 'Exo 2', value: '9' },
	{ name: 'Morning Breeze', value: '7' },
	{ name: 'Script', value: '2' },
	{ name: 'System', value: '0' },
	{ name: 'System Text', value: '1' },
];

const font: Field<number> = field(
	{
		displayName: 'Font',
		name: 'font',
		type: 'options',
		options: FONTS,
		default: '0',
		description: 'The letters of the text',
	},
	(raw) =>
		Number(
			asChoice(
				asText(raw, 'Font'),
				'Font',
				FONTS.map(({ value }) => value),
			),
		),
);

const backgroundColor: Field<string> = field(
	{
		displayName: 'Background Color',
		name: 'backgroundColor',
		type: 'color',
		default: '#128c7e',
		description: 'The color behind the text or the voice',
	},
	(raw) => {
		const code = asFilledText(raw, 'Background Color').trim().toLowerCase();
		if (/^#[0-9a-f]{6}$/.test(code)) return code;
		throw new Refusal(`${quote(code)} is no color`, 'Write # and six digits, for example #128c7e.');
	},
);

const contacts: Field<ChatId[]> = {
	...field(
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'string',
			default: '',
			placeholder: 'e.g. 491701234567, 447700900123',
			description:
				'Only these people see it: phone numbers with country code, separated by commas. Sessions with the WEBJS engine refuse it.',
		},
		(raw) => peopleOf(raw, 'Contacts'),
	),
	narrows: true,
};

/**
 * The editor has one position for a field: this one comes after the file of a voice status, the other after the text.
 */
const backgroundOfVoice: Field<string> = { ...backgroundColor };

const convert = toggle(
	{
		displayName: 'Convert',
		name: 'convert',
		description:
			'Whether the gateway turns the file into the form that WhatsApp plays. Versions before 2026 send it as it is.',
	},
	true,
);

/** Posts to several groups of contacts with the same id become one status. */
const newMessageId = field(
	{
		displayName: 'New Message ID',
		name: 'newMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3EB0C767D097B7C7C030',
		description:
			'The ID the post gets. Posts with the same ID to different contacts are one status.',
	},
	(raw) => asFilledText(raw, 'New Message ID').trim(),
);

export const statusResource = resource({
	name: 'Status',
	// There is nothing to read here; this one sends nothing before there is a text.
	preset: 'sendText',
	operations: {
		sendText: operation({
			name: 'Send Text',
			action: 'Post a text status',
			description: 'Post a text as status, which contacts see for a day',
			fields: {
				session,
				text,
				backgroundColor,
				font,
				options: optionsField({
					contacts,
					linkPreview,
					linkPreviewHighQuality,
					newMessageId,
					verifyAfterTimeout,
				}),
			},
			returns: one<Sent<PlainTextSent>>(),
		}),
		sendImage: operation({
			name: 'Send Image',
			action: 'Post an image status',
			description: 'Post a picture as status, which contacts see for a day',
			fields: {
				session,
				media,
				caption,
				options: optionsField({ ...fileOptions, contacts, newMessageId, verifyAfterTimeout }),
			},
			returns: one<Sent<CaptionedSent<'image'>>>(),
		}),
		sendVideo: operation({
			name: 'Send Video',
			action: 'Post a video status',
			description: 'Post a film as status, which contacts see for a day',
			fields: {
				session,
				media,
				caption,
				options: optionsField({
					...fileOptions,
					contacts,
					convert,
					newMessageId,
					verifyAfterTimeout,
				}),
			},
			returns: one<Sent<CaptionedSent<'video'>>>(),
		}),
		sendVoice: operation({
			name: 'Send Voice',
			action: 'Post a voice status',
			description: 'Post a voice recording as status, which contacts hear for a day',
			fields: {
				session,
				media,
				backgroundColor: backgroundOfVoice,
				options: optionsField({
					...fileOptions,
					contacts,
					convert,
					newMessageId,
					verifyAfterTimeout,
				}),
			},
			returns: one<Sent<FileSent<'voice'>>>(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a status',
			description: 'Take a status that you posted down for all contacts, for good',
			fields: { session, messageId, options: optionsField({ contacts }) },
			returns: command<{ session: string; messageId: string }>(),
			destructive: true,
		}),
	},
});
