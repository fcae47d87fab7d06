import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { INode } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../../../sandbox';
import type { CredentialReference, N8nApi } from '../../../harness/api';
import { gatewayNames } from '../../../harness/gateways';
import { until } from '../../../harness/until';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from '../../../harness/workflow';
import { Notes, type WorkerName } from './installation';

/** The node that sends. */
export const SENDER = 'Send';

/** One message of a run. */
export interface Item {
	readonly text: string;
	readonly chatId: string;
}

/** A published workflow that sends what is posted to its address, executed by workers. */
export interface Production {
	readonly workflowId: string;
	readonly url: string;
}

/** A run that has started, and its worker. */
export interface Begun {
	readonly executionId: string;
	readonly worker: WorkerName;
}

/** The sandbox for these suites, without WARest's pauses between messages, which would only cost time. */
export const WITHOUT_LIMITS = { warestLimits: { cooldownMs: 0, rateLimitMax: 0, quotaMax: 0 } };

/** Publishes a workflow: a webhook, its items, and the node that sends their texts. */
export async function publishSending(
	api: N8nApi,
	credential: CredentialReference,
	settings: Partial<INode> = {},
): Promise<Production> {
	const path = randomUUID();
	const { id } = await api.createWorkflow(sendingFrom(path, credential, settings));
	await api.activate(id);
	return { workflowId: id, url: `${Notes.ofThisRun().addresses.inTurns}/webhook/${path}` };
}

/** Starts a run, and waits until a worker has it. */
export async function begin(
	api: N8nApi,
	{ workflowId, url }: Production,
	items: readonly Item[],
): Promise<Begun> {
	const before = new Set((await api.listExecutions(workflowId)).map(({ id }) => id));
	await axios.post(url, { items });
	const executionId = await until('execution', async () =>
		(await api.listExecutions(workflowId)).map(({ id }) => id).find((id) => !before.has(id)),
	);
	const notes = Notes.ofThisRun();
	const worker = await until('worker that takes it', () => notes.workerOf(executionId));
	return { executionId, worker };
}

/** The texts that the account sent to a chat, in order. */
export const textsTo = ({ world }: Sandbox, chatId: string): string[] =>
	(world.find('default')?.chats.find(chatId)?.messages ?? []).flatMap(({ fromMe, text }) =>
		fromMe && text ? [text] : [],
	);

/** A separate empty chat for each purpose. */
export function newChat(gateway: GatewayName, number: number): string {
	return `491706${1 + gatewayNames.indexOf(gateway)}${String(number).padStart(6, '0')}@s.whatsapp.net`;
}

const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...more,
});

function sendingFrom(
	path: string,
	credential: CredentialReference,
	settings: Partial<INode>,
): WorkflowJson {
	return {
		name: `Sending ${path}`,
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2, {
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			}),
			node('Items', 'n8n-nodes-base.splitOut', 1, {
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			}),
			node(SENDER, NODE_TYPE, 1, {
				parameters: {
					resource: 'message',
					operation: 'sendText',
					session: { __rl: true, mode: 'id', value: 'default' },
					chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
					text: '={{ $json.text }}',
				},
				credentials: { [CREDENTIAL_TYPE]: credential },
				...settings,
			}),
		],
		connections: {
			Webhook: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: SENDER, type: 'main', index: 0 }]] },
		},
		settings: {},
	};
}
