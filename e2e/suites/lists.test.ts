import type { INodeListSearchItems } from 'n8n-workflow';
import type { CredentialReference } from '../../harness/api';
import { credentialData, longSuiteGateways, GATEWAYS } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';

let suite: Suite;
/** A WAHA whose engine stores no chats, contacts and messages. */
let bare: Sandbox;
let bareCredential: CredentialReference;

beforeAll(async () => {
	suite = await startSuite();
	bare = await startSandbox({ wahaStore: false });
	bareCredential = await suite.api.createCredential(
		'WAHA without store',
		credentialData(bare, 'waha'),
	);
});
afterAll(async () => {
	await bare.close();
	await suite.sandbox.close();
});

interface Asked {
	readonly list: string;
	readonly credential: CredentialReference;
	readonly session?: string;
	readonly filter?: string;
}

/** Requests a list through the route of n8n's own editor; an error is returned as its message. */
async function ask({
	list,
	credential,
	session = 'default',
	filter,
}: Asked): Promise<INodeListSearchItems[] | string> {
	try {
		const { results } = await suite.api.searchList({
			methodName: list,
			credential,
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: { __rl: true, mode: 'list', value: session },
			},
			...(filter === undefined ? {} : { filter }),
		});
		return results;
	} catch (error) {
		return String(error);
	}
}

/** Each list, with an entry from the sandbox's world. */
const LISTS = [
	{ list: 'searchSessions', entry: { name: 'default', value: 'default' } },
	{
		list: 'searchChats',
		entry: { name: 'Anna Lindt (491701112222@c.us)', value: '491701112222@c.us' },
	},
	{
		list: 'searchGroups',
		entry: { name: 'Bike Friends (120363000000000001@g.us)', value: '120363000000000001@g.us' },
	},
	{
		list: 'searchContacts',
		entry: { name: 'Anna Lindt (491701112222@c.us)', value: '491701112222@c.us' },
	},
	{
		list: 'searchLabels',
		entry: { name: expect.stringContaining('New customer'), value: expect.any(String) },
	},
	{
		list: 'searchChannels',
		entry: {
			name: expect.stringContaining('@newsletter'),
			value: expect.stringContaining('@newsletter'),
		},
	},
];

/** Lists that WARest cannot have. */
const WAHA_ONLY = ['searchLabels', 'searchChannels'];

const cases = longSuiteGateways.flatMap((gateway) => LISTS.map((asked) => ({ gateway, ...asked })));
const isMissing = (gateway: GatewayName, list: string): boolean =>
	gateway === 'warest' && WAHA_ONLY.includes(list);

test.each(cases)('$list of $gateway with a working session', async ({ gateway, list, entry }) => {
	const before = suite.sandbox.requests.length;
	const found = await ask({ list, credential: suite.credentials[gateway] });
	if (isMissing(gateway, list)) expect(found).toContain('WARest does not have the operation');
	else expect(found).toContainEqual(expect.objectContaining(entry));
	expect(
		suite.sandbox.requests
			.slice(before)
			.map(({ method }) => method)
			.filter((method) => method !== 'GET'),
	).toEqual([]);
});

test.each(cases)(
	'$list of $gateway with a session that is not ready',
	async ({ gateway, list, entry }) => {
		const found = await ask({ list, credential: suite.credentials[gateway], session: 'support' });
		if (list === 'searchSessions') expect(found).toContainEqual(entry);
		else if (isMissing(gateway, list))
			expect(found).toContain('WARest does not have the operation');
		else expect(found).toMatch(new RegExp(`session.*${GATEWAYS[gateway]} is not ready`));
	},
);

test.each([
	['searchSessions', expect.arrayContaining([expect.objectContaining({ value: 'default' })])],
	['searchChats', expect.stringContaining('WAHA keeps no chats, contacts and messages')],
	['searchContacts', expect.stringContaining('WAHA keeps no chats, contacts and messages')],
])('%s of a WAHA without store', async (list, answer) => {
	expect(await ask({ list, credential: bareCredential })).toEqual(answer);
});

test.each(['searchGroups', 'searchLabels', 'searchChannels'])(
	'%s of a WAHA without store answers, or says why not',
	async (list) => {
		const found = await ask({ list, credential: bareCredential });
		expect(Array.isArray(found) || found.includes('WAHA keeps no chats')).toBe(true);
	},
);

test.each(longSuiteGateways)('a part of a name finds a chat on %s', async (gateway) => {
	const found = await ask({
		list: 'searchChats',
		credential: suite.credentials[gateway],
		filter: 'anna',
	});
	expect(found).toEqual([expect.objectContaining({ value: '491701112222@c.us' })]);
});
