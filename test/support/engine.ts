import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Container } from '@n8n/di';
import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWebhookResponseData,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { WhatsAppGatewayApi } from '../../credentials/WhatsAppGatewayApi.credentials';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { useSimulatedTime } from './simulatedTime';

// n8n-core keeps its settings here, so that a test does not touch those of the person who runs it.
const home = mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));
process.env.N8N_USER_FOLDER = home;

useSimulatedTime();

afterAll(() => {
	// Every execution creates n8n's SSH manager, whose timer would keep the process alive.
	Container.get(SSHClientsManager).onShutdown();
	rmSync(home, { recursive: true, force: true });
});

/** A trigger that passes its items on, so that the node gets real input. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
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

const node = new WhatsApp();

const nodeTypes: INodeTypes = {
	getByName: (type) => (type === 'start' ? start : node),
	getByNameAndVersion: (type, version) =>
		NodeHelpers.getVersionedNodeType(type === 'start' ? start : node, version),
	getKnownTypes: () => ({}),
};

export interface TestCredential {
	readonly gateway: string;
	readonly baseUrl: string;
	readonly apiKey: string;
}

/** n8n's credential service, with one credential and the package's own authentication. */
export class OneCredential extends ICredentialsHelper {
	/** How often it was read from n8n's database. */
	decryptions = 0;

	constructor(private readonly credential: TestCredential) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getOAuth2Options(): undefined {
		return undefined;
	}

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = new WhatsAppGatewayApi();
		return typeof authenticate === 'function' ? await authenticate(credential, request) : request;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used by an execution');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.decryptions++;
		return { ...this.credential };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): WhatsAppGatewayApi['properties'] {
		return new WhatsAppGatewayApi().properties;
	}
}

export interface RunRequest {
	readonly credential: TestCredential;
	readonly parameters: INode['parameters'];
	readonly items?: readonly INodeExecutionData[];
	/** Settings of the node, for example onError. */
	readonly settings?: Partial<INode>;
	/** Settings of the workflow, for example binaryMode. */
	readonly workflowSettings?: IWorkflowSettings;
	/** Cancels the execution like the stop button. */
	readonly cancel?: AbortSignal;
	/** The address under which n8n registers webhooks, with a trailing slash. */
	readonly n8nAddress?: string;
}

/** The result of running the node in n8n's engine. */
export interface RunResult {
	readonly run: IRun;
	/** Items of the first output. */
	readonly items: readonly INodeExecutionData[];
	/** Items of the error output, with onError: continueErrorOutput. */
	readonly errorItems: readonly INodeExecutionData[];
	readonly error: ITaskData['error'];
	readonly hints: readonly string[];
	/** How often the credential was read. */
	readonly decryptions: number;
}

/** Runs Start → WhatsApp Gateway in n8n's real engine. */
export async function runNode({
	credential,
	parameters,
	items = [{ json: {} }],
	settings = {},
	workflowSettings = {},
	cancel,
	n8nAddress,
}: RunRequest): Promise<RunResult> {
	const { nodes, workflow } = workflowWith({ parameters, settings, workflowSettings });
	const first = nodes[0];
	if (first === undefined) throw new Error('no start node');
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: first, data: { main: [[...items]] }, source: null }],
		},
	});
	const credentials = new OneCredential(credential);
	const running = new WorkflowExecute(
		additionalData(credentials, nodes, n8nAddress),
		'manual',
		data,
	).processRunExecutionData(workflow);
	cancel?.addEventListener('abort', () => running.cancel());
	return resultOf(await running, credentials);
}

type Declared = Pick<RunRequest, 'parameters' | 'settings' | 'workflowSettings'>;

function workflowWith({ parameters, settings = {}, workflowSettings = {} }: Declared) {
	const nodes: INode[] = [
		{ id: '1', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'WhatsApp',
			type: 'whatsApp',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { whatsAppGatewayApi: { id: '1', name: 'Gateway' } },
			...settings,
		},
	];
	const workflow = new Workflow({
		id: 'w',
		name: 'Refunds',
		nodes,
		active: false,
		nodeTypes,
		settings: workflowSettings,
		connections: { Start: { main: [[{ node: 'WhatsApp', type: 'main', index: 0 }]] } },
	});
	return { nodes, workflow };
}

function resultOf(run: IRun, credentials: OneCredential): RunResult {
	const task = run.data.resultData.runData.WhatsApp?.[0];
	return {
		run,
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: run.data.resultData.error ?? task?.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		decryptions: credentials.decryptions,
	};
}

/** Continues a waiting execution, as n8n does when its time is over. */
export async function runOn(request: RunRequest, waiting: IRun): Promise<RunResult> {
	const { nodes, workflow } = workflowWith(request);
	const credentials = new OneCredential(request.credential);
	const services = additionalData(credentials, nodes, request.n8nAddress);
	const running = new WorkflowExecute(services, 'manual', waiting.data);
	return resultOf(await running.processRunExecutionData(workflow), credentials);
}

/** A request to the address of a waiting execution. */
export interface Visit {
	readonly method: 'GET' | 'POST';
	readonly query: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** What the node returns to n8n for such a request, and what it answered itself. */
export interface Visited {
	readonly given: IWebhookResponseData;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Null if n8n answers. */
	readonly page: string | null;
}

/** Sends a request to the address of a waiting execution, as n8n does (n8n 2.8, waiting-webhooks). */
export async function visit(request: RunRequest, waiting: IRun, asked: Visit): Promise<Visited> {
	const { nodes, workflow } = workflowWith(request);
	const answer = {
		status: 200,
		headers: {} as Record<string, string>,
		page: null as string | null,
	};
	const response = {
		status: (code: number) => ((answer.status = code), response),
		set: (headers: Record<string, string>) => (Object.assign(answer.headers, headers), response),
		send: (page: string) => ((answer.page = page), response),
	};
	const services = additionalData(new OneCredential(request.credential), nodes, request.n8nAddress);
	const of = workflow.getNode('WhatsApp');
	if (of === null) throw new Error('no node');
	const httpRequest = { ...asked, headers: {}, params: {}, url: '' };
	const context = new WebhookContext(
		workflow,
		of,
		Object.assign(services, { httpRequest, httpResponse: response }),
		'manual',
		{
			httpMethod: asked.method,
			node: 'WhatsApp',
			path: of.id,
			webhookDescription: { name: 'default', httpMethod: asked.method, path: '' },
			workflowId: 'w',
			workflowExecuteAdditionalData: services,
		},
		[],
		waiting.data,
	);
	// n8n's own class allows a workflow without a name; the interface of nodes does not.
	const given = await node.webhook.call(
		Object.assign(context, { getWorkflow: () => ({ id: 'w', name: 'Refunds', active: false }) }),
	);
	return { given, ...answer };
}

/** The services that n8n gives an execution, as far as a node without sub-workflows uses them. */
export function additionalData(
	credentials: ICredentialsHelper,
	nodes: INode[],
	n8nAddress = 'http://127.0.0.1:5678/',
): IWorkflowExecuteAdditionalData {
	const now = new Date();
	const workflowData = {
		id: 'w',
		name: 'w',
		active: false,
		isArchived: false,
		nodes,
		connections: {},
		createdAt: now,
		updatedAt: now,
		activeVersionId: null,
	};
	const services: Partial<IWorkflowExecuteAdditionalData> = {
		hooks: new ExecutionLifecycleHooks('manual', '77', workflowData),
		executionId: '77',
		credentialsHelper: credentials,
		webhookWaitingBaseUrl: `${n8nAddress}webhook-waiting`,
		formWaitingBaseUrl: `${n8nAddress}form-waiting`,
		webhookBaseUrl: `${n8nAddress}webhook`,
		webhookTestBaseUrl: `${n8nAddress}webhook-test`,
		instanceBaseUrl: '',
		restApiUrl: '',
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
	};
	return services as IWorkflowExecuteAdditionalData;
}

export type ListName = keyof WhatsApp['methods']['listSearch'];

/** Loads one of the node's lists as the editor does while a person searches for an entry. */
export async function askList(
	credential: TestCredential,
	list: ListName,
	parameters: INode['parameters'] = {},
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const asking: INode = {
		id: '2',
		name: 'WhatsApp',
		type: 'whatsApp',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { whatsAppGatewayApi: { id: '1', name: 'Gateway' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [asking],
		connections: {},
		active: false,
		nodeTypes,
		settings: {},
	});
	const data = {
		...additionalData(new OneCredential(credential), [asking]),
		currentNodeParameters: parameters,
	};
	// n8n's own class allows a workflow without a name; the interface of nodes does not.
	const context = Object.assign(new LoadOptionsContext(workflow, asking, data, ''), {
		getWorkflow: () => ({ id: 'w', name: 'w', active: false }),
	});
	return await node.methods.listSearch[list].call(context, filter, paginationToken);
}
