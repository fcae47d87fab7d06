import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Execution } from '../../harness/api';
import { GATEWAYS, gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import {
	besideEachOther,
	itemNode,
	nodeAt,
	NODE_TYPE,
	NOT_CHOSEN,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';
import type { GatewayName } from '../../sandbox';
import { presenceOf, type Presence } from '../catalogue';

const SESSION = { __rl: true, mode: 'list', value: 'default' };
const CHAT = { __rl: true, mode: 'id', value: '491701112222@c.us' };

/** Parameters of one operation. */
type Asked = INodeParameters & { readonly resource: string; readonly operation: string };

const QR_CODE = { resource: 'utility', operation: 'createQrCode', text: 'https://example.com' };

/** One operation of each resource. */
const ALL: readonly Asked[] = [
	{ resource: 'channel', operation: 'getMany' },
	{ resource: 'chat', operation: 'getMany' },
	{ resource: 'contact', operation: 'getMany' },
	{ resource: 'group', operation: 'getMany' },
	{ resource: 'label', operation: 'getMany' },
	{ resource: 'message', operation: 'getMany', chatId: CHAT },
	{ resource: 'presence', operation: 'get', chatId: CHAT },
	{ resource: 'profile', operation: 'get' },
	{ resource: 'server', operation: 'ping' },
	{ resource: 'session', operation: 'getMany' },
	{ resource: 'status', operation: 'sendText', text: 'Open until eight' },
	QR_CODE,
];

const allThatAre = (presence: Presence, gateway: GatewayName): Asked[] =>
	ALL.filter(({ resource, operation }) => presenceOf(gateway, resource, operation) === presence);

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('a workflow with %s', (gateway) => {
	test('runs one node of each resource', async () => {
		const workflow = oneOfEach(allThatAre('everywhere', gateway));
		const { status, data } = await suite.api.run(
			withCredential(workflow, suite.credentials[gateway]),
		);
		expect(data.resultData.error?.message).toBeUndefined();
		expect(status).toBe('success');
		for (const { name } of whatsAppNodes(workflow)) {
			expect({ name, items: itemsOf(data, name).length }).not.toEqual({ name, items: 0 });
		}
	});

	test('operations that the gateway lacks are refused before a request is sent', async () => {
		const missing = allThatAre('nowhere', gateway);
		expect(missing).not.toEqual([]);
		for (const parameters of missing) {
			const before = suite.sandbox.requests.length;
			const workflow = withCredential(oneOfEach([parameters]), suite.credentials[gateway]);
			const { status, data } = await suite.api.run(workflow);
			expect(status).toBe('error');
			expect(data.resultData.error?.message).toMatch(new RegExp(GATEWAYS[gateway]));
			expect(suite.sandbox.requests).toHaveLength(before);
		}
	});
});

test('a file created by the gateway becomes a binary field', async () => {
	const workflow = oneOfEach([QR_CODE]);
	const { data } = await suite.api.run(withCredential(workflow, suite.credentials.warest));
	const [item] = itemsOf(data, 'utility');
	expect(Object.values(item?.binary ?? {})).toEqual([
		expect.objectContaining({ mimeType: 'image/png' }),
	]);
});

test.each(gatewayNames)(
	'following nodes find the source item of each output item: %s',
	async (gateway) => {
		const set = (name: string, jsonOutput: string): INode => ({
			id: name,
			name,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [0, 0],
			parameters: { mode: 'raw', jsonOutput, options: {} },
		});
		const chats = ['491701112222', 'nobody', '491701112222'];
		const example = oneOfEach([
			{
				resource: 'message',
				operation: 'getMany',
				chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' },
				limit: 2,
			},
		]);
		const split: INode = {
			...set('Chats', ''),
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'chats', options: {} },
		};
		const nodes = example.nodes.map((node) =>
			node.type === NODE_TYPE ? { ...node, onError: 'continueRegularOutput' as const } : node,
		);
		const all = JSON.stringify({ chats: chats.map((chat, n) => ({ chat, n })) });
		const behind = set('Behind', "={{ { n: $('Chats').item.json.n } }}");
		const [trigger] = example.nodes;
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const { data } = await suite.api.run(
			withCredential(
				{
					...example,
					nodes: [...nodes, set('All', all), split, behind],
					connections: {
						[trigger?.name ?? '']: to('All'),
						All: to('Chats'),
						Chats: to('message'),
						message: to('Behind'),
					},
				},
				suite.credentials[gateway],
			),
		);
		expect(data.resultData.error?.message).toBeUndefined();
		const read = itemsOf(data, 'message');
		expect(read.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
		expect(read.length).toBeGreaterThan(2);
		expect(itemsOf(data, 'Behind').map(({ json }) => json.n)).toEqual(
			read.map(({ pairedItem }) =>
				typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : null,
			),
		);
	},
);

/** A workflow with one item, passed to one node. */
function behindItem(json: object, parameters: INodeParameters): WorkflowJson {
	const workflow = oneOfEach([{ session: NOT_CHOSEN, ...parameters }]);
	const event = itemNode('Event', json);
	return {
		...workflow,
		nodes: [...workflow.nodes, event],
		connections: {
			...Object.fromEntries(
				Object.keys(workflow.connections).map((trigger) => [
					trigger,
					{ main: [[{ node: 'Event', type: 'main' as const, index: 0 }]] },
				]),
			),
			Event: Object.values(workflow.connections)[0] ?? {},
		},
	};
}

describe.each(gatewayNames)('lists without a choice on %s', (gateway) => {
	const run = async (json: object, parameters: INodeParameters): Promise<Execution> =>
		await suite.api.run(withCredential(behindItem(json, parameters), suite.credentials[gateway]));
	const event = { session: 'default', chatId: CHAT.value };

	test.each([
		['left alone', {}],
		['stored as the editor does', { chatId: NOT_CHOSEN }],
	])('use the incoming item if %s', async (_, chosen) => {
		const { data } = await run(event, {
			resource: 'message',
			operation: 'sendText',
			text: 'Behind an event',
			...chosen,
		});
		expect(data.resultData.error?.message).toBeUndefined();
		expect(itemsOf(data, 'message')[0]?.json).toMatchObject(event);
	});

	test.each([
		[{ session: 'default' }, 'Chat'],
		[{ chatId: CHAT.value }, 'Session'],
	])('are named in the error if the item is %j', async (json, name) => {
		const before = suite.sandbox.requests.length;
		const { data, status } = await run(json, {
			resource: 'message',
			operation: 'sendText',
			text: 'To nobody',
		});
		expect(status).toBe('error');
		expect(data.resultData.error).toMatchObject({
			message: expect.stringMatching(new RegExp(`^${name} is not chosen`)),
			description: expect.stringMatching(new RegExp(`^Pick one from the list under ${name}`)),
		});
		expect(suite.sandbox.requests).toHaveLength(before);
	});

	test('are refused for destructive operations', async () => {
		const before = suite.sandbox.requests.length;
		const ran = await run(event, { resource: 'chat', operation: 'clear', chatId: NOT_CHOSEN }).then(
			({ data, status }) => ({ status, said: data.resultData.error?.message }),
			(error: unknown) => ({ status: 'error', said: String(error) }),
		);
		expect(ran).toEqual({ status: 'error', said: expect.stringMatching(/issues|required/) });
		expect(suite.sandbox.requests).toHaveLength(before);
	});
});

/** A workflow whose trigger leads to one node for each set of parameters, named by its resource. */
const oneOfEach = (all: readonly INodeParameters[]): WorkflowJson =>
	besideEachOther(
		all.map((parameters, index) =>
			nodeAt(String(parameters.resource), index, { session: SESSION, ...parameters }),
		),
	);

const whatsAppNodes = ({ nodes }: WorkflowJson): INode[] =>
	nodes.filter(({ type }) => type === NODE_TYPE);

function itemsOf(data: Execution['data'], node: string): INodeExecutionData[] {
	return data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? [];
}
