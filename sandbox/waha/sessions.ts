import { asString, isObject } from '../http/json';
import type { Session } from '../world';
import { queryBoolean, statusName, type WahaCall, type WahaContext } from './context';
import { badRequest, unprocessable } from './errors';
import type { WahaRouter } from './router';
import { configProblems, sessionProblems } from './validation';

/** A restart takes about 3 s (2024.10.8, observed). */
const RESTART_MS = 3_000;

/** Creating, changing, starting and stopping sessions. */
export function sessionRoutes(route: WahaRouter, waha: WahaContext): void {
	route('GET', '/api/sessions', (call) => list(call, waha));
	route('POST', '/api/sessions', (call) => create(call, waha));
	route('GET', '/api/sessions/:session', (call) => details(waha.existing(nameIn(call)), waha));
	route('PUT', '/api/sessions/:session', async (call) => await update(call, waha));
	route('DELETE', '/api/sessions/:session', (call) => remove(call, waha));
	route('GET', '/api/sessions/:session/me', (call) =>
		wahaMe(waha.version.is2024 ? waha.started(nameIn(call)) : waha.existing(nameIn(call)), waha),
	);
	route('POST', '/api/sessions/:session/start', (call) => start(call, waha));
	route('POST', '/api/sessions/:session/stop', (call) => stop(call, waha));
	route('POST', '/api/sessions/:session/restart', async (call) => await restart(call, waha));
	route('POST', '/api/sessions/:session/logout', async (call) => await logout(call, waha));
}

function nameIn(call: WahaCall): string {
	return call.params.session ?? '';
}

/** The own account, or null (an empty body) while nobody is logged in. */
export function wahaMe(session: Session, { version }: WahaContext): object | null {
	const { account } = session;
	if (!account || session.status !== 'working') return null;
	const basic = { id: `${account.phone}@c.us`, pushName: account.name };
	if (!version.is2026) return basic;
	return {
		...basic,
		lid: `${account.lid}@lid`,
		jid: `${account.phone}:${session.device}@s.whatsapp.net`,
	};
}

function summary(session: Session, waha: WahaContext): object {
	const basic = {
		name: session.name,
		status: statusName(session),
		config: waha.configOf(session),
		me: wahaMe(session, waha),
	};
	return waha.version.is2026 ? { ...basic, presence: null, timestamps: { activity: null } } : basic;
}

/** A single session also shows its engine; a stopped one has none running. */
function details(session: Session, waha: WahaContext): object {
	return { ...summary(session, waha), engine: session.running ? { engine: waha.engineName } : {} };
}

function list(call: WahaCall, waha: WahaContext): object[] {
	const { all } = call.query;
	const wanted = queryBoolean(all);
	if (all !== undefined && wanted === undefined) throw badRequest(['all must be a boolean value']);
	const sessions = waha.world.sessions().filter((session) => wanted === true || session.running);
	return sessions.map((session) => summary(session, waha));
}

function create({ body }: WahaCall, waha: WahaContext): object | null {
	const problems = sessionProblems(body, waha.version.events);
	if (problems.length > 0) throw badRequest(problems);
	const name = asString(body.name) ?? `session_${waha.world.clock.hex(26).toLowerCase()}`;
	waha.onlyDefault(name);
	if (waha.world.find(name))
		throw unprocessable(`Session '${name}' already exists. Use PUT to update it.`);
	// 2024 took an absent start for false, and answered with an empty body for a session it does not start.
	const startNow = body.start === undefined ? !waha.version.is2024 : body.start === true;
	if (waha.version.is2024 && !startNow) return null;
	const session = waha.world.addSession(name);
	waha.setConfig(session, isObject(body.config) ? body.config : null);
	if (startNow) session.start();
	return details(session, waha);
}

/** Replaces the whole config; a body without one wipes it, and a running session is restarted (2024.10.8, observed). */
async function update(call: WahaCall, waha: WahaContext): Promise<object> {
	const problems = configProblems(call.body.config, waha.version.events);
	if (problems.length > 0) throw badRequest(problems);
	waha.onlyDefault(nameIn(call));
	const session = waha.existing(nameIn(call));
	waha.setConfig(session, isObject(call.body.config) ? call.body.config : null);
	if (session.running) await bounce(session, waha);
	return details(session, waha);
}

async function bounce(session: Session, waha: WahaContext): Promise<void> {
	session.stop();
	await waha.waits.pause(RESTART_MS);
	session.start();
}

/** Idempotent, and the body is empty both times (2024.10.8, observed). */
function remove(call: WahaCall, waha: WahaContext): null {
	waha.onlyDefault(nameIn(call));
	waha.world.removeSession(nameIn(call));
	return null;
}

function start(call: WahaCall, waha: WahaContext): object {
	const name = nameIn(call);
	waha.onlyDefault(name);
	const session = waha.version.is2024
		? (waha.world.find(name) ?? waha.world.addSession(name))
		: waha.existing(name);
	if (session.running && waha.version.is2024)
		throw unprocessable(`Session '${name}' is already started.`);
	if (!session.running) session.start();
	return details(session, waha);
}

function stop(call: WahaCall, waha: WahaContext): object {
	waha.onlyDefault(nameIn(call));
	const session = waha.existing(nameIn(call));
	session.stop();
	return details(session, waha);
}

async function restart(call: WahaCall, waha: WahaContext): Promise<object> {
	waha.onlyDefault(nameIn(call));
	const session = waha.existing(nameIn(call));
	await bounce(session, waha);
	return details(session, waha);
}

/** Drops the login, keeps the config, and restarts a session that was running. */
async function logout(call: WahaCall, waha: WahaContext): Promise<object> {
	waha.onlyDefault(nameIn(call));
	const session = waha.existing(nameIn(call));
	const wasRunning = session.running;
	session.forgetLogin();
	if (wasRunning) await bounce(session, waha);
	return details(session, waha);
}
