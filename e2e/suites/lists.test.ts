import { gatewayNames } from '../harness/gateways';
import { startSuite, type Suite } from '../harness/suite';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('the lists of the editor with %s', (gateway) => {
	const search = async (methodName: string, filter?: string) => {
		const { results } = await suite.api.searchList({
			methodName,
			credential: suite.credentials[gateway],
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: { __rl: true, mode: 'list', value: 'default' },
			},
			...(filter === undefined ? {} : { filter }),
		});
		return results.map(({ value }) => value);
	};

	test('offer the sessions of the gateway', async () => {
		expect(await search('searchSessions')).toContain('default');
	});

	test('find a chat by a part of its name', async () => {
		expect(await search('searchChats', 'anna')).toEqual(['491701112222@c.us']);
	});
});
