import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getEncoding } from 'js-tiktoken';
import { NodeHelpers, nodeNameToToolName, type INode } from 'n8n-workflow';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { runAgent } from '../support/agent';
import { runNode } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();

/** The encoding of OpenAI's newer models; those of others give similar counts. */
const encoding = getEncoding('o200k_base');
const tokensOf = (text: string): number => encoding.encode(text).length;

const CHAT = '491701112222@c.us';
const TEXT = 'Your order is on its way and comes on Friday.';
const parameters = {
	resource: 'message',
	operation: 'sendText',
	session: byId('default'),
	chatId: byId(CHAT),
};

/** What a model reads about the tool with each question, even if it does not use it. */
function tokensOfTool(): number {
	const tool: INode = {
		id: '1',
		name: 'Send Text',
		type: 'n8n-nodes-whatsapp-gateway.whatsAppTool',
		typeVersion: 1,
		position: [0, 0],
		parameters: { ...parameters, text: "={{ $fromAI('text', 'What to write', 'string') }}" },
	};
	const description = NodeHelpers.getToolDescriptionForNode(tool, new WhatsApp());
	const name = nodeNameToToolName(tool);
	return tokensOf(
		JSON.stringify({
			name,
			description,
			parameters: {
				type: 'object',
				properties: { text: { type: 'string', description: 'What to write' } },
				required: ['text'],
			},
		}),
	);
}

/** The tool's result as n8n writes it (2.41, buildObservation). */
const answerTokens = (items: ReadonlyArray<{ readonly json: object }>): number =>
	tokensOf(JSON.stringify(items.map(({ json }) => json)));

const MOST_TOKENS = 140;
/** Evolution API's answer to a send has fewer fields that could be left out. */
const MOST_OF_ORDINARY = { waha: 0.95, warest: 0.95, evolution: 0.98 };
const MOST_OF_LIST = 0.8;

test.each(GATEWAYS)('a call of Send Text costs a model few tokens, through %s', async (name) => {
	const credential = box.credential(name);
	const ordinary = await runNode({ credential, parameters: { ...parameters, text: TEXT } });
	const { items } = await runAgent({
		credential,
		call: { args: { text: TEXT } },
		items: [{ json: {} }],
		parameters: { ...parameters, text: "={{ $fromAI('text', 'What to write', 'string') }}" },
	});
	const tool = tokensOfTool();
	const before = tool + answerTokens(ordinary.items);
	const after = tool + answerTokens(items);
	console.log(
		`${name}: ${before} tokens before, ${after} after, ratio ${(after / before).toFixed(2)}`,
	);
	expect(items[0]?.json).toMatchObject({ text: TEXT, chatId: CHAT });
	expect(after).toBeLessThanOrEqual(MOST_TOKENS);
	expect(after / before).toBeLessThanOrEqual(MOST_OF_ORDINARY[name]);
});

test.each(GATEWAYS)(
	'a model needs clearly fewer tokens for the messages of a chat than the ordinary output, through %s',
	async (name) => {
		const credential = box.credential(name);
		const asked = { ...parameters, operation: 'getMany', returnAll: false, limit: 20 };
		const ordinary = await runNode({ credential, parameters: asked });
		const { items } = await runAgent({
			credential,
			call: { args: {} },
			items: [{ json: {} }],
			parameters: asked,
		});
		const [before, after] = [answerTokens(ordinary.items), answerTokens(items)];
		console.log(
			`${name}: ${items.length} messages, ${before} tokens before, ${after} after, ratio ${(after / before).toFixed(2)}`,
		);
		expect(items.length).toBe(ordinary.items.length);
		expect(items.length).toBeGreaterThan(1);
		expect(after / before).toBeLessThanOrEqual(MOST_OF_LIST);
	},
);

test('docs/agents.md states the same figures', () => {
	const page = readFileSync(path.join(__dirname, '../../docs/agents.md'), 'utf8');
	expect(page).toContain(`${MOST_TOKENS} tokens`);
	const words = page.replace(/\s+/g, ' ');
	expect(words).toContain(`at most ${MOST_OF_ORDINARY.waha} of the cost`);
	expect(words).toContain(`(${MOST_OF_ORDINARY.evolution} on Evolution API`);
	expect(words).toContain(`for the messages of a chat it is at most ${MOST_OF_LIST}.`);
});
