import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { runNode } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();
const text = {
	resource: 'message',
	operation: 'sendText',
	text: 'hi',
	session: byId('default'),
	chatId: byId('491701112222'),
};

describe.each(GATEWAYS)('errors on %s', (gateway) => {
	const { name } = catalogue[gateway];
	const run = async (parameters: object, credential: object = {}) => {
		const before = box.sandbox.requests.length;
		const { error, items } = await runNode({
			credential: { ...box.credential(gateway), ...credential },
			parameters: { ...text, ...parameters },
		});
		return { error, items, requests: box.sandbox.requests.slice(before) };
	};

	test.each(["={{ '' }}", '   ', '.', '..', '../../sessions', '%2e%2e', 'x'.repeat(10_000)])(
		'refuses the chat %p, and sends nothing',
		async (chat) => {
			const { error, requests } = await run({ chatId: byId(chat) });
			expect(error?.message).toMatch(
				/^Chat is empty$|^The chat is too long|is no phone number and no chat id$/,
			);
			expect(error?.name).toBe('NodeOperationError');
			expect(requests).toEqual([]);
		},
	);

	test.each(['..', '.', 'a/b', "={{ '' }}"])(
		'refuses the session %p, and sends nothing',
		async (session) => {
			const { error, requests } = await run({ session: byId(session) });
			expect(error?.message).toMatch(/session/i);
			expect(requests).toEqual([]);
		},
	);

	test('reports a wrong API key without showing it', async () => {
		const { error } = await run({}, { apiKey: 'wrong-key-1234' });
		expect(error?.message).toBe(`${name} refused the API key`);
		expect(error?.description).toContain('credential');
		expect(JSON.stringify(error)).not.toContain('wrong-key-1234');
	});

	test('reports an unknown session', async () => {
		const { error } = await run({ session: byId('nosuch') });
		expect(error?.message).toMatch(
			gateway === 'warest' ? /^WARest has no session "nosuch"/ : / has no such session/,
		);
		expect(error?.description).toMatch(/Get Many|default/);
	});

	test('reports a session that is not ready', async () => {
		const { error } = await run({ session: byId('support') });
		// Evolution API tries to send, and its error is the same as for a message that may have been sent.
		expect(error?.message).toMatch(
			gateway === 'evolution'
				? /^The session on Evolution API lost its connection to WhatsApp\. It may or may not/
				: new RegExp(`^The session "support" on ${name} is not ready: its status is `),
		);
		expect(error?.description).toContain('QR code');
	});

	test('refuses the QR code of an unknown session, and does not create the session', async () => {
		const { error } = await run({
			resource: 'session',
			operation: 'getQrCode',
			session: byId('nosuch'),
		});
		expect(error?.message).toMatch(/has no (such )?session/);
		expect(() => box.sandbox.world.session('nosuch')).toThrow();
	});

	test('reports a gateway that is not running', async () => {
		await box.sandbox.setDown(gateway, true);
		const { error } = await run({});
		await box.sandbox.setDown(gateway, false);
		expect(error?.message).toMatch(
			new RegExp(`^${name} at http://127.0.0.1:\\d+ cannot be reached: nothing answers there$`),
		);
		expect(error?.description).toContain('Docker');
	});

	test('reports an unknown host', async () => {
		const { error } = await run({}, { baseUrl: 'http://no-such-host.invalid:3000' });
		expect(error?.message).toBe(
			`${name} at http://no-such-host.invalid:3000 cannot be reached: the host name is not known here`,
		);
	});

	test('suggests the field Gateway if another gateway was chosen', async () => {
		const other = gateway === 'warest' ? 'waha' : 'warest';
		const { error } = await run(
			{ resource: 'session', operation: 'getMany' },
			{ baseUrl: box.sandbox[other].url, apiKey: box.sandbox[other].apiKey },
		);
		// WAHA refuses the key before the path; the others show a web page for a path that they do not know.
		expect(error?.message).toBe(
			other === 'waha'
				? `${name} refused the API key`
				: `A web page came back instead of an answer from ${name}`,
		);
		expect(error?.description).toMatch(/^Check (API Key, )?Gateway and Base URL in the credential/);
	});

	test.each([
		['', 'The credential has no base URL'],
		['localhost:3000', 'The base URL "localhost:3000" is no web address'],
		['ftp://gateway', 'The base URL "ftp://gateway" is no web address'],
	])('refuses the base URL %p', async (baseUrl, message) => {
		const { error, requests } = await run({}, { baseUrl });
		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});

	test.each(['/', '///', '/api', '/api/', '/dashboard', '/dashboard/'])(
		'accepts a base URL with %p behind it',
		async (tail) => {
			const { error } = await run(
				{ resource: 'session', operation: 'getMany' },
				{ baseUrl: `${box.sandbox[gateway].url}${tail}` },
			);
			expect(error).toBeUndefined();
		},
	);

	test('refuses an option of another gateway before sending anything', async () => {
		const { error, requests } = await run({
			options: gateway === 'warest' ? { linkPreview: false } : { forwarded: true },
		});
		expect(error?.message).toBe(
			`${name} does not have the option "${gateway === 'warest' ? 'Link Preview' : 'Mark as Forwarded'}"`,
		);
		expect(requests).toEqual([]);
	});
});

test('WARest refuses a hidden ID, which it would turn into a wrong number', async () => {
	const before = box.sandbox.requests.length;
	const { error } = await runNode({
		credential: box.credential('warest'),
		parameters: { ...text, chatId: byId('98765432101234@lid') },
	});
	expect(error?.message).toContain('wrong number');
	expect(box.sandbox.requests.length).toBe(before);
});

describe('an old WAHA without an API key', () => {
	const open = useSandbox({ wahaVersion: '2024.10.8', apiKeys: { waha: null } });

	test('is pinged successfully, with a hint that it needs no key', async () => {
		const { items, hints } = await runNode({
			credential: { ...open.credential('waha'), apiKey: 'any' },
			parameters: { resource: 'server', operation: 'ping' },
		});
		expect(items[0]?.json).toEqual({ success: true, gateway: 'WAHA', apiKeyRequired: false });
		expect(hints[0]).toContain('without an API key');
	});
});
