import { isLidId, userPart } from './ids';
import { accountOf } from './numbering';

/** What is special about a person; anybody not listed here is ordinary. */
export interface Person {
	/** False if nobody is on WhatsApp under this number. */
	onWhatsApp: boolean;
	/** Adding the person to a group works, is an error, or is rejected without an error because of privacy settings. */
	groupAdds: 'work' | 'fail' | 'areTurnedDown';
}

const ORDINARY: Person = { onWhatsApp: true, groupAdds: 'work' };
/** Digits of a phone number with its country code. */
const PHONE_NUMBER = /^[1-9]\d{6,14}$/;

/** The people on WhatsApp, for everything that does not depend on who asks. */
export class People {
	private readonly byId = new Map<string, Person>();

	/** Makes a person special. */
	put(id: string, special: Partial<Person>): void {
		this.byId.set(id, { ...this.get(id), ...special });
	}

	get(id: string): Person {
		return this.byId.get(id) ?? ORDINARY;
	}

	/** The address of a number's WhatsApp account; the number may be written with a digit more or less. */
	accountOf(id: string): string {
		return isLidId(id) || this.byId.has(id) ? id : accountOf(id);
	}

	/** Every possible number is on WhatsApp, unless it was made special. */
	isOnWhatsApp(id: string): boolean {
		const account = this.accountOf(id);
		return (
			(isLidId(id) || PHONE_NUMBER.test(userPart(id))) &&
			this.get(id).onWhatsApp &&
			this.get(account).onWhatsApp
		);
	}
}
