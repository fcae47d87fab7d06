import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IConnections, INode, INodeCredentialsDetails, INodeParameters } from 'n8n-workflow';
import { projectRoot } from './paths';

export const PACKAGE_NAME = 'n8n-nodes-whatsapp-gateway';
export const NODE_TYPE = `${PACKAGE_NAME}.whatsApp`;
export const TRIGGER_TYPE = `${PACKAGE_NAME}.whatsAppTrigger`;
/** The node as n8n makes it for AI agents. */
export const TOOL_TYPE = `${NODE_TYPE}Tool`;
/** The node that n8n makes from Send and Wait, to go between an agent and a tool. */
export const REVIEW_TYPE = `${NODE_TYPE}HitlTool`;
const OWN_TYPES: readonly string[] = [NODE_TYPE, TOOL_TYPE, REVIEW_TYPE, TRIGGER_TYPE];
export const CREDENTIAL_TYPE = 'whatsAppGatewayApi';

/** The parts of an exported n8n workflow that are needed here. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: Record<string, unknown>;
}

/** What the editor stores for a list without a choice, which then follows the incoming item. */
export const NOT_CHOSEN = { __rl: true, mode: 'list', value: '' };

/** A node that outputs one item with these fields. */
export const itemNode = (name: string, json: object): INode => ({
	id: name,
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [150, 0],
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
});

/** Reads one of the workflows under examples/. */
export function exampleWorkflow(file: string): WorkflowJson {
	return JSON.parse(readFileSync(path.join(projectRoot, 'examples', file), 'utf8')) as WorkflowJson;
}

/** The same workflow with another credential in its WhatsApp nodes and triggers, and nothing else changed. */
export function withCredential(
	workflow: WorkflowJson,
	credential: INodeCredentialsDetails,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) =>
		OWN_TYPES.includes(node.type)
			? { ...node, credentials: { [CREDENTIAL_TYPE]: credential } }
			: node,
	);
	return { ...workflow, nodes };
}

/** A node of the package for `besideEachOther`, in its place below the others. */
export const nodeAt = (name: string, index: number, parameters: INodeParameters): INode => ({
	id: name,
	name,
	type: NODE_TYPE,
	typeVersion: 1,
	position: [300, index * 200],
	parameters,
});

/** A workflow whose trigger leads to each of these nodes; n8n runs them in this order. */
export function besideEachOther(nodes: readonly INode[]): WorkflowJson {
	const example = exampleWorkflow('send-a-message.json');
	const others = example.nodes.filter(({ type }) => type !== NODE_TYPE);
	const main = [nodes.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }))];
	return {
		...example,
		nodes: [...others, ...nodes],
		connections: Object.fromEntries(others.map(({ name }) => [name, { main }])),
	};
}
