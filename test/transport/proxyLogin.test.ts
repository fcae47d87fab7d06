import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { cleanBaseUrl, proxyLogin } from '../../nodes/WhatsApp/transport/baseUrl';
import { sentBy, useRawGateway } from '../execution/gateway';
import { runNode, type RunResult } from '../support/engine';
import { holds } from '../support/property';
import { byId, GATEWAYS } from '../support/sandbox';
import { cases } from './cases';

const encoded = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;

test.each([
	['http://user:pass@waha:3000', encoded('user:pass')],
	['  https://user:pass@example.com/whatsapp/  ', encoded('user:pass')],
	['http://user@waha:3000', encoded('user:')],
	['http://:pass@waha:3000', encoded(':pass')],
	['http://me%40example.com:p%3Ass%2Fword@waha', encoded('me@example.com:p:ss/word')],
	['http://user:p@ss@waha:3000', encoded('user:p@ss')],
	['http://user:100%@waha:3000', encoded('user:100%')],
	['http://jürgen:größe@waha:3000', encoded('jürgen:größe')],
	['http://waha:3000', null],
	['http://waha:3000/path/a@b', null],
	['waha:3000', null],
	['', null],
	[undefined, null],
])('reads the login in %p', (baseUrl, header) => {
	expect(proxyLogin(baseUrl)).toBe(header);
});

test('a base URL is shown without its login, and is otherwise the same', () => {
	const word = fc.string({
		unit: fc.constantFrom(...'abcXYZ019-._~!$&+,;=:%@ü '),
		minLength: 1,
		maxLength: 8,
	});
	holds([word, word], (user, password) => {
		const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
		const baseUrl = `https://${login}@example.com/path/api`;
		expect(cleanBaseUrl(baseUrl, '')).toBe('https://example.com/path');
		expect(proxyLogin(baseUrl)).toBe(encoded(`${user}:${password}`));
	});
});

test.each(['user:secret@waha:3000', 'ftp://user:secret@waha', 'http//user:secret@waha'])(
	'an invalid base URL is shown without its login: %s',
	(baseUrl) => {
		expect(() => cleanBaseUrl(baseUrl, '')).toThrow(/^(?!.*secret).*is no web address/);
	},
);

const gateway = useRawGateway();

describe.each(GATEWAYS)('a proxy in front of %s', (name) => {
	let seen: IncomingMessage[] = [];
	const address = (): string => gateway.url;
	const run = async (login: string, parameters: object = {}): Promise<RunResult> =>
		await runNode({
			credential: {
				gateway: name,
				baseUrl: address().replace('//', `//${login}`),
				apiKey: 'the key',
			},
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('default'),
				chatId: byId('491701234567'),
				text: 'hello',
				...parameters,
			},
		});

	/** Accepts requests with the login, and asks the others for it. */
	beforeEach(() => {
		seen = [];
		gateway.take = (request, response) => {
			seen.push(request);
			request.resume().on('end', () => {
				if (request.headers.authorization !== encoded('user:pass'))
					return response
						.writeHead(401, { 'www-authenticate': 'Basic realm="gateway"' })
						.end('<html>401</html>');
				const reply = sentBy(name);
				response.writeHead(reply?.status ?? 200, { 'content-type': 'application/json' });
				return response.end(JSON.stringify(reply?.json));
			});
		};
	});

	test('gets the login from the base URL, and the gateway gets its API key', async () => {
		const { error } = await run('user:pass@');
		expect(error).toBeUndefined();
		expect(seen.map(({ headers }) => headers.authorization)).toEqual([encoded('user:pass')]);
		expect(seen[0]?.headers[catalogue[name].keyHeader.toLowerCase()]).toBe('the key');
	});

	test('also gets the login with a request that leaves out the API key on purpose', async () => {
		await run('user:pass@', { resource: 'server', operation: 'ping' });
		const keyHeader = catalogue[name].keyHeader.toLowerCase();
		expect(seen.map(({ headers }) => [headers.authorization, headers[keyHeader]])).toEqual([
			[encoded('user:pass'), 'the key'],
			// WARest always wants its key, so that no request tries without it.
			[encoded('user:pass'), name === 'warest' ? 'the key' : undefined],
		]);
	});

	test.each(['', 'user:wrong@'])(
		'is reported if it asks for a login, with the login %p in the base URL',
		async (login) => {
			const { error } = await run(login);
			const { message, hint } = cases.login;
			expect(error?.message).toBe(
				message.replace('{gateway}', catalogue[name].name).replace('{address}', address()),
			);
			expect(error?.description).toBe(hint);
			expect(error?.context?.outcome).toBe('notSent');
			expect(JSON.stringify(error)).not.toContain('wrong');
		},
	);
});
