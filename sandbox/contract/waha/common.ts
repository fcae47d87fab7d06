import { filled, int, list, obj, oneOf, oneOfValues, str, type Fields } from '../schema';

/** Absent from WAHA 2025.2.5, documented by 2026.7.1; which release between them added it is not known. */
export const BY_2026 = '2026.7.1';

/** The session as a field instead of a part of the path. */
export const inSession: Fields = { session: filled.required };
export const toChat: Fields = { ...inSession, chatId: filled.required };

/** An id created in advance with new-message-id; NOWEB and GOWS only. */
export const newMessageId = str.since('2026.4.3');

const fileTraits = { mimetype: filled.required, filename: str };
/**
 * A file that WAHA downloads, or its base64 without a data-URI prefix. The documents give the names of voice and video
 * files as objects, but they are texts.
 */
export const file = oneOf(
	obj({ ...fileTraits, url: filled.required }),
	obj({ ...fileTraits, data: filled.required }),
);

/** Statuses go to all contacts unless some are listed. */
export const contacts = list(str);

/** Paging and order of a list. */
export const page = (...sortBy: string[]): Fields => ({
	limit: int,
	offset: int,
	sortBy: oneOfValues(...sortBy),
	sortOrder: oneOfValues('asc', 'desc'),
});
