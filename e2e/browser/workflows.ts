import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from '../../harness/workflow';

const START = 'When clicking ‘Execute workflow’';
const ROWS = 'Orders';
const SEND = 'Send a text message';
const NOTE = 'Note';

/** A row of a sheet, a send through a session that is stopped, and a node behind it. */
export function rowsBeforeSend(credentialId: string, credentialName: string): WorkflowJson {
	const row = { order: 4711, phone: '+49 170 1112222' };
	const nodes: INode[] = [
		node(START, 'n8n-nodes-base.manualTrigger', 1, 0, {}),
		node(ROWS, 'n8n-nodes-base.set', 3.4, 1, { mode: 'raw', jsonOutput: JSON.stringify(row) }),
		{
			...node(SEND, NODE_TYPE, 1, 2, {
				resource: 'message',
				operation: 'sendText',
				session: { __rl: true, mode: 'id', value: 'spare' },
				chatId: { __rl: true, mode: 'id', value: '={{ $json.phone }}' },
				text: '=Your order {{ $json.order }} is on its way',
			}),
			credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: credentialName } },
		},
		node(NOTE, 'n8n-nodes-base.set', 3.4, 3, {}),
	];
	const chain = [START, ROWS, SEND, NOTE];
	const connections = Object.fromEntries(
		chain
			.slice(0, -1)
			.map((name, i) => [
				name,
				{ main: [[{ node: chain[i + 1] ?? '', type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name: 'Orders', nodes, connections, settings: {} };
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	column: number,
	parameters: INode['parameters'],
): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [column * 220, 0], parameters };
}
