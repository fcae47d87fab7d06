import type { FileFacts, InputItem } from '../../nodes/WhatsApp/operations/field';

/** An item with these binary fields. */
export const itemFiles = (fields: Readonly<Record<string, FileFacts>>): InputItem => ({
	find: (reference) =>
		typeof reference === 'string' && Object.hasOwn(fields, reference)
			? (fields[reference] ?? null)
			: null,
	names: () => Object.keys(fields),
});
