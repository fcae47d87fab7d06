import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import type { GatewayName, Sandbox } from '../sandbox';
import { sha256Of } from '../sandbox/world/media';
import type { N8nApi, CredentialReference } from './api';
import { SECRET } from './deliveries';
import { until } from './until';
import {
	exampleWorkflow,
	NODE_TYPE,
	TRIGGER_TYPE,
	withCredential,
	type WorkflowJson,
} from './workflow';

/** The header with the key, as each gateway of the sandbox expects it. */
const keyOf = (gateway: GatewayName, apiKey: string): Record<string, string> => ({
	[gateway === 'evolution' ? 'apikey' : 'X-Api-Key']: apiKey,
});

export const TRIGGER = 'When a Message Arrives';

/**
 * The example that echoes messages, with another credential and changed parameters of its trigger. It has its own webhook
 * path, because n8n may release that of the previous bot late.
 */
export function answeringBot(
	credential: CredentialReference,
	parameters: INodeParameters = {},
): WorkflowJson {
	const workflow = withCredential(exampleWorkflow('answering-bot.json'), credential);
	const nodes = workflow.nodes.map((node) =>
		node.type === TRIGGER_TYPE
			? {
					...node,
					webhookId: randomUUID(),
					parameters: { ...node.parameters, ...parameters },
				}
			: node,
	);
	return { ...workflow, nodes };
}

/** A bot that sends back the files that it gets. */
export function echoOfFiles(gateway: GatewayName, credential: CredentialReference): WorkflowJson {
	const bot = answeringBot(credential, {
		options: { downloadMedia: true, replaceWebhook: gateway !== 'waha' },
	});
	const nodes = bot.nodes.map((node) =>
		node.type === TRIGGER_TYPE
			? node
			: {
					...node,
					parameters: {
						resource: 'message',
						operation: 'sendDocument',
						source: 'binary',
						inputBinaryField: 'data',
					},
				},
	);
	return { ...bot, nodes };
}

/** A trigger with a known address and secret, and no sending node after it. */
export function openTrigger(credential: CredentialReference): WorkflowJson {
	const bot = answeringBot(credential, {
		registration: 'manual',
		options: { secret: SECRET },
	});
	const nodes = bot.nodes.map((node) =>
		node.type === NODE_TYPE
			? { ...node, type: 'n8n-nodes-base.noOp', parameters: {}, credentials: {} }
			: node,
	);
	return { ...bot, nodes };
}

/** The end of the address at which n8n receives the gateway's posts for the bot. */
export function webhookPath(workflow: WorkflowJson): string {
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
	return `${trigger?.webhookId ?? ''}/webhook`;
}

/** Writes on the phone page, as another person. */
export async function writeOnPhone(
	{ phone }: Sandbox,
	message: Record<string, unknown>,
): Promise<void> {
	await axios.post(`${phone.url}/api/write`, { session: 'default', ...message });
}

/** The account's texts in a chat, as the phone shows them. */
export const answersIn = ({ world }: Sandbox, chatId: string): string[] =>
	[...(world.find('default')?.chats.all() ?? [])]
		.filter((chat) => chat.id === chatId)
		.flatMap(({ messages }) => messages)
		.filter(({ fromMe }) => fromMe)
		.map(({ text }) => text ?? '');

/** The account's files in a chat, as the phone has them. */
export const filesIn = (
	{ world }: Sandbox,
	chatId: string,
): { fileName: string | null; sha256: string | null }[] =>
	(world.find('default')?.chats.find(chatId)?.messages ?? []).flatMap(({ fromMe, media }) =>
		fromMe && media ? [{ fileName: media.fileName, sha256: sha256Of(media) }] : [],
	);

/** Writes, and waits until the phone shows exactly this answer. */
export async function writeAndWait(sandbox: Sandbox, chatId: string, text: string): Promise<void> {
	await writeOnPhone(sandbox, { chatId, text });
	await until(`answer to "${text}"`, () =>
		answersIn(sandbox, chatId).includes(`You wrote: ${text}`) ? true : undefined,
	);
}

/**
 * The webhooks of the session at the gateway: WAHA's whole configuration, WARest's URL and secret, all of Evolution API's
 * if it is enabled.
 */
export async function webhooksAt(gateway: GatewayName, sandbox: Sandbox): Promise<unknown> {
	const { apiKey, url } = sandbox[gateway];
	const headers = keyOf(gateway, apiKey);
	if (gateway === 'evolution') {
		const { data } = await axios.get<Record<string, unknown> | null>(
			`${url}/webhook/find/default`,
			{ headers },
		);
		// A disabled one keeps its address, which cannot be emptied. Without the time of the last change.
		return data === null || data.enabled === false ? null : { ...data, updatedAt: null };
	}
	if (gateway === 'waha') {
		const { data } = await axios.get<{ config: unknown }>(`${url}/api/sessions/default`, {
			headers,
		});
		return data.config;
	}
	const { data } = await axios.post<{ results: [Record<string, unknown>] }>(
		`${url}/api/v1/session/default/config`,
		{},
		{ headers },
	);
	const [{ webhookSecret, webhookUrl }] = data.results;
	return { webhookUrl, webhookSecret };
}

/** A webhook at the gateway that belongs to somebody else. */
export async function foreignWebhook(gateway: GatewayName, sandbox: Sandbox): Promise<void> {
	const { apiKey, url } = sandbox[gateway];
	const headers = keyOf(gateway, apiKey);
	// Port 9 discards: nobody listens there.
	const target = 'http://127.0.0.1:9/of-somebody-else';
	if (gateway === 'waha') {
		const webhooks = [{ url: target, events: ['session.status'], hmac: { key: 'theirs' } }];
		const config = { metadata: { owner: 'somebody' }, webhooks };
		await axios.put(`${url}/api/sessions/default`, { config }, { headers });
	} else if (gateway === 'evolution') {
		const webhook = { enabled: true, url: target, events: ['CALL'], headers: { theirs: '2026' } };
		await axios.post(`${url}/webhook/set/default`, { webhook }, { headers });
	} else {
		await axios.post(
			`${url}/api/v1/session/default/config`,
			{ webhookUrl: target, webhookSecret: 'theirs-2026' },
			{ headers },
		);
	}
}

/** Waits until a workflow has nothing left to do, and returns how often it ran. */
export async function settled(api: N8nApi, workflowId: string): Promise<number> {
	let before = -1;
	return await until(
		'end of all executions',
		async () => {
			const { count, unfinished } = await api.executions(workflowId);
			const isSettled = unfinished === 0 && count === before;
			before = count;
			return isSettled ? count : undefined;
		},
		1_200_000,
	);
}
