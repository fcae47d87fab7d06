export interface Label {
	id: string;
	name: string;
	/** Index into WhatsApp's own palette. */
	color: number;
}

/** The labels of a business account, and the chats they are on. */
export class Labels {
	private readonly byId = new Map<string, Label>();
	private readonly idsByChat = new Map<string, Set<string>>();

	all(): Label[] {
		return [...this.byId.values()];
	}

	find(id: string): Label | undefined {
		return this.byId.get(id);
	}

	/** Ids are numbers as text, each one higher than the highest. */
	create(name: string, color: number): Label {
		const highest = Math.max(0, ...this.all().map(({ id }) => Number(id)));
		const label: Label = { id: String(highest + 1), name, color };
		this.byId.set(label.id, label);
		return label;
	}

	/** Takes the label away, from the chats it was on too. */
	remove(id: string): void {
		this.byId.delete(id);
		for (const ids of this.idsByChat.values()) ids.delete(id);
	}

	ofChat(chatId: string): Label[] {
		const ids = this.idsByChat.get(chatId);
		return this.all().filter((label) => ids?.has(label.id));
	}

	chatsOf(id: string): string[] {
		return [...this.idsByChat].filter(([, ids]) => ids.has(id)).map(([chatId]) => chatId);
	}

	/** The whole set: labels left out are taken from the chat, unknown ones are not put on it. */
	setForChat(chatId: string, ids: string[]): void {
		this.idsByChat.set(chatId, new Set(ids.filter((id) => this.byId.has(id))));
	}
}
