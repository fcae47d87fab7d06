import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { INode } from 'n8n-workflow';
import type { CredentialReference, N8nApi } from './api';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from './workflow';

/** The node that sends in the workflow of `sending`. */
export const SENDER = 'Send';

type Reply = (text: string, request: IncomingMessage, response: ServerResponse) => void;

/** A text that reached the gateway. */
interface Arrival {
	readonly text: string;
	/** Before it was answered, on the clock of this process, in milliseconds. */
	readonly atMs: number;
}

/** One item of the workflow of `sending`. */
export interface Sending {
	readonly text: string;
	readonly chatId: string;
}

/** A WAHA that treats each text as the test says, and serves the items of the workflow that sends them. */
export interface ScriptedGateway {
	readonly url: string;
	/** In order of arrival. */
	readonly arrivals: Arrival[];
	/** How many connections were opened to it. */
	connections: number;
	reply: Reply;
	/** The address from which n8n's HTTP Request node gets the items. */
	offer(items: readonly Sending[]): string;
	credential(api: N8nApi): Promise<CredentialReference>;
	close(): Promise<void>;
}

/** WAHA's answer to a text that it took. */
export const taken: Reply = (text, _, response) =>
	response
		.writeHead(201, { 'content-type': 'application/json' })
		.end(JSON.stringify({ id: `true_491701234567@c.us_${text}`, body: text }));

export async function startScriptedGateway(): Promise<ScriptedGateway> {
	const offers: (readonly Sending[])[] = [];
	const server = createServer(async (request, response) => {
		const [, offered] = /^\/items\/(\d+)$/.exec(request.url ?? '') ?? [];
		if (offered !== undefined)
			return response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(offers[Number(offered)]));
		const { text } = JSON.parse(await textOf(request)) as { text: string };
		gateway.arrivals.push({ text, atMs: performance.now() });
		return gateway.reply(text, request, response);
	});
	server.on('connection', () => {
		gateway.connections += 1;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const gateway: ScriptedGateway = {
		url,
		arrivals: [],
		connections: 0,
		reply: taken,
		offer: (items) => `${url}/items/${offers.push(items) - 1}`,
		credential: async (api) =>
			await api.createCredential(`scripted ${url}`, {
				gateway: 'waha',
				baseUrl: url,
				apiKey: 'key',
			}),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return gateway;
}

export const node = (name: string, type: string, more: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** A workflow that downloads items and sends the text of each to its chat. */
export function sending(
	credential: CredentialReference,
	itemsUrl: string,
	{ parameters, ...settings }: Partial<INode> = {},
): WorkflowJson {
	return {
		name: 'Sending',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('Items', 'n8n-nodes-base.httpRequest', {
				typeVersion: 4.2,
				parameters: { url: itemsUrl },
			}),
			node(SENDER, NODE_TYPE, {
				parameters: {
					resource: 'message',
					operation: 'sendText',
					session: { __rl: true, mode: 'id', value: 'default' },
					chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
					text: '={{ $json.text }}',
					...parameters,
				},
				credentials: { [CREDENTIAL_TYPE]: credential },
				...settings,
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: SENDER, type: 'main', index: 0 }]] },
		},
		settings: {},
	};
}
