import axios, { type AxiosResponse } from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox';
import type { CredentialReference, Execution, N8nApi } from './api';
import { answersIn } from './bot';
import { until } from './until';
import {
	CREDENTIAL_TYPE,
	exampleWorkflow,
	itemNode,
	NODE_TYPE,
	type WorkflowJson,
} from './workflow';

/** The node that asks, and the one after it. */
export const ASKER = 'Ask';
export const AFTER = 'After';

/** The input item, which is also the output if nobody answers. */
export const EVENT = { session: 'default', order: 1042 };

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** The parameters of a question to a chat. */
export const questionTo = (chat: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWait',
	session: byId('default'),
	chatId: byId(chat),
	message: 'Refund order 1042?',
	responseType: 'approval',
	...more,
});

/** Approval with a button for each decision. */
export const DOUBLE: INodeParameters = { approvalOptions: { values: { approvalType: 'double' } } };

export const asker = (
	credential: CredentialReference,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode => ({
	id: '5f0c2f5e-6f0e-4d6b-9c83-1f0a3c1b2d4e',
	name: ASKER,
	type: NODE_TYPE,
	typeVersion: 1,
	position: [300, 0],
	parameters,
	credentials: { [CREDENTIAL_TYPE]: credential },
	...more,
});

export const noOp = (name: string): INode => ({
	id: name,
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [450, 0],
	parameters: {},
});

/** A manual trigger, one or more items, the question, and a node that shows the output. */
export function asking(node: INode, events: readonly object[] = [EVENT]): WorkflowJson {
	const example = exampleWorkflow('send-a-message.json');
	const trigger = example.nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const event: INode = {
		...itemNode('Event', {}),
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(events.map((json) => ({ json })))}` },
	};
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		...example,
		name: 'Refunds & <b>more</b>',
		nodes: [...trigger, event, node, noOp(AFTER)],
		connections: {
			...Object.fromEntries(trigger.map(({ name }) => [name, to('Event')])),
			Event: to(node.name),
			[node.name]: to(AFTER),
		},
	};
}

/** The links in the account's texts in a chat, the newest last. */
export const linksIn = (sandbox: Sandbox, jid: string): string[] =>
	answersIn(sandbox, jid).flatMap((text) => /https?:\/\/\S+$/.exec(text) ?? []);

/** Opens a page like a browser, whatever the status. */
export const open = async (
	link: string,
	method: 'GET' | 'HEAD' | 'POST' = 'GET',
	form: Record<string, string> | null = null,
	userAgent = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
): Promise<AxiosResponse<string>> =>
	await axios.request<string>({
		url: link,
		method,
		headers: { 'user-agent': userAgent, accept: 'text/html' },
		...(form === null ? {} : { data: new URLSearchParams(form) }),
		responseType: 'text',
		transformResponse: (data: string) => data,
		validateStatus: () => true,
	});

/** Waits until n8n has continued, and returns how the execution ended; n8n 1 writes the status before the data. */
export async function ended(api: N8nApi, executionId: string): Promise<Execution> {
	return await until(
		`end of execution ${executionId}`,
		async () => {
			const execution = await api.finished(executionId);
			const { data, status } = execution;
			const isLeft = (data.executionData?.nodeExecutionStack ?? []).length > 0;
			return status === 'waiting' || (status === 'success' && isLeft) ? undefined : execution;
		},
		300_000,
	);
}

/** The output of a node in its run number `run`. */
export const outputOf = ({ data }: Execution, node: string, run = 0): unknown[] =>
	(data.resultData.runData[node]?.[run]?.data?.main?.[0] ?? []).map(({ json }) => json);
