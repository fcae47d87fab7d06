import { isLidId, userPart } from './ids';
import { accountOf } from './numbering';

/** What is special about a person; whoever is not listed here is ordinary. */
export interface Person {
	/** False: nobody is on WhatsApp under this number. */
	onWhatsApp: boolean;
	/** Adding them to a group works, is an error, or is turned down by their privacy settings without one. */
	groupAdds: 'work' | 'fail' | 'areTurnedDown';
}

const ORDINARY: Person = { onWhatsApp: true, groupAdds: 'work' };
/** Digits of a phone number with its country code. */
const PHONE_NUMBER = /^[1-9]\d{6,14}$/;

/** The people of the network, for what does not depend on who asks. */
export class People {
	private readonly byId = new Map<string, Person>();

	/** Makes a person special. */
	put(id: string, special: Partial<Person>): void {
		this.byId.set(id, { ...this.get(id), ...special });
	}

	get(id: string): Person {
		return this.byId.get(id) ?? ORDINARY;
	}

	/** The address under which WhatsApp has the account of a number, which may be written with a digit more or less. */
	accountOf(id: string): string {
		return isLidId(id) || this.byId.has(id) ? id : accountOf(id);
	}

	/** Every number that can be one is on WhatsApp, unless it was made special. */
	isOnWhatsApp(id: string): boolean {
		const account = this.accountOf(id);
		return (
			(isLidId(id) || PHONE_NUMBER.test(userPart(id))) &&
			this.get(id).onWhatsApp &&
			this.get(account).onWhatsApp
		);
	}
}
