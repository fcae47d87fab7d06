import type { Call } from './calls';
import type { EventResponse, ReplyForm } from './content';
import { personId, userPart } from './ids';
import type { NewMessage } from './messages';
import type { Message } from './model';
import type { PresenceState } from './presences';
import type { Session } from './session';

/** What other people do. `from` is who; without it, the person whose chat it is, or somebody in the group. */
export class Others {
	constructor(private readonly session: Session) {}

	/** Somebody writes: text, a file, a location, contacts or a poll. */
	write(message: NewMessage & { from?: string | undefined }): Message {
		const from = message.from ?? this.someoneIn(message.chatId);
		return this.session.receive({ ...message, from });
	}

	private someoneIn(chatId: string): string {
		const participants = this.session.groups.find(chatId)?.participants ?? [];
		return participants.find(({ id }) => id !== this.session.myId)?.id ?? chatId;
	}

	/** An empty emoji removes the reaction. */
	react(message: Message, emoji: string, from = this.someoneIn(message.chatId)): Message {
		return this.session.chats.react(message, from, emoji);
	}

	edit(message: Message, text: string): Message {
		return this.session.chats.edit(message, text);
	}

	revoke(message: Message, by = message.senderId): Message {
		return this.session.chats.revoke(message, by);
	}

	/** One voter's complete choice; an empty one withdraws the vote. */
	vote(poll: Message, options: string[], from = this.someoneIn(poll.chatId)): Message {
		return this.session.chats.vote(poll, from, options);
	}

	/** Somebody says whether they come to a calendar event. */
	respond(
		invitation: Message,
		response: EventResponse,
		from = this.someoneIn(invitation.chatId),
	): Message {
		return this.session.chats.respond(invitation, from, response);
	}

	/** Somebody presses a button of a message. Phones answer in one of several forms. */
	press(
		message: Message,
		button: { id: string; text: string },
		{ from, form = 'template' }: { from?: string; form?: ReplyForm } = {},
	): Message {
		return this.answer(message, from, button.text, { type: 'buttonReply', form, ...button });
	}

	/** Somebody chooses a row of a list. */
	choose(
		message: Message,
		row: { id: string; title: string; description: string | null },
		from?: string,
	): Message {
		const { id: rowId, title, description } = row;
		return this.answer(message, from, title, { type: 'listReply', rowId, title, description });
	}

	private answer(
		message: Message,
		from: string | undefined,
		text: string,
		content: NonNullable<NewMessage['content']>,
	): Message {
		const { chatId, id: quotedMessageId } = message;
		return this.write({ chatId, from, text, content, quotedMessageId });
	}

	call(from: string, { chatId = from, isVideo = false } = {}): Call {
		return this.session.calls.ring(from, chatId, isVideo);
	}

	show(chatId: string, state: PresenceState, from = this.someoneIn(chatId)): void {
		const lastSeen = state === 'offline' ? this.session.clock.now() : null;
		this.session.presences.put(chatId, { personId: from, state, lastSeen });
	}

	/** Somebody posts a status. */
	postStatus(from: string, input: Omit<NewMessage, 'chatId'>): Message {
		const { id, name } = this.session.whoIs(from);
		return this.session.statuses.receive({ id, name }, input);
	}

	/**
	 * A person whom the account knows by a hidden id. `phone` is what gateways can find out: with it, the id and the
	 * number belong together; without it, nobody can tell.
	 */
	meetHidden(lid: string, name: string, phone: string | null = null): void {
		const phoneId = phone === null ? null : personId(userPart(phone).replace(/\D/g, ''));
		this.session.contacts.put(lid, { pushName: name, lid, phoneId });
	}
}
