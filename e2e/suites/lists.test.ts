import type { INodeListSearchItems } from 'n8n-workflow';
import type { CredentialReference } from '../../harness/api';
import { credentialData, gatewayNames, GATEWAYS } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { startSandbox, type GatewayName, type RecordedRequest, type Sandbox } from '../../sandbox';
import { presenceOf } from '../catalogue';

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

const ANNA = { name: 'Anna Lindt (491701112222@c.us)', value: '491701112222@c.us' };

/** Each list, with the resource whose Get Many it shows, and an entry from the sandbox's world. */
const LISTS = [
	{ list: 'searchSessions', resource: 'session', entry: { name: 'default', value: 'default' } },
	{
		list: 'searchChats',
		resource: 'chat',
		entry: ANNA,
	},
	{
		list: 'searchGroups',
		resource: 'group',
		entry: { name: 'Bike Friends (120363000000000001@g.us)', value: '120363000000000001@g.us' },
	},
	{
		list: 'searchContacts',
		resource: 'contact',
		entry: ANNA,
	},
	{
		list: 'searchLabels',
		resource: 'label',
		entry: { name: expect.stringContaining('New customer'), value: expect.any(String) },
	},
	{
		list: 'searchChannels',
		resource: 'channel',
		entry: {
			name: expect.stringContaining('@newsletter'),
			value: expect.stringContaining('@newsletter'),
		},
	},
];

/** Evolution API knows people by the names that they gave themselves, and not by those in the address book. */
const entryOn = <E extends { name: unknown }>(gateway: GatewayName, entry: E): E =>
	gateway === 'evolution' && entry.name === ANNA.name
		? { ...entry, name: ANNA.name.replace(' Lindt', '') }
		: entry;

const cases = gatewayNames.flatMap((gateway) => LISTS.map((asked) => ({ gateway, ...asked })));

/** What a list says whose operation this gateway does not have, or only newer servers; undefined where it has it. */
function refusalOf(gateway: GatewayName, resource: string): string | undefined {
	const presence = presenceOf(gateway, resource, 'getMany');
	if (presence === 'everywhere') return undefined;
	return `${GATEWAYS[gateway]} does not ${presence === 'nowhere' ? 'have' : 'know'} the operation`;
}

/** A session that is not ready; Evolution API answers out of its database what it needs no session for. */
const NOT_READY: Readonly<Record<GatewayName, RegExp>> = {
	waha: /session.*WAHA is not ready/,
	warest: /session.*WARest is not ready/,
	evolution: /session on Evolution API lost its connection to WhatsApp/,
};

/** Evolution API takes searches as posts. */
const isReading = ({ method, url }: RecordedRequest): boolean =>
	method === 'GET' || /^\/\w+\/find\w+\//.test(url);

test.each(cases)(
	'$list of $gateway lists entries, or names the missing operation, by read requests only',
	async (asked) => {
		const { gateway, list, resource, entry } = asked;
		const before = suite.sandbox.requests.length;
		const found = await ask({ list, credential: suite.credentials[gateway] });
		const refusal = refusalOf(gateway, resource);
		if (refusal === undefined)
			expect(found).toContainEqual(expect.objectContaining(entryOn(gateway, entry)));
		else expect(found).toContain(refusal);
		const sent = suite.sandbox.requests.slice(before);
		expect(sent.filter((request) => !isReading(request))).toEqual([]);
	},
);

test.each(cases)(
	'$list of $gateway with a session that is not ready',
	async ({ gateway, list, resource, entry }) => {
		const found = await ask({ list, credential: suite.credentials[gateway], session: 'support' });
		const refusal = refusalOf(gateway, resource);
		if (list === 'searchSessions') expect(found).toContainEqual(entry);
		else if (refusal !== undefined) expect(found).toContain(refusal);
		else if (gateway === 'evolution' && Array.isArray(found)) expect(found).toEqual([]);
		else expect(found).toMatch(NOT_READY[gateway]);
	},
);

/** What NOWEB lists from its store only. */
const STORED = ['searchChats', 'searchContacts', 'searchLabels'];

test.each(LISTS)(
	'$list of a WAHA without store lists entries, or says that WAHA stores none',
	async ({ list, entry }) => {
		const found = await ask({ list, credential: bareCredential });
		if (STORED.includes(list))
			expect(found).toContain('WAHA keeps no chats, contacts and messages');
		else expect(found).toContainEqual(expect.objectContaining(entry));
	},
);

test.each(gatewayNames)('searchChats finds a chat by part of its name on %s', async (gateway) => {
	const found = await ask({
		list: 'searchChats',
		credential: suite.credentials[gateway],
		filter: 'anna',
	});
	expect(found).toEqual([expect.objectContaining({ value: '491701112222@c.us' })]);
});
