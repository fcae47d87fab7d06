import type { Contact } from './model';

/** The address book of one session. */
export class Contacts {
	private readonly byId = new Map<string, Contact>();

	all(): Contact[] {
		return [...this.byId.values()];
	}

	find(id: string): Contact | undefined {
		return this.byId.get(id);
	}

	/** Adds a person, or changes what is known about one. */
	put(id: string, known: Partial<Omit<Contact, 'id'>>): Contact {
		const contact: Contact = {
			name: null,
			pushName: null,
			phoneId: null,
			lid: null,
			isBusiness: false,
			blocked: false,
			...this.byId.get(id),
			...known,
			id,
		};
		this.byId.set(id, contact);
		return contact;
	}

	/** The name to show: from the address book, else the one that people give themselves. */
	nameOf(id: string): string | null {
		const contact = this.byId.get(id);
		return contact?.name ?? contact?.pushName ?? null;
	}
}
