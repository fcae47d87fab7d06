import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { additionalData, OneCredential, type TestCredential } from './engine';

const trigger: INodeType = {
	description: {
		displayName: 'Event',
		name: 'event',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** The arguments with which an agent's model calls its tool, for one of the agent's items. */
export interface ModelCall {
	readonly args: IDataObject;
	readonly itemIndex?: number;
}

/** An agent like those from version 3 on: it lets n8n's engine run its tools, and waits for their results. */
const agent = ({ args, itemIndex = 0 }: ModelCall): INodeType => ({
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main', { type: NodeConnectionTypes.AiTool }],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions, response?: EngineResponse) {
		if (response !== undefined && response.actionResponses.length > 0) return [[{ json: {} }]];
		const request: EngineRequest = {
			actions: [
				{
					actionType: 'ExecutionNodeAction',
					nodeName: 'Tool',
					input: args,
					type: NodeConnectionTypes.AiTool,
					id: 'call_1',
					metadata: { itemIndex },
				},
			],
			metadata: {},
		};
		return request;
	},
});

interface AgentRun {
	readonly credential: TestCredential;
	readonly call: ModelCall;
	/** The tool's parameters. */
	readonly parameters: INode['parameters'];
	readonly settings?: Partial<INode>;
	/** The agent's input. */
	readonly items: readonly INodeExecutionData[];
}

/** The result of a tool that n8n's engine ran. */
export interface ToolRun {
	readonly items: readonly INodeExecutionData[];
	readonly error: string | null;
}

/** Runs Event → Agent with the node as its tool, in n8n's real engine. */
export async function runAgent(asked: AgentRun): Promise<ToolRun> {
	const { call, credential, items, parameters, settings = {} } = asked;
	const types: Readonly<Record<string, INodeType>> = {
		event: trigger,
		agent: agent(call),
		whatsAppTool: asTool(new WhatsApp()),
	};
	const typeOf = (type: string): INodeType => {
		const found = types[type];
		if (found === undefined) throw new Error(`no type ${type}`);
		return found;
	};
	const nodeTypes: INodeTypes = {
		getByName: typeOf,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(typeOf(type), version),
		getKnownTypes: () => ({}),
	};
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const event = node('Event', 'event');
	const nodes = [
		event,
		node('Agent', 'agent'),
		node('Tool', 'whatsAppTool', {
			parameters,
			credentials: { whatsAppGatewayApi: { id: '1', name: 'Gateway' } },
			...settings,
		}),
	];
	const workflow = new Workflow({
		id: 'w',
		nodes,
		active: false,
		nodeTypes,
		settings: {},
		connections: {
			Event: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	});
	const run = await new WorkflowExecute(
		additionalData(new OneCredential(credential), nodes),
		'manual',
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: event, data: { main: [[...items]] }, source: null }],
			},
		}),
	).processRunExecutionData(workflow);
	const task = run.data.resultData.runData.Tool?.at(-1);
	return {
		items: task?.data?.ai_tool?.[0] ?? task?.data?.main?.[0] ?? [],
		error: task?.error?.message ?? run.data.resultData.error?.message ?? null,
	};
}

/** Makes a node a tool as n8n does: its output is for an agent. */
const asTool = (node: INodeType): INodeType =>
	Object.assign(node, {
		description: {
			...node.description,
			name: 'whatsAppTool',
			outputs: [NodeConnectionTypes.AiTool],
		},
	});
