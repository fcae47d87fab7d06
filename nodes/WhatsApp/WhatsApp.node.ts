import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { testCredential } from './client/credentialTest';
import {
	searchChannels,
	searchChannelViews,
	searchChats,
	searchContacts,
	searchGroups,
	searchLabels,
	searchSessions,
} from './editor/lists';
import { respond } from './execution/approval/respond';
import { resumeWebhooks, WAITING } from './execution/approval/webhooks';
import { executeItems } from './execution/execute';
import { listed } from './gateways/listed';
import { inWords } from './portable/inWords';
import { nodeHint } from './operations/builderHint';
import { properties } from './properties';

const GATEWAYS = inWords(
	listed.map(({ name }) => name),
	'or',
);

/** The action node: one vocabulary for every gateway; the credential says which one answers. */
export class WhatsApp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Gateway',
		name: 'whatsApp',
		icon: { light: 'file:whatsapp.svg', dark: 'file:whatsapp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: `Send and manage WhatsApp messages through your own gateway: ${GATEWAYS}`,
		defaults: { name: 'WhatsApp Gateway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'whatsAppGatewayApi', required: true, testedBy: 'testCredential' }],
		waitingNodeTooltip: WAITING,
		webhooks: resumeWebhooks,
		properties,
		...nodeHint(
			`Sends and manages WhatsApp messages, chats, groups and contacts through a self-hosted gateway, ${GATEWAYS}. For the WhatsApp Business Cloud API of Meta use the node WhatsApp Business Cloud instead.`,
			{
				nodeType: 'n8n-nodes-whatsapp-gateway.whatsAppTrigger',
				relationHint: 'Starts a workflow from WhatsApp messages; its items say where to answer',
			},
		),
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: {
			searchChannels,
			searchChannelViews,
			searchChats,
			searchContacts,
			searchGroups,
			searchLabels,
			searchSessions,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}

	/** Takes the answer to a question for which an execution waits. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return respond(this);
	}
}
