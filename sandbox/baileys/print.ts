import { isObject } from '../http/json';

/** Fields that are 64-bit numbers in WhatsApp's protocol, written to JSON as text. */
const LONGS = new Set(['fileLength', 'senderTimestampMs', 'timestampMs']);
/** Names for the numbers of the field `type` in these messages. */
const ENUMS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
	protocolMessage: { 0: 'REVOKE', 14: 'MESSAGE_EDIT' },
	pinInChatMessage: { 1: 'PIN_FOR_ALL', 2: 'UNPIN_FOR_ALL' },
	buttonsResponseMessage: { 1: 'DISPLAY_TEXT' },
};

/**
 * A message's content as protobuf writes it to JSON, which is what NOWEB returns: bytes in base64, long numbers as
 * text, enums by name.
 */
export function asProtoJson(value: unknown, parent = ''): unknown {
	if (Buffer.isBuffer(value)) return value.toString('base64');
	if (Array.isArray(value)) return value.map((entry) => asProtoJson(entry, parent));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, printed(name, inner, parent)]),
	);
}

function printed(name: string, value: unknown, parent: string): unknown {
	if (typeof value !== 'number') return asProtoJson(value, name);
	if (LONGS.has(name)) return String(value);
	if (name === 'listType') return 'SINGLE_SELECT';
	return name === 'type' ? (ENUMS[parent]?.[value] ?? value) : value;
}
