import type { Me } from '../../operations/session';
import type { SessionConfig } from '../../operations/session/config';
import { phoneOf, portableId } from '../../portable/ids';
import {
	at,
	booleanAt,
	isObject,
	numberAt,
	objectAt,
	textAt,
	type Json,
} from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import type { SessionStatus } from '../../portable/shapes';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { inSession } from '../shared/path';
import { isSessionNotFound, sessionItems, warestCode, warestPayload } from './answers';
import { read, repeatable, sessionList, noSuchSession } from './requests';
import { readSession } from './shapes';
import { changeWebhook, keepingWebhook } from './webhooks/setting';

/** How often the QR code is requested; WARest itself waits up to 1.5 s for one before each answer. */
const QR_TRIES = 8;

/** How often a pairing code is requested; WARest itself waits up to 3.5 s for one before each answer. */
const PAIRING_TRIES = 4;

/** session/create's codes for a session that is already linked, and for one that waits for its QR code. */
const ALREADY_OPEN = 1104;
const QR_REQUIRED = 1107;

const NO_CONFIG = 'WARest keeps nothing about a session but its webhook.';

/** Settings that WAHA stores for a session and WARest does not. */
const lacksConfig: Readonly<Record<keyof SessionConfig, string>> = {
	apps: NO_CONFIG,
	browserName: NO_CONFIG,
	debug: NO_CONFIG,
	deviceName: NO_CONFIG,
	gowsChats: NO_CONFIG,
	gowsGroups: NO_CONFIG,
	gowsLabels: NO_CONFIG,
	gowsMessages: NO_CONFIG,
	ignoreBroadcast: NO_CONFIG,
	ignoreChannels: NO_CONFIG,
	ignoreGroups: NO_CONFIG,
	ignoreStatus: NO_CONFIG,
	metadata: NO_CONFIG,
	nowebFullSync: NO_CONFIG,
	nowebMarkOnline: NO_CONFIG,
	nowebStore: NO_CONFIG,
	proxyPassword: NO_CONFIG,
	proxyServer: NO_CONFIG,
	proxyUsername: NO_CONFIG,
	webhooks: 'Use Webhook URL and Webhook Secret of Session > Update: WARest has one webhook.',
	webjsTagEvents: NO_CONFIG,
};

/** Routes of a session that change it, whether GET or not. */
const changing = (
	route: 'create' | 'create/pair-code' | 'logout' | 'reconnect',
	session: string,
	query: GatewayRequest['query'] = {},
): GatewayRequest => ({
	...read(`/api/v1/session/${route}`, { sessionId: session, ...query }),
	effect: 'once',
});

/** session/create creates a session of any name, so an unknown one must not get that far. */
function* knownSession(session: string, list = sessionList): Plan<Json> {
	const items = sessionItems(yield list);
	const found = items.find((item) => textAt(item, 'id') === session);
	if (found === undefined) throw noSuchSession(session, items);
	return found;
}

/** The same, before a change. */
const toBeChanged = (session: string): Plan<Json> =>
	knownSession(session, inSession(session, sessionList));

function* start(session: string): Plan<GatewayAnswer> {
	return yield repeatable(changing('create', session));
}

function* reconnect(session: string): Plan<GatewayAnswer> {
	return yield changing('reconnect', session);
}

/** Requests a way to link a phone; the session is started for it if necessary. */
function* toLink<R>(session: string, what: string, ask: Plan<R>): Plan<R> {
	const status = textAt(yield* toBeChanged(session), 'status');
	if (status === 'open') throw alreadyConnected(session, what);
	const running = status !== 'stopped' && status !== 'logged_out';
	return running ? yield* ask : yield* keepingWebhook(session, ask);
}

/** Repeats a request until the answer contains the result. */
function* until(
	session: string,
	what: string,
	tries: number,
	request: GatewayRequest,
	name: string,
): Plan<GatewayAnswer> {
	for (let tried = 0; tried < tries; tried++) {
		const answer = yield repeatable(request);
		if (warestCode(answer) === ALREADY_OPEN) throw alreadyConnected(session, what);
		if (textAt(warestPayload(answer), name) !== null) return answer;
	}
	throw new GatewayProblem(`WARest has no ${what} for the session "${session}" yet`, {
		hint: 'The session is still starting. Try again in a few seconds.',
	});
}

const alreadyConnected = (session: string, what: string): GatewayProblem =>
	new GatewayProblem(
		`The session "${session}" on WARest is connected already, so there is no ${what}`,
		{ hint: 'Log it out first if another phone shall be linked.' },
	);

function statusAfterStart(code: number | null): SessionStatus {
	if (code === ALREADY_OPEN) return 'working';
	return code === QR_REQUIRED ? 'waitingForQr' : 'starting';
}

/** WARest reports the stored account even if its phone is no longer linked; the list has the current state. */
function readMe(raw: Json, { session }: { readonly session: string }): Me {
	const nobody = { session, contactId: null, phone: null, lid: null, name: null };
	const me = at(raw, 'me');
	if (!isObject(me)) return nobody;
	const contactId = portableId(textAt(me, 'id'));
	return {
		session,
		contactId,
		phone: phoneOf(contactId) ?? textAt(raw, 'phone'),
		lid: portableId(textAt(me, 'lid')),
		name: textAt(raw, 'name') ?? textAt(me, 'name'),
	};
}

export const warestSession: DialectOf<'session'> = {
	create: {
		*build({ sessionName, start: atOnce }) {
			if (!atOnce)
				throw new Refusal(
					'WARest starts every session that it creates',
					'Switch Start on, or create the session when it is needed.',
				);
			const known = sessionItems(yield inSession(sessionName, sessionList)).some(
				(item) => textAt(item, 'id') === sessionName,
			);
			if (!known) return warestPayload(yield* start(sessionName));
			throw new GatewayProblem(`WARest has a session "${sessionName}" already`, {
				hint: 'Use Session > Start to start it, or Session > Update to change its webhook.',
			});
		},
		lacks: lacksConfig,
		read: (raw, { sessionName }) => ({
			session: sessionName,
			status: textAt(raw, 'qr') === null ? 'starting' : 'waitingForQr',
			phone: null,
			name: null,
			engine: null,
		}),
	},
	delete: {
		build: ({ session }) => ({
			method: 'DELETE',
			path: '/api/v1/session/delete',
			query: { sessionId: session },
			effect: 'repeatable',
			// Deleting a session that is gone counts as a success, as in WAHA.
			tolerate: isSessionNotFound,
		}),
		read: (_, { session }) => ({ session }),
	},
	get: {
		*build({ session }) {
			return yield* knownSession(session);
		},
		lacks: { includeApps: 'Apps are a feature of WAHA.' },
		read: readSession,
	},
	getMany: {
		*build({ limit }) {
			return sessionItems(yield sessionList).slice(0, limit);
		},
		lacks: { includeApps: 'Apps are a feature of WAHA.' },
		read: readSession,
	},
	getMe: {
		*build({ session }) {
			const me = at(yield* knownSession(session), 'me') ?? null;
			// Without refresh the answer may be 15 seconds old.
			const request = read('/api/v1/session/devices', { sessionId: session, refresh: '1' });
			return { ...objectAt(warestPayload(yield request)), me };
		},
		read: readMe,
	},
	getPairingCode: {
		*build({ session, phone }) {
			const request = changing('create/pair-code', session, { phone });
			return warestPayload(
				yield* toLink(
					session,
					'pairing code',
					until(session, 'pairing code', PAIRING_TRIES, request, 'pairCode'),
				),
			);
		},
		lacks: { method: 'WARest always links a device.' },
		read: (raw, { session, phone }) => ({ session, phone, code: textAt(raw, 'pairCode') }),
	},
	getQrCode: {
		*build({ session }) {
			const request = changing('create', session);
			return yield* toLink(session, 'QR code', until(session, 'QR code', QR_TRIES, request, 'qr'));
		},
		file: (answer, { session }) => ({
			data: Buffer.from(
				(textAt(warestPayload(answer), 'qr') ?? '').replace(/^data:[^,]*,/, ''),
				'base64',
			),
			mimeType: 'image/png',
			fileName: `qr-code-${session}.png`,
			about: { session },
		}),
	},
	getRestrictions: missing(
		'WARest does not tell what WhatsApp restricts. WhatsApp on the phone says so when a new chat is opened.',
	),
	getScreenshot: missing(
		'WARest runs no browser. Session > Get QR Code gives the picture to scan, Session > Get the state.',
	),
	logout: {
		// A GET that destroys the login; it may arrive twice without harm (0.3.44, observed).
		build: ({ session }) => repeatable(changing('logout', session)),
		lacks: { purgeApps: 'Apps are a feature of WAHA.' },
		read: (_, { session }) => ({ session, status: 'stopped' }),
	},
	restart: {
		*build({ session }) {
			yield* toBeChanged(session);
			yield* keepingWebhook(session, reconnect(session));
			return null;
		},
		read: (_, { session }) => ({ session, status: 'starting' }),
	},
	start: {
		// The list may still call a session open whose runtime is gone, so it is always started (0.3.44).
		*build({ session }) {
			yield* toBeChanged(session);
			return { code: warestCode(yield* keepingWebhook(session, start(session))) };
		},
		read: (raw, { session }) => ({ session, status: statusAfterStart(numberAt(raw, 'code')) }),
	},
	stop: missing(
		'WARest stops a session only by logging it out with Session > Log Out, after which the QR code must be scanned again.',
	),
	update: {
		build: ({ session, options }) => changeWebhook(session, options),
		lacks: lacksConfig,
		read: (raw, { session }) => ({ session, changed: booleanAt(raw, 'changed') === true }),
	},
};
