import { credentialData, gatewayNames } from '../harness/gateways';
import { freePort } from '../harness/ports';
import { startSuite, type Suite } from '../harness/suite';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('testing a credential of %s', (gateway) => {
	const testWith = async (changes: object) => {
		const { api, credentials, sandbox } = suite;
		const data = { ...credentialData(sandbox, gateway), ...changes };
		return await api.testCredential(credentials[gateway], data);
	};

	test('passes with the right key', async () => {
		expect(await testWith({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	// Some versions of n8n tell a status in their own words and not in those of the credential's rules.
	test.each([
		{ why: 'the key is wrong', change: { apiKey: 'not-the-key' }, words: /API key|Authorization/ },
		{
			why: 'another gateway was chosen',
			change: { gateway: gateway === 'waha' ? 'warest' : 'waha' },
			words: /Gateway|could not be found/,
		},
	])('fails when $why', async ({ change, words }) => {
		expect(await testWith(change)).toEqual({
			status: 'Error',
			message: expect.stringMatching(words),
		});
	});

	test('fails when nobody answers', async () => {
		const baseUrl = `http://127.0.0.1:${await freePort()}`;
		expect(await testWith({ baseUrl })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/refused/),
		});
	});
});
