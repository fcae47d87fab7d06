import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { WhatsAppGatewayApi } from '../credentials/WhatsAppGatewayApi.credentials';
import { cleanBaseUrl } from '../nodes/WhatsApp/transport/baseUrl';

const credential = new WhatsAppGatewayApi();

const authenticate = async (
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => {
	if (typeof credential.authenticate !== 'function')
		throw new Error('the credential authenticates by a function');
	return await credential.authenticate(data, request);
};

test.each([
	['http://waha:3000', 'http://waha:3000'],
	['  http://waha:3000/  ', 'http://waha:3000'],
	['http://waha:3000/api', 'http://waha:3000'],
	['http://waha:3000/api/v1/', 'http://waha:3000'],
	['http://waha:3000/dashboard', 'http://waha:3000'],
	['https://example.com/whatsapp/', 'https://example.com/whatsapp'],
	['https://example.com/whatsapp/api', 'https://example.com/whatsapp'],
	['https://example.com/dashboard?x=1#y', 'https://example.com'],
])('base URL %p becomes %p', (typed, clean) => {
	expect(cleanBaseUrl(typed)).toBe(clean);
});

test.each([
	['waha', 'X-Api-Key'],
	['warest', 'X-WAREST-API-KEY'],
])('%s gets its key in %s', async (gateway, header) => {
	const request = await authenticate(
		{ gateway, apiKey: ' secret ' },
		{ url: '/api', baseURL: 'http://x/api/' },
	);
	expect(request.headers).toEqual({ [header]: 'secret' });
	expect(request.baseURL).toBe('http://x');
});

test('the login of a proxy in front travels in a header, in the credential test as well', async () => {
	const request = await authenticate(
		{ gateway: 'waha', apiKey: 'secret', baseUrl: 'https://user:pass@x/api' },
		{ url: '/api', baseURL: 'https://user:pass@x/api' },
	);
	expect(request.headers).toEqual({
		'X-Api-Key': 'secret',
		Authorization: `Basic ${Buffer.from('user:pass').toString('base64')}`,
	});
	expect(request.baseURL).toBe('https://x');
});

test('a base URL that is none is told by the test itself', async () => {
	await expect(
		authenticate({ gateway: 'waha', apiKey: 'k' }, { url: '/api', baseURL: 'waha:3000' }),
	).rejects.toThrow('is no web address');
});

test.each([
	['http://localhost:3000', true],
	['https://127.0.0.1', true],
	['http://waha:3000', false],
	['http://localhost.example.com', true],
])('the note about Docker for %p: %p', (baseUrl, shown) => {
	const notice = credential.properties.find(({ type }) => type === 'notice');
	const condition = notice?.displayOptions?.show?.baseUrl?.[0];
	const regex =
		typeof condition === 'object' &&
		condition !== null &&
		'_cnd' in condition &&
		'regex' in condition._cnd
			? String(condition._cnd.regex)
			: '';
	expect(new RegExp(regex).test(baseUrl)).toBe(shown);
});
