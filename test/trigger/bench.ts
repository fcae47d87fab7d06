import { createHmac } from 'node:crypto';
import { HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWebhookData,
	type IWebhookResponseData,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { WhatsAppTrigger } from '../../nodes/WhatsApp/WhatsAppTrigger.node';
import { additionalData, OneCredential, type TestCredential } from '../support/engine';

export interface Posted {
	readonly headers: Readonly<Record<string, string>>;
	/** Undefined for a form, as in n8n. */
	readonly rawBody: Buffer | undefined;
	/** Path and query, and the connection; only deliveries that came over a server have them. */
	readonly originalUrl?: string;
	readonly socket?: {
		readonly localAddress?: string | undefined;
		readonly localPort?: number | undefined;
	};
}

export interface Taken {
	/** The status that the gateway received. */
	readonly status: number;
	readonly body: unknown;
	/** Items with which the workflow starts; null if it does not start. */
	readonly items: readonly INodeExecutionData[] | null;
}

export interface BenchOptions {
	readonly credential: TestCredential;
	readonly parameters?: INode['parameters'];
	readonly webhookId?: string;
	/** The class of the node; a different but equal one after a restart. */
	readonly type?: new () => WhatsAppTrigger;
}

let count = 0;
let workflows = 0;

/** What n8n does with the trigger of one workflow: it keeps static data, and passes hooks and requests to the node. */
export class Bench {
	credential: TestCredential;
	parameters: INode['parameters'];
	type: new () => WhatsAppTrigger;
	baseUrl = 'http://127.0.0.1:5678';
	/** Saved static data of the active workflow. */
	saved: IDataObject = {};
	/** What the node wrote to n8n's log. */
	readonly logged: string[] = [];
	/** Called when the response is sent. */
	onResponse: (status: number) => void = () => undefined;
	/** Stores an execution as n8n does: it may take time, or fail. */
	onStore: () => Promise<void> = async () => await Promise.resolve();
	private test: IDataObject | null = null;
	private readonly credentials: OneCredential[] = [];
	credentialId = `credential ${++count}`;
	private readonly webhookId: string;
	/** What the process remembers about a workflow must not apply to another one. */
	private readonly workflowId = `workflow ${++workflows}`;

	constructor({
		credential,
		parameters = {},
		webhookId = 'aaaa-bbbb',
		type = WhatsAppTrigger,
	}: BenchOptions) {
		this.credential = credential;
		this.parameters = parameters;
		this.webhookId = webhookId;
		this.type = type;
	}

	get url(): string {
		return `${this.baseUrl}/webhook/${this.webhookId}/webhook`;
	}

	get testUrl(): string {
		return `${this.baseUrl}/webhook-test/${this.webhookId}/webhook`;
	}

	/** What n8n does at each activation and each start; returns whether the node had to register. */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<'registered' | 'was there'> {
		const workflow = this.workflow(this.saved);
		const registered = await this.register(workflow, mode, false);
		this.save(workflow);
		return registered;
	}

	async deactivate(): Promise<void> {
		const workflow = this.workflow(this.saved);
		await this.hook('delete', workflow, 'update', false);
		this.save(workflow);
	}

	/** "Listen for test event" in the editor: with its own static data, discarded afterwards. */
	async listen(): Promise<void> {
		const workflow = this.workflow({});
		await this.register(workflow, 'manual', true);
		this.test = copy(workflow.staticData);
	}

	async stopListening(): Promise<void> {
		await this.hook('delete', this.workflow(this.test ?? {}), 'update', true);
		this.test = null;
	}

	/** What n8n does after it has registered the webhook of an active workflow; the returned function ends it. */
	async watch(): Promise<() => Promise<void>> {
		const workflow = this.workflow(this.saved);
		const context = new TriggerContext(
			workflow,
			this.nodeOf(workflow),
			this.services(),
			'trigger',
			'activate',
		);
		const { closeFunction } = await this.node().trigger.call(this.asN8nHasIt(context, workflow));
		return async () => await closeFunction?.();
	}

	async deliver(posted: Posted, isTest = false): Promise<Taken> {
		const workflow = this.workflow(isTest ? {} : this.saved);
		if (isTest) workflow.setTestStaticData(copy(this.test ?? {}));
		const response = new FakeResponse((sent) => this.onResponse(sent));
		const result = await this.node().webhook.call(
			this.webhookContext(workflow, posted, response, isTest),
		);
		const [items] = result.workflowData ?? [];
		const isStored = items !== undefined && (await this.store(workflow, response, result, isTest));
		if (result.noWebhookResponse === true && !isTest) this.save(workflow);
		// If the trigger waits for others, it responds only when they have the delivery.
		if (posted.originalUrl?.includes('also=') === true) await response.ended;
		const [answer, ...more] = response.answers;
		// n8n would respond twice, or nobody would.
		if (answer === undefined || more.length > 0) throw new Error('not answered once');
		return { ...answer, items: isStored ? items : null };
	}

	/** As n8n 2 does: it stores the execution, saves static data and responds if the node leaves that to it. */
	private async store(
		workflow: Workflow,
		response: FakeResponse,
		{ noWebhookResponse, webhookResponse }: IWebhookResponseData,
		isTest: boolean,
	): Promise<boolean> {
		try {
			await this.onStore();
		} catch {
			if (noWebhookResponse !== true)
				response.status(500).json({ message: 'There was a problem executing the workflow' });
			return false;
		}
		if (!isTest) this.save(workflow);
		if (noWebhookResponse !== true) response.status(200).json(webhookResponse);
		return true;
	}

	private node(): WhatsAppTrigger {
		return new this.type();
	}

	private webhookContext(
		workflow: Workflow,
		{ originalUrl = '', ...posted }: Posted,
		httpResponse: object,
		isTest: boolean,
	): ThisParameterType<WhatsAppTrigger['webhook']> {
		const node = this.nodeOf(workflow);
		const data = Object.assign(this.services(), {
			httpRequest: { ...posted, originalUrl, query: queryIn(originalUrl) },
			httpResponse,
		});
		const context = new WebhookContext(
			workflow,
			node,
			data,
			isTest ? 'manual' : 'webhook',
			this.webhookData(workflow, isTest),
			[],
			null,
		);
		return this.asN8nHasIt(context, workflow);
	}

	/** n8n's own class allows a workflow without a name; the interface of nodes does not. */
	private asN8nHasIt<T extends object>(
		context: T,
		{ id }: Workflow,
	): T & { getWorkflow: () => { id: string; name: string; active: boolean } } {
		const log = (message: string): void => void this.logged.push(message);
		Object.defineProperty(context, 'logger', { value: { warn: log, error: log } });
		return Object.assign(context, { getWorkflow: () => ({ id, name: 'w', active: true }) });
	}

	private async register(
		workflow: Workflow,
		mode: WorkflowActivateMode,
		isTest: boolean,
	): Promise<'registered' | 'was there'> {
		if (await this.hook('checkExists', workflow, mode, isTest)) return 'was there';
		await this.hook('create', workflow, mode, isTest);
		return 'registered';
	}

	private async hook(
		method: 'checkExists' | 'create' | 'delete',
		workflow: Workflow,
		mode: WorkflowActivateMode,
		isTest: boolean,
	): Promise<boolean> {
		const context = new HookContext(
			workflow,
			this.nodeOf(workflow),
			this.services(),
			isTest ? 'manual' : 'trigger',
			mode,
			this.webhookData(workflow, isTest),
		);
		return await this.node().webhookMethods.default[method].call(
			this.asN8nHasIt(context, workflow),
		);
	}

	private webhookData(workflow: Workflow, isTest: boolean): IWebhookData {
		const [webhookDescription] = this.node().description.webhooks ?? [];
		if (webhookDescription === undefined) throw new Error('no webhook');
		return {
			httpMethod: 'POST',
			node: 'Trigger',
			path: `${this.webhookId}/webhook`,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: this.services(),
			isTest,
		};
	}

	/** How often n8n was asked for the credential. */
	get credentialReads(): number {
		return this.credentials.reduce((sum, { decryptions }) => sum + decryptions, 0);
	}

	private services(): ReturnType<typeof additionalData> {
		const credential = new OneCredential(this.credential);
		// A running trigger reads the credential as it is at that time.
		credential.getDecrypted = async () => {
			credential.decryptions++;
			return { ...this.credential };
		};
		this.credentials.push(credential);
		return Object.assign(additionalData(credential, []), {
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
		});
	}

	private nodeOf(workflow: Workflow): INode {
		const node = workflow.getNode('Trigger');
		if (node === null) throw new Error('no node');
		return node;
	}

	/** n8n creates a new one for each request and each hook. */
	private workflow(staticData: IDataObject): Workflow {
		const type = this.node();
		const nodeTypes: INodeTypes = {
			getByName: () => type,
			getByNameAndVersion: (_, version) => NodeHelpers.getVersionedNodeType(type, version),
			getKnownTypes: () => ({}),
		};
		const node: INode = {
			id: `node ${this.webhookId}`,
			name: 'Trigger',
			type: 'whatsAppTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { whatsAppGatewayApi: { id: this.credentialId, name: 'Gateway' } },
			webhookId: this.webhookId,
		};
		return new Workflow({
			id: this.workflowId,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			settings: {},
			staticData: copy(staticData),
		});
	}

	/** n8n saves static data only if it was changed through n8n's own objects. */
	private save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged === true) this.saved = copy(workflow.staticData);
	}
}

/** The response of n8n's web server (Express). */
class FakeResponse {
	readonly answers: Array<{ status: number; body: unknown }> = [];
	readonly ended: Promise<void>;
	statusCode = 200;
	private settle: () => void = () => undefined;
	private readonly headers = new Map<string, unknown>();

	constructor(private readonly onEnd: (status: number) => void) {
		this.ended = new Promise((resolve) => {
			this.settle = resolve;
		});
	}

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.setHeader('content-type', 'application/json');
		return this.end(body);
	}

	setHeader(name: string, value: unknown): this {
		if (this.answers.length > 0) throw new Error('Cannot set headers after they are sent');
		this.headers.set(name, value);
		return this;
	}

	end(body: unknown): this {
		this.answers.push({ status: this.statusCode, body });
		this.onEnd(this.statusCode);
		this.settle();
		return this;
	}
}

const queryIn = (url: string): object =>
	Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''));

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data));

/** The node as after a restart of n8n: nothing of its memory is left. */
export function restarted(): new () => WhatsAppTrigger {
	let type: (new () => WhatsAppTrigger) | undefined;
	jest.isolateModules(() => {
		type = (
			jest.requireActual('../../nodes/WhatsApp/WhatsAppTrigger.node') as {
				WhatsAppTrigger: new () => WhatsAppTrigger;
			}
		).WhatsAppTrigger;
	});
	if (type === undefined) throw new Error('not loaded');
	return type;
}

const JSON_TYPE = 'application/json';

/** A body without a signature. */
export const unsigned = (body: unknown): Posted => ({
	headers: { 'content-type': JSON_TYPE },
	rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** As WAHA signs (2026, its documentation). */
export function byWaha(body: unknown, key: string): Posted {
	const posted = unsigned(body);
	const hmac = createHmac('sha512', key)
		.update(posted.rawBody ?? '')
		.digest('hex');
	return {
		...posted,
		headers: {
			...posted.headers,
			'x-webhook-request-id': 'r1',
			'x-webhook-timestamp': String(Date.now()),
			'x-webhook-hmac': hmac,
			'x-webhook-hmac-algorithm': 'sha512',
		},
	};
}

/** As WARest signs (0.3.44): the key is the secret followed by the owner's name. */
export function byWarest(body: unknown, secret: string, bits = 256, username = 'sandbox'): Posted {
	const posted = unsigned(body);
	const hmac = createHmac(`sha${bits}`, `${secret}${username}`)
		.update(posted.rawBody ?? '')
		.digest('hex');
	return {
		...posted,
		headers: {
			...posted.headers,
			'x-warest-signature': `HMAC-SHA${bits}=${hmac}`,
			'x-warest-signature-alg': `HMAC-SHA${bits}`,
			'x-warest-username': username,
			'x-warest-event-id': 'default',
		},
	};
}

const newId = (): string => `3EB0${(++count).toString(16).toUpperCase().padStart(16, '0')}`;

export interface Words {
	readonly id?: string;
	readonly text?: string;
	readonly chatId?: string;
	readonly at?: number;
}

/** A text message as WAHA 2026 posts it. */
export function wahaMessage(words: Words = {}, event = 'message'): Record<string, unknown> {
	const { id = newId(), text = 'hello', chatId = '491701112222@c.us', at = Date.now() } = words;
	return {
		id: `evt_${newId().toLowerCase()}`,
		timestamp: at,
		event,
		session: 'default',
		me: { id: '491700000001@c.us', pushName: 'Sandbox Shop' },
		payload: {
			id: `false_${chatId}_${id}`,
			timestamp: Math.floor(at / 1000),
			from: chatId,
			fromMe: false,
			to: '491700000001@c.us',
			body: text,
			hasMedia: false,
			ack: 1,
			ackName: 'SERVER',
		},
		engine: 'NOWEB',
		environment: { version: '2026.7.1', engine: 'NOWEB', tier: 'CORE', browser: null },
	};
}

/** A text message as WARest 0.3.44 posts it. */
export function warestMessage(words: Words = {}): Record<string, unknown> {
	const { id = newId(), text = 'hello', chatId = '491701112222@s.whatsapp.net' } = words;
	const ts = words.at ?? Date.now();
	return {
		event: 'message_received',
		data: {
			id: 'default',
			sessionId: 'default',
			tags: 'text',
			message: {
				key: { remoteJid: chatId, fromMe: false, id },
				messageTimestamp: Math.floor(ts / 1000),
				pushName: 'Anna',
				message: { conversation: text },
			},
			text,
			contentType: 'conversation',
			sender: {
				chatId,
				fromMe: false,
				isGroup: chatId.endsWith('@g.us'),
				authorJid: chatId,
			},
			mentions: [],
			type: 'notify',
		},
		ts,
		session: { id: 'default', label: 'default', registry: 'sandbox', username: 'sandbox' },
	};
}
