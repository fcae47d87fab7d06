import { byAlphabet } from '../portable/alphabet';
import { Refusal } from '../portable/refusal';
import type { Chat } from '../portable/shapes';
import { chatId, labelId, limit, parseLabelId, requiredText, session, textList } from './fields';
import { asBoolean, asChoice, asFilledText, asText, type Field, type Get } from './field';
import { command, many, one, operation, resource } from './operation';

/** A label in WhatsApp Business. */
export type Label = {
	session: string;
	labelId: string | null;
	name: string | null;
	color: number | null;
	colorHex: string | null;
};

export type ActedOnLabel = { session: string; labelId: string };

/** One of WhatsApp's twenty colors, by number or by color code. */
export type LabelColor = { readonly color: number } | { readonly colorHex: string };

/** The colors by number; WhatsApp itself does not name them. */
const COLORS = [
	'Coral',
	'Sky Blue',
	'Yellow',
	'Lilac',
	'Gray Blue',
	'Turquoise',
	'Pink',
	'Ocher',
	'Indigo',
	'Lime',
	'Cyan',
	'Rose',
	'Sage',
	'Red',
	'Blue',
	'Green',
	'Orange',
	'Ice Blue',
	'Periwinkle',
	'Violet',
];

const NUMBERS = COLORS.map((_, number) => String(number));

const color: Field<LabelColor> = {
	properties: [
		{
			displayName: 'Color By',
			name: 'colorBy',
			type: 'options',
			options: [
				{ name: 'Hex Code', value: 'hex' },
				{ name: 'Name', value: 'number' },
			],
			default: 'number',
			description: 'How the color is chosen; WhatsApp has twenty of them',
		},
		{
			displayName: 'Color',
			name: 'color',
			type: 'options',
			options: COLORS.map((name, number) => ({
				name: `${name} (${number})`,
				value: String(number),
			})).sort((a, b) => byAlphabet(a.name, b.name)),
			default: '1',
			displayOptions: { show: { colorBy: ['number'] } },
			description: 'The number in brackets is the one WhatsApp uses',
		},
		{
			displayName: 'Hex Code',
			name: 'colorHex',
			type: 'color',
			default: '#64c4ff',
			displayOptions: { show: { colorBy: ['hex'] } },
			description: 'Must be exactly one of the codes that labels have; Label > Get Many shows them',
		},
	],
	read: readColor,
};

function readColor(get: Get): LabelColor {
	if (asChoice(get('colorBy') ?? 'number', 'Color By', ['hex', 'number']) === 'number')
		return { color: Number(asChoice(asText(get('color'), 'Color'), 'Color', NUMBERS)) };
	const code = asFilledText(get('colorHex'), 'Hex Code').trim().toLowerCase();
	if (/^#[0-9a-f]{6}$/.test(code)) return { colorHex: code };
	throw new Refusal('Hex Code is no color', 'Write # and six digits, for example #64c4ff.');
}

/**
 * The labels of a chat after the change. Removing all of them must be explicit, so an empty expression does not do it.
 */
const labels: Field<string[]> = {
	properties: [
		{
			displayName: 'Remove All Labels',
			name: 'removeAllLabels',
			type: 'boolean',
			default: false,
			description: 'Whether the chat has no label afterwards',
		},
		{
			displayName: 'Labels',
			name: 'labels',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { removeAllLabels: [false] } },
			placeholder: 'e.g. 1, 3',
			description:
				'The IDs of all labels the chat has afterwards, separated by commas. Others are taken off.',
		},
	],
	read: (get) => {
		if (asBoolean(get('removeAllLabels') ?? false, 'Remove All Labels')) return [];
		const ids = textList(get('labels'), 'Labels').map(parseLabelId);
		if (ids.length > 0) return [...new Set(ids)];
		throw new Refusal(
			'Labels is empty',
			'Write the IDs of labels, or switch on Remove All Labels to take them off the chat.',
		);
	},
};

const name = requiredText({ displayName: 'Name', name: 'name', placeholder: 'e.g. New Customer' });

export const labelResource = resource({
	name: 'Label',
	preset: 'getMany',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many labels',
			description: 'List the labels of the account',
			fields: { session, limit },
			returns: many<Label>(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create a label',
			description: 'Add a label of WhatsApp Business; an account can have twenty',
			fields: { session, name, color },
			returns: one<Label>(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update a label',
			description: 'Give a label another name and a color',
			fields: { session, labelId, name, color },
			returns: one<Label>(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete a label',
			description: 'Delete a label for good, and with it from every chat that has it',
			fields: { session, labelId },
			returns: command<ActedOnLabel>(),
			destructive: true,
		}),
		getForChat: operation({
			name: 'Get for Chat',
			action: 'Get the labels of a chat',
			description: 'List the labels that a chat has',
			fields: { session, chatId, limit },
			returns: many<Label>(),
		}),
		setForChat: operation({
			name: 'Set for Chat',
			action: 'Set the labels of a chat',
			description: 'Give a chat exactly these labels; those it had before are taken off',
			fields: { session, chatId, labels },
			returns: command<{ session: string; chatId: string; labelIds: string[] }>(),
		}),
		getChats: operation({
			name: 'Get Chats',
			action: 'Get the chats of a label',
			description: 'List the chats that have a label',
			fields: { session, labelId, limit },
			returns: many<Chat>(),
		}),
	},
});
