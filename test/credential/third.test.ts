import type { Gateway } from '../../nodes/WhatsApp/gateways/gateway';
import { waha } from '../../nodes/WhatsApp/gateways/waha';
import { WhatsAppGatewayApi } from '../../credentials/WhatsAppGatewayApi.credentials';
import { testCredential } from '../support/credentialTest';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { GATEWAYS } from '../support/sandbox';

/** A gateway as a folder of its own would export it; all but its access is borrowed. */
function mockGateway(name: string): Gateway {
	return {
		...waha,
		name,
		description: `${name} of the tests`,
		exampleUrl: 'http://third:8080',
		keyHeader: `X-${name}`,
		testPath: `/${name}/list`,
		isOwnAnswer: ({ bytes }) => bytes.toString() === `I am ${name}`,
	};
}

jest.mock('../../nodes/WhatsApp/gateways', () => {
	const { gateways } = jest.requireActual('../../nodes/WhatsApp/gateways');
	return {
		gateways: { ...gateways, third: mockGateway('Third'), fourth: mockGateway('Fourth') },
	};
});

const fake = useFakeGateway();

beforeEach(() => {
	fake.seen.length = 0;
	fake.answer = (request, response) =>
		request.url === '/Third/list'
			? answering(200, 'text/plain', 'I am Third')(request, response)
			: answering(404, 'text/plain', '')(request, response);
});

test('the credential offers it, and is found by its name', () => {
	const { displayName, properties } = new WhatsAppGatewayApi();
	expect(displayName).toBe('WhatsApp Gateway (WAHA, WARest, Third, Fourth) API');
	expect(properties[0]?.options).toContainEqual({
		name: 'Third',
		value: 'third',
		description: 'Third of the tests',
	});
});

test('the test of the credential asks it in its own way', async () => {
	const data = { gateway: 'third', baseUrl: fake.url, apiKey: 'key' };
	expect((await testCredential(data)).status).toBe('OK');
	expect(fake.seen).toMatchObject([{ line: 'GET /Third/list', headers: { 'x-third': 'key' } }]);
});

test.each(GATEWAYS)('it is named where it runs and %s was chosen', async (gateway) => {
	const data = { gateway, baseUrl: fake.url, apiKey: 'key' };
	const { message } = await testCredential(data);
	expect(message).toMatch(`Third runs at ${fake.url}, and not W`);
});

test('with four gateways no more than two others are asked', async () => {
	fake.answer = answering(404, 'text/plain', '');
	await testCredential({ gateway: 'third', baseUrl: fake.url, apiKey: 'key' });
	expect(fake.seen.map(({ line }) => line)).toEqual([
		'GET /Third/list',
		'GET /api/sessions',
		'GET /api/v1/session/list',
	]);
});
