import { waha as route } from '../route';
import {
	atLeast,
	bool,
	filled,
	list,
	map,
	num,
	obj,
	oneOfValues,
	oneOfWords,
	open,
	str,
	text,
} from '../schema';
import { BY_2026, inSession } from './common';

// WAHA 2024.10, observed: a single unknown name, even "*", makes the whole call fail with 400.
const webhookEvent = oneOfWords(
	[
		'session.status message message.any message.reaction message.ack message.waiting message.revoked',
		'state.change group.join group.leave group.v2.join group.v2.leave group.v2.update',
		'group.v2.participants presence.update poll.vote poll.vote.failed chat.archive call.received',
		'call.accepted call.rejected label.upsert label.deleted label.chat.added label.chat.deleted',
		'engine.event',
		// Added by 2026.7.1, the last one in 2026.8.2.
		'message.ack.group message.edited event.response event.response.failed',
		'group.v2.participants.join-request',
	].join(' '),
);

// A scheme is required, a dot is not: http://n8n:5678/… is accepted.
const url = text({ pattern: /^https?:\/\/[^\s/]+/, called: 'a URL address' });

const webhook = obj({
	url: url.required,
	events: list(webhookEvent).required,
	hmac: obj({ key: str }),
	retries: obj({
		policy: oneOfValues('linear', 'exponential', 'constant'),
		delaySeconds: num,
		attempts: atLeast(0),
	}),
	customHeaders: list(obj({ name: filled.required, value: str.required })),
});

const config = obj({
	metadata: map,
	proxy: obj({ server: filled.required, username: str, password: str }),
	debug: bool,
	noweb: obj({
		markOnline: bool.required,
		store: obj({ enabled: bool.required, fullSync: bool.required }),
	}),
	webhooks: list(webhook),
	ignore: obj({ status: bool, groups: bool, channels: bool, broadcast: bool }).since(BY_2026),
	client: obj({ deviceName: str, browserName: str }).since(BY_2026),
	gows: obj({ storage: obj({ messages: bool, groups: bool, chats: bool, labels: bool }) }).since(
		BY_2026,
	),
	webjs: obj({ tagsEventsOn: bool }).since(BY_2026),
});

// Newer releases add app names faster than documents list them, so any name is accepted.
const apps = list(
	obj({
		enabled: bool,
		id: filled.required,
		session: filled.required,
		app: filled.required,
		config: open.required,
	}),
).since(BY_2026);

const expand = list(oneOfValues('apps')).since(BY_2026);
const RESTRICTIONS = '2026.8.1';
const logoutBody = { apps: obj({ purge: bool }).since('2026.8') };

export const sessionRoutes = [
	route('GET', '/api/sessions', { validated: true, query: { all: bool, expand } }),
	route('POST', '/api/sessions', {
		validated: true,
		body: { name: text({ max: 54 }), start: bool, config, apps },
	}),
	route('GET', '/api/sessions/{session}', { validated: true, query: { expand } }),
	// Without `config` the stored one is wiped (2024.10, observed), but the server accepts it.
	route('PUT', '/api/sessions/{session}', { validated: true, body: { config, apps } }),
	route('DELETE', '/api/sessions/{session}', { validated: true, answer: 'empty' }),
	// For an account that is not logged in the answer is 200 without a body.
	route('GET', '/api/sessions/{session}/me'),
	// From release notes of 2026.8.1; not yet in any document.
	route('GET', '/api/sessions/{session}/capping', { since: RESTRICTIONS }),
	route('GET', '/api/sessions/{session}/timelock', { since: RESTRICTIONS }),
	route('POST', '/api/sessions/{session}/start', { validated: true }),
	route('POST', '/api/sessions/{session}/stop', { validated: true }),
	route('POST', '/api/sessions/{session}/logout', { validated: true, body: logoutBody }),
	route('POST', '/api/sessions/{session}/restart', { validated: true }),
	// JSON instead of the image for format=raw, or if Accept is exactly application/json.
	route('GET', '/api/{session}/auth/qr', {
		query: { format: oneOfValues('image', 'raw') },
		answer: 'binary',
	}),
	route('POST', '/api/{session}/auth/request-code', {
		body: { phoneNumber: filled.required, method: str },
	}),
	route('GET', '/api/screenshot', { query: inSession, answer: 'binary' }),
];
