import { listAt } from '../../portable/json';
import type { DialectOf } from '../gateway';
import { path } from '../path';
import { get } from './requests';
import { readSession } from './shapes';

export const wahaSession: DialectOf<'session'> = {
	get: {
		build: ({ session }) => get(path`/api/sessions/${session}`),
		read: readSession,
	},
	getMany: {
		// Without all=true stopped sessions are left out. There is no paging.
		*build({ limit }) {
			const answer = yield get('/api/sessions', { all: true });
			return listAt(answer.body).slice(0, limit);
		},
		read: readSession,
	},
	getQrCode: {
		// Anything but an Accept of exactly application/json gives the picture itself.
		build: ({ session }) => ({
			...get(path`/api/${session}/auth/qr`, { format: 'image' }),
			answer: 'binary',
		}),
		file: (answer, { session }) => ({
			data: answer.bytes,
			mimeType: answer.contentType || 'image/png',
			fileName: `qr-code-${session}.png`,
			about: { session },
		}),
	},
};
