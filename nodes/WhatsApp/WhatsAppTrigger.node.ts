import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { testCredential } from './client/credentialTest';
import { searchSessions } from './editor/lists';
import { listed } from './gateways/listed';
import { inWords } from './portable/inWords';
import { nodeHint } from './operations/builderHint';
import { triggerProperties } from './trigger/fields';
import { receive } from './trigger/receive';
import { isRegistered, register, unregister } from './trigger/registration';
import { watch } from './trigger/watch';

const GATEWAYS = inWords(
	listed.map(({ name }) => name),
	'or',
);

/** The trigger: the same events from every gateway, with the same credential as the action node. */
export class WhatsAppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Gateway Trigger',
		name: 'whatsAppTrigger',
		icon: { light: 'file:whatsapp.svg', dark: 'file:whatsapp.dark.svg' },
		group: ['trigger'],
		// For each request to a node of version 1, n8n evaluates an expression of its own. That costs time, and fails if
		// the workflow keeps files in the JSON of items (n8n 2.41, Execution Logic v2).
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: `Send and receive WhatsApp messages through your own gateway: ${GATEWAYS}`,
		defaults: { name: 'WhatsApp Gateway Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsAppGatewayApi', required: true, testedBy: 'testCredential' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				rawBody: true,
			},
		],
		properties: triggerProperties,
		...nodeHint(
			`Starts a workflow from WhatsApp messages, reactions, calls and more of a self-hosted gateway, ${GATEWAYS}. For the WhatsApp Business Cloud API of Meta use the WhatsApp Trigger instead.`,
			{
				nodeType: 'n8n-nodes-whatsapp-gateway.whatsApp',
				relationHint: 'Answers: left empty, its Session and Chat are those of the event',
			},
		),
	};

	methods = { credentialTest: { testCredential }, listSearch: { searchSessions } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** Starts nothing: it only restores the webhook if the gateway loses it, while the workflow is active. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return watch(this);
	}

	/**
	 * Passes on what the webhook received. Otherwise the editor would call `trigger` for a test event, and wait for
	 * another one (n8n-core of 1.123 to 2.41).
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
