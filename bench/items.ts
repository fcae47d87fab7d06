/** One message of the benchmark, in the forms of all gateways. */
export interface BenchItem {
	readonly index: number;
	/** As WAHA writes it. */
	readonly chatId: string;
	/** As WARest writes it. */
	readonly to: string;
	/** As Evolution API accepts it. */
	readonly number: string;
	readonly text: string;
}

/** The sending account, on every gateway. */
export const SESSION = 'default';

const FIRST_CHAT = 491_700_000_000;

/** The chats take turns, so every chat gets the same number of messages, spread over the whole run. */
export function itemAt(index: number, chats: number): BenchItem {
	const user = FIRST_CHAT + (index % chats);
	return {
		index,
		chatId: `${user}@c.us`,
		to: `${user}@s.whatsapp.net`,
		number: String(user),
		text: `Message ${index} of the benchmark, as long as a short answer to a customer usually is.`,
	};
}

/** The index of the item that a text belongs to; null for a text that is not from the benchmark. */
export function indexOf(text: unknown): number | null {
	const found = typeof text === 'string' ? /^Message (\d+) /.exec(text) : null;
	return found === null ? null : Number(found[1]);
}

/** The message id in the gateway's answer for an item; long enough that none is part of another. */
export const messageIdOf = (index: number): string => `3EB0BE${String(index).padStart(14, '0')}`;
