import { text as consumed } from 'node:stream/consumers';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IExecuteData,
	type ISupplyDataFunctions,
} from 'n8n-workflow';
import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { additionalData, OneCredential } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { sentBy, useRawGateway } from './gateway';

const gateway = useRawGateway();

/** Calls the node as agents before version 3 do: through n8n's own way of making a tool from a node. */
async function call(
	name: string,
	parameters: INode['parameters'],
	settings: Partial<INode> = {},
	{
		baseUrl = gateway.url,
		agentItems = [{ json: {} }],
	}: { baseUrl?: string; agentItems?: INodeExecutionData[] } = {},
): Promise<unknown> {
	const node = new WhatsApp();
	const tool: INode = {
		id: '1',
		name: 'Tool',
		type: 'whatsAppTool',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('default'),
			chatId: byId('491700000001'),
			text: "={{ $fromAI('text', 'What to write', 'string') }}",
			...parameters,
		},
		credentials: { whatsAppGatewayApi: { id: '1', name: 'Gateway' } },
		...settings,
	};
	const nodeTypes: INodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [tool],
		connections: {},
		active: false,
		nodeTypes,
		settings: {},
	});
	const data = createRunExecutionData({});
	const services = additionalData(new OneCredential({ gateway: name, baseUrl, apiKey: 'key' }), [
		tool,
	]);
	const input: IExecuteData = { node: tool, data: {}, source: null };
	const invoke = makeHandleToolInvocation(
		// n8n's own class allows a workflow without a name; the interface of nodes does not.
		(runIndex) =>
			new SupplyDataContext(
				workflow,
				tool,
				services,
				'manual',
				data,
				runIndex,
				agentItems,
				{},
				NodeConnectionTypes.AiTool,
				input,
				[],
			) as unknown as ISupplyDataFunctions,
		tool,
		node,
		data,
	);
	const answer: unknown = await invoke({ text: 'Hello' });
	return JSON.parse(String(answer));
}

describe.each(GATEWAYS)('the tool of an agent before version 3, through %s', (name) => {
	/** Answers every send with this chat, and returns the bodies of the requests. */
	function answerSends(chat: string): string[] {
		const bodies: string[] = [];
		gateway.take = (request, response) => {
			void consumed(request).then((body) => {
				bodies.push(body);
				const reply = sentBy(name, undefined, chat);
				response
					.writeHead(reply?.status ?? 200, { 'content-type': 'application/json' })
					.end(JSON.stringify(reply?.json));
			});
		};
		return bodies;
	}

	test('tells the model what was sent', async () => {
		const bodies = answerSends('491700000001@c.us');
		expect(await call(name, {})).toMatchObject([{ text: 'Hello', chatId: '491700000001@c.us' }]);
		expect(bodies).toEqual([expect.stringContaining('491700000001')]);
	});

	test('tells the model what is wrong and what to do', async () => {
		expect(await call(name, { chatId: byId('Anna') })).toEqual([
			{
				error: '"Anna" is no phone number and no chat id',
				hint: expect.stringContaining('Use a phone number with country code'),
			},
		]);
		expect(await call(name, {}, {}, { baseUrl: 'not an address' })).toEqual([
			{ error: 'The base URL "not an address" is no web address', hint: expect.any(String) },
		]);
	});

	test('refuses to wait for a response, with a hint', async () => {
		const question = { operation: 'sendAndWait', message: 'Refund?' };
		expect(await call(name, question)).toEqual([
			{
				error: 'An AI agent before version 3 cannot wait for a response',
				hint: expect.stringContaining('version 3 of the AI Agent node'),
			},
		]);
	});

	const EMPTY = { __rl: true, mode: 'list', value: '' };
	const itemOf = (chatId: string) => ({ json: { session: 'default', chatId } });

	test("writes to the chat of the agent's item if no chat is chosen", async () => {
		const bodies = answerSends('491700000002@c.us');
		const agentItems = [itemOf('491700000002@c.us')];
		expect(await call(name, { session: EMPTY, chatId: EMPTY }, {}, { agentItems })).toMatchObject([
			{ text: 'Hello', chatId: '491700000002@c.us' },
		]);
		expect(bodies).toEqual([expect.stringContaining('491700000002')]);
	});

	test.each([
		['no item', []],
		['several items, of which n8n does not tell the one', [itemOf('1'), itemOf('2')]],
		['an item without a chat', [{ json: { session: 'default' } }]],
	])('sends nothing if no chat is chosen and the agent has %s', async (_, agentItems) => {
		expect(await call(name, { chatId: EMPTY }, {}, { agentItems })).toEqual([
			{
				error: 'Chat is not chosen, and the incoming item has no chatId',
				hint: expect.stringContaining('Pick one from the list under Chat'),
			},
		]);
	});

	test('sends only once if the response is lost, even with Retry On Fail', async () => {
		let arrived = 0;
		gateway.take = (request) => {
			request.resume().on('end', () => {
				arrived++;
				request.socket.destroy();
			});
		};
		expect(await call(name, {}, { retryOnFail: true, waitBetweenTries: 0 })).toEqual([
			{
				error: expect.stringContaining('It may or may not have been sent'),
				hint: expect.stringContaining('Look at the chat'),
			},
		]);
		expect(arrived).toBe(1);
	});
});
