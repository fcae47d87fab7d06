import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { parse } from 'flatted';
import type {
	ExecutionStatus,
	ICredentialDataDecryptedObject,
	INodeCredentialsDetails,
	INodeListSearchResult,
	INodeParameters,
	INodeTypeDescription,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import { n8nVersion } from './paths';
import { until } from './until';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from './workflow';

const RUN_PATIENCE_MS = 600_000;
const UNFINISHED: readonly ExecutionStatus[] = ['new', 'running'];

/** A user who can sign in to an n8n. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** How a node refers to a stored credential. */
export interface CredentialReference extends INodeCredentialsDetails {
	id: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** How a run of a workflow ended, and the output of all its nodes. */
export interface Execution {
	id: string;
	/** What started it: `manual`, `webhook`, `trigger` … */
	mode: WorkflowExecuteMode;
	status: ExecutionStatus;
	data: IRunExecutionData;
}

/** How n8n 2.40 and newer report the publication of a workflow. */
interface Publication {
	status: 'failed' | 'in_progress' | 'not_published' | 'partial' | 'published';
	triggers?: { errorMessage: string | null }[];
}

interface ExecutionRecord {
	mode: WorkflowExecuteMode;
	status: ExecutionStatus;
	data: string;
}

/** A search in a resource locator of the node, as somebody types in it. */
export interface ListQuestion {
	methodName: string;
	credential: INodeCredentialsDetails;
	parameters?: INodeParameters;
	filter?: string;
	paginationToken?: string;
}

/** What n8n's editor can do, over the same REST routes. */
export class N8nApi {
	private readonly http: AxiosInstance;
	private last: Promise<unknown> = Promise.resolve();

	/** @param cookie of a signed-in user, because n8n allows only a few sign-ins per minute */
	constructor(
		url: string,
		readonly cookie: string,
	) {
		// A busy n8n closes a kept-alive connection just when the next request arrives on it.
		const httpAgent = new Agent({ keepAlive: false });
		const headers = { cookie };
		this.http = axios.create({ baseURL: url, headers, httpAgent, validateStatus: () => true });
	}

	/** Signs in; on an n8n without an owner, this user becomes the owner. */
	static async signIn(url: string, owner: Owner): Promise<N8nApi> {
		const http = axios.create({ baseURL: url, validateStatus: () => true });
		const setup = await http.post('/rest/owner/setup', owner);
		const credentials = { emailOrLdapLoginId: owner.email, password: owner.password };
		const answer = setup.status === 200 ? setup : await http.post('/rest/login', credentials);
		const cookies = answer.headers['set-cookie'] ?? [];
		if (answer.status !== 200 || cookies.length === 0) {
			throw new Error(
				`Signing in to n8n answered ${answer.status}: ${JSON.stringify(answer.data)}`,
			);
		}
		return new N8nApi(url, cookies.map((line) => line.split(';')[0]).join('; '));
	}

	async credentials(): Promise<{ id: string; name: string; type: string }[]> {
		return await this.call({ url: '/rest/credentials' });
	}

	async createCredential(
		name: string,
		data: ICredentialDataDecryptedObject,
		type = CREDENTIAL_TYPE,
	): Promise<CredentialReference> {
		const credential = { name, type, data };
		const { id } = await this.call<{ id: string }>({
			method: 'POST',
			url: '/rest/credentials',
			data: credential,
		});
		return { id, name };
	}

	async updateCredential(
		id: string,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credential = { name, type: CREDENTIAL_TYPE, data };
		await this.call({ method: 'PATCH', url: `/rest/credentials/${id}`, data: credential });
	}

	/** Presses the button that tests a credential. */
	async testCredential(
		{ id, name }: INodeCredentialsDetails,
		data: ICredentialDataDecryptedObject,
	): Promise<CredentialTestResult> {
		const credentials = { id, name, type: CREDENTIAL_TYPE, data };
		return await this.call({
			method: 'POST',
			url: '/rest/credentials/test',
			data: { credentials },
		});
	}

	async workflows(): Promise<{ id: string; name: string }[]> {
		return await this.call({ url: '/rest/workflows' });
	}

	async createWorkflow(workflow: WorkflowJson): Promise<WorkflowJson & { id: string }> {
		return await this.call({
			method: 'POST',
			url: '/rest/workflows',
			data: { ...workflow, active: false },
		});
	}

	/** Stores a workflow, executes it like the editor's button, and waits for its end. */
	async run(workflow: WorkflowJson): Promise<Execution> {
		const { executionId } = await this.start(workflow);
		return await this.finished(executionId);
	}

	/** Stores a workflow and starts it like the editor's button. */
	async start(workflow: WorkflowJson): Promise<{ workflowId: string; executionId: string }> {
		const workflowData = await this.createWorkflow(workflow);
		const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger');
		const { executionId } = await this.call<{ executionId: string }>({
			method: 'POST',
			url: `/rest/workflows/${workflowData.id}/run`,
			data: { workflowData, triggerToStartFrom: { name: trigger?.name } },
		});
		return { workflowId: workflowData.id, executionId };
	}

	/** Whether a workflow is still running. Requests no data, so it costs n8n next to nothing. */
	async isRunning(workflowId: string): Promise<boolean> {
		const { results } = await this.call<{ results: { status: ExecutionStatus }[] }>({
			url: '/rest/executions',
			params: { filter: JSON.stringify({ workflowId }) },
		});
		return results.some(({ status }) => UNFINISHED.includes(status));
	}

	/** Publishes a workflow as it is stored, and waits until its triggers work. */
	async activate(id: string): Promise<void> {
		await this.publish(id);
		const { status, triggers = [] } = await this.published(id);
		if (status === 'published') return;
		const reasons = triggers.map(({ errorMessage }) => errorMessage ?? '').join(' ');
		throw new Error(`Publishing the workflow ended as ${status}. ${reasons}`);
	}

	/** Publishes a workflow; n8n 2.40 and newer answer before they try the triggers. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>({ url: `/rest/workflows/${id}` });
		if (this.publishesByState) {
			const data = { active: true, versionId };
			await this.call({ method: 'PATCH', url: `/rest/workflows/${id}`, data });
			return;
		}
		const data = { versionId, name: '', description: '' };
		await this.call({ method: 'POST', url: `/rest/workflows/${id}/activate`, data });
	}

	async deactivate(id: string): Promise<void> {
		if (this.publishesByState) {
			const { versionId } = await this.call<{ versionId: string }>({
				url: `/rest/workflows/${id}`,
			});
			const data = { active: false, versionId };
			await this.call({ method: 'PATCH', url: `/rest/workflows/${id}`, data });
			return;
		}
		await this.call({ method: 'POST', url: `/rest/workflows/${id}/deactivate`, data: {} });
		await this.published(id);
	}

	/** Stores other nodes in an active workflow and activates them; n8n 1 does that itself. */
	async publishChange(id: string, { nodes, connections }: WorkflowJson): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>({ url: `/rest/workflows/${id}` });
		const data = { nodes, connections, versionId };
		await this.call({ method: 'PATCH', url: `/rest/workflows/${id}`, data });
		if (!this.publishesByState) await this.activate(id);
	}

	/** The result of publishing or unpublishing a workflow. An n8n that is done when it answers keeps no such state. */
	async published(id: string): Promise<Publication> {
		return await until(
			'end of the publication',
			async () => {
				const url = `/rest/workflows/${id}/publication-status`;
				const answer = await this.http.get<{ data: Publication }>(url);
				if (answer.status === 404) return { status: 'published' };
				return answer.data.data.status === 'in_progress' ? undefined : answer.data.data;
			},
			RUN_PATIENCE_MS,
		);
	}

	/** Whether this n8n answers before it tries the triggers of a published workflow. */
	async publishesLater(id: string): Promise<boolean> {
		return (await this.http.get(`/rest/workflows/${id}/publication-status`)).status !== 404;
	}

	/** n8n 1 stores whether a workflow is active as one of its properties. */
	private get publishesByState(): boolean {
		return n8nVersion().startsWith('1.');
	}

	/** Listens for one test event, like the editor with the trigger open. */
	async listen(workflow: WorkflowJson & { id: string }, trigger: string): Promise<void> {
		await this.call({
			method: 'POST',
			url: `/rest/workflows/${workflow.id}/run`,
			headers: { 'push-ref': 'e2e' },
			data: { workflowData: workflow, triggerToStartFrom: { name: trigger } },
		});
	}

	/** Stops listening before an event has come. */
	async stopListening(workflowId: string): Promise<void> {
		await this.call({ method: 'DELETE', url: `/rest/test-webhook/${workflowId}` });
	}

	/** How often a workflow was executed, and how many executions are unfinished. */
	async executions(workflowId: string): Promise<{ count: number; unfinished: number }> {
		const { count, results } = await this.call<{
			count: number;
			results: { status: ExecutionStatus }[];
		}>({
			url: '/rest/executions',
			params: { filter: JSON.stringify({ workflowId }), limit: 100 },
		});
		const unfinished = results.filter(({ status }) => UNFINISHED.includes(status)).length;
		return { count, unfinished };
	}

	/** The newest hundred executions of a workflow, with their status. */
	async listExecutions(workflowId: string): Promise<{ id: string; status: ExecutionStatus }[]> {
		const { results } = await this.call<{ results: { id: string; status: ExecutionStatus }[] }>({
			url: '/rest/executions',
			params: { filter: JSON.stringify({ workflowId }), limit: 100 },
		});
		return results;
	}

	/** Waits for the end of an execution and its data: n8n 1 writes the status of a failed one first. */
	async finished(id: string): Promise<Execution> {
		return await until(
			`end of execution ${id}`,
			async () => {
				const { data, mode, status } = await this.call<ExecutionRecord>({
					url: `/rest/executions/${id}`,
				});
				if (UNFINISHED.includes(status)) return undefined;
				const run = parse(data) as IRunExecutionData | undefined;
				return run?.resultData === undefined ? undefined : { id, mode, status, data: run };
			},
			RUN_PATIENCE_MS,
		);
	}

	/** The bytes of a file in n8n's store. */
	async binary(id: string): Promise<Readable> {
		const answer = await this.http.get<Readable>('/rest/binary-data', {
			params: { id, action: 'download' },
			responseType: 'stream',
		});
		if (answer.status !== 200) throw new Error(`The file ${id} answered ${answer.status}`);
		return answer.data;
	}

	/** Requests one of the node's lists, like a resource locator in the editor. */
	async searchList(question: ListQuestion): Promise<INodeListSearchResult> {
		const { credential, parameters = {}, ...rest } = question;
		return await this.call({
			method: 'POST',
			url: '/rest/dynamic-node-parameters/resource-locator-results',
			data: {
				path: 'parameters',
				nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
				currentNodeParameters: parameters,
				credentials: { [CREDENTIAL_TYPE]: credential },
				...rest,
			},
		});
	}

	/** Every node type that this n8n can show. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.http.get<INodeTypeDescription[]>('/types/nodes.json')).data;
	}

	/** A file that n8n serves to its editor, for example an icon. */
	async file(url: string): Promise<{ status: number; body: string }> {
		const answer = await this.http.get<string>(url, { responseType: 'text' });
		return { status: answer.status, body: answer.data };
	}

	/** Changes run one after another, because n8n 1 mixes up its transactions on SQLite, and never recovers. */
	private async call<T>(request: AxiosRequestConfig): Promise<T> {
		if (request.method === undefined) return await this.ask(request);
		const mine = this.last.then(async () => await this.ask<T>(request));
		this.last = mine.catch(() => undefined);
		return await mine;
	}

	private async ask<T>(request: AxiosRequestConfig): Promise<T> {
		const answer = await this.http.request<{ data: T }>(request);
		if (answer.status < 200 || answer.status > 299) {
			throw new Error(`${request.url} answered ${answer.status}: ${JSON.stringify(answer.data)}`);
		}
		return answer.data.data;
	}
}
