/** What a message carries beside text and media. */

export interface Location {
	latitude: number;
	longitude: number;
	name: string | null;
	address: string | null;
}

export interface ContactCard {
	name: string | null;
	phone: string | null;
	organization: string | null;
	email: string | null;
	/** The card as it was sent, when the sender made it. */
	vcard: string | null;
}

export interface Poll {
	question: string;
	options: string[];
	/** How many options a voter may choose; 0 is any number. */
	selectable: number;
}

export interface MessageButton {
	kind: 'reply' | 'url' | 'call' | 'copy';
	text: string;
	/** What the button carries: its id, address, phone number or code. */
	value: string | null;
}

export interface ListRow {
	id: string;
	title: string;
	description: string | null;
}

export interface ListSection {
	title: string | null;
	rows: ListRow[];
}

export type MessageContent =
	| { type: 'location'; location: Location }
	| { type: 'contacts'; contacts: ContactCard[] }
	| { type: 'poll'; poll: Poll }
	| {
			type: 'buttons';
			header?: string | null;
			footer: string | null;
			image: string | null;
			buttons: MessageButton[];
	  }
	| {
			type: 'list';
			footer: string | null;
			image: string | null;
			buttonText: string;
			sections: ListSection[];
	  };
