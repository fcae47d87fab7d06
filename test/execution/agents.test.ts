import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runAgent, type ModelCall, type ToolRun } from '../support/agent';
import { byId, GATEWAYS } from '../support/sandbox';
import { recipientOf, sentBy, useWatchedGateway } from './gateway';
import type { GatewayName } from '../../sandbox';

const gateway = useWatchedGateway();

const ANNA = '491700000001@c.us';
const BEN = '491700000002@c.us';
const MALLORY = '491700000666@c.us';
const EMPTY = { __rl: true, mode: 'list', value: '' };
const eventOf = (chatId: string, text: string): INodeExecutionData => ({
	json: { session: 'default', chatId, text, messageId: `false_${chatId}_3EB0` },
});

const run = async (
	name: GatewayName,
	call: ModelCall,
	parameters: INodeParameters = {},
	items: readonly INodeExecutionData[] = [eventOf(ANNA, 'Hi')],
	settings = {},
): Promise<ToolRun> =>
	await runAgent({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		call,
		items,
		settings,
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: EMPTY,
			chatId: EMPTY,
			text: "={{ $fromAI('text', 'What to write', 'string') }}",
			...parameters,
		},
	});

const written = (): string[] => gateway.arrivals.map(recipientOf);

describe.each(GATEWAYS)('the tool of an agent from version 3 on, through %s', (name) => {
	beforeEach(() => {
		gateway.reply = (arrival) => sentBy(name, undefined, recipientOf(arrival));
	});

	test('writes to the chat of the item that the agent works on', async () => {
		const { error, items } = await run(name, { args: { text: 'Hello' } });
		expect(error).toBeNull();
		expect(items[0]?.json).toMatchObject({ text: 'Hello', chatId: ANNA });
		expect(written()).toEqual([ANNA]);
	});

	describe('a chat ID that the model made up', () => {
		const made = { text: 'Hello', chatId: MALLORY, session: 'other' };

		test('is ignored if no chat is chosen', async () => {
			await run(name, { args: made });
			expect(written()).toEqual([ANNA]);
			expect(JSON.stringify(gateway.arrivals.map(({ body }) => body))).not.toContain('other');
		});

		test('is ignored if an expression takes the chat of the item', async () => {
			const ofItem = { chatId: byId('={{ $json.chatId }}'), session: byId('={{ $json.session }}') };
			await run(name, { args: made }, ofItem);
			await run(name, { args: made }, { ...ofItem, chatId: byId('={{ $json.chatId.trim() }}') });
			expect(written()).toEqual([ANNA, ANNA]);
		});

		test('does not lead to the chat of another item of the agent', async () => {
			const items = [eventOf(ANNA, 'Hi'), eventOf(BEN, 'Ho')];
			await run(name, { args: made, itemIndex: 1 }, {}, items);
			expect(written()).toEqual([BEN]);
		});

		test('sends nothing if it is unclear which item the agent works on', async () => {
			const items = [eventOf(ANNA, 'Hi'), eventOf(BEN, 'Ho')];
			const args = { ...made, text: 'Hello', messageId: 'x' };
			const { items: answers } = await run(name, { args, itemIndex: 1 }, {}, items);
			expect(written()).toEqual([]);
			expect(answers[0]?.json).toMatchObject({
				error: 'Chat is not chosen, and the incoming item has no chatId',
			});
		});

		test('is used if the author left the chat to the model', async () => {
			const left = { chatId: byId("={{ $fromAI('chatId', 'Whom to write to', 'string') }}") };
			await run(name, { args: { ...made, session: 'default' } }, left);
			expect(written()).toEqual([MALLORY]);
		});
	});

	test('returns only fields that have a value', async () => {
		const { items } = await run(name, { args: { text: 'Hello' } });
		expect(JSON.stringify(items[0]?.json)).not.toMatch(/null|\[\]|\{\}/);
		expect(items[0]?.json).not.toHaveProperty('quoted');
		expect(items[0]?.json.messageId).toEqual(expect.any(String));
	});

	test('returns the error with a hint, and the agent continues', async () => {
		const { error, items } = await run(name, { args: { text: 'Hello' } }, { chatId: byId('Anna') });
		expect(error).toBeNull();
		expect(items.map(({ json }) => json)).toEqual([
			{
				error: '"Anna" is no phone number and no chat id',
				hint: expect.stringContaining('Use a phone number with country code'),
			},
		]);
		expect(written()).toEqual([]);
	});

	test('returns only error and hint with On Error: Continue, without the fields of the item', async () => {
		const { items } = await run(
			name,
			{ args: { text: 'Hello' } },
			{ chatId: byId('Anna') },
			undefined,
			{ onError: 'continueRegularOutput' },
		);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['error', 'hint']);
	});

	test('is run again by Retry On Fail, and then returns the last error', async () => {
		gateway.reply = () => ({ status: 403, json: { error: 'Forbidden' } });
		const { error } = await run(name, { args: { text: 'Hello' } }, {}, undefined, {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 10,
		});
		expect(gateway.arrivals).toHaveLength(2);
		expect(error).toMatch(/.+\. .+/);
	});

	test('accepts numbers and booleans that a model gives as text', async () => {
		await run(
			name,
			{ args: { text: 'Hello '.repeat(20), at: '50', yes: 'true', min: '1', max: '2' } },
			{
				options: {
					splitLongText: "={{ $fromAI('at', '', 'number') }}",
					showTyping: "={{ $fromAI('yes', '', 'boolean') }}",
					pauseBetween: {
						range: {
							minSeconds: "={{ $fromAI('min', '', 'number') }}",
							maxSeconds: "={{ $fromAI('max', '', 'number') }}",
						},
					},
				},
			},
		);
		const sends = gateway.arrivals.filter(({ body }) => 'text' in body || 'message' in body);
		expect(sends).toHaveLength(3);
	});

	test('returns no file content to a model', async () => {
		const bytes = Buffer.alloc(3_000, 7).toString('base64');
		gateway.reply = (arrival) => {
			const sent = sentBy(name);
			return arrival.line.includes('POST') && sent !== null
				? { ...sent, json: { ...Object(sent.json), thumbnail: bytes } }
				: sent;
		};
		const { items } = await run(name, { args: { text: 'Hello' } }, { simplify: false });
		expect(JSON.stringify(items)).not.toContain(bytes.slice(0, 40));
	});
});
