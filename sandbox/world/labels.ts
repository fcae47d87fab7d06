import type { WorldEvents } from './events';

export interface Label {
	id: string;
	name: string;
	/** Index into WhatsApp's own palette. */
	color: number;
}

/** The labels of a business account, and the chats that have them. */
export class Labels {
	private readonly byId = new Map<string, Label>();
	private readonly idsByChat = new Map<string, Set<string>>();

	constructor(
		private readonly session: string,
		private readonly events: WorldEvents,
	) {}

	all(): Label[] {
		return [...this.byId.values()];
	}

	find(id: string): Label | undefined {
		return this.byId.get(id);
	}

	/** Ids are numbers as text, each one higher than the previous highest. */
	create(name: string, color: number): Label {
		const highest = Math.max(0, ...this.all().map(({ id }) => Number(id)));
		const label: Label = { id: String(highest + 1), name, color };
		this.byId.set(label.id, label);
		this.changed(label, false);
		return label;
	}

	change(label: Label, name: string, color: number): void {
		label.name = name;
		label.color = color;
		this.changed(label, false);
	}

	/** Deletes the label, and removes it from its chats. */
	remove(label: Label): void {
		for (const chatId of this.chatsOf(label.id)) this.take(chatId, label);
		this.byId.delete(label.id);
		this.changed(label, true);
	}

	ofChat(chatId: string): Label[] {
		const ids = this.idsByChat.get(chatId);
		return this.all().filter((label) => ids?.has(label.id));
	}

	chatsOf(id: string): string[] {
		return [...this.idsByChat].filter(([, ids]) => ids.has(id)).map(([chatId]) => chatId);
	}

	/** The complete list: omitted labels are removed from the chat, unknown ones are not added. */
	setForChat(chatId: string, ids: string[]): void {
		const before = this.ofChat(chatId);
		const after = this.all().filter(({ id }) => ids.includes(id));
		for (const label of before) if (!after.includes(label)) this.take(chatId, label);
		for (const label of after) if (!before.includes(label)) this.put(chatId, label);
	}

	private put(chatId: string, label: Label): void {
		const ids = this.idsByChat.get(chatId) ?? new Set<string>();
		this.idsByChat.set(chatId, ids.add(label.id));
		this.events.emit({ type: 'label.chat', session: this.session, chatId, label, added: true });
	}

	private take(chatId: string, label: Label): void {
		this.idsByChat.get(chatId)?.delete(label.id);
		this.events.emit({ type: 'label.chat', session: this.session, chatId, label, added: false });
	}

	private changed(label: Label, deleted: boolean): void {
		this.events.emit({ type: 'label.changed', session: this.session, label, deleted });
	}
}
