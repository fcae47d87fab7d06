import { parseLabelId } from '../../nodes/WhatsApp/operations/fields';
import { parseChannel } from '../../nodes/WhatsApp/portable/channels';
import {
	formatChatId,
	parseChatId,
	parseMessageId,
	parsePhoneNumber,
	parseSessionName,
	phoneOf,
	portableId,
} from '../../nodes/WhatsApp/portable/ids';
import { parseInvite } from '../../nodes/WhatsApp/portable/invite';
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
	// whatsmeow writes user.agent:device, Baileys user_agent:device.
	['447123456789.0:5@s.whatsapp.net', '447123456789@c.us'],
	['447123456789.128:99@s.whatsapp.net', '447123456789@c.us'],
	['447123456789_1:5@s.whatsapp.net', '447123456789@c.us'],
	['447123456789_1@s.whatsapp.net', '447123456789@c.us'],
	['491701234567.0@c.us', '491701234567@c.us'],
	['98765432101234.1:5@lid', '98765432101234@lid'],
	['98765432101234:5@lid', '98765432101234@lid'],
	['491701234567@hosted', '491701234567@c.us'],
	['98765432101234@hosted.lid', '98765432101234@lid'],
	['867051314767696@bot', '867051314767696@bot'],
	// A gateway's id is used unchanged, whatever numbering plans say.
	['4901701234567@c.us', '4901701234567@c.us'],
	['\u200e491701234567@c.us\u200b', '491701234567@c.us'],
	['120363025246125486\u200b@g.us', '120363025246125486@g.us'],
	['١٢٠٣٦٣٠٢٥٢٤٦١٢٥٤٨٦@g.us', '120363025246125486@g.us'],
	['491701234567＠c.us', '491701234567@c.us'],
	['https://wa.me/551191234-5678', '5511912345678@c.us'],
	['https://wa.me/49170-1234567', '491701234567@c.us'],
	['https://wa.me/49170 1234567', '491701234567@c.us'],
	['https://wa.me/%2B491701234567', '491701234567@c.us'],
	['https://wa.me/%E2%80%8E491701234567', '491701234567@c.us'],
	['https://wa.me/+49(0)1701234567', '491701234567@c.us'],
	['https://wa.me/491701234567?text=mail%20a@b.com', '491701234567@c.us'],
	['https://wa.me/491701234567/#x', '491701234567@c.us'],
	['HTTPS://www.wa.me/491701234567/', '491701234567@c.us'],
	['wa.me/c/491701234567', '491701234567@c.us'],
	['https://wa.me/p/4276017912456788/491701234567', '491701234567@c.us'],
	['https://api.whatsapp.com/send?phone=491701234567', '491701234567@c.us'],
	[
		'https://api.whatsapp.com/send/?phone=491701234567&text&type=phone_number&app_absent=0',
		'491701234567@c.us',
	],
	['https://api.whatsapp.com/send?phone=%2B491701234567', '491701234567@c.us'],
	['https://api.whatsapp.com/send?phone=+49+170+1234567&text=a+b', '491701234567@c.us'],
	['api.whatsapp.com/send?text=hi&phone=49-170-1234567', '491701234567@c.us'],
	[`https://api.whatsapp.com/send?phone=491701234567&text=${'a'.repeat(500)}`, '491701234567@c.us'],
	['https://web.whatsapp.com/send?phone=491701234567', '491701234567@c.us'],
	['https://web.whatsapp.com/send/?phone=491701234567&text=x', '491701234567@c.us'],
	['whatsapp://send?phone=491701234567', '491701234567@c.us'],
	['whatsapp://send/?text=x&phone=%2B49%20170%201234567', '491701234567@c.us'],
	['whatsapp-business://send?phone=491701234567', '491701234567@c.us'],
])('reads %p as a chat ID', (typed, id) => {
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
	'447123456789.5@c.us',
	'447123456789.300:5@c.us',
	'49170.1234567:5@s.whatsapp.net',
	'0170 1234567@c.us',
	'+49 0170 1234567@c.us',
	'98765432101234.5@lid',
	'987 654@lid',
	'987654@msgr',
	'+491701234567@bot',
	'120363025246125486.0@g.us',
	'\u200b',
	'https://wa.me/',
	'https://wa.me/4901701234567',
	'https://wa.me/01701234567',
	'https://wa.me/49170/1234567',
	'https://wa.me/49170%2F1234567',
	'https://wa.me/491701234567,447700900123',
	'https://wa.me/491701234567 hello',
	'https://wa.me/message/ABCDEF1234567',
	'https://wa.me/qr/ABCDEF1234567',
	'https://wa.me/p/4276017912456788',
	'https://wa.me/%zz',
	'https://wa.me.example.com/491701234567',
	'https://example.com/wa.me/491701234567',
	'https://me@wa.me/491701234567',
	'https://api.whatsapp.com/send?text=491701234567',
	'https://api.whatsapp.com/send?phone=491701234567&phone=447700900123',
	'https://wa.me/491701234567?phone=447700900123',
	'https://faq.whatsapp.com/491701234567',
	'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
	'https://whatsapp.com/channel/0029VaAbCdEf',
	'Write to https://wa.me/491701234567',
])('refuses %p as a chat ID', (typed) => {
	expect(() => parseChatId(typed)).toThrow(Refusal);
});

test('digits alone are a group or a channel if the field asks for one', () => {
	expect(formatChatId(parseChatId('120363025246125486', 'group'))).toBe('120363025246125486@g.us');
	expect(formatChatId(parseChatId('120363025246125486', 'channel'))).toBe(
		'120363025246125486@newsletter',
	);
});

test('a number without a country code is refused with that reason', () => {
	expect(() => parseChatId('0170 1234567')).toThrow(/has no country code/);
});

test.each([
	'true_491701234567@c.us_3EB0AA',
	'3EB0C767D097B7C7C030',
	'false_1-2@g.us_AB_49@c.us',
	' 3EB0 ',
])('accepts %p as a message ID', (id) => {
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
])('refuses %p as a message ID', (id) => {
	expect(() => parseMessageId(id)).toThrow(Refusal);
});

test.each(['default', 'shop-1', 'A.b_c'])('accepts %p as a session name', (name) => {
	expect(parseSessionName(name)).toBe(name);
});

test.each(['', '.', '..', 'a b', 'a/b', 'é', 'x'.repeat(65)])(
	'refuses %p as a session name',
	(name) => {
		expect(() => parseSessionName(name)).toThrow(Refusal);
	},
);

test('the error for a link says what it leads to, or what is wrong with its number', () => {
	expect(() => parseChatId('https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl')).toThrow(
		'leads to a group, not to a person',
	);
	expect(() => parseChatId('https://wa.me/message/ABCDEF1234567')).toThrow('has no phone number');
	expect(() => parseChatId('https://wa.me/4901701234567')).toThrow(
		'The number in "https://wa.me/4901701234567" has a zero behind the country code 49',
	);
	expect(() => parseChatId('49170\u202f12x\u200b')).toThrow('12x[U+200B]" is no phone number');
});

test.each([
	'491701234567',
	'+49 (0)170 1234567',
	'491701234567@c.us',
	'https://wa.me/491701234567',
])('accepts %p as a phone number', (typed) => {
	expect(parsePhoneNumber(typed)).toBe('491701234567');
});

test.each([
	'200000000000001@lid',
	'200000000000001@hosted.lid',
	'120363025246125486@g.us',
	'120363025246125486＠g.us',
	'491701234567-1412345678@g.us',
	'491701234567-1412345678',
	'120363025246125486@newsletter',
	'status@broadcast',
	'867051314767696@bot',
	'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
	'0170 1234567',
	'Anna',
	'',
])('refuses %p as a phone number', (typed) => {
	expect(() => parsePhoneNumber(typed)).toThrow(Refusal);
});

test.each([
	['491701234567:3@s.whatsapp.net', '491701234567@c.us'],
	['447123456789.0:5@s.whatsapp.net', '447123456789@c.us'],
	['447123456789_1:5@s.whatsapp.net', '447123456789@c.us'],
	['491701112222@hosted', '491701112222@c.us'],
	['123456789012345@hosted.lid', '123456789012345@lid'],
	['123456789012345:7@lid', '123456789012345@lid'],
	['867051314767696@bot', '867051314767696@bot'],
	// Kinds of ids that WhatsApp may add in the future.
	['100012345678901@msgr', '100012345678901@msgr'],
	['491701234567.5@s.whatsapp.net', null],
	['+491701234567@c.us', null],
	['98765432101234@lid', '98765432101234@lid'],
	['nonsense', null],
	// Not a phone number, but nobody typed it, so nothing is refused.
	['0170123456@s.whatsapp.net', null],
	[`${'1'.repeat(10_000)}@c.us`, null],
	[null, null],
])('reads the ID %p from a response', (raw, id) => {
	expect(portableId(raw)).toBe(id);
});

test('a LID has no phone number', () => {
	expect([phoneOf('491701234567@c.us'), phoneOf('98765432101234@lid'), phoneOf(null)]).toEqual([
		'491701234567',
		null,
		null,
	]);
});

test('invisible characters are removed from all kinds of IDs', () => {
	expect(parseSessionName('\u200bdefault\u200e')).toBe('default');
	expect(parseMessageId('\u200e3EB0\u200bAA')).toBe('3EB0AA');
	expect(parseChannel('120363025246125486@newsletter\u200b')).toEqual({
		kind: 'channel',
		user: '120363025246125486',
	});
	expect(parseInvite('https://chat.whatsapp.com/Ab12Cd34Ef\u200b56Gh78Ij90Kl\u200e')).toBe(
		'Ab12Cd34Ef56Gh78Ij90Kl',
	);
	expect(parseLabelId('\u200e3')).toBe('3');
});
