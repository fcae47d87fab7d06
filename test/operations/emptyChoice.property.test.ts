import fc from 'fast-check';
import { chatId, session } from '../../nodes/WhatsApp/operations/fields';
import type { Field } from '../../nodes/WhatsApp/operations/field';
import { holds } from '../support/property';

/** What a field reads, or the message with which it refuses. */
function outcome(
	field: Field<unknown>,
	raw: unknown,
	json: Readonly<Record<string, unknown>>,
): unknown {
	try {
		return { read: field.read(() => raw, { json }) };
	} catch (error) {
		return { refused: String(error) };
	}
}

const EMPTY = { __rl: true, mode: 'list', value: '' };
const byId = (value: unknown): object => ({ __rl: true, mode: 'id', value });

const chat = fc.constantFrom('491701112222', '+44 7700 900123', '120363000000000001@g.us', 'Anna');
const nothing = fc.constantFrom<unknown>(undefined, null, '', ' ', '\u200b', [], {}, { id: '49' });
const member = fc.oneof(chat, nothing);
const item = fc.record({ session: member, chatId: member, contactId: member });
const choice = fc
	.oneof(
		fc.record({
			__rl: fc.constant(true),
			mode: fc.constantFrom('list', 'id', 'url'),
			value: member,
		}),
		member,
	)
	.filter((raw) => JSON.stringify(raw) !== JSON.stringify(EMPTY));

test.each([
	['Chat', chatId],
	['Session', session],
])('%s uses the incoming item only if nothing is chosen', (_, field) => {
	holds([choice, item], (raw, json) => {
		expect(outcome(field, raw, json)).toEqual(outcome(field, raw, {}));
	});
});

test('an empty choice is read from the incoming item as if it had been typed', () => {
	holds([chat, item], (text, json) => {
		expect(outcome(chatId, EMPTY, { ...json, chatId: text })).toEqual(
			outcome(chatId, byId(text), {}),
		);
	});
	holds([nothing, item], (none, json) => {
		expect(outcome(chatId, EMPTY, { ...json, chatId: none })).toEqual({
			refused: expect.stringContaining('the incoming item has no chatId'),
		});
	});
});
