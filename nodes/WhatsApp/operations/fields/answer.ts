import { asBoolean, asFilledText, field, type Field } from '../field';
import type { AnyOperation } from '../operation';
import { toggle } from './kinds';
import { download } from './picture';

/** Whether to return the portable shape or the gateway's own answer. */
export const simplify: Field<boolean> = {
	...toggle(
		{
			displayName: 'Simplify',
			name: 'simplify',
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
		true,
	),
	// Operations without a portable shape do not show it.
	read: (get) => asBoolean(get('simplify') ?? true, 'Simplify'),
};

/** The item's binary field for a file. */
export const outputField = field(
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description: 'The name of the output binary field to put the file in',
	},
	(raw) => asFilledText(raw ?? 'data', 'Put Output File in Field'),
);

/** The same, for a file that is returned only on request. */
const downloadField: Field<string> = {
	...outputField,
	properties: outputField.properties.map((property) => ({
		...property,
		displayOptions: { show: { download: [true] } },
	})),
};

/** Fields that control the output, by the kind of operation. */
export const answerFields = ({ fields, returns }: AnyOperation): ReadonlyArray<Field<unknown>> => [
	...(returns.simplify ? [simplify] : []),
	...(returns.kind === 'file' ? [outputField] : []),
	...(Object.values(fields).includes(download) ? [downloadField] : []),
];
