import type { INode, INodeParameters } from 'n8n-workflow';
import { answersIn } from '../../harness/bot';
import { gatewayNames } from '../../harness/gateways';
import { heardIn, startModel, type ModelServer } from '../../harness/model';
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

let suite: Suite;
let model: ModelServer;

beforeAll(async () => {
	suite = await startSuite();
	model = await startModel();
});
afterAll(async () => {
	model.close();
	await suite.sandbox.close();
});
beforeEach(() => {
	model.asked.length = 0;
	model.steps = ([answer]) =>
		answer === undefined
			? { call: { text: 'Written by an agent' } }
			: { say: `The tool said ${answer}` };
});

/** The item that the agent works on. */
const EVENT = { session: 'default', chatId: `${CHAT}@c.us` };

/**
 * A manual trigger followed by an agent with the node as its tool.
 * @param chat to which the tool writes; null if nothing is chosen in its lists
 * @param parameters of the tool instead of those of Send Text
 */
async function agentWith(
	version: number,
	chat: string | null,
	parameters: INodeParameters = {},
): Promise<WorkflowJson> {
	const openAi = await model.credential(suite.api);
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
				...parameters,
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

/** Version 3 lets n8n's engine run its tools; earlier versions call the node themselves. */
describe.each([2.2, 3])('an agent of version %p', (version) => {
	const cases = gatewayNames.flatMap((gateway) => [CHAT, null].map((chat) => ({ gateway, chat })));
	test.each(cases)(
		'sends a text through $gateway, with the chat $chat',
		async ({ gateway, chat }) => {
			const before = answersIn(suite.sandbox, JID).length;
			const { data, status } = await suite.api.run(
				withCredential(await agentWith(version, chat), suite.credentials[gateway]),
			);
			expect(data.resultData.error?.message).toBeUndefined();
			expect(status).toBe('success');
			expect(answersIn(suite.sandbox, JID).slice(before)).toEqual(['Written by an agent']);
			expect(heard()).toContain('"text":"Written by an agent"');
		},
	);

	test.each(gatewayNames)(
		'receives the error of a wrong number and corrects it, through %s',
		async (gateway) => {
			const before = answersIn(suite.sandbox, JID).length;
			model.steps = (heard) => {
				if (heard.length === 0) return { call: { chat: 'Anna', text: 'Mended' } };
				return heard.length === 1
					? { call: { chat: `+${CHAT}`, text: 'Mended' } }
					: { say: 'Done' };
			};
			const chatId = {
				__rl: true,
				mode: 'id',
				value: "={{ $fromAI('chat', 'A number', 'string') }}",
			};
			const { data, status } = await suite.api.run(
				withCredential(await agentWith(version, CHAT, { chatId }), suite.credentials[gateway]),
			);
			expect(data.resultData.error?.message).toBeUndefined();
			expect(status).toBe('success');
			const [refused, sent] = heardIn(lastAsked());
			expect(refused).toContain('is no phone number and no chat id');
			expect(refused).toContain('Use a phone number with country code');
			expect(sent).toContain('"text":"Mended"');
			expect(sent).not.toContain('null');
			expect(answersIn(suite.sandbox, JID).slice(before)).toEqual(['Mended']);
		},
	);

	const ofItem = { __rl: true, mode: 'id', value: '={{ $json.chatId.trim() }}' };
	const choices = gatewayNames.flatMap((gateway) => [
		{ gateway, where: 'no chat is chosen', parameters: {} },
		{ gateway, where: 'an expression names that of the item', parameters: { chatId: ofItem } },
	]);
	test.each(choices)(
		'sends to no chat invented by the model if $where, through $gateway',
		async ({ gateway, parameters }) => {
			const other = '447700900123@s.whatsapp.net';
			const counts = () => [JID, other].map((chat) => answersIn(suite.sandbox, chat).length);
			const [mine = 0, others = 0] = counts();
			model.steps = ([answer]) =>
				answer === undefined
					? { call: { text: 'To whom?', chatId: '447700900123@c.us', session: 'support' } }
					: { say: 'Done' };
			await suite.api.run(
				withCredential(await agentWith(version, null, parameters), suite.credentials[gateway]),
			);
			expect(counts()).toEqual([mine + 1, others]);
		},
	);

	test('is told that an operation is destructive', async () => {
		const tool = { operation: 'deleteForEveryone', messageId: "={{ $fromAI('messageId') }}" };
		await suite.api.run(
			withCredential(await agentWith(version, CHAT, tool), suite.credentials.waha),
		);
		expect(model.asked[0]?.tools?.[0]?.function.description).toBe(
			'Delete a message for everyone (destructive) in WhatsApp Gateway',
		);
	});
});

const lastAsked = () => model.asked.at(-1) ?? { messages: [] };

/** What the model was told by the tool that it used. */
const heard = (): string => heardIn(lastAsked())[0] ?? '';
