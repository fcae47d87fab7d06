import { validateHeaderValue } from 'node:http';
import fc from 'fast-check';
import { WhatsAppGatewayApi } from '../../credentials/WhatsAppGatewayApi.credentials';
import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { headerKey, withoutKey } from '../../nodes/WhatsApp/transport/apiKey';
import { runNode } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { holds } from '../support/property';
import { byId, GATEWAYS } from '../support/sandbox';
import { detailsOf } from '../support/failedItems';

const fake = useFakeGateway();
beforeEach(() => {
	fake.seen.length = 0;
	fake.answer = answering(201, 'application/json', '{"id":"true_49@c.us_3EB0"}');
});

const run = async (gateway: string, apiKey: string, settings: object = {}) =>
	await runNode({
		credential: { gateway, baseUrl: fake.url, apiKey },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491701234567'),
			text: 'hello',
		},
		items: [{ json: {} }, { json: {} }],
		settings,
	});

/** Characters that people copy into a key by mistake, and the name that the error gives them. */
const UNSENDABLE: ReadonlyArray<readonly [string, string, string]> = [
	['a zero-width space inside', 'abc\u200bdef', 'an invisible one (U+200B) at position 4'],
	['marks of direction around it', '\u202aabc\u202c', 'an invisible one (U+202A) at position 1'],
	['typographic quotes', '“abc”', '“ (U+201C) at position 1'],
	['an en dash for a hyphen', 'abc–def', '– (U+2013) at position 4'],
	['a zero-width joiner at the end', 'abc\u200d', 'an invisible one (U+200D) at position 4'],
	['a word joiner in front', '\u2060abc', 'an invisible one (U+2060) at position 1'],
	['a line break inside', 'abc\r\ndef', 'a line break (U+000D) at position 4'],
	['a line separator inside', 'abc\u2028def', 'a line break (U+2028) at position 4'],
	['a null character', 'abc\0', 'an invisible one (U+0000) at position 4'],
	['the delete character', 'abc\x7fdef', 'an invisible one (U+007F) at position 4'],
	['a variation selector', 'abc\ufe0f', 'an invisible one (U+FE0F) at position 4'],
	['a byte order mark inside', 'abc\ufeffdef', 'an invisible one (U+FEFF) at position 4'],
	['an ellipsis of a shortened key', 'abcd…', '… (U+2026) at position 5'],
	['dots of a hidden key', '••••••••', '• (U+2022) at position 1'],
	['a look-alike Cyrillic letter', 'аbc', 'а (U+0430) at position 1'],
	['full-width letters', 'ａｂｃ', 'ａ (U+FF41) at position 1'],
	['an emoji', 'key🔑', '🔑 (U+1F511) at position 4'],
];

describe.each(GATEWAYS)('%s', (gateway) => {
	test.each(UNSENDABLE)(
		'a key with %s is refused before any request, and the error names the character',
		async (_, key, named) => {
			const { error } = await run(gateway, key);
			expect(error?.message).toBe(
				`The API key in the credential holds a character that cannot be sent: ${named}`,
			);
			expect(error?.context?.outcome).toBe('notSent');
			expect(error?.description).toContain('Copy the key again');
			expect(fake.seen).toEqual([]);
		},
	);

	test('with On Error: Continue every item has the error', async () => {
		const { items } = await run(gateway, 'abc\u200bdef', { onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error)).toEqual(
			Array(2).fill(expect.stringContaining('cannot be sent')),
		);
		expect(detailsOf(items[1]).outcome).toBe('notSent');
		expect(fake.seen).toEqual([]);
	});

	test.each([
		['spaces around it', '  abc\t\n', 'abc'],
		['spaces that do not break around it', '\u00a0abc\ufeff', 'abc'],
		['letters of Latin-1', 'schlüssel', 'schlüssel'],
		['a space inside', 'abc def', 'abc def'],
		['signs of all sorts', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', undefined],
	])('a key with %s is sent', async (_, key, sent = key) => {
		const { error } = await run(gateway, key);
		expect(error).toBeUndefined();
		const header = catalogue[gateway].keyHeader.toLowerCase();
		expect(fake.seen[0]?.headers[header]).toBe(sent);
	});
});

test('the credential itself refuses a key with typographic quotes', async () => {
	const { authenticate } = new WhatsAppGatewayApi();
	if (typeof authenticate !== 'function') throw new Error('the credential authenticates itself');
	await expect(authenticate({ gateway: 'waha', apiKey: '“abc”' }, { url: '/api' })).rejects.toThrow(
		'cannot be sent: “ (U+201C)',
	);
});

const anyKey = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc
		.array(fc.constantFrom('a', 'ü', '\u200b', '–', ' ', '\n', '🔑', '\x7f', '\xa0'), {
			maxLength: 8,
		})
		.map((signs) => signs.join('')),
);

test('accepts exactly the keys that Node.js accepts in a header', () => {
	holds([anyKey], (typed) => {
		const key = typed.trim();
		let isSendable = true;
		try {
			validateHeaderValue('X-Api-Key', key);
		} catch {
			isSendable = false;
		}
		try {
			return headerKey(typed) === key && isSendable;
		} catch (error) {
			return !isSendable && error instanceof Refusal;
		}
	});
});

describe('an API key that the gateway quotes', () => {
	const said = async (apiKey: string, sentence: string, status = 500): Promise<unknown> => {
		fake.answer = answering(status, 'application/json', JSON.stringify({ message: sentence }));
		return (await run('waha', apiKey)).error?.message;
	};

	test.each([
		['WAHA', 'no LID found', 'WAHA failed to do this: no LID found'],
		['do', 'you cannot do this', 'WAHA failed to do this: you cannot do this'],
		['k', 'unknown key', 'WAHA failed to do this: unknown key'],
		['LID', 'no LID found', 'WAHA failed to do this: no LID found'],
		['12', 'code 12 of 120', 'WAHA failed to do this: code *** of 120'],
		['a.b', 'a.b is not aab', 'WAHA failed to do this: *** is not aab'],
		['secret-123', 'xsecret-123x is wrong', 'WAHA failed to do this: x***x is wrong'],
		['failed to do this', 'it failed to do this', 'WAHA failed to do this: it ***'],
	])(
		'%p in "%s" is masked, unless it could be an ordinary word or a part of one',
		async (key, sentence, told) => {
			expect(await said(key, sentence)).toBe(told);
		},
	);

	test.each(['WAHA', 'WARest', 'refused', 'the', 'key', 'API key', 'refused the API key', 'e'])(
		"the key %p does not mask any of the node's own text",
		async (key) => {
			expect(await said(key, 'Unauthorized', 401)).toBe('WAHA refused the API key');
		},
	);

	test('is always masked if it has at least 8 characters', () => {
		const long = fc
			.string({ minLength: 8, unit: 'grapheme-ascii' })
			.filter((key) => key.trim().length >= 8 && !key.includes('*'));
		holds([long, fc.string(), fc.string()], (key, before, after) => {
			const answer = { message: [`${before}${key}${after}`], error: { text: key.trim() } };
			const quoted = JSON.stringify(key.trim()).slice(1, -1);
			return !JSON.stringify(withoutKey(answer, key)).includes(quoted);
		});
	});
});
