import type { DialectOf } from '../gateway';
import { read, sessionList } from './requests';

export const warestServer: DialectOf<'server'> = {
	ping: {
		// The ping itself needs no key and so proves nothing about it; the list of sessions does.
		*build() {
			yield { ...read('/api/v1/server/ping'), cost: 0 };
			yield sessionList;
			return {};
		},
		read: () => ({ gateway: 'WARest', apiKeyRequired: true }),
	},
};
