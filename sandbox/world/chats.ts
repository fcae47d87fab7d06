import { ChatList } from './chatList';
import type { Clock } from './clock';
import type { EventResponse } from './content';
import type { MessageChange, WorldEvents } from './events';
import { newAction, newMessage, type NewMessage, type Sender, type WhoIs } from './messages';
import { ACK_ORDER, type Ack, type Message, type Quote } from './model';

/** Baileys pins for a day when no duration is given. */
export const DEFAULT_PIN_SECONDS = 86_400;

/** The chats of one session and the messages in them. */
export class Chats extends ChatList {
	constructor(
		session: string,
		clock: Clock,
		events: WorldEvents,
		private readonly whoIs: WhoIs,
	) {
		super(session, clock, events);
	}

	message(chatId: string, messageId: string): Message | undefined {
		return this.byId.get(chatId)?.messages.find((message) => message.id === messageId);
	}

	/** A message of any chat by its bare id, as gateways look it up in their cache. */
	messageAnywhere(messageId: string): Message | undefined {
		return this.all()
			.flatMap((chat) => chat.messages)
			.find((message) => message.id === messageId);
	}

	/** The account writes. WhatsApp's server has it at once, the other phone not yet. */
	send(me: Sender, message: NewMessage): Message {
		return this.add(me, message, true);
	}

	/** Somebody else writes. The writer has the chat open, so our messages there are read, too. */
	receive(from: Sender, message: NewMessage): Message {
		const received = this.add(from, message, false);
		this.readByOthers(message.chatId, from.id);
		return received;
	}

	private add(sender: Sender, input: NewMessage, fromMe: boolean): Message {
		const chat = this.open(input.chatId);
		const quote = this.quote(input.quotedMessageId);
		const message = newMessage(this.clock, sender, input, fromMe, quote);
		chat.messages.push(message);
		this.events.emit({ type: 'message.added', session: this.session, message });
		return message;
	}

	private quote(messageId: string | undefined): Quote | null {
		if (messageId === undefined) return null;
		const quoted = this.messageAnywhere(messageId);
		return { messageId, senderId: quoted?.senderId ?? '', text: quoted?.text ?? '' };
	}

	/** Somebody reacts; each person has one reaction, and an empty emoji removes it. Returns what was sent. */
	react(message: Message, senderId: string, emoji: string): Message {
		const others = message.reactions.filter((reaction) => reaction.senderId !== senderId);
		const own = { senderId, emoji, timestamp: this.clock.now() };
		message.reactions = emoji === '' ? others : [...others, own];
		const by = this.whoIs(senderId);
		const action = newAction(this.clock, by, 'reaction', message, { text: emoji });
		return this.done(message, 'reaction', action);
	}

	/** The sender edits it. Returns what was sent. */
	edit(message: Message, text: string): Message {
		message.text = text;
		if (message.media) message.media.caption = text;
		message.edited = true;
		const action = newAction(this.clock, this.whoIs(message.senderId), 'edit', message);
		return this.done(message, 'edited', action);
	}

	/** Revokes the message for everybody, as its sender or as an admin of the group. Returns what was sent. */
	revoke(message: Message, byId = message.senderId): Message {
		message.revoked = true;
		const action = newAction(this.clock, this.whoIs(byId), 'revoke', message);
		return this.done(message, 'revoked', action);
	}

	/** Somebody answers a poll with a complete new choice. */
	vote(poll: Message, voterId: string, options: string[]): Message {
		const others = poll.votes.filter((vote) => vote.voterId !== voterId);
		poll.votes = [...others, { voterId, options, timestamp: this.clock.now() }];
		const action = newAction(this.clock, this.whoIs(voterId), 'vote', poll, { options });
		return this.done(poll, 'voted', action);
	}

	/** Somebody answers an invitation to a calendar event. Returns what was sent. */
	respond(invitation: Message, personId: string, response: EventResponse): Message {
		const by = this.whoIs(personId);
		const action = newAction(this.clock, by, 'respond', invitation, { text: response });
		return this.done(invitation, 'responded', action);
	}

	/** Deletes the message only on the account's own devices. */
	delete(message: Message): void {
		const chat = this.byId.get(message.chatId);
		if (!chat) return;
		chat.messages = chat.messages.filter((candidate) => candidate !== message);
		this.emitChange(message, 'deleted', null);
	}

	star(message: Message, starred: boolean): void {
		message.starred = starred;
		this.emitChange(message, 'starred', null);
	}

	/** Pins a message for everybody; false if the chat has no such message. With a running clock the pin expires. */
	pinMessage(
		chatId: string,
		messageId: string,
		durationSeconds = DEFAULT_PIN_SECONDS,
		byId?: string,
	): boolean {
		const chat = this.byId.get(chatId);
		const message = this.message(chatId, messageId);
		if (!chat || !message) return false;
		const others = chat.pinnedMessages.filter((pin) => pin.messageId !== messageId);
		chat.pinnedMessages = [...others, { messageId, durationSeconds, pinnedAt: this.clock.now() }];
		this.pinned(message, 'pin', byId);
		this.changed(chat, 'pinnedMessages');
		return true;
	}

	unpinMessage(chatId: string, messageId: string, byId?: string): void {
		const chat = this.byId.get(chatId);
		if (!chat) return;
		chat.pinnedMessages = chat.pinnedMessages.filter((pin) => pin.messageId !== messageId);
		const message = this.message(chatId, messageId);
		if (message) this.pinned(message, 'unpin', byId);
		this.changed(chat, 'pinnedMessages');
	}

	/** By the account itself, unless somebody else is named. */
	private pinned(message: Message, kind: 'pin' | 'unpin', byId = ''): void {
		this.done(message, 'pinned', newAction(this.clock, this.whoIs(byId), kind, message));
	}

	/** The other people's phones get our messages: one tick becomes two. */
	deliveredToOthers(chatId: string, by = chatId): void {
		this.raiseAck(chatId, 'delivered', by);
	}

	/** The other people read our messages: delivered first, then read, as WhatsApp reports it. */
	readByOthers(chatId: string, by = chatId): void {
		this.raiseAck(chatId, 'delivered', by);
		this.raiseAck(chatId, 'read', by);
	}

	private raiseAck(chatId: string, ack: Ack, by: string): void {
		for (const message of this.byId.get(chatId)?.messages ?? []) {
			if (!message.fromMe || ACK_ORDER.indexOf(message.ack) >= ACK_ORDER.indexOf(ack)) continue;
			message.ack = ack;
			this.events.emit({ type: 'message.ack', session: this.session, message, by });
		}
	}

	private done(message: Message, change: MessageChange, action: Message): Message {
		this.emitChange(message, change, action);
		return action;
	}

	private emitChange(message: Message, change: MessageChange, action: Message | null): void {
		this.events.emit({ type: 'message.changed', session: this.session, message, change, action });
	}
}
