import { credentialData, gatewayNames } from '../harness/gateways';
import { freePort } from '../harness/ports';
import { startSuite, type Suite } from '../harness/suite';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('testing a credential of %s', (gateway) => {
	const check = async (changes: object) => {
		const { api, credentials, sandbox } = suite;
		return await api.testCredential(credentials[gateway], {
			...credentialData(sandbox, gateway),
			...changes,
		});
	};

	test('passes with the right key', async () => {
		expect(await check({})).toMatchObject({ status: 'OK' });
	});

	test('says that the key is refused', async () => {
		const result = await check({ apiKey: 'not-the-key' });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(/API key/) });
	});

	test('notices that another gateway was chosen', async () => {
		const other = gateway === 'waha' ? 'warest' : 'waha';
		const result = await check({ gateway: other });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(/Gateway/) });
	});

	test('says that nobody answers', async () => {
		const result = await check({ baseUrl: `http://127.0.0.1:${await freePort()}` });
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(/refused/) });
	});
});
