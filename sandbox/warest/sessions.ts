import { qrPng } from '../http/answers';
import { asString, type JsonObject } from '../http/json';
import { sleep } from '../http/waits';
import type { Session, SessionStatus } from '../world';
import type { WarestUser } from './auth';
import { deviceJid, type WarestCall, type WarestContext } from './context';
import { failure, success, type WarestAnswer } from './envelopes';
import type { WarestRouter } from './router';
import { preflight } from './webhooks/preflight';

const SESSION_ID = /^[a-zA-Z0-9._-]{1,64}$/;
/** How long the server waits for a QR code of a new and of a known session, and for a pairing code (v0.3.44). */
const NEW_QR_WAIT_MS = 2_500;
const KNOWN_QR_WAIT_MS = 1_500;
const PAIR_CODE_WAIT_MS = 3_500;
const QR_WIDTH = 300;
const QR_SECONDS = 20;

const STATUS_NAMES: Record<SessionStatus, string> = {
	stopped: 'stopped',
	starting: 'starting',
	waitingForQr: 'connecting',
	working: 'open',
	reconnecting: 'reconnecting',
	replaced: 'replaced',
	loggedOut: 'logged_out',
	failed: 'logged_out',
};

/** Sessions. Beware of the GETs: create, pair-code, logout and reconnect change something. */
export function sessionRoutes(route: WarestRouter, warest: WarestContext): void {
	route('GET', '/session/list', (call) => list(call, warest));
	route('GET', '/session/create', async (call) => await create(call, warest));
	route('GET', '/session/create/pair-code', async (call) => await pairCode(call, warest));
	route('GET', '/session/logout', (call) => logout(call, warest));
	route('GET', '/session/reconnect', (call) => reconnect(call, warest));
	route('GET', '/session/devices', (call) => devices(call, warest));
	route('DELETE', '/session/delete', (call) => remove(call, warest));
	route('POST', '/session/:sessionId/config', async (call) => await configure(call, warest));
}

/** The id from the query, then the body; an invalid one is refused like a missing one. */
function idIn({ query, body, params }: WarestCall): string {
	const sources: JsonObject[] = [query, body, params];
	const candidates = sources
		.flatMap((source) => [source.sessionId, source.id, source.session])
		.map(asString);
	const id = candidates.find(Boolean);
	if (id === undefined || !SESSION_ID.test(id))
		throw failure('general', 400, 1100, 'sessionId is required');
	return id;
}

function list({ user }: WarestCall, warest: WarestContext): WarestAnswer {
	const mine = warest.world
		.sessions()
		.filter((session) => warest.registration(session).owner === user.username);
	return success({ items: mine.map((session) => listItem(session, warest)) });
}

/** `lastConn` is a number while a session runs, and text if it was read from storage (v0.3.44). */
function listItem(session: Session, warest: WarestContext): object {
	const jid = deviceJid(session);
	const me =
		session.running && jid !== null ? { id: jid, name: session.account?.name ?? null } : null;
	const now = warest.world.clock.nowMs();
	return {
		id: session.name,
		status: STATUS_NAMES[session.status],
		me,
		pushName: session.account?.name ?? null,
		lastConn: session.running ? now : new Date(session.createdAtMs).toISOString(),
	};
}

/** Finds or creates the session and makes sure that it runs. A stopped one comes back without its webhook. */
function ensureRunning(
	id: string,
	user: WarestUser,
	warest: WarestContext,
): { session: Session; isNew: boolean } {
	const known = warest.world.find(id);
	if (known) {
		warest.requireOwner(known, user);
		if (!known.running) {
			warest.registration(known).webhook.forget();
			known.start();
		}
		return { session: known, isNew: false };
	}
	const session = warest.world.addSession(id);
	warest.register(session, user.username);
	session.start();
	return { session, isNew: true };
}

/**
 * Waits for a QR code or an open session; one turn of the event loop even without waits, which the world's boot needs.
 */
async function settle(
	session: Session,
	warest: WarestContext,
	milliseconds: number,
): Promise<void> {
	await sleep(warest.world.bootMs + 1);
	await warest.waits.until(
		() => session.qrText !== null || session.status === 'working',
		milliseconds,
	);
}

/** Creates an unknown session: there is no other way to a QR code, so a typing mistake creates a session. */
async function create(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const id = idIn(call);
	const wasOpen = warest.world.find(id)?.status === 'working';
	const { session, isNew } = ensureRunning(id, call.user, warest);
	if (!wasOpen && session.qrText === null)
		await settle(session, warest, isNew ? NEW_QR_WAIT_MS : KNOWN_QR_WAIT_MS);
	const { owner, webhook } = warest.registration(session);
	const common = {
		registryUser: owner,
		sessionId: id,
		webhookUrl: webhook.shown.url,
		webhookSecret: webhook.shown.secret,
		...(isNew ? {} : { createdAt: new Date(session.createdAtMs).toISOString() }),
	};
	if (session.status === 'working') return success(common, 'Session already open', 1104);
	const text = session.qrText;
	if (text === null) return success(common, 'Session is starting');
	const qr = `data:image/png;base64,${(await qrPng(text, QR_WIDTH)).toString('base64')}`;
	return success(
		{ ...common, qrString: text, qr, qrDuration: QR_SECONDS },
		'Scan the QR code',
		1107,
		202,
	);
}

async function pairCode(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const id = idIn(call);
	const { query, body } = call;
	const phones = [query, body]
		.flatMap((source) => [source.phone, source.pair, source.pairPhone])
		.map(asString);
	const phone = phones.find(Boolean)?.replace(/\D/g, '');
	if (!phone) throw failure('general', 400, 1100, 'phone is required');
	const { session } = ensureRunning(id, call.user, warest);
	if (session.qrText === null && session.status !== 'working')
		await settle(session, warest, PAIR_CODE_WAIT_MS);
	const common = { registryUser: warest.registration(session).owner, sessionId: id };
	if (session.status === 'working')
		return success({ ...common, status: 'open' }, 'Session already open', 1104);
	if (session.qrText === null)
		return success({ ...common, pairCode: '' }, 'Pairing is pending', 1110, 202);
	const letters = warest.world.clock.hex(8);
	return success({ ...common, pairCode: `${letters.slice(0, 4)}-${letters.slice(4)}` });
}

/** Deletes the credentials without telling WhatsApp; a second call succeeds as well. */
function logout(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.owned(idIn(call), call.user);
	const runtime = session.running;
	session.stop();
	session.forgetLogin();
	return success({ sessionId: session.name, steps: { runtime, creds: true } });
}

/** The runtime comes back without its webhook, although the API soon shows the URL again (v0.3.44, observed). */
function reconnect(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.owned(idIn(call), call.user);
	session.stop();
	warest.registration(session).webhook.forget();
	session.start();
	return success(null, 'Reconnect scheduled', 1109, 202);
}

/** The own account instead of a list of devices; all null while the session is not open. */
function devices(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.owned(idIn(call), call.user);
	const account = session.status === 'working' ? session.account : null;
	return success({
		name: account?.name ?? null,
		phone: account?.phone ?? null,
		device: account ? deviceJid(session) : null,
	});
}

function remove(call: WarestCall, warest: WarestContext): WarestAnswer {
	const session = warest.owned(idIn(call), call.user);
	const runtime = session.running;
	const creds = session.account !== null;
	warest.world.removeSession(session.name);
	return success({ sessionId: session.name, steps: { runtime, creds, meta: true } });
}

/** `{}` reads the configuration; a URL without a secret gets a new random one every time; the URL is not checked. */
async function configure(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const session = warest.owned(idIn({ ...call, query: {}, body: {} }), call.user);
	const { owner, webhook } = warest.registration(session);
	const { body } = call;
	if (body.webhookUrl !== undefined || body.webhookSecret !== undefined) {
		const url =
			body.webhookUrl === undefined ? webhook.shown.url : (asString(body.webhookUrl) ?? '');
		const secret = asString(body.webhookSecret)?.trim() ?? warest.world.clock.hex(12).toLowerCase();
		const wanted = { url, secret };
		if ((body.preflight === true || body.preflightVerify === true) && url !== '') {
			const bits = warest.settings.webhooks.warestSignatureBits;
			const signer = { session, username: owner, secret, bits };
			const result = await preflight(signer, url, warest.world.clock.nowMs());
			if (!result.ok)
				throw failure('general', 400, 2000, 'Webhook preflight failed', [{ results: [result] }]);
		}
		webhook.configure(wanted);
	}
	const { shown } = webhook;
	return success({
		registryUser: owner,
		sessionId: session.name,
		webhookUrl: shown.url,
		webhookSecret: shown.secret,
	});
}
