import { qrPng } from '../http/answers';
import { asString, firstString, isObject, type JsonObject } from '../http/json';
import { sleep } from '../http/waits';
import type { Session } from '../world';
import { type EvolutionCall, type EvolutionContext, type Registration, stateOf } from './context';
import { badRequest, unknownInstance } from './errors';
import { ownerOf, requireFree } from './guards';
import { pictureUrl } from './pictures';
import type { EvolutionRouter } from './router';
import { readSettings } from './settings';
import { setWebhook } from './webhook';

/** How long the server waits for a QR code of a new instance and of a known one (2.3.7, observed). */
const NEW_QR_WAIT_MS = 5_000;
const QR_WAIT_MS = 2_000;
const LIST_WAIT_MS = 1_000;
const QR_WIDTH = 300;

/** Instances, which are sessions. Beware of `connect`: a GET that starts one. */
export function instanceRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route('POST', '/instance/create', async (call) => await create(call, evolution));
	route('GET', '/instance/fetchInstances', async (call) => await fetchInstances(call, evolution));
	route('GET', '/instance/connect/{instance}', async (call) => await connect(call, evolution));
	route.instance('GET', '/instance/connectionState/{instance}', (_call, session) => ({
		instance: { instanceName: session.name, state: stateOf(session) },
	}));
	route('POST', '/instance/restart/{instance}', (call) => restart(call, evolution));
	route.instance('DELETE', '/instance/logout/{instance}', (_call, session) =>
		logout(session, evolution),
	);
	route('DELETE', '/instance/delete/{instance}', (call) => remove(call, evolution));
}

const INTEGRATIONS = ['WHATSAPP-BAILEYS', 'WHATSAPP-BUSINESS', 'EVOLUTION'];

/** Here the query overrides the body (2.3.7, observed). */
async function create(call: EvolutionCall, evolution: EvolutionContext): Promise<object> {
	const given: JsonObject = { ...call.body, ...call.query };
	const { version, world, waits } = evolution;
	const integration = asString(given.integration) ?? '';
	if (!INTEGRATIONS.includes(integration)) throw badRequest('Invalid integration');
	const asked = asString(given.instanceName) ?? '';
	const name = version.isAtLeast('2.4') ? asked.trim() : asked;
	requireFree(name, evolution);
	const settings = readSettings(given);
	const session = world.addSession(name);
	const token = asString(given.token);
	const number = asString(given.number) || null;
	const registration = evolution.register(session, {
		...(token ? { token } : {}),
		integration,
		number,
		settings,
	});
	if (isObject(given.webhook)) setWebhook(given.webhook, session, evolution);
	if (asString(given.proxyHost)) registration.proxy = proxyOf(given);
	if (given.qrcode === true) {
		session.start();
		await settle(evolution);
		await waits.until(() => session.qrText !== null, NEW_QR_WAIT_MS);
		registration.pairingCode = number === null ? null : pairingCode(evolution);
	}
	const { id, token: hash } = registration;
	return {
		instance: {
			instanceName: name,
			instanceId: id,
			integration,
			webhookWaBusiness: null,
			accessTokenWaBusiness: '',
			status: stateOf(session),
		},
		hash,
		webhook: {},
		websocket: {},
		rabbitmq: {},
		settings,
		...(given.qrcode === true ? { qrcode: await qrCode(session, registration) } : {}),
	};
}

function proxyOf(given: JsonObject): JsonObject {
	return {
		enabled: true,
		host: given.proxyHost,
		port: given.proxyPort,
		protocol: given.proxyProtocol,
		username: given.proxyUsername,
		password: given.proxyPassword,
	};
}

/** Waits one turn of the event loop even without waits, which the world's boot needs. */
async function settle({ world }: EvolutionContext): Promise<void> {
	await sleep(world.bootMs + 1);
}

function pairingCode({ world }: EvolutionContext): string {
	return world.clock.hex(8);
}

/** The current QR code; an empty count if there is none yet. */
export async function qrCode(session: Session, registration: Registration): Promise<object> {
	const code = session.qrText;
	if (code === null) return { count: 0 };
	const base64 = `data:image/png;base64,${(await qrPng(code, QR_WIDTH)).toString('base64')}`;
	return {
		pairingCode: registration.pairingCode,
		code,
		base64,
		count: registration.qrCount,
	};
}

/** A token returns only its own instance, whatever is requested. Tokens and passwords are in clear text. */
async function fetchInstances(call: EvolutionCall, evolution: EvolutionContext): Promise<object[]> {
	const { world, waits } = evolution;
	const name = firstString(call.query.instanceName);
	const id = firstString(call.query.instanceId);
	const number = firstString(call.query.number);
	const owner = ownerOf(call.key, evolution);
	const all = owner ? [owner] : world.sessions();
	const found = all.filter(
		(session) =>
			(name === undefined || session.name === name) &&
			(id === undefined || evolution.registration(session).id === id) &&
			(number === undefined || session.account?.phone === number),
	);
	if (name !== undefined && found.length === 0) throw unknownInstance(name);
	await waits.pause(LIST_WAIT_MS);
	return found.map((session) => instanceRecord(session, call, evolution));
}

function instanceRecord(
	session: Session,
	call: EvolutionCall,
	evolution: EvolutionContext,
): object {
	const registration = evolution.registration(session);
	const { id, token, integration, number, createdAt, settings, proxy } = registration;
	const { account } = session;
	return {
		id,
		name: session.name,
		connectionStatus: stateOf(session),
		ownerJid: account ? session.myId : null,
		profileName: account?.name ?? null,
		profilePicUrl: account ? pictureUrl(session.myId, session, call.origin) : null,
		integration,
		number,
		businessId: null,
		token,
		clientName: 'evolution_exchange',
		disconnectionReasonCode: registration.disconnection?.code ?? null,
		disconnectionObject: null,
		disconnectionAt: registration.disconnection?.at ?? null,
		createdAt,
		updatedAt: createdAt,
		Chatwoot: null,
		Proxy: proxy,
		Rabbitmq: null,
		Sqs: null,
		Websocket: null,
		Setting: { id: `${id}-setting`, ...settings, instanceId: id },
		_count: {
			Message: session.chats.all().reduce((sum, chat) => sum + chat.messages.length, 0),
			Contact: session.contacts.all().length,
			Chat: session.chats.all().length,
		},
	};
}

/** The text of a thrown envelope, which is not an Error. */
const FAILED = { error: true, message: '[object Object]' };

/** The query may name an instance that does not exist, which is a 200 here. */
function named({ query, params }: EvolutionCall, { world }: EvolutionContext): Session | undefined {
	return world.find(firstString(query.instanceName) ?? params.instance ?? '');
}

/** Right after a start it has a QR code or none yet, whoever is logged in; only the next call shows that it is open. */
async function connect(call: EvolutionCall, evolution: EvolutionContext): Promise<object> {
	const session = named(call, evolution);
	if (!session) return FAILED;
	const registration = evolution.registration(session);
	const state = stateOf(session);
	if (state === 'open') return { instance: { instanceName: session.name, state } };
	if (state === 'close') {
		registration.qrCount = 0;
		session.start();
		await settle(evolution);
		await evolution.waits.until(() => session.qrText !== null, QR_WAIT_MS);
		// Only a connection that is being opened can request one; while connecting, the old QR code is returned without it.
		const number = firstString(call.query.number);
		registration.pairingCode =
			number === undefined || session.qrText === null ? null : pairingCode(evolution);
	} else registration.pairingCode = null;
	return await qrCode(session, registration);
}

function restart(call: EvolutionCall, evolution: EvolutionContext): object {
	const session = named(call, evolution);
	if (!session || stateOf(session) === 'close') return FAILED;
	session.start();
	return { instance: { instanceName: session.name, status: stateOf(session) } };
}

function logout(session: Session, evolution: EvolutionContext): object {
	const isClosed = stateOf(session) === 'close';
	if (isClosed && !evolution.version.isAtLeast('2.4'))
		throw badRequest(`The "${session.name}" instance is not connected`);
	if (!isClosed) unlink(session, evolution);
	return { status: 'SUCCESS', error: false, response: { message: 'Instance logged out' } };
}

function unlink(session: Session, evolution: EvolutionContext): void {
	evolution.tell(session, 'LOGOUT_INSTANCE');
	session.forgetLogin();
	session.become('loggedOut');
}

/** It is logged out first. */
function remove(call: EvolutionCall, evolution: EvolutionContext): object {
	const session = named(call, evolution);
	if (session) {
		evolution.deletedAt.set(session.name, evolution.world.clock.nowMs());
		if (stateOf(session) !== 'close') unlink(session, evolution);
		evolution.tell(session, 'REMOVE_INSTANCE');
		evolution.world.removeSession(session.name);
	}
	return { status: 'SUCCESS', error: false, response: { message: 'Instance deleted' } };
}
