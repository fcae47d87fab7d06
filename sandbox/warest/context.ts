import { chatSession, groupSession, messageSession, toolSession } from '../contract/warest/common';
import type { WebhookSettings } from '../delivery/settings';
import { asString, type JsonObject } from '../http/json';
import type { Waits } from '../http/waits';
import { type Session, userPart, type World } from '../world';
import type { WarestUser } from './auth';
import { ServerDisk } from './disk';
import { type Area, failure } from './envelopes';
import type { Limiter } from './limits';
import type { Upload } from '../http/multipart';
import { namesOf } from './rules';
import { ServerState } from './serverState';
import { PublicStorage } from './storage';
import { SessionWebhook } from './webhooks/stored';

/** One request as a route sees it. */
export interface WarestCall {
	user: WarestUser;
	params: Record<string, string>;
	query: JsonObject;
	body: JsonObject;
	/** Files of a form, or the body itself; on media routes only. */
	uploads: Upload[];
	/** Method and path as the client wrote them, without the query. */
	route: string;
	/** The address under which the client reached the server. */
	origin: string;
	/** The names under which the route reads a field, its own first. */
	names: (field: string) => readonly string[];
}

/** What WARest stores for a session besides its WhatsApp. */
export interface Registration {
	owner: string;
	webhook: SessionWebhook;
}

export interface WarestSettings {
	limiter: Limiter;
	/** The owner of sessions that came from elsewhere. */
	defaultOwner: string;
	/** `WAREST_BASE_URL`: the host in addresses of received files. */
	baseUrl: string;
	webhooks: WebhookSettings;
}

/** What all WARest routes share. */
export class WarestContext {
	readonly disk = new ServerDisk();
	readonly storage = new PublicStorage();
	readonly state = new ServerState();
	private readonly registrations = new WeakMap<Session, Registration>();

	constructor(
		readonly world: World,
		readonly waits: Waits,
		readonly settings: WarestSettings,
	) {}

	/** Sessions that came from elsewhere (the seed, another gateway) belong to the ordinary user. */
	registration(session: Session): Registration {
		const known = this.registrations.get(session);
		return known ?? this.register(session, this.settings.defaultOwner);
	}

	register(session: Session, owner: string): Registration {
		const registration = { owner, webhook: new SessionWebhook(this.world.clock) };
		this.registrations.set(session, registration);
		return registration;
	}

	/** The session of a session route; it need not be open. */
	owned(name: string, user: WarestUser): Session {
		const session = this.world.find(name);
		if (!session) throw failure('general', 404, 1101, 'Session not found');
		this.requireOwner(session, user);
		return session;
	}

	requireOwner(session: Session, user: WarestUser): void {
		if (this.registration(session).owner !== user.username)
			throw failure('general', 403, 2201, 'Forbidden');
	}

	/**
	 * For groups and profile: owned and logged in, each with its own refusal. The body takes precedence over the query.
	 */
	loggedIn({ body, query, user }: WarestCall): Session {
		const name = pick([body, query], namesOf(groupSession, 'sessionId'));
		const phone = pick([body, query], namesOf(groupSession, 'phone'));
		if (name === undefined && phone === undefined)
			throw failure('general', 400, 2001, 'sessionId or phone is required');
		const session = name === undefined ? this.byPhone(phone) : this.world.find(name);
		if (!session) throw failure('general', 404, 1101, 'Session not found');
		this.requireOwner(session, user);
		if (session.status !== 'working')
			throw failure('general', 409, 1106, 'Login required (scan QR or pairing)');
		return session;
	}

	/** For message routes: unknown and not open get the same refusal, and the owner is not checked. */
	openForMessages({ body, query }: WarestCall): Session {
		const name = pick([body, query], namesOf(messageSession, 'sessionId'));
		const phone = pick([body, query], namesOf(messageSession, 'phone'));
		// The device number is appended to the account's digits here, so a plain phone number never matches.
		const session = name
			? this.world.find(name)
			: this.world.sessions().find((one) => phone && gluedDigits(one) === phone);
		return this.open(session, 'messages');
	}

	/** For chat routes: the query takes precedence over the body, and a phone number works. */
	openForChats({ body, query }: WarestCall): Session {
		const name = pick([query, body], namesOf(chatSession, 'sessionId'));
		const session = name
			? this.world.find(name)
			: this.byPhone(pick([query, body], namesOf(chatSession, 'phone')));
		return this.open(session, 'chats');
	}

	/** For tools: the named session, or the key's first open one; with the tools' parameter names. */
	openForTools({ body, user }: WarestCall): Session {
		const name = pick([body], namesOf(toolSession, 'sessionId'));
		const phone = pick([body], namesOf(toolSession, 'sessionPhone'));
		const mine = this.world
			.sessions()
			.filter((session) => this.registration(session).owner === user.username);
		const named = name || phone;
		const found = named
			? mine.find((one) => (name ? one.name === name : gluedDigits(one) === phone))
			: mine.find((one) => one.status === 'working');
		return this.open(found, 'general');
	}

	private open(session: Session | undefined, area: Area): Session {
		if (session?.status === 'working') return session;
		throw failure(area, 404, 1101, 'Session not found');
	}

	private byPhone(phone: string | undefined): Session | undefined {
		const digits = phone?.replace(/\D/g, '');
		return digits
			? this.world.sessions().find((session) => session.account?.phone === digits)
			: undefined;
	}
}

function gluedDigits(session: Session): string {
	return session.account ? `${session.account.phone}${session.device}` : '';
}

/** The first non-empty text under any of these names, source by source. */
function pick(sources: JsonObject[], names: readonly string[]): string | undefined {
	for (const source of sources) {
		const found = names.map((name) => asString(source[name])).find(Boolean);
		if (found) return found;
	}
	return undefined;
}

/** The account's address with its device number, as in Baileys. */
export function deviceJid(session: Session): string | null {
	return session.account ? `${session.account.phone}:${session.device}@s.whatsapp.net` : null;
}

export function accountPhone(session: Session): string {
	return userPart(session.myId);
}
