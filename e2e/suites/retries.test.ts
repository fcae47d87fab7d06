import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { INode } from 'n8n-workflow';
import type { Execution } from '../harness/api';
import { startSuite, type Suite } from '../harness/suite';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from '../harness/workflow';

const SENDER = 'Send';
const ITEMS = 5;

type Reply = (text: string, request: IncomingMessage, response: ServerResponse) => void;

let suite: Suite;
let gateway: Server;
let url: string;
/** Texts in the order in which they reached the gateway. */
let arrived: string[];
let reply: Reply;

const taken: Reply = (text, _, response) =>
	response
		.writeHead(201, { 'content-type': 'application/json' })
		.end(JSON.stringify({ id: `true_491701234567@c.us_${text}`, body: text }));

beforeAll(async () => {
	suite = await startSuite();
	gateway = createServer(async (request, response) => {
		if (request.url === '/items') {
			const items = Array.from({ length: ITEMS }, (_, index) => ({
				text: `text ${index}`,
				chatId: index === 0 ? '491702222222' : '491701234567',
			}));
			return response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(items));
		}
		const { text } = JSON.parse(await textOf(request)) as { text: string };
		arrived.push(text);
		return reply(text, request, response);
	});
	await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
beforeEach(() => {
	arrived = [];
});
afterAll(async () => {
	gateway.closeAllConnections();
	await new Promise((resolve) => gateway.close(resolve));
	await suite.sandbox.close();
});

const node = (name: string, type: string, more: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** One message to a chat and four to another, by a node that n8n tries three times. */
async function run(settings: Partial<INode>): Promise<Execution> {
	const credential = await suite.api.createCredential(`retries ${url}`, {
		gateway: 'waha',
		baseUrl: url,
		apiKey: 'key',
	});
	const workflow: WorkflowJson = {
		name: 'Retries',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('Items', 'n8n-nodes-base.httpRequest', {
				typeVersion: 4.2,
				parameters: { url: `${url}/items` },
			}),
			node(SENDER, NODE_TYPE, {
				parameters: {
					resource: 'message',
					operation: 'sendText',
					chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
					text: '={{ $json.text }}',
				},
				credentials: { [CREDENTIAL_TYPE]: credential },
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 0,
				...settings,
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: SENDER, type: 'main', index: 0 }]] },
		},
		settings: {},
	};
	return await suite.api.run(workflow);
}

const times = (text: string): number => arrived.filter((one) => one === text).length;

test('Retry On Fail sends again what was refused, and nothing that was taken', async () => {
	reply = (text, request, response) => {
		if (text !== 'text 0') return taken(text, request, response);
		return response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no"}');
	};
	const { data, status } = await run({ onError: 'continueRegularOutput' });
	expect(status).toBe('success');
	const items = data.resultData.runData[SENDER]?.[0]?.data?.main?.[0] ?? [];
	expect(items.map(({ json }) => json.text ?? json.error)).toEqual([
		expect.stringContaining('WAHA did not accept the request'),
		'text 1',
		'text 2',
		'text 3',
		'text 4',
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(times('text 0')).toBe(3);
	expect(arrived.filter((text) => text !== 'text 0')).toEqual([
		'text 1',
		'text 2',
		'text 3',
		'text 4',
	]);
});

test('a message of unknown fate stops the node, is not repeated, and the others are named', async () => {
	reply = (text, request, response) =>
		text === 'text 2' ? request.socket.destroy() : taken(text, request, response);
	const { data, status } = await run({});
	expect(status).toBe('error');
	const { error } = data.resultData;
	expect(error?.message).toContain(
		'It may or may not have been sent (session default, chat 491701234567@c.us)',
	);
	expect(error?.description).toContain(
		'Sent: items 0 to 1. May have been sent: item 2. Not sent: items 3 to 4.',
	);
	expect(arrived.sort()).toEqual(['text 0', 'text 1', 'text 2']);
});
