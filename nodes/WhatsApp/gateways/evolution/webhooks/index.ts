import { fileRequest } from '../../shared/fileAddress';
import { fileIn, postedFile } from '../files';
import { evolutionIdentify } from '../people';
import { textAt } from '../../../portable/json';
import type { Webhooks } from '../../webhooks';
import { NEVER } from './eventNames';
import { evolutionEvents } from './events';
import { verify } from './proof';
import { evolutionRegistration } from './registration';

/** No address leads to the server itself; those that it gives are of a store beside it (S3), and signed for themselves. */
const NONE = /(?!)/;

export const evolutionWebhooks: Webhooks = {
	proof: {
		by: 'secret',
		how: 'the secret in `X-Webhook-Secret`, and from 2.3.0 a token that is signed with it (HS256) in `Authorization`',
	},
	verify,
	// It is among those after which the server never tries again (2.3.7, observed).
	refusedStatus: 401,
	// It waits 30 s, and tries again then (2.3.7, read in its source).
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
