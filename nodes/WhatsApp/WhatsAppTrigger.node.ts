import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { searchSessions } from './editor';
import { triggerProperties } from './trigger/fields';
import { receive } from './trigger/receive';
import { isRegistered, register, unregister } from './trigger/registration';

/** The trigger: one shape of events for every gateway, from the same credential as the action node. */
export class WhatsAppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Gateway Trigger',
		name: 'whatsAppTrigger',
		icon: { light: 'file:whatsapp.svg', dark: 'file:whatsapp.dark.svg' },
		group: ['trigger'],
		// They are the same. For version 1 of any node n8n works out an expression of its own with every request, which
		// starts its engine also where it would be started only for expressions that people write (n8n 2.41).
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Send and receive WhatsApp messages through your own gateway: WAHA or WARest',
		defaults: { name: 'WhatsApp Gateway Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsAppGatewayApi', required: true }],
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
	};

	methods = { listSearch: { searchSessions } };

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
}
