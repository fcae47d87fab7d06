import { gateways } from '../gateways';
import { onlyOn } from '../gateways/listed';
import { asText, field, type FieldsOf } from '../operations/field';
import { outputField, toggle, wholeNumber } from '../operations/fields';
import { Refusal } from '../portable/refusal';
import { collection } from './collection';

/** Largest file that is downloaded by default. */
const STANDARD_MEGABYTES = 100;

/** Shortest secret that WARest signs with (0.3.44); the same for all gateways, so that a workflow can move. */
const MIN_SECRET = 6;

export interface TriggerOptions {
	readonly acceptUnsigned: boolean;
	readonly downloadMedia: boolean;
	readonly outputField: string;
	readonly maxMegabytes: number;
	readonly includeRaw: boolean;
	readonly replace: boolean;
	/** Null to generate one. */
	readonly secret: string | null;
}

/** The gateways on which a webhook may have to be replaced; null for all. */
const withRoomForOne = onlyOn(
	Object.values(gateways).filter(({ webhooks }) => webhooks.hasRoomForOne),
);

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
	replace: toggle({
		displayName: `Replace Existing Webhook${withRoomForOne === null ? '' : ` (${withRoomForOne} Only)`}`,
		name: 'replaceWebhook',
		description:
			'Whether to take the place of the webhook of another program, where a session has room for one only. It is put back when the workflow is deactivated. Workflows of this n8n share a webhook without that.',
		displayOptions: { show: { '/registration': ['automatic'] } },
	}),
	secret: field<string | null>(
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The key with which the gateway signs. Without it automatic registration makes one that only n8n and the gateway know. Workflows that share a webhook share the key of the first one.',
		},
		(raw) => {
			const text = asText(raw, 'Secret').trim();
			if (text === '' || text.length >= MIN_SECRET) return text || null;
			throw new Refusal(
				`Secret must have at least ${MIN_SECRET} characters`,
				'WARest sends nothing with a shorter one. Leave it out to have one made.',
			);
		},
	),
};

export const triggerOptions = collection<TriggerOptions>(
	{ displayName: 'Options', name: 'options', placeholder: 'Add option' },
	{ ...fields },
	(inside) => ({
		acceptUnsigned: fields.acceptUnsigned.read(inside, {}),
		downloadMedia: fields.downloadMedia.read(inside, {}),
		outputField: fields.outputField.read(inside, {}),
		maxMegabytes: fields.maxMegabytes.read(inside, {}),
		includeRaw: fields.includeRaw.read(inside, {}),
		replace: fields.replace.read(inside, {}),
		secret: fields.secret.read(inside, {}),
	}),
);
