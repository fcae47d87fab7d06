import { between, bool, filled, int, list, obj, open, str, text, type Fields } from '../schema';

/** Digits with their country code, or a WhatsApp address. A JSON number is refused. */
export const number = filled;
export const toNumber: Fields = { number: number.required };

/** What an action needs to find its message: ids are bare, so the chat and the direction come with them. */
const keyFields = { id: filled.required, remoteJid: filled.required, fromMe: bool.required };
export const key = obj(keyFields);
/** The author is passed on to WhatsApp. */
export const keyInGroup = obj({ ...keyFields, participant: str });

/** Searched in the server's database by `key.id`; with `message` it is quoted even if it is not stored. */
const quoted = obj({
	key: obj({ id: filled.required, remoteJid: str, fromMe: bool }).required,
	message: open,
});

/** A file that the server downloads, or its base64 without a data-URI prefix. */
export const source = text({ min: 1, pattern: /^(?!data:)/, called: 'an address or bare base64' });

/**
 * Options of every message but contacts and reactions. `delay` is milliseconds of typing, and the answer comes only
 * afterwards.
 */
export const options: Fields = {
	delay: int,
	quoted,
	// The server's schema up to 2.3.7 calls it `everyOne`; every 2.x reads this name.
	mentionsEveryOne: bool,
	mentioned: list(text({ pattern: /^\d+/, called: 'digits or an id' }), 1),
};

/** An id created in advance; silently ignored by earlier releases (2.3.7, observed). */
export const messageId = filled.since('2.4.0');

/** The query names the group; `@g.us` is appended if it is missing. */
export const inGroup: Fields = {
	groupJid: text({ pattern: /^[\d-]+(@g\.us)?$/, called: 'a group id' }).required,
};

/** `offset` is the size of a page. */
export const page: Fields = { page: int, offset: int };

/** From and until, both or neither (2.3.7, observed). */
export const timestamps = obj({ gte: filled, lte: filled });

export const participants = list(text({ min: 10 }), 1);
export const selectable = between(0, 10);
