import { at } from '../../../portable/json';
import { momentIn } from '../../../portable/time';
import { path } from '../../shared/path';
import type { Restart } from '../../webhooks';
import { get } from '../requests';
import { readSession } from '../shapes';

/**
 * Writing a session's configuration stops and starts it, which takes 3 seconds with NOWEB (2024.10.8, observed); an engine
 * with a browser needs longer. STOPPED and STARTING are told meanwhile, STARTING several times before 2026.1.2.
 */
export const wahaRestart: Restart = {
	passing: ['stopped', 'starting'],
	end: 'working',
	usualMs: 20_000,
	// Not the times within the payload, which older servers lack and events have to the second only.
	at: ({ body, headers }) =>
		momentIn(at(body, 'timestamp')) ?? momentIn(headers['x-webhook-timestamp']),
	*status(session) {
		const { body } = yield get(path`/api/sessions/${session}`);
		return readSession(body).status;
	},
};
