import { randomUUID } from 'node:crypto';
import type { INode, INodeCredentialsDetails, INodeParameters } from 'n8n-workflow';
import { CREDENTIAL_TYPE, NODE_TYPE, TRIGGER_TYPE, type WorkflowJson } from '../harness/workflow';
import { API_KEY, CONTROL, KEY_HEADERS, type GatewayName } from './gateway/protocol';
import { SESSION } from './items';

/** The node whose time is measured. */
export const MEASURED = 'Measured';

const HTTP_TYPE = 'n8n-nodes-base.httpRequest';
/** The newest version that all supported n8n 2 have. */
const HTTP_VERSION = 4.4;

/** One node of a workflow. */
export type Step = Pick<
	INode,
	'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials' | 'webhookId'
>;

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const plainStep = (name: string, type: string): Step => ({
	name,
	type,
	typeVersion: 1,
	parameters: {},
});

/** A manual trigger and the steps after it, one after another. */
export const workflowOf = (steps: readonly Step[]): WorkflowJson =>
	chained([plainStep('Start', 'n8n-nodes-base.manualTrigger'), ...steps]);

/** A trigger followed by nothing that costs anything. */
export const receivingWorkflow = (trigger: Step): WorkflowJson =>
	chained([trigger, plainStep('Nothing', 'n8n-nodes-base.noOp')]);

function chained(steps: readonly Step[]): WorkflowJson {
	const nodes = steps.map((step, place): INode => ({
		...step,
		id: step.name,
		position: [place * 220, 0],
	}));
	const connections = Object.fromEntries(
		steps
			.slice(1)
			.map(({ name }, place) => [
				nodes[place]?.name,
				{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name: 'Benchmark', nodes, connections, settings: { executionOrder: 'v1' } };
}

const httpStep = (name: string, parameters: INodeParameters): Step => ({
	name,
	type: HTTP_TYPE,
	typeVersion: HTTP_VERSION,
	parameters,
});

/** Creates one item for each message. */
export const itemsStep = (url: string): Step =>
	httpStep('Items', { url: `${url}${CONTROL.items}` });

const AS_FILE = { response: { response: { responseFormat: 'file' } } };

/** Puts a file into n8n's store, under the name `data`. */
export const fileStep = (url: string, name = 'File'): Step =>
	httpStep(name, { url: `${url}${CONTROL.file}`, options: AS_FILE });

const withKey = (gateway: GatewayName): INodeParameters => ({
	sendHeaders: true,
	headerParameters: { parameters: [{ name: KEY_HEADERS[gateway], value: API_KEY }] },
});

const TEXT_REQUEST: Readonly<Record<GatewayName, { path: string; body: string }>> = {
	waha: {
		path: '/api/sendText',
		body: `={{ { session: '${SESSION}', chatId: $json.chatId, text: $json.text } }}`,
	},
	warest: {
		path: '/api/v1/messages/send/text',
		body: `={{ { sessionId: '${SESSION}', to: $json.to, message: $json.text } }}`,
	},
	evolution: {
		path: `/message/sendText/${SESSION}`,
		body: '={{ { number: $json.number, text: $json.text } }}',
	},
};

/**
 * The HTTP Request node as somebody would configure it who has no other node: all settings but these are defaults.
 * @param options the settings under Options
 */
export const httpText = (url: string, gateway: GatewayName, options: INodeParameters): Step =>
	httpStep(MEASURED, {
		method: 'POST',
		url: `${url}${TEXT_REQUEST[gateway].path}`,
		...withKey(gateway),
		sendBody: true,
		specifyBody: 'json',
		jsonBody: TEXT_REQUEST[gateway].body,
		options,
	});

/** The HTTP Request node with a form whose file is streamed from n8n's store. */
export const httpDocument = (url: string, chat: string): Step =>
	httpStep(MEASURED, {
		method: 'POST',
		url: `${url}/api/v1/messages/send/document`,
		...withKey('warest'),
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [
				{ name: 'sessionId', value: SESSION },
				{ name: 'to', value: chat },
				{ parameterType: 'formBinaryData', name: 'document', inputDataFieldName: 'data' },
			],
		},
	});

const ownStep = (credential: INodeCredentialsDetails, parameters: INodeParameters): Step => ({
	name: MEASURED,
	type: NODE_TYPE,
	typeVersion: 1,
	parameters,
	credentials: { [CREDENTIAL_TYPE]: credential },
});

export const ownText = (
	credential: INodeCredentialsDetails,
	requestOptions: INodeParameters,
	options: INodeParameters = {},
): Step =>
	ownStep(credential, {
		resource: 'message',
		operation: 'sendText',
		session: byId(SESSION),
		chatId: byId('={{ $json.chatId }}'),
		text: '={{ $json.text }}',
		options,
		requestOptions,
	});

export const ownDocument = (credential: INodeCredentialsDetails, chat: string): Step =>
	ownStep(credential, {
		resource: 'message',
		operation: 'sendDocument',
		session: byId(SESSION),
		chatId: byId(chat),
		source: 'binary',
		inputBinaryField: 'data',
	});

/** The file of a message, for gateways that return it that way. */
export const ownMessageFile = (
	credential: INodeCredentialsDetails,
	chat: string,
	messageId: string,
): Step =>
	ownStep(credential, {
		resource: 'message',
		operation: 'get',
		session: byId(SESSION),
		chatId: byId(chat),
		messageId,
		options: { downloadMedia: true },
	});

export const ownDownload = (credential: INodeCredentialsDetails): Step =>
	ownStep(credential, { resource: 'server', operation: 'getHeapSnapshot' });

/** n8n's own trigger, which receives posted data. */
export const webhook = (options: INodeParameters): Step => ({
	name: 'Trigger',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', path: randomUUID(), options },
});

export const ownTrigger = (credential: INodeCredentialsDetails, secret: string): Step => ({
	name: 'Trigger',
	type: TRIGGER_TYPE,
	typeVersion: 2,
	parameters: { registration: 'manual', options: { secret } },
	credentials: { [CREDENTIAL_TYPE]: credential },
});
