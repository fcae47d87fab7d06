import { between, bool, filled, int, list, obj, open, str, text, type Fields } from '../schema';

/** Digits with their country code, or a WhatsApp address. A number that is no text is refused. */
export const number = filled;
export const toNumber: Fields = { number: number.required };

/** What an action needs to find its message: ids are bare, so the chat and the direction stand beside them. */
const keyFields = { id: filled.required, remoteJid: filled.required, fromMe: bool.required };
export const key = obj(keyFields);
/** Whose it is goes along to WhatsApp. */
export const keyInGroup = obj({ ...keyFields, participant: str });

/** Looked for in the server's database by `key.id`; with `message` it is quoted even when it is not stored. */
const quoted = obj({
	key: obj({ id: filled.required, remoteJid: str, fromMe: bool }).required,
	message: open,
});

/** A file that the server fetches, or its base64 without any data-URI prefix. */
export const source = text({ min: 1, pattern: /^(?!data:)/, called: 'an address or bare base64' });

/** What every message but contacts and reactions reads. `delay` is milliseconds of typing, for which the answer waits. */
export const options: Fields = {
	delay: int,
	quoted,
	// The server's schema up to 2.3.7 calls it `everyOne`; what is read is this, on every 2.x.
	mentionsEveryOne: bool,
	mentioned: list(text({ pattern: /^\d+/, called: 'digits or an id' }), 1),
};

/** An id made beforehand; silently ignored before (2.3.7, observed). */
export const messageId = filled.since('2.4.0');

/** The group stands in the query; `@g.us` is appended where it is missing. */
export const inGroup: Fields = {
	groupJid: text({ pattern: /^[\d-]+(@g\.us)?$/, called: 'a group id' }).required,
};

/** `offset` is the size of a page. */
export const page: Fields = { page: int, offset: int };

/** From and until, both or neither (2.3.7, observed). */
export const timestamps = obj({ gte: filled, lte: filled });

export const participants = list(text({ min: 10 }), 1);
export const selectable = between(0, 10);
