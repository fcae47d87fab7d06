import type { Me } from '../../operations/session';
import { phoneOf, portableId } from '../../portable/ids';
import { booleanAt, defined, listAt, objectAt, textAt, type Json } from '../../portable/json';
import { fileNameFor } from '../../portable/mimeType';
import type { SessionStatus } from '../../portable/shapes';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayAnswer, GatewayRequest } from '../../transport/request';
import { typeOfAnswer } from '../shared/fileType';
import type { DialectOf } from '../gateway';
import { inSession, path } from '../shared/path';
import { wahaSentence } from './answers';
import { get, post, repeatable } from './requests';
import { appBodies, mergedConfig, sameJson, storedApps } from './sessionConfig';
import { readSession } from './shapes';
import { BROWSERS, RESTRICTIONS } from './needs';
import { readRestrictions, restrictionsOf } from './restrictions';

interface OfSession {
	readonly session: string;
}

const expand = (apps: boolean | undefined): GatewayRequest['query'] =>
	apps === true ? { expand: 'apps' } : {};

const isRefused = (answer: GatewayAnswer, sentence: RegExp): boolean =>
	answer.status === 422 && sentence.test(wahaSentence(answer.body) ?? '');

/** Servers of 2024 answer with an error where later ones simply succeed. */
const isStartedAlready = (answer: GatewayAnswer): boolean =>
	isRefused(answer, /is already started/);

const existsAlready = (answer: GatewayAnswer): boolean => isRefused(answer, /already exists/);

/** Starting, stopping and the like return the session; its status is null if a server returns nothing. */
const readActed = (
	raw: Json,
	{ session }: OfSession,
): { session: string; status: SessionStatus | null } => ({
	session,
	status: textAt(raw, 'status') === null ? null : readSession(raw).status,
});

function readMe(raw: Json, { session }: OfSession): Me {
	const contactId = portableId(textAt(raw, 'id'));
	return {
		session,
		contactId,
		phone: phoneOf(contactId),
		lid: portableId(textAt(raw, 'lid')),
		name: textAt(raw, 'pushName'),
	};
}

export const wahaSession: DialectOf<'session'> = {
	create: {
		*build({ sessionName, start, options }) {
			const config = mergedConfig({}, options);
			const answer = yield {
				...post(
					'/api/sessions',
					defined({
						name: sessionName,
						// Always sent, because leaving it out means no on 2024 and yes on later servers.
						start,
						config: Object.keys(config).length === 0 ? undefined : config,
						apps: options.apps && appBodies(options.apps, sessionName),
					}),
				),
				tolerate: existsAlready,
			};
			if (!existsAlready(answer)) return answer.body;
			throw new GatewayProblem(`WAHA has a session "${sessionName}" already`, {
				status: answer.status,
				hint: 'Use Session > Start to start it, or Session > Update to change it.',
			});
		},
		// 2024.10 answers with an empty body for a session that it does not start (observed).
		read: (raw, { sessionName }) =>
			raw === null ? readSession({ name: sessionName, status: 'STOPPED' }) : readSession(raw),
	},
	delete: {
		build: ({ session }) => repeatable({ method: 'DELETE', path: path`/api/sessions/${session}` }),
		read: (_, { session }) => ({ session }),
	},
	get: {
		build: ({ session, options }) =>
			get(path`/api/sessions/${session}`, expand(options.includeApps)),
		read: readSession,
	},
	getMany: {
		// Without all=true stopped sessions are left out. There is no paging.
		*build({ limit, options }) {
			const answer = yield get('/api/sessions', { all: true, ...expand(options.includeApps) });
			return listAt(answer.body).slice(0, limit);
		},
		read: readSession,
	},
	getMe: {
		// For an account that is not logged in, it answers with success and no body (2024.10, observed).
		build: ({ session }) => get(path`/api/sessions/${session}/me`),
		read: readMe,
	},
	getPairingCode: {
		build: ({ session, phone, options }) =>
			post(
				path`/api/${session}/auth/request-code`,
				defined({ phoneNumber: phone, method: options.method }),
			),
		read: (raw, { session, phone }) => ({ session, phone, code: textAt(raw, 'code') }),
	},
	getQrCode: {
		// Any Accept header but exactly application/json returns the image itself.
		build: ({ session }) => ({
			...get(path`/api/${session}/auth/qr`, { format: 'image' }),
			answer: 'binary',
		}),
		file: (answer, { session }) => ({
			data: answer.bytes,
			mimeType: typeOfAnswer(answer, 'image/png'),
			fileName: `qr-code-${session}.png`,
			about: { session },
		}),
	},
	getRestrictions: {
		needs: RESTRICTIONS,
		build: ({ session }) => restrictionsOf(session),
		read: readRestrictions,
	},
	getScreenshot: {
		needs: BROWSERS,
		build: ({ session }) => ({ ...get('/api/screenshot', { session }), answer: 'binary' }),
		// PNG in 2025, JPEG in 2026, according to their documents.
		file: (answer, { session }) => ({
			data: answer.bytes,
			mimeType: typeOfAnswer(answer, 'image/jpeg'),
			fileName: fileNameFor(typeOfAnswer(answer, 'image/jpeg'), `screenshot-${session}`),
			about: { session },
		}),
	},
	logout: {
		build: ({ session, options }) =>
			repeatable(
				post(
					path`/api/sessions/${session}/logout`,
					options.purgeApps === undefined ? undefined : { apps: { purge: options.purgeApps } },
				),
			),
		read: readActed,
	},
	restart: {
		build: ({ session }) => post(path`/api/sessions/${session}/restart`),
		read: readActed,
	},
	start: {
		build: ({ session }) => ({
			...repeatable(post(path`/api/sessions/${session}/start`)),
			tolerate: isStartedAlready,
		}),
		read: readActed,
	},
	stop: {
		build: ({ session }) => repeatable(post(path`/api/sessions/${session}/stop`)),
		read: readActed,
	},
	update: {
		// A PUT replaces the whole configuration and reconnects the phone. So the configuration is read first, and written
		// only if it would change (2024.10, observed).
		*build({ session, options }) {
			const { apps } = options;
			const place = path`/api/sessions/${session}`;
			const { body } = yield inSession(session, get(place, expand(apps !== undefined)));
			const before = objectAt(body, 'config');
			const config = mergedConfig(before, options);
			const wanted = apps && appBodies(apps, session);
			const changed =
				!sameJson(config, before) ||
				(wanted !== undefined && !sameJson(wanted, storedApps(listAt(body, 'apps'))));
			if (changed)
				yield repeatable({ method: 'PUT', path: place, body: defined({ config, apps: wanted }) });
			return { changed };
		},
		lacks: {
			preflight: 'WAHA has no test of a webhook.',
			webhookSecret: 'Use the option Webhooks, whose entries have an HMAC Key.',
			webhookUrl: 'Use the option Webhooks: a session on WAHA may have several.',
		},
		read: (raw, { session }) => ({ session, changed: booleanAt(raw, 'changed') === true }),
	},
};
