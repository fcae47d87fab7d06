import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type JsonObject } from '../http/json';
import type { WebhookSettings } from '../delivery/settings';
import type { Waits } from '../http/waits';
import type { Session, SessionStatus, World } from '../world';
import { badRequest, notFound, unprocessable, WahaError, wrongStatus } from './errors';
import { DownloadedFiles } from './files';
import type { WahaVersion } from './version';

/** 2024.10.8 polled 5 s before refusing (observed); newer code waits up to 10 s for the status. */
const STATUS_WAIT_MS = 5_000;

/** One request as a route sees it. */
export interface WahaCall {
	params: Record<string, string>;
	query: JsonObject;
	body: JsonObject;
	headers: IncomingHttpHeaders;
}

const STATUS_NAMES: Record<SessionStatus, string> = {
	stopped: 'STOPPED',
	loggedOut: 'STOPPED',
	starting: 'STARTING',
	reconnecting: 'STARTING',
	waitingForQr: 'SCAN_QR_CODE',
	working: 'WORKING',
	replaced: 'FAILED',
	failed: 'FAILED',
};

export function statusName(session: Session): string {
	return STATUS_NAMES[session.status];
}

/** `ANY` is an engine without limits, for which every route works; it answers like NOWEB. */
export type WahaEngine = 'ANY' | 'NOWEB' | 'WEBJS';

export interface WahaSettings {
	/** Whether NOWEB's store is on for sessions whose config does not say. */
	storeByDefault: boolean;
	engine: WahaEngine;
	/** Null if the server requires no key. */
	apiKey: string | null;
	/** `WAHA_BASE_URL`: the host in addresses of files. */
	baseUrl: string;
	/** `WHATSAPP_FILES_LIFETIME` in seconds; 0 keeps files forever. */
	filesLifetimeSeconds: number;
	webhooks: WebhookSettings;
}

/** What all WAHA routes share: the world, the simulated version, and the sessions' stored configuration. */
export class WahaContext {
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	readonly files: DownloadedFiles;
	private configs = new WeakMap<Session, JsonObject>();

	constructor(
		readonly world: World,
		readonly version: WahaVersion,
		readonly waits: Waits,
		readonly settings: WahaSettings,
	) {
		this.startedAt = world.clock.nowMs();
		this.files = new DownloadedFiles(world.clock, settings.filesLifetimeSeconds);
	}

	/** The engine's name as the server reports it. */
	get engineName(): string {
		return this.settings.engine === 'WEBJS' ? 'WEBJS' : 'NOWEB';
	}

	configOf(session: Session): JsonObject | null {
		return this.configs.get(session) ?? null;
	}

	setConfig(session: Session, config: JsonObject | null): void {
		if (config) this.configs.set(session, config);
		else this.configs.delete(session);
	}

	/** A recreated container knows the logins on its volume, but no configuration. */
	forgetConfigs(): void {
		this.configs = new WeakMap();
	}

	/** CORE before 2026.6.1 refuses every session but `default` (2024.10.8, observed). */
	onlyDefault(name: string): void {
		if (!this.version.isLimited || name === 'default') return;
		throw unprocessable(
			`WAHA Core support only 'default' session. You tried to access '${name}' session.`,
		);
	}

	/** The session of a /api/sessions/{name} route. */
	existing(name: string): Session {
		const session = this.world.find(name);
		if (!session) throw notFound('Session not found');
		return session;
	}

	/** A session that has been started, whatever its status. */
	started(name: string): Session {
		if (!this.version.is2024) return this.known(name);
		this.onlyDefault(name);
		const session = this.world.find(name);
		if (!session?.running) {
			throw notFound(
				`We didn't find a session with name '${name}'.\nPlease start it first by using POST /api/sessions/${name}/start request`,
			);
		}
		return session;
	}

	private known(name: string): Session {
		if (!name) throw new WahaError(422, { error: 'Session name is required' });
		const session = this.world.find(name);
		if (!session)
			throw new WahaError(422, { error: `Session "${name}" does not exist`, session: name });
		return session;
	}

	/** Waits for a session to have this status. */
	async inStatus(name: string, status: SessionStatus): Promise<Session> {
		const session = this.started(name);
		if (await this.waits.until(() => session.status === status, STATUS_WAIT_MS)) return session;
		throw wrongStatus(name, statusName(session), STATUS_NAMES[status]);
	}

	async working(name: string): Promise<Session> {
		return await this.inStatus(name, 'working');
	}

	hasStore(session: Session): boolean {
		const noweb = this.configOf(session)?.noweb;
		const store = isObject(noweb) ? noweb.store : undefined;
		const chosen = isObject(store) ? store.enabled : undefined;
		return typeof chosen === 'boolean' ? chosen : this.settings.storeByDefault;
	}

	/** NOWEB keeps no chats, contacts and messages without its store (400 with this beginning, server source). */
	requireStore(session: Session): void {
		if (this.hasStore(session)) return;
		throw badRequest(
			'Enable NOWEB store "config.noweb.store.enabled=True" when starting a new session.',
		);
	}
}

/** A boolean in a query as Nest's transform reads it; undefined for anything else. */
export function queryBoolean(value: unknown): boolean | undefined {
	if (value === 'true' || value === '1') return true;
	if (value === 'false' || value === '0') return false;
	return undefined;
}
