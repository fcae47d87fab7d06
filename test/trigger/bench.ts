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
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { WhatsAppTrigger } from '../../nodes/WhatsApp/WhatsAppTrigger.node';
import { additionalData, OneCredential, type TestCredential } from '../support/engine';
import type { Clock } from './clock';

export interface Posted {
	readonly headers: Readonly<Record<string, string>>;
	/** Undefined as n8n has it for a form. */
	readonly rawBody: Buffer | undefined;
}

export interface Taken {
	/** What the gateway saw. */
	readonly status: number;
	readonly body: unknown;
	/** Items with which the workflow starts; null when it does not. */
	readonly items: readonly INodeExecutionData[] | null;
}

export interface BenchOptions {
	readonly credential: TestCredential;
	readonly parameters?: INode['parameters'];
	readonly webhookId?: string;
	/** The class of the node; another one of the same after a restart. */
	readonly type?: new () => WhatsAppTrigger;
}

let workflows = 0;

/** What n8n does with the trigger of one workflow: it keeps static data, and hands hooks and requests to the node. */
export class Bench {
	credential: TestCredential;
	parameters: INode['parameters'];
	type: new () => WhatsAppTrigger;
	baseUrl = 'http://127.0.0.1:5678';
	/** Saved static data of the active workflow. */
	saved: IDataObject = {};
	/** What the node told n8n's log. */
	readonly logged: string[] = [];
	/** Called when the response leaves. */
	onResponse: () => void = () => undefined;
	private test: IDataObject | null = null;
	private readonly webhookId: string;
	/** What the process remembers of a workflow counts for no other. */
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

	/** As n8n does at each activation and each start; tells whether the node had to register. */
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

	/** "Listen for test event" in the editor: static data of its own, thrown away after. */
	async listen(): Promise<void> {
		const workflow = this.workflow({});
		await this.register(workflow, 'manual', true);
		this.test = copy(workflow.staticData);
	}

	async stopListening(): Promise<void> {
		await this.hook('delete', this.workflow(this.test ?? {}), 'update', true);
		this.test = null;
	}

	/** As n8n does once it has registered the webhook of an active workflow; what it gives ends that. */
	async watch(clock?: Clock): Promise<() => Promise<void>> {
		const workflow = this.workflow(this.saved);
		const context = new TriggerContext(
			workflow,
			this.nodeOf(workflow),
			this.services(),
			'trigger',
			'activate',
		);
		clock?.holdFor(context);
		const { closeFunction } = await this.node().trigger.call(this.asN8nHasIt(context, workflow));
		return async () => await closeFunction?.();
	}

	async deliver(posted: Posted, isTest = false): Promise<Taken> {
		const workflow = this.workflow(isTest ? {} : this.saved);
		if (isTest) workflow.setTestStaticData(copy(this.test ?? {}));
		const answered: Array<{ status: number; body: unknown }> = [];
		let status = 200;
		const response = {
			headersSent: false,
			status: (code: number) => {
				status = code;
				return response;
			},
			json: (body: unknown) => {
				answered.push({ status, body });
				this.onResponse();
			},
		};
		const result = await this.node().webhook.call(
			this.webhookContext(workflow, posted, response, isTest),
		);
		// n8n would answer by itself without this.
		expect(result.noWebhookResponse).toBe(true);
		expect(answered).toHaveLength(1);
		if (!isTest) this.save(workflow);
		return { status, body: answered[0]?.body, items: result.workflowData?.[0] ?? null };
	}

	private node(): WhatsAppTrigger {
		return new this.type();
	}

	private webhookContext(
		workflow: Workflow,
		{ headers, rawBody }: Posted,
		httpResponse: object,
		isTest: boolean,
	): ThisParameterType<WhatsAppTrigger['webhook']> {
		const node = this.nodeOf(workflow);
		const data = Object.assign(this.services(), {
			httpRequest: { headers, rawBody },
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

	/** n8n's own class leaves open whether a workflow has a name; the interface of nodes does not. */
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

	private services(): ReturnType<typeof additionalData> {
		const credentials = new OneCredential(this.credential);
		// A running trigger reads it as it is by then.
		credentials.getDecrypted = async () => ({ ...this.credential });
		return Object.assign(additionalData(credentials, []), {
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
		});
	}

	private nodeOf(workflow: Workflow): INode {
		const node = workflow.getNode('Trigger');
		if (node === null) throw new Error('no node');
		return node;
	}

	/** n8n makes a new one for each request and each hook. */
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
			credentials: { whatsAppGatewayApi: { id: '1', name: 'Gateway' } },
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

	/** n8n saves static data only when it was changed through its own objects. */
	private save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged === true) this.saved = copy(workflow.staticData);
	}
}

/** The node as it is after n8n was started anew: nothing of its memory is left. */
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

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data));

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

/** As WARest signs (0.3.44): the key is the secret and the owner's name. */
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

let count = 0;
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
