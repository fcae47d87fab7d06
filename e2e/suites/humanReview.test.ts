import type { INode } from 'n8n-workflow';
import { answersIn } from '../../harness/bot';
import { gatewayNames } from '../../harness/gateways';
import { heardIn, startModel, type ModelServer } from '../../harness/model';
import { isSince } from '../../harness/paths';
import { asker, ended, EVENT, linksIn, open } from '../../harness/question';
import { startSuite, type Suite } from '../../harness/suite';
import {
	exampleWorkflow,
	itemNode,
	NOT_CHOSEN,
	REVIEW_TYPE,
	TOOL_TYPE,
	type WorkflowJson,
} from '../../harness/workflow';
import type { GatewayName } from '../../sandbox';

const BOSS = '447700900123';
const CUSTOMER = '491701112222';
const jid = (phone: string): string => `${phone}@s.whatsapp.net`;

let suite: Suite;
let model: ModelServer;

beforeAll(async () => {
	suite = await startSuite({ warestLimits: { cooldownMs: 0 } });
	model = await startModel();
	// It uses the tool once, and then says that it is done.
	const call = { toolParameters: { text: 'Written by an agent' }, hitlParameters: {} };
	model.steps = ([heard]) => (heard === undefined ? { call } : { say: 'Done' });
});
afterAll(async () => {
	model.close();
	await suite.sandbox.close();
});

/** What the model was told by the tool that it used. */
const heard = (): string => heardIn(model.asked.at(-1) ?? { messages: [] }).join();

/** An agent that writes to a customer, with each text shown to the boss first. */
async function reviewedAgent(gateway: GatewayName): Promise<WorkflowJson> {
	const openAi = await model.credential(suite.api);
	const example = exampleWorkflow('send-a-message.json');
	const trigger = example.nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const credential = suite.credentials[gateway];
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [300, 0],
		parameters: {},
		...more,
	});
	const message = '=The agent wants to use {{ $tool.name }}: {{ $tool.parameters.text }}';
	const nodes = [
		itemNode('Event', EVENT),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', 3, {
			parameters: { promptType: 'define', text: 'Greet Anna', options: {} },
		}),
		node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
			parameters: { model: { __rl: true, mode: 'id', value: 'model' }, options: {} },
			credentials: { openAiApi: openAi },
		}),
		// n8n hides resource and operation of such a node.
		asker(
			credential,
			{
				session: byId('default'),
				chatId: byId(BOSS),
				message,
				approvalOptions: { values: { approvalType: 'double' } },
			},
			{ name: 'Review', type: REVIEW_TYPE },
		),
		asker(
			credential,
			{
				resource: 'message',
				operation: 'sendText',
				session: NOT_CHOSEN,
				chatId: byId(CUSTOMER),
				text: "={{ $fromAI('text', 'What to write', 'string') }}",
			},
			{ id: 'tool', name: 'Tool', type: TOOL_TYPE },
		),
	];
	const toTool = (name: string) => ({
		ai_tool: [[{ node: name, type: 'ai_tool' as const, index: 0 }]],
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		...example,
		nodes: [...trigger, ...nodes],
		connections: {
			...Object.fromEntries(trigger.map(({ name }) => [name, to('Event')])),
			Event: to('Agent'),
			Model: {
				ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]],
			},
			Tool: toTool('Review'),
			Review: toTool('Agent'),
		},
	};
}

/** n8n 1 has no human review of tools. */
if (!isSince(2, 8)) {
	test('n8n offers no human review tool for the node', async () => {
		const types = await suite.api.nodeTypes();
		expect(types.map(({ name }) => name)).not.toContain(REVIEW_TYPE);
	});
} else {
	test('n8n offers a human review tool for the node', async () => {
		const found = (await suite.api.nodeTypes()).find(({ name }) => name === REVIEW_TYPE);
		expect(found).toMatchObject({
			displayName: 'WhatsApp Gateway',
			inputs: [expect.objectContaining({ type: 'ai_tool' })],
			outputs: [expect.objectContaining({ type: 'ai_tool' })],
		});
		const hidden = (name: string) =>
			found?.properties.find((property) => property.name === name && property.type === 'hidden');
		expect(hidden('resource')?.default).toBe('message');
		expect(hidden('operation')?.default).toBe('sendAndWait');
		expect(hidden('responseType')?.default).toBe('approval');
	});

	describe.each(gatewayNames)('a reviewed agent tool through %s', (gateway) => {
		const run = async (decision: string) => {
			const questions = linksIn(suite.sandbox, jid(BOSS)).length;
			const texts = answersIn(suite.sandbox, jid(CUSTOMER)).length;
			const { data, id, status } = await suite.api.run(await reviewedAgent(gateway));
			expect([data.resultData.error?.message, status]).toEqual([undefined, 'waiting']);
			expect(answersIn(suite.sandbox, jid(CUSTOMER))).toHaveLength(texts);
			expect(answersIn(suite.sandbox, jid(BOSS)).at(-1)).toMatch(
				/^The agent wants to use Tool: Written by an agent\n\nApprove \/ Decline:\nhttp/,
			);
			const [link = '', ...others] = linksIn(suite.sandbox, jid(BOSS)).slice(questions);
			expect(others).toEqual([]);
			expect((await open(link)).data).toContain('Written by an agent');
			expect((await open(link, 'POST', { decision })).status).toBe(200);
			const execution = await ended(suite.api, id);
			expect([execution.data.resultData.error?.message, execution.status]).toEqual([
				undefined,
				'success',
			]);
			return answersIn(suite.sandbox, jid(CUSTOMER)).slice(texts);
		};

		test('is executed if approved', async () => {
			expect(await run('approve')).toEqual(['Written by an agent']);
			expect(heard()).toContain('Written by an agent');
		});

		test('is not executed if declined, and the agent is told', async () => {
			expect(await run('disapprove')).toEqual([]);
			expect(heard()).toContain('rejected');
		});
	});
}
