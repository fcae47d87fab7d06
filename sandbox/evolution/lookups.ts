import { isGroupId, isLidId, type Session, type World } from '../world';
import { badRequest } from './errors';
import { addressOf } from './numbers';

/** `DATABASE_SAVE_IS_ON_WHATSAPP_DAYS`. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface Lookup {
	jid: string;
	exists: boolean;
	number: string;
	name?: string;
	/** A word instead of an id (2.3.7, observed). */
	lid?: 'lid';
}

/** The look-up before every send whether a number is on WhatsApp. A result is kept for a week. */
export class Lookups {
	private readonly found = new Map<string, { account: string; until: number }>();

	constructor(private readonly world: World) {}

	/** Hidden ids always exist; groups only if the account is in them. */
	ask(number: string, session: Session): Lookup {
		const address = addressOf(number);
		if (isGroupId(address)) {
			const group = session.groups.find(address);
			return { jid: address, exists: group !== undefined, number, name: group?.subject ?? '' };
		}
		if (isLidId(address)) return { jid: address, exists: true, number, lid: 'lid' };
		if (/@(newsletter|broadcast)$/.test(address)) return { jid: address, exists: true, number };
		const account = this.accountOf(address);
		const name = session.contacts.find(account ?? address)?.pushName;
		const known = name ? { name } : {};
		return { jid: account ?? address, exists: account !== null, number, ...known };
	}

	private accountOf(address: string): string | null {
		const now = this.world.clock.nowMs();
		const kept = this.found.get(address);
		if (kept && kept.until > now) return kept.account;
		if (!this.world.people.isOnWhatsApp(address)) return null;
		const account = this.world.people.accountOf(address);
		this.found.set(address, { account, until: now + KEPT_MS });
		return account;
	}

	/**
	 * The chat that a message goes to.
	 * @throws 400 for somebody not on WhatsApp, and in the server's own way for an unknown group
	 */
	recipient(number: string, session: Session): string {
		const { jid, exists } = this.ask(number, session);
		if (exists) return jid;
		// For a group it throws something that is not an Error, which becomes this text (server source).
		if (isGroupId(jid)) throw badRequest('[object Object]');
		throw badRequest({ jid, exists: false, number });
	}
}
