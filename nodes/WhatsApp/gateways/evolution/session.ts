import type { Me } from '../../operations/session';
import type { SessionConfig } from '../../operations/session/config';
import { phoneOf } from '../../portable/ids';
import { at, isObject, objectAt, textAt, type Json } from '../../portable/json';
import { GatewayProblem } from '../../portable/problem';
import type { SessionStatus } from '../../portable/shapes';
import type { GatewayAnswer, GatewayRequest, Plan } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { inSession } from '../shared/path';
import { isHiddenFailure, isUnknownInstance, sentencesIn } from './answers';
import {
	instanceList,
	instanceNamed,
	instancesIn,
	ownerOf,
	readSession,
	statusOf,
	withoutToken,
} from './instances';
import { proxyOf, updateSession } from './sessionConfig';
import { bodyOf, get, ofInstance, post, repeatable } from './requests';

const NO_APPS = 'Apps are a feature of WAHA.';
const NO_CONFIG = 'Evolution API keeps no such setting of a session.';

/** Of all settings of a session, the server has only those for groups and the proxy. */
const LACKS_CONFIG = {
	apps: NO_CONFIG,
	browserName: 'It stands in the settings of the server (CONFIG_SESSION_PHONE_NAME).',
	debug: NO_CONFIG,
	deviceName: 'It stands in the settings of the server (CONFIG_SESSION_PHONE_CLIENT).',
	gowsChats: NO_CONFIG,
	gowsGroups: NO_CONFIG,
	gowsLabels: NO_CONFIG,
	gowsMessages: NO_CONFIG,
	ignoreBroadcast: NO_CONFIG,
	ignoreChannels: NO_CONFIG,
	ignoreStatus: NO_CONFIG,
	metadata: NO_CONFIG,
	nowebFullSync: NO_CONFIG,
	nowebMarkOnline: NO_CONFIG,
	nowebStore: NO_CONFIG,
	webhooks: 'Use Webhook URL of Session > Update: Evolution API has one webhook.',
	webjsTagEvents: NO_CONFIG,
} satisfies Partial<Readonly<Record<keyof SessionConfig, string>>>;

/** A GET that connects a closed instance, and returns what its phone has to scan. */
const connecting = (session: string): GatewayRequest =>
	inSession(session, repeatable(get('instance/connect', session)));

/** The server restarts a connected session but fails on a closed one (2.3.7, observed), which is started instead. */
function* restarted(session: string): Plan<Json> {
	const answer = yield {
		// Its documents and version 1 have PUT, which version 2 lacks.
		...inSession(session, repeatable(post('instance/restart', session, {}))),
		tolerate: isHiddenFailure,
	};
	return isHiddenFailure(answer) ? yield* bodyOf(connecting(session)) : answer.body;
}

/** Tries to get a QR code, which exists some seconds after the connection began. */
const QR_TRIES = 5;
const QR_DELAY_MS = 2_000;

const stateIn = (raw: Json): string | null => textAt(raw, 'instance', 'state');

const alreadyConnected = (session: string, what: string): GatewayProblem =>
	new GatewayProblem(
		`The session "${session}" on Evolution API is connected already, so there is no ${what}`,
		{ hint: 'Log it out first if another phone shall be linked.' },
	);

function* qrCode(session: string): Plan<GatewayAnswer> {
	for (let tried = 0; tried < QR_TRIES; tried++) {
		const request = connecting(session);
		const answer = yield tried === 0 ? request : { ...request, delayMs: QR_DELAY_MS };
		if (stateIn(answer.body) === 'open') throw alreadyConnected(session, 'QR code');
		if (textAt(answer.body, 'base64') !== null) return answer;
	}
	throw new GatewayProblem(`Evolution API has no QR code for the session "${session}" yet`, {
		hint: 'The session is still starting. Try again in a few seconds.',
	});
}

function* pairingCode(session: string, phone: string): Plan<Json> {
	// Its number is read only from the query; it is digits, and the path names the instance.
	const { body } = yield { ...connecting(session), query: { number: phone } };
	if (stateIn(body) === 'open') throw alreadyConnected(session, 'pairing code');
	if (textAt(body, 'pairingCode') !== null) return body;
	throw new GatewayProblem(`Evolution API gave no pairing code for the session "${session}"`, {
		hint: 'It gives one only to a session that is closed. Run Session > Log Out, and then this again.',
	});
}

/** The session's status in the answer to connecting. */
function statusAfterConnecting(raw: Json): SessionStatus {
	const state = stateIn(raw);
	if (state !== null) return statusOf(state, true);
	return textAt(raw, 'base64') === null ? 'starting' : 'waitingForQr';
}

function readMe(raw: Json, { session }: { readonly session: string }): Me {
	const { phone, name } = readSession(raw);
	const contactId = phone === null ? null : ownerOf(raw);
	return { session, contactId, phone: phoneOf(contactId), lid: null, name };
}

/** Up to 2.3.7, logging out a session twice is an error. */
const isLoggedOutAlready = (answer: GatewayAnswer): boolean =>
	answer.status === 400 && /is not connected/.test(sentencesIn(answer.body)[0] ?? '');

const isTaken = (answer: GatewayAnswer): boolean => answer.status === 403;

export const evolutionSession: DialectOf<'session'> = {
	create: {
		*build({ sessionName, start, options }) {
			const answer = yield {
				...inSession(sessionName, {
					method: 'POST',
					path: '/instance/create',
					body: {
						instanceName: sessionName,
						integration: 'WHATSAPP-BAILEYS',
						qrcode: start,
						...(options.ignoreGroups === undefined ? {} : { groupsIgnore: options.ignoreGroups }),
						...proxyOf(options),
					},
				}),
				tolerate: isTaken,
			};
			// The answer contains the token of the new instance.
			if (!isTaken(answer)) return createdIn(answer.body);
			throw new GatewayProblem(`Evolution API has a session "${sessionName}" already`, {
				status: answer.status,
				hint: 'Use Session > Start to start it, or Session > Update to change it.',
			});
		},
		lacks: LACKS_CONFIG,
		read: (raw, { sessionName, start }) => ({
			session: sessionName,
			status: start
				? textAt(raw, 'qrcode', 'base64') === null
					? 'starting'
					: 'waitingForQr'
				: 'stopped',
			phone: null,
			name: null,
			engine: textAt(raw, 'instance', 'integration'),
		}),
	},
	delete: {
		build: ({ session }) => ({
			method: 'DELETE',
			path: ofInstance('instance/delete', session),
			effect: 'repeatable',
			// Deleting a session that is gone counts as a success.
			tolerate: isUnknownInstance,
		}),
		read: (_, { session }) => ({ session }),
	},
	get: {
		build: ({ session }) => instanceNamed(session),
		lacks: { includeApps: NO_APPS },
		read: readSession,
	},
	getMany: {
		*build({ limit }) {
			return instancesIn(yield* bodyOf(instanceList)).slice(0, limit);
		},
		lacks: { includeApps: NO_APPS },
		read: readSession,
	},
	getMe: {
		build: ({ session }) => instanceNamed(session),
		read: readMe,
	},
	getPairingCode: {
		build: ({ session, phone }) => pairingCode(session, phone),
		lacks: { method: 'Evolution API always links a device.' },
		read: (raw, { session, phone }) => ({ session, phone, code: textAt(raw, 'pairingCode') }),
	},
	getQrCode: {
		build: ({ session }) => qrCode(session),
		file: ({ body }, { session }) => ({
			data: Buffer.from((textAt(body, 'base64') ?? '').replace(/^data:[^,]*,/, ''), 'base64'),
			mimeType: 'image/png',
			fileName: `qr-code-${session}.png`,
			about: { session },
		}),
	},
	getRestrictions: missing(
		'Evolution API does not tell what WhatsApp restricts. WhatsApp on the phone says so when a new chat is opened.',
	),
	getScreenshot: missing(
		'Evolution API runs no browser. Session > Get QR Code gives the picture to scan, Session > Get the state.',
	),
	logout: {
		build: ({ session }) =>
			inSession(session, {
				method: 'DELETE',
				path: ofInstance('instance/logout', session),
				effect: 'repeatable',
				tolerate: isLoggedOutAlready,
			}),
		lacks: { purgeApps: NO_APPS },
		read: (_, { session }) => ({ session, status: 'loggedOut' }),
	},
	restart: {
		build: ({ session }) => restarted(session),
		read: (raw, { session }) => ({ session, status: statusAfterConnecting(raw) }),
	},
	start: {
		build: ({ session }) => connecting(session),
		read: (raw, { session }) => ({ session, status: statusAfterConnecting(raw) }),
	},
	stop: missing(
		'Evolution API disconnects a session only by unlinking its phone, with Session > Log Out.',
	),
	update: {
		build: ({ session, options }) => updateSession(session, options),
		lacks: {
			...LACKS_CONFIG,
			preflight: 'Evolution API cannot test a webhook.',
			webhookSecret: 'Evolution API signs nothing. The trigger sets a secret of its own.',
		},
		read: (raw, { session }) => ({ session, changed: at(raw, 'changed') === true }),
	},
};

/** The answer to a creation, whose `hash` is the token. */
function createdIn(body: Json): Json {
	const { hash: _, ...rest } = objectAt(body);
	return isObject(body) ? withoutToken(rest) : body;
}
