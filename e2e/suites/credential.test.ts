import type { GatewayName } from '../../nodes/WhatsApp/gateways/catalogue';
import type { ICredentialType } from 'n8n-workflow';
import { mistakes, sentenceOf } from '../../test/credential/mistakes';
import { startPlaces, type Places } from '../../test/credential/places';
import { credentialData, GATEWAYS, gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { CREDENTIAL_TYPE } from '../../harness/workflow';

let suite: Suite;
let places: Places;

beforeAll(async () => {
	suite = await startSuite();
	places = await startPlaces();
});
afterAll(async () => {
	await suite.sandbox.close();
	await places.close();
});

describe.each(gatewayNames)('a credential of %s', (gateway) => {
	const other: GatewayName = gateway === 'waha' ? 'warest' : 'waha';
	const testWith = async (changes: object) => {
		const { api, credentials, sandbox } = suite;
		const data = { ...credentialData(sandbox, gateway), ...changes };
		return await api.testCredential(credentials[gateway], data);
	};

	test("the type is found by the gateway's name", async () => {
		const { body } = await suite.api.file('/types/credentials.json');
		const types: ICredentialType[] = JSON.parse(body);
		const found = types.filter(({ displayName }) =>
			displayName.toLowerCase().includes(GATEWAYS[gateway].toLowerCase()),
		);
		expect(found.map(({ name }) => name)).toContain(CREDENTIAL_TYPE);
	});

	test('passes with correct settings', async () => {
		expect(await testWith({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	// The timeout is the same for both, and long.
	const here = mistakes.filter(({ isSlow }) => isSlow !== true || gateway === gatewayNames[0]);
	test.each(here)('fails with the documented message: $title', async (mistake) => {
		const { sandbox } = suite;
		const changes = mistake.typed({ sandbox, places, gateway, other });
		const where = {
			gateway,
			other,
			address: changes.baseUrl ?? sandbox[gateway].url,
		};
		expect(await testWith(changes)).toEqual({
			status: 'Error',
			message: sentenceOf(mistake, where),
		});
	});

	test('does not send the key to another host after a redirect', async () => {
		places.seen.length = 0;
		await testWith({ baseUrl: `http://127.0.0.1:${places.redirect}` });
		expect(places.seen).toEqual([]);
	});
});
