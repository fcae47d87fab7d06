import { clearTimeout, setTimeout } from 'node:timers';
import { Calls } from './calls';
import { Channels } from './channels';
import { Chats } from './chats';
import type { Clock } from './clock';
import { Contacts } from './contacts';
import type { WorldEvents } from './events';
import { Groups } from './groups';
import { personId, userPart } from './ids';
import { Labels } from './labels';
import type { NewMessage, Sender } from './messages';
import type { Account, Message, SessionStatus } from './model';
import { Others } from './others';
import { Presences } from './presences';
import { unrestricted, type Restrictions } from './restrictions';
import { type StatusPost, type StatusStyle, Statuses } from './statuses';

export interface SessionSurroundings {
	clock: Clock;
	events: WorldEvents;
	/** Whether WhatsApp is reachable. A session that starts without it stays in `starting`. */
	online: () => boolean;
	/** Milliseconds from `starting` to a QR code or a working session. */
	bootMs: () => number;
}

/** How long an engine waits before it tries to reach WhatsApp again (WAHA 2024.10.8, observed). */
const RECONNECT_MS = 2_000;

/** One linked account: its connection, and its content in WhatsApp. */
export class Session {
	readonly chats: Chats;
	readonly groups: Groups;
	readonly contacts = new Contacts();
	readonly labels: Labels;
	readonly presences: Presences;
	readonly calls: Calls;
	readonly channels: Channels;
	readonly statuses: Statuses;
	readonly restrictions: Restrictions;
	/** What other people do in this account's chats. */
	readonly others = new Others(this);
	/** How often it was started: a restart breaks the connection, so tests count them. */
	starts = 0;
	/** The account that is logged in, even while the session is stopped. */
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
		const { clock, events } = around;
		const whoIs = (id: string): Sender & { isMe: boolean } => this.whoIs(id);
		this.chats = new Chats(name, clock, events, whoIs);
		this.statuses = new Statuses(name, clock, events, whoIs);
		this.groups = new Groups(name, clock, events);
		this.channels = new Channels(name, clock, events);
		this.calls = new Calls(name, clock, events);
		this.labels = new Labels(name, events);
		this.presences = new Presences(name, events);
		this.createdAtMs = clock.nowMs();
		this.restrictions = unrestricted(Math.floor(clock.nowMs() / 1_000));
	}

	get status(): SessionStatus {
		return this.current;
	}

	get running(): boolean {
		return this.current !== 'stopped' && this.current !== 'loggedOut';
	}

	/** The text of the current QR code, or null if there is none. */
	get qrText(): string | null {
		return this.current === 'waitingForQr'
			? `2@sandbox-${this.name}-${this.qrCount},qr,code==`
			: null;
	}

	/** Connects: starting, then a QR code for a new login or working for a known one. */
	start(): void {
		this.starts += 1;
		this.tryToConnect(this.around.bootMs());
	}

	private tryToConnect(milliseconds: number): void {
		this.become('starting');
		this.later(milliseconds, () => this.finishBoot());
	}

	/** Without WhatsApp it starts again and again, and reports so each time (WAHA 2024.10.8, observed). */
	private finishBoot(): void {
		if (this.current !== 'starting') return;
		if (!this.around.online()) return this.later(RECONNECT_MS, () => this.tryToConnect(0));
		if (this.account) return this.become('working');
		this.qrCount += 1;
		this.become('waitingForQr');
	}

	stop(): void {
		this.cancelBoot();
		if (this.current !== 'stopped') this.become('stopped');
	}

	/** The connection breaks, and comes back by itself a little later. */
	dropConnection(): void {
		this.become('reconnecting');
		this.later(this.around.bootMs(), () => this.become('working'));
	}

	/** Somebody removes the device from the account's list on the phone: a new login is needed. */
	unlink(): void {
		this.forgetLogin();
		this.become('loggedOut');
		this.start();
	}

	/** Replaces the QR code with a new one. */
	renewQr(): void {
		if (this.current !== 'waitingForQr') return;
		this.qrCount += 1;
		this.become('waitingForQr');
	}

	/** Forgets the login. The gateway decides what happens to the connection. */
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
		this.cancelBoot();
		this.current = status;
		this.around.events.emit({ type: 'session.status', session: this.name, status });
	}

	/** The session's own address; empty before the first login. */
	get myId(): string {
		return this.account ? personId(this.account.phone) : '';
	}

	/** Somebody by address; an empty address is the account itself. */
	whoIs(id: string): Sender & { isMe: boolean } {
		const isMe = id === '' || id === this.myId;
		if (isMe) return { id: this.myId, name: this.account?.name ?? '', isMe };
		const name = this.contacts.find(id)?.pushName ?? this.contacts.nameOf(id) ?? userPart(id);
		return { id, name, isMe };
	}

	get clock(): Clock {
		return this.around.clock;
	}

	private get me(): Sender {
		const { id, name } = this.whoIs('');
		return { id, name };
	}

	send(message: NewMessage): Message {
		return this.chats.send(this.me, message);
	}

	/** The account posts a status. */
	postStatus(input: Omit<NewMessage, 'chatId'>, style: StatusStyle): StatusPost {
		return this.statuses.post(this.me, input, style);
	}

	/** A message from `from`, or from the person whose chat it is. */
	receive(message: NewMessage & { from?: string | undefined }): Message {
		const { id, name } = this.whoIs(message.from ?? message.chatId);
		return this.chats.receive({ id, name }, message);
	}

	chatName(chatId: string): string | null {
		return (
			this.groups.find(chatId)?.subject ??
			this.chats.find(chatId)?.name ??
			this.contacts.nameOf(chatId)
		);
	}

	private later(milliseconds: number, act: () => void): void {
		this.cancelBoot();
		this.boot = setTimeout(act, milliseconds);
		this.boot.unref();
	}

	private cancelBoot(): void {
		clearTimeout(this.boot);
		this.boot = undefined;
	}
}
