import { randomUUID } from 'node:crypto';
import type { WebhookSettings } from '../delivery/settings';
import type { JsonObject } from '../http/json';
import type { Waits } from '../http/waits';
import type { Message, Session, SessionStatus, World } from '../world';
import type { ServerDisk } from '../warest/disk';
import { badRequest, uncaught } from './errors';
import { Lookups } from './lookups';
import { Mishaps } from './mishaps';
import { Overtaking } from './overtaking';
import type { EvolutionVersion } from './version';

/** One request as a route sees it. */
export interface EvolutionCall {
	params: Record<string, string>;
	query: JsonObject;
	body: JsonObject;
	/** The key in the request; empty without one. */
	key: string;
	/** The part `file` of a form. */
	file: UploadedFile | null;
	/** The address under which the client reached the server. */
	origin: string;
	/** Method and path as the client wrote them, without the query. */
	route: string;
}

export interface UploadedFile {
	fileName: string;
	mimeType: string;
	data: Buffer;
}

/** A webhook as it is stored. The names differ from those of the request that sets it (2.x, the database's own). */
export interface StoredWebhook {
	id: string;
	url: string;
	headers: JsonObject;
	enabled: boolean;
	events: string[];
	webhookByEvents: boolean;
	webhookBase64: boolean;
	createdAt: string;
	updatedAt: string;
	instanceId: string;
}

export interface StoredSettings {
	rejectCall: boolean;
	msgCall: string;
	groupsIgnore: boolean;
	alwaysOnline: boolean;
	readMessages: boolean;
	readStatus: boolean;
	syncFullHistory: boolean;
}

/** What the server stores for an instance besides its WhatsApp. */
export interface Registration {
	/** A UUID. */
	id: string;
	/** The key for this instance only, called `hash` when it is created. */
	token: string;
	integration: string;
	number: string | null;
	createdAt: string;
	settings: StoredSettings;
	webhook: StoredWebhook | null;
	proxy: JsonObject | null;
	/** How many QR codes were shown since the last start. */
	qrCount: number;
	/** The code of the last attempt, while its QR code is shown. */
	pairingCode: string | null;
	/** Why it was last disconnected. */
	disconnection: { code: number; at: string } | null;
}

export interface EvolutionSettings {
	/** `AUTHENTICATION_API_KEY`, which is valid for all instances. */
	apiKey: string;
	/** 2.4: the server was activated at its vendor. */
	isActivated: boolean;
	/** `SERVER_URL`, which webhooks contain. */
	baseUrl: string;
	webhooks: WebhookSettings;
	/** Where a status looks for a file that is not an address. */
	disk: ServerDisk;
}

/** The names of an instance's states. While it reconnects by itself it is not closed (server source). */
const STATES: Record<SessionStatus, 'open' | 'connecting' | 'close'> = {
	stopped: 'close',
	loggedOut: 'close',
	replaced: 'close',
	failed: 'close',
	starting: 'connecting',
	reconnecting: 'connecting',
	waitingForQr: 'connecting',
	working: 'open',
};

export function stateOf({ status }: Session): 'open' | 'connecting' | 'close' {
	return STATES[status];
}

const DEFAULT_SETTINGS: StoredSettings = {
	rejectCall: false,
	msgCall: '',
	groupsIgnore: false,
	alwaysOnline: false,
	readMessages: false,
	readStatus: false,
	syncFullHistory: false,
};

/** What all routes of Evolution API share. */
export class EvolutionContext {
	readonly mishaps = new Mishaps();
	readonly overtaking = new Overtaking();
	readonly lookups: Lookups;
	/** The server's own id, for its licence. */
	readonly serverId = randomUUID();
	/** Deleted names, and when, in milliseconds since 1970: the server still knows them for a moment. */
	readonly deletedAt = new Map<string, number>();
	/** Tells an instance's webhook what was done to the instance. */
	tell: (session: Session, name: 'LOGOUT_INSTANCE' | 'REMOVE_INSTANCE') => void = () => undefined;
	private readonly registrations = new WeakMap<Session, Registration>();
	/** Messages sent through this gateway, not by a phone or another gateway. */
	private readonly own = new WeakSet<Message>();
	/** Messages sent while the database failed. */
	private readonly lost = new WeakSet<Message>();
	private isSending = false;

	constructor(
		readonly world: World,
		readonly version: EvolutionVersion,
		readonly waits: Waits,
		readonly settings: EvolutionSettings,
	) {
		this.lookups = new Lookups(world);
	}

	/** Sessions that came from elsewhere (the seed, another gateway) get a token that nobody was told. */
	registration(session: Session): Registration {
		const known = this.registrations.get(session);
		return known ?? this.register(session, {});
	}

	register(session: Session, given: Partial<Registration>): Registration {
		const registration: Registration = {
			id: randomUUID(),
			token: randomUUID().toUpperCase(),
			integration: 'WHATSAPP-BAILEYS',
			number: null,
			createdAt: this.nowIso(),
			settings: DEFAULT_SETTINGS,
			webhook: null,
			proxy: null,
			qrCount: session.qrText === null ? 0 : 1,
			pairingCode: null,
			disconnection: null,
			...given,
		};
		this.registrations.set(session, registration);
		return registration;
	}

	nowIso(): string {
		return new Date(this.world.clock.nowMs()).toISOString();
	}

	/** Does something in the world through this gateway: its events are reported as own ones. */
	acting<T>(act: () => T): T {
		this.isSending = true;
		try {
			return act();
		} finally {
			this.isSending = false;
		}
	}

	/** Whether the current action was requested through this gateway. */
	get isActing(): boolean {
		return this.isSending;
	}

	/** Sends through this gateway, unless a mishap happens; undefined for an empty answer. */
	send(session: Session, send: () => Message): Message | undefined {
		this.requireOpen(session);
		return this.mishaps.meet(
			() => {
				const message = this.acting(send);
				this.own.add(message);
				return message;
			},
			(message) => this.lost.add(message),
		);
	}

	/** Whether the database got a message. */
	isStored(message: Message): boolean {
		return !this.lost.has(message);
	}

	/** Whether a message was sent through this gateway. */
	isOwn(message: Message): boolean {
		return this.own.has(message);
	}

	/**
	 * The socket's error if it is not connected. An instance that was never connected has no socket at all (2.3.7,
	 * observed). That one which is still connecting refuses in these words is known of Baileys, but was not observed.
	 */
	requireOpen(session: Session): void {
		if (session.status === 'working') return;
		const hasSocket = session.starts > 0 || session.status !== 'stopped';
		if (hasSocket) throw badRequest('Error: Connection Closed');
		throw uncaught("Cannot read properties of undefined (reading 'onWhatsApp')");
	}
}
