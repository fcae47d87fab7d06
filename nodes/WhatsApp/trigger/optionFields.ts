import type { FieldsOf } from '../operations/field';
import { outputField, toggle, wholeNumber } from '../operations/fields';
import { collection } from './collection';

/** Largest file that is downloaded unless a person says otherwise. */
const STANDARD_MEGABYTES = 100;

export interface TriggerOptions {
	readonly acceptUnsigned: boolean;
	readonly downloadMedia: boolean;
	readonly outputField: string;
	readonly maxMegabytes: number;
	readonly includeRaw: boolean;
}

const whenDownloading = { displayOptions: { show: { downloadMedia: [true] } } };

const fields: FieldsOf<TriggerOptions> = {
	acceptUnsigned: toggle({
		displayName: 'Accept Unsigned',
		name: 'acceptUnsigned',
		description:
			'Whether to take events without a signature, for gateways that cannot sign. Whoever knows the address can then start the workflow; a wrong signature is refused still.',
	}),
	downloadMedia: toggle({
		displayName: 'Download Media',
		name: 'downloadMedia',
		description: 'Whether to put the file of a message into a binary field',
	}),
	outputField: {
		...outputField,
		properties: outputField.properties.map(({ required: _, ...property }) => ({
			...property,
			...whenDownloading,
		})),
	},
	maxMegabytes: wholeNumber(
		{
			displayName: 'Download Up to (MB)',
			name: 'maxMegabytes',
			description: 'A larger file is left at the gateway, and the item says so',
			...whenDownloading,
		},
		{ min: 1, max: 2_048, standard: STANDARD_MEGABYTES },
	),
	includeRaw: toggle({
		displayName: 'Include Raw',
		name: 'includeRaw',
		description: "Whether to add the gateway's own words to each item",
	}),
};

export const options = collection<TriggerOptions>(
	{ displayName: 'Options', name: 'options', placeholder: 'Add option' },
	{ ...fields },
	(inside) => ({
		acceptUnsigned: fields.acceptUnsigned.read(inside, {}),
		downloadMedia: fields.downloadMedia.read(inside, {}),
		outputField: fields.outputField.read(inside, {}),
		maxMegabytes: fields.maxMegabytes.read(inside, {}),
		includeRaw: fields.includeRaw.read(inside, {}),
	}),
);
