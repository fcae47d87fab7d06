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
	/** The key that came with it; empty without one. */
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

/** What is stored of a webhook. The names differ from those of the request that sets it (2.x, the database's own). */
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

/** What the server keeps about an instance beside the WhatsApp in it. */
export interface Registration {
	/** A UUID. */
	id: string;
	/** The key that answers for this instance only, `hash` when it is created. */
	token: string;
	integration: string;
	number: string | null;
	createdAt: string;
	settings: StoredSettings;
	webhook: StoredWebhook | null;
	proxy: JsonObject | null;
	/** How many QR codes were shown since the last start. */
	qrCount: number;
	/** The code of the last try, while its QR code is on show. */
	pairingCode: string | null;
	/** Why it was last disconnected. */
	disconnection: { code: number; at: string } | null;
}

export interface EvolutionSettings {
	/** `AUTHENTICATION_API_KEY`, which answers for all. */
	apiKey: string;
	/** 2.4: the server was activated at its vendor. */
	isActivated: boolean;
	/** `SERVER_URL`, which webhooks name. */
	baseUrl: string;
	webhooks: WebhookSettings;
	/** Where a status looks for a file that is no address. */
	disk: ServerDisk;
}

/** How an instance's state is called. While it reconnects by itself it is not closed (server source). */
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
	/** Names that were deleted, and when: for a moment the server still knows them. Milliseconds since 1970. */
	readonly deletedAt = new Map<string, number>();
	/** Tells the webhook of an instance what was done to it. */
	tell: (session: Session, name: 'LOGOUT_INSTANCE' | 'REMOVE_INSTANCE') => void = () => undefined;
	private readonly registrations = new WeakMap<Session, Registration>();
	/** What was sent through this gateway and not by a phone or another gateway. */
	private readonly own = new WeakSet<Message>();
	/** What was sent while the database failed. */
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

	/** Does something in the world through this gateway: events of it are told in the form of own ones. */
	acting<T>(act: () => T): T {
		this.isSending = true;
		try {
			return act();
		} finally {
			this.isSending = false;
		}
	}

	/** Whether what happens right now was asked for through this gateway. */
	get isActing(): boolean {
		return this.isSending;
	}

	/** Sends through this gateway, unless something happens to it; undefined for an empty answer. */
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
	 * What the socket says when it is not connected. An instance that was never connected has none at all (2.3.7,
	 * observed); that one which still connects refuses in these words is how Baileys is known, but was not seen.
	 */
	requireOpen(session: Session): void {
		if (session.status === 'working') return;
		const hasSocket = session.starts > 0 || session.status !== 'stopped';
		if (hasSocket) throw badRequest('Error: Connection Closed');
		throw uncaught("Cannot read properties of undefined (reading 'onWhatsApp')");
	}
}
