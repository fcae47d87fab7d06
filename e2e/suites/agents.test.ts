import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INode } from 'n8n-workflow';
import { answersIn } from '../../harness/bot';
import { gatewayNames } from '../../harness/gateways';
import { isSince } from '../../harness/paths';
import { startSuite, type Suite } from '../../harness/suite';
import {
	exampleWorkflow,
	itemNode,
	NODE_TYPE,
	NOT_CHOSEN,
	TOOL_TYPE,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';

const CHAT = '491701112222';
const JID = `${CHAT}@s.whatsapp.net`;

/** What the model was told of a tool, in the form of OpenAI's chat completions. */
interface Offered {
	readonly function: { readonly name: string; readonly parameters: { properties?: object } };
}

interface Asked {
	readonly tools?: readonly Offered[];
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content?: unknown }>;
}

let suite: Suite;
let model: Server;
let asked: Asked[] = [];

beforeAll(async () => {
	suite = await startSuite();
	model = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const question = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
			asked.push(question);
			response
				.setHeader('content-type', 'application/json')
				.end(JSON.stringify(answerTo(question)));
		});
	});
	await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	model.closeAllConnections();
	model.close();
	await suite.sandbox.close();
});
beforeEach(() => {
	asked = [];
});

/** A model that uses the first tool once, and then says what it got. */
function answerTo({ messages, tools = [] }: Asked): object {
	const used = messages.find(({ role }) => role === 'tool');
	const name = tools[0]?.function.name ?? '';
	const call = {
		id: 'call_1',
		type: 'function',
		function: { name, arguments: JSON.stringify({ text: 'Written by an agent' }) },
	};
	const message =
		used === undefined
			? { role: 'assistant', content: null, tool_calls: [call] }
			: { role: 'assistant', content: `The tool said ${JSON.stringify(used.content)}` };
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1_790_000_000,
		model: 'model',
		choices: [{ index: 0, message, finish_reason: used === undefined ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** The item that the agent works on. */
const EVENT = { session: 'default', chatId: `${CHAT}@c.us` };

/**
 * A manual trigger that leads to an agent, which has the node as its tool.
 * @param chat to which the tool writes; null where nothing is chosen in its lists
 */
async function agentWith(version: number, chat: string | null): Promise<WorkflowJson> {
	const { port } = model.address() as AddressInfo;
	const openAi = await suite.api.createCredential(
		'model',
		{ apiKey: 'key', url: `http://127.0.0.1:${port}/v1` },
		'openAiApi',
	);
	const example = exampleWorkflow('send-a-message.json');
	const trigger = example.nodes.filter(({ type }) => type !== NODE_TYPE);
	const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [300, 0],
		parameters: {},
		...more,
	});
	const nodes = [
		itemNode('Event', EVENT),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
			parameters: { promptType: 'define', text: 'Greet Anna', options: {} },
		}),
		node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
			parameters: { model: { __rl: true, mode: 'id', value: 'model' }, options: {} },
			credentials: { openAiApi: openAi },
		}),
		node('Tool', TOOL_TYPE, 1, {
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: chat === null ? NOT_CHOSEN : { __rl: true, mode: 'id', value: 'default' },
				chatId: chat === null ? NOT_CHOSEN : { __rl: true, mode: 'id', value: chat },
				text: "={{ $fromAI('text', 'What to write', 'string') }}",
			},
		}),
	];
	return {
		...example,
		nodes: [...trigger, ...nodes],
		connections: {
			...Object.fromEntries(
				trigger.map(({ name }) => [name, { main: [[{ node: 'Event', type: 'main', index: 0 }]] }]),
			),
			Event: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: {
				ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
			},
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** Version 3 has n8n's engine run its tools; those before call the node themselves. */
describe.each([2.2, 3])('an agent of version %p', (version) => {
	const cases = gatewayNames.flatMap((gateway) => [CHAT, null].map((chat) => ({ gateway, chat })));
	test.each(cases)('writes through $gateway to the chat $chat', async ({ gateway, chat }) => {
		const before = answersIn(suite.sandbox, JID).length;
		const { data, status } = await suite.api.run(
			withCredential(await agentWith(version, chat), suite.credentials[gateway]),
		);
		expect(data.resultData.error?.message).toBeUndefined();
		expect(status).toBe('success');
		expect(answersIn(suite.sandbox, JID).slice(before)).toEqual(['Written by an agent']);
		expect(heard()).toContain('"text":"Written by an agent"');
	});

	// Up to n8n 2.8 a tool that fails ends the workflow of an agent of version 3.
	if (version === 3 && !isSince(2, 41)) return;
	test.each(gatewayNames)('hears what is wrong, through %s', async (gateway) => {
		const before = suite.sandbox.requests.length;
		const { status } = await suite.api.run(
			withCredential(await agentWith(version, 'Anna'), suite.credentials[gateway]),
		);
		expect(status).toBe('success');
		expect(heard()).toContain('is no phone number and no chat id');
		expect(suite.sandbox.requests).toHaveLength(before);
	});
});

/** What the model was told of the tool that it used. */
const heard = (): string =>
	String(asked.at(-1)?.messages.find(({ role }) => role === 'tool')?.content);
