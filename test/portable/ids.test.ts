import {
	formatChatId,
	parseChatId,
	parseMessageId,
	parseSessionName,
	phoneOf,
	portableId,
} from '../../nodes/WhatsApp/portable/ids';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';

test.each([
	['491701234567', '491701234567@c.us'],
	['+49 170 1234567', '491701234567@c.us'],
	[' +49 (0)170 / '.replace(' / ', '') + '123-45.67', '491701234567@c.us'],
	['0049 170 1234567', '491701234567@c.us'],
	['+1 (415) 555-0100', '14155550100@c.us'],
	['tel:+491701234567', '491701234567@c.us'],
	['whatsapp:+491701234567', '491701234567@c.us'],
	['https://wa.me/491701234567', '491701234567@c.us'],
	['wa.me/+491701234567', '491701234567@c.us'],
	['491701234567@c.us', '491701234567@c.us'],
	['+49 170 1234567@c.us', '491701234567@c.us'],
	['491701234567@s.whatsapp.net', '491701234567@c.us'],
	['491701234567:12@s.whatsapp.net', '491701234567@c.us'],
	['491701234567@C.US', '491701234567@c.us'],
	['120363025246125486@g.us', '120363025246125486@g.us'],
	['491701234567-1412345678@g.us', '491701234567-1412345678@g.us'],
	['491701234567-1412345678', '491701234567-1412345678@g.us'],
	['98765432101234@lid', '98765432101234@lid'],
	['120363025246125486@newsletter', '120363025246125486@newsletter'],
	['status@broadcast', 'status@broadcast'],
])('understands %p as a chat', (typed, id) => {
	expect(formatChatId(parseChatId(typed))).toBe(id);
});

test.each([
	'',
	'   ',
	'.',
	'..',
	'../../sessions',
	'..%2f..%2fsessions',
	'%2e%2e',
	'default',
	'0170 1234567',
	'123',
	'1'.repeat(16),
	'49170..1234567',
	'49170/1234567',
	'49170\u00001234567',
	'491701234567@evil.com',
	'@c.us',
	'a@g.us',
	'../x@c.us',
	'491701234567@c.us/../..',
	'9'.repeat(10_000),
	'{"id":1}',
])('refuses %p as a chat', (typed) => {
	expect(() => parseChatId(typed)).toThrow(Refusal);
});

test('digits alone mean what the field asks for', () => {
	expect(formatChatId(parseChatId('120363025246125486', 'group'))).toBe('120363025246125486@g.us');
	expect(formatChatId(parseChatId('120363025246125486', 'channel'))).toBe(
		'120363025246125486@newsletter',
	);
});

test('the hint for a number without country code says how to write it', () => {
	expect(() => parseChatId('0170 1234567')).toThrow(/has no country code/);
});

test.each([
	'true_491701234567@c.us_3EB0AA',
	'3EB0C767D097B7C7C030',
	'false_1-2@g.us_AB_49@c.us',
	' 3EB0 ',
])('takes %p as a message id', (id) => {
	expect(parseMessageId(id)).toBe(id.trim());
});

test.each([
	'',
	'.',
	'..',
	'a/b',
	'a\\b',
	'a%2fb',
	'a b',
	'a\u0007',
	'a?b',
	'a#b',
	'x'.repeat(10_000),
])('refuses %p as a message id', (id) => {
	expect(() => parseMessageId(id)).toThrow(Refusal);
});

test.each(['default', 'shop-1', 'A.b_c'])('takes %p as a session', (name) => {
	expect(parseSessionName(name)).toBe(name);
});

test.each(['', '.', '..', 'a b', 'a/b', 'é', 'x'.repeat(65)])('refuses %p as a session', (name) => {
	expect(() => parseSessionName(name)).toThrow(Refusal);
});

test.each([
	['491701234567:3@s.whatsapp.net', '491701234567@c.us'],
	['98765432101234@lid', '98765432101234@lid'],
	['nonsense', null],
	// No number, but nothing to refuse either: nobody typed it.
	['0170123456@s.whatsapp.net', null],
	[`${'1'.repeat(10_000)}@c.us`, null],
	[null, null],
])('reads the id %p of an answer', (raw, id) => {
	expect(portableId(raw)).toBe(id);
});

test('a hidden id has no phone', () => {
	expect([phoneOf('491701234567@c.us'), phoneOf('98765432101234@lid'), phoneOf(null)]).toEqual([
		'491701234567',
		null,
		null,
	]);
});
