import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { WhatsAppGatewayApi } from '../credentials/WhatsAppGatewayApi.credentials';
import { gateways } from '../nodes/WhatsApp/gateways';
import { probeOf } from '../nodes/WhatsApp/gateways/gateway';
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
])('base URL %p is cleaned to %p', (typed, clean) => {
	expect(cleanBaseUrl(typed, '')).toBe(clean);
});

test.each([
	['waha', 'X-Api-Key'],
	['warest', 'X-WAREST-API-KEY'],
])('%s receives its API key in the header %s', async (gateway, header) => {
	const request = { url: 'http://x/api', headers: { Accept: '*/*' } };
	expect(await authenticate({ gateway, apiKey: ' secret ' }, request)).toEqual({
		url: 'http://x/api',
		headers: { Accept: '*/*', [header]: 'secret' },
	});
});

test('the login in the base URL is sent in the header Authorization', async () => {
	const credential = { gateway: 'waha', apiKey: 'secret', baseUrl: 'https://user:pass@x/api' };
	expect(await authenticate(credential, { url: 'https://x/api' })).toEqual({
		url: 'https://x/api',
		headers: {
			'X-Api-Key': 'secret',
			Authorization: `Basic ${Buffer.from('user:pass').toString('base64')}`,
		},
	});
});

test('a credential with an unknown gateway is refused', async () => {
	await expect(authenticate({ gateway: 'other', apiKey: 'k' }, { url: '/api' })).rejects.toThrow(
		'names no gateway',
	);
});

describe.each(Object.entries(gateways))('%s', (value, gateway) => {
	const { name } = gateway;
	const [choice, ...others] = credential.properties;

	test("is named in the credential's display name, which n8n searches", () => {
		expect(credential.displayName).toContain(name);
	});

	test('can be chosen, and shows its example URL', () => {
		const { description, exampleUrl } = gateway;
		expect(choice?.options).toContainEqual({ name, value, description });
		const shown = others.filter(({ displayOptions }) =>
			displayOptions?.show?.gateway?.includes(value),
		);
		expect(shown).toMatchObject([{ name: 'baseUrl', placeholder: `e.g. ${exampleUrl}` }]);
		expect(cleanBaseUrl(exampleUrl, '')).toBe(exampleUrl);
	});

	test('is tested with a read-only request that needs the key', () => {
		expect(probeOf(gateway)).toMatchObject({ method: 'GET', effect: 'read' });
		expect(probeOf(gateway)).not.toHaveProperty('anonymous');
	});
});

test('no two gateways use the same header for the key', () => {
	const headers = Object.values(gateways).map(({ keyHeader }) => keyHeader.toLowerCase());
	expect(new Set(headers).size).toBe(headers.length);
});

test.each([
	['http://localhost:3000', true],
	['https://127.0.0.1', true],
	['http://[::1]:3000', true],
	['http://waha:3000', false],
	['http://localhost.example.com', true],
])('the notice about Docker for base URL %p is shown: %p', (baseUrl, shown) => {
	const notice = credential.properties.find(({ type }) => type === 'notice');
	if (notice === undefined) throw new Error('the credential has a note');
	expect(NodeHelpers.displayParameter({ gateway: 'waha', baseUrl }, notice, null, null)).toBe(
		shown,
	);
});
