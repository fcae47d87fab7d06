import { fileRequest } from '../../shared/fileAddress';
import { fileIn, postedFile } from '../files';
import { evolutionIdentify } from '../people';
import { textAt } from '../../../portable/json';
import type { Webhooks } from '../../webhooks';
import { NEVER } from './eventNames';
import { evolutionEvents } from './events';
import { verify } from './proof';
import { evolutionRegistration } from './registration';

/**
 * Matches nothing: no address leads to the server itself. Its file addresses are presigned and lead to a separate store
 * (S3).
 */
const NONE = /(?!)/;

export const evolutionWebhooks: Webhooks = {
	proof: {
		by: 'secret',
		how: 'the secret in `X-Webhook-Secret`, and from 2.3.0 a token that is signed with it (HS256) in `Authorization`',
	},
	verify,
	// One of the statuses after which the server does not retry (2.3.7, observed).
	refusedStatus: 401,
	// The server's timeout is 30 s, after which it retries (2.3.7, read in its source).
	patienceMs: 20_000,
	never: NEVER,
	events: evolutionEvents,
	identify: evolutionIdentify,
	download: (url) => fileRequest('Evolution API', url, NONE),
	fileOf: {
		request: (body) => postedFile(textAt(body, 'instance') ?? '', body.data ?? null),
		read: ({ body }) => fileIn(body),
	},
	whyNoFile: () => null,
	...evolutionRegistration,
	lookGapMs: 0,
	restart: null,
};
