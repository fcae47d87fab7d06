import { asBoolean, asInteger, type Field } from '../field';
import { choice } from './kinds';

/** The number of entries to return, or all of them. */
export const limit: Field<number> = {
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
	],
	read: (get) =>
		asBoolean(get('returnAll') ?? false, 'Return All')
			? Infinity
			: asInteger(get('limit') ?? 50, 'Limit', 1, Number.MAX_SAFE_INTEGER),
};

/** The order of a list. */
export const sortOrder = choice({ displayName: 'Sort Order', name: 'sortOrder' }, [
	{ name: 'Ascending', value: 'asc' },
	{ name: 'Descending', value: 'desc' },
]);
