import { Channels } from './channels';
import { Chats, type NewMessage } from './chats';
import type { Clock } from './clock';
import { Contacts } from './contacts';
import type { WorldEvents } from './events';
import { Groups } from './groups';
import { personId, userPart } from './ids';
import { Labels } from './labels';
import type { Account, Message, SessionStatus } from './model';
import { Presences } from './presences';
import { type StatusPost, type StatusStyle, Statuses } from './statuses';

export interface SessionSurroundings {
	clock: Clock;
	events: WorldEvents;
	/** Is WhatsApp reachable? A session that starts without it stays in `starting`. */
	online: () => boolean;
	/** Milliseconds from `starting` to a QR code or a working session. */
	bootMs: () => number;
}

/** One linked account: its connection, and what WhatsApp shows in it. */
export class Session {
	readonly chats: Chats;
	readonly groups: Groups;
	readonly contacts = new Contacts();
	readonly labels = new Labels();
	readonly presences = new Presences();
	readonly channels: Channels;
	readonly statuses: Statuses;
	/** The account that is logged in, also while the session is stopped. */
	account: Account | null = null;
	/** Device number of this login, part of `jid`-like ids in answers. */
	readonly device = 5;
	readonly createdAtMs: number;
	private current: SessionStatus = 'stopped';
	private qrCount = 0;
	private boot: NodeJS.Timeout | undefined;

	constructor(
		readonly name: string,
		private readonly around: SessionSurroundings,
	) {
		this.chats = new Chats(name, around.clock, around.events);
		this.groups = new Groups(name, around.clock, around.events);
		this.channels = new Channels(around.clock);
		this.statuses = new Statuses(name, around.clock);
		this.createdAtMs = around.clock.nowMs();
	}

	get status(): SessionStatus {
		return this.current;
	}

	get running(): boolean {
		return this.current !== 'stopped' && this.current !== 'loggedOut';
	}

	/** The text inside the QR code on show, or null when there is none. */
	get qrText(): string | null {
		return this.current === 'waitingForQr'
			? `2@sandbox-${this.name}-${this.qrCount},qr,code==`
			: null;
	}

	/** Connects: starting, then a QR code for a new login or working for a known one. */
	start(): void {
		this.cancelBoot();
		this.become('starting');
		this.boot = setTimeout(() => this.finishBoot(), this.around.bootMs());
		this.boot.unref();
	}

	private finishBoot(): void {
		if (this.current !== 'starting' || !this.around.online()) return;
		if (this.account) return this.become('working');
		this.qrCount += 1;
		this.become('waitingForQr');
	}

	stop(): void {
		this.cancelBoot();
		if (this.current !== 'stopped') this.become('stopped');
	}

	/** Forgets the login. What happens to the connection is the gateway's choice. */
	forgetLogin(): void {
		this.account = null;
	}

	/** Somebody links this session with their phone. */
	scanQr(account: Account): void {
		this.cancelBoot();
		this.account = account;
		this.become('working');
	}

	/** Puts the session into any state at once, for tests and seeds. */
	become(status: SessionStatus): void {
		this.current = status;
		this.around.events.emit({ type: 'session.status', session: this.name, status });
	}

	/** The session's own address, empty before the first login. */
	get myId(): string {
		return this.account ? personId(this.account.phone) : '';
	}

	send(message: NewMessage): Message {
		return this.chats.send({ id: this.myId, name: this.account?.name ?? '' }, message);
	}

	/** The account posts a status. */
	postStatus(input: Omit<NewMessage, 'chatId'>, style: StatusStyle): StatusPost {
		return this.statuses.post({ id: this.myId, name: this.account?.name ?? '' }, input, style);
	}

	/** A message from `from`, or from the person whose chat it is. */
	receive(message: NewMessage & { from?: string | undefined }): Message {
		const from = message.from ?? message.chatId;
		const name = this.contacts.find(from)?.pushName ?? this.contacts.nameOf(from) ?? userPart(from);
		return this.chats.receive({ id: from, name }, message);
	}

	chatName(chatId: string): string | null {
		return (
			this.groups.find(chatId)?.subject ??
			this.chats.find(chatId)?.name ??
			this.contacts.nameOf(chatId)
		);
	}

	private cancelBoot(): void {
		clearTimeout(this.boot);
		this.boot = undefined;
	}
}
