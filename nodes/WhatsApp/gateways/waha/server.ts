import { booleanAt } from '../../portable/json';
import type { DialectOf } from '../gateway';
import { get } from './requests';

export const wahaServer: DialectOf<'server'> = {
	ping: {
		// Servers before 2025.6.5, and those with the check switched off, take any key or none: told, not refused.
		*build() {
			yield get('/ping');
			const withoutKey = yield { ...get('/api/sessions'), anonymous: true, tolerate: () => true };
			return { apiKeyRequired: withoutKey.status === 401 || withoutKey.status === 403 };
		},
		read: (raw) => ({ gateway: 'WAHA', apiKeyRequired: booleanAt(raw, 'apiKeyRequired') === true }),
		hint: (raw) =>
			booleanAt(raw, 'apiKeyRequired') === true
				? null
				: 'This WAHA answers without an API key: whoever reaches it can read and send messages. Update it and set WAHA_API_KEY.',
	},
};
