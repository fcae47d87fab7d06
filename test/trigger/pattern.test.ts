import fc from 'fast-check';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { textTest } from '../../nodes/WhatsApp/trigger/pattern';
import { holds } from '../support/property';
import { Bench, byWaha, byWarest, wahaMessage, warestMessage } from './bench';

const SECRET = 'a secret of mine';

test.each([
	['order', 'My ORDER', true],
	['^order', 'my order', false],
	['/order/i', 'my order', true],
	['/order/i', 'My ORDER', true],
	['/Order/', 'my order', false],
	['/Order/', 'my Order', true],
	['/^b$/m', 'a\nb', true],
	['^b$', 'a\nb', false],
	['/a.b/s', 'a\nb', true],
	['/order/gi', 'ORDER', true],
	['/order/iu', 'ORDER', true],
	['/a\\/b/', 'a/b', true],
	['/a/b/i', 'A/B', true],
	['/order', 'see /order', true],
	['(?i)order', 'ORDER', true],
	['(?s)a.b', 'A\nb', true],
	['/(?i)order/', 'ORDER', true],
	['^\\p{L}+$', 'größe', true],
	['^\\p{L}+$', 'заказ', true],
	['^\\p{L}+$', 'طلب', true],
	['^\\p{L}+$', 'p{L}', false],
	['\\p{Script=Cyrillic}', 'order', false],
	['\\p{Script=Cyrillic}', 'заказ', true],
	['/^\\p{Lu}/', 'Order', true],
	['/^\\p{Lu}/', 'order', false],
	['\\P{ASCII}', 'é', true],
	['\\u{1F44D}', 'ok 👍', true],
	['^[👍❤]$', '👎', false],
	['^[👍❤]$', '👍', true],
	['^.$', '👍', true],
	['\\bзаказ|order\\b', 'an order', true],
	// Characters that need no \ before them, but are often written with one.
	['order\\-no\\:', 'ORDER-NO:', true],
	['\\"yes\\"', '"yes"', true],
	['a{', 'a{', true],
	['\\d+', 'no. 5', true],
	['\\x41\\u0042', 'ab', true],
])('finds %s in %j: %p', (pattern, text, isFound) => {
	expect(textTest(pattern)(text)).toBe(isFound);
});

test.each([
	['/order/x', 'has the flag x'],
	['/order/y', 'has the flag y'],
	['/order/v', 'has the flag v'],
	['/order/I', 'has the flag I'],
	['/start/help', 'has the flag h'],
	['(?x)order', 'has the flag x'],
	['\\Aorder\\Z', 'has \\A in it'],
	['order\\z', 'has \\z in it'],
	['\\horder', 'has \\h in it'],
	['\\Rorder', 'has \\R in it'],
	['\\Qa.b\\E', 'has \\Q in it'],
	['\\pL+', 'has \\p in it'],
	['\\u12', 'has \\u in it'],
	['[[:alpha:]]+', 'has a class of POSIX in it'],
	['^\\p{Letters}$', 'is no regular expression'],
	['\\p{L}\\-', 'is no regular expression'],
	['(', 'is no regular expression'],
	['/(/', 'is no regular expression'],
	['a++', 'is no regular expression'],
	['(?P<name>a)', 'is no regular expression'],
	['/(a+)+$/i', 'could take forever'],
	['(\\p{L}+)+$', 'could take forever'],
	['(?i)(a|b)*$', 'could take forever'],
	['x'.repeat(501), 'is longer than 500'],
])('refuses %s: %s', (pattern, problem) => {
	expect(() => textTest(pattern)).toThrow(problem);
});

test('a pattern between slashes matches as in JavaScript', () => {
	const source = fc
		.array(
			fc.constantFrom('a', 'b', 'A', '.', '^', '$', '[ab]', '\\d', '\\p{L}', '?', '5', ' ', '\n'),
			{
				minLength: 1,
				maxLength: 6,
			},
		)
		.map((parts) => parts.join(''));
	const flags = fc.subarray(['i', 'm', 's', 'u']).map((some) => some.join(''));
	const text = fc.array(fc.constantFrom('a', 'A', 'b', 'é', '5', ' ', '\n'), { maxLength: 6 });
	holds([source, flags, text], (pattern, chosen, letters) => {
		let expected: RegExp;
		try {
			expected = new RegExp(pattern, `${chosen.replace('u', '')}u`);
		} catch {
			return;
		}
		expect(textTest(`/${pattern}/${chosen}`)(letters.join(''))).toBe(
			expected.test(letters.join('')),
		);
	});
});

test('accepts any pattern, or refuses it with a message for the user', () => {
	const typed = fc.string({
		unit: fc.constantFrom(...'ab/\\(){}[]|*+?^$.:,pLuAzdi<>=!-_ 1é👍'),
		maxLength: 20,
	});
	holds([typed], (pattern) => {
		try {
			textTest(pattern)('a text to search');
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	});
});

test.each(['waha', 'warest'] as const)(
	'a pattern between slashes filters messages on %s',
	async (gateway) => {
		const trigger = new Bench({
			credential: { gateway, baseUrl: 'http://127.0.0.1:9', apiKey: 'key' },
			parameters: {
				registration: 'manual',
				options: { secret: SECRET },
				filters: { textPattern: '/order/i' },
			},
			webhookId: `pattern ${gateway}`,
		});
		const deliver = async (text: string): Promise<number> => {
			const posted =
				gateway === 'waha'
					? byWaha(wahaMessage({ text }), SECRET)
					: byWarest(warestMessage({ text }), SECRET);
			return (await trigger.deliver(posted)).items?.length ?? 0;
		};
		expect(await deliver('My ORDER')).toBe(1);
		expect(await deliver('my invoice')).toBe(0);
	},
);
