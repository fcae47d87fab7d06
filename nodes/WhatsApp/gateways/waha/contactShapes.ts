import { isGroupId, lidOf, phoneOf, portableId } from '../../portable/ids';
import { booleanAt, textAt, type Json } from '../../portable/json';
import type { Contact } from '../../portable/shapes';

const idAt = (raw: Json, name: string): string | null =>
	portableId(textAt(raw, name, '_serialized') ?? textAt(raw, name));

/**
 * A contact. Engines tell different things: GOWS only names, WEBJS all. `number` is not read, because for a hidden id
 * it holds the digits of that id and not a phone number.
 * @param asked the id that was asked for, where the answer may be empty
 */
export function readContact(raw: Json, session: string, asked: string | null = null): Contact {
	const id = idAt(raw, 'id') ?? asked;
	const phoneId = [id, idAt(raw, 'phoneNumber')].find((found) => phoneOf(found) !== null) ?? null;
	return {
		session,
		contactId: id ?? '',
		phone: phoneOf(phoneId),
		lid: lidOf(id) ?? lidOf(idAt(raw, 'lid')),
		name: textAt(raw, 'name'),
		pushName: textAt(raw, 'pushname'),
		isBusiness: booleanAt(raw, 'isBusiness'),
		isGroup: booleanAt(raw, 'isGroup') ?? isGroupId(id),
		isMyContact: booleanAt(raw, 'isMyContact'),
		blocked: booleanAt(raw, 'isBlocked'),
	};
}
