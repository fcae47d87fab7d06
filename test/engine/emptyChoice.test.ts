import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

/** What the editor stores for a list without a choice. */
const EMPTY = { __rl: true, mode: 'list', value: '' };
const ANNA = '491701112222@c.us';
const TEAM = '120363000000000001@g.us';
const sendText = { resource: 'message', operation: 'sendText', text: 'hello' };

const box = useSandbox();

describe.each(GATEWAYS)('a list without a choice on %s', (gateway) => {
	const run = async (parameters: INodeParameters, items: readonly INodeExecutionData[]) => {
		const before = box.sandbox.requests.length;
		const result = await runNode({ credential: box.credential(gateway), parameters, items });
		return { ...result, requests: box.sandbox.requests.slice(before) };
	};

	test.each([
		['left as it is', {}],
		['stored as the editor stores it', { session: EMPTY, chatId: EMPTY }],
	])('%s, means the session and the chat of each item', async (_, chosen) => {
		const chats = [ANNA, TEAM, '491700000001@c.us'];
		const { error, items } = await run(
			{ ...sendText, ...chosen },
			chats.map((chatId) => ({ json: { session: 'default', chatId } })),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.session, json.chatId, pairedItem])).toEqual(
			chats.map((chatId, item) => ['default', chatId, { item }]),
		);
	});

	test('accepts a chat from the item as people write it', async () => {
		for (const chatId of ['+49 170 1112222', 491701112222]) {
			const { error, items } = await run(sendText, [{ json: { session: 'default', chatId } }]);
			expect(error).toBeUndefined();
			expect(items[0]?.json.chatId).toBe(ANNA);
		}
	});

	test('means the group of the item if the operation needs a group', async () => {
		const get = { resource: 'group', operation: 'get' };
		const { items } = await run(get, [{ json: { session: 'default', chatId: TEAM } }]);
		expect(items[0]?.json.chatId).toBe(TEAM);
		const { error } = await run(get, [{ json: { session: 'default', chatId: ANNA } }]);
		expect(error?.message).toBe(`"${ANNA}" is no group`);
	});

	test('works for a file of the same item', async () => {
		const data = { data: Buffer.from('a picture').toString('base64'), mimeType: 'image/png' };
		const chats = [ANNA, '491700000001@c.us'];
		const { error, items } = await run(
			{ resource: 'message', operation: 'sendImage' },
			chats.map((chatId) => ({ json: { session: 'default', chatId }, binary: { data } })),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.chatId)).toEqual(chats);
	});

	test.each<[string, INodeParameters, object, string, string]>([
		[
			'no chat',
			{ chatId: EMPTY },
			{ session: 'default' },
			'Chat is not chosen, and the incoming item has no chatId',
			'Pick one from the list under Chat, or write a phone number with country code or an ID.',
		],
		[
			'a chat that is null',
			{},
			{ session: 'default', chatId: null },
			'Chat is not chosen, and the incoming item has no chatId',
			'Pick one from the list under Chat',
		],
		[
			'a chat that is an object',
			{},
			{ session: 'default', chatId: { id: ANNA } },
			'Chat is not chosen, and the incoming item has no chatId',
			'Pick one from the list under Chat',
		],
		[
			'no session',
			{},
			{ chatId: ANNA },
			'Session is not chosen, and the incoming item has no session',
			'Pick one from the list under Session, or write its name, for example default.',
		],
	])(
		'is refused with %s in the item, and the error says to pick from the list',
		async (_, chosen, json, message, hint) => {
			const { error, requests } = await run({ ...sendText, ...chosen }, [{ json: { ...json } }]);
			expect(error?.message).toBe(message);
			expect(error?.description).toContain(hint);
			expect(requests).toEqual([]);
		},
	);

	const item = { json: { session: 'default', chatId: ANNA, to: '491700000002', none: '' } };
	const byExpression = (mode: string, value: string) => ({ __rl: true, mode, value });

	test.each([
		byExpression('id', '={{ $json.to }}'),
		byExpression('list', '={{ $json.to }}'),
		byExpression('id', "={{ $json.missing ?? '491700000002' }}"),
	])('is not assumed where an expression gives a value: %j', async (chatId) => {
		const { items } = await run({ ...sendText, session: byId('default'), chatId }, [item]);
		expect(items[0]?.json.chatId).toBe('491700000002@c.us');
	});

	// The item has its own chat, to which the message must not go by mistake.
	test.each([
		byExpression('id', '={{ $json.none }}'),
		byExpression('id', '={{ $json.missing }}'),
		byExpression('list', '={{ $json.none }}'),
		byExpression('list', "={{ '' }}"),
		byExpression('id', ''),
	])('is not assumed where an expression or a typed ID is empty: %j', async (chatId) => {
		const { error, requests } = await run({ ...sendText, session: byId('default'), chatId }, [
			item,
		]);
		expect(error?.message).toBe('Chat is empty');
		expect(error?.description).toMatch(/^Pick one from the list under Chat, .*expression/);
		expect(requests).toEqual([]);
	});

	test('workflows that take session and chat by expression still work', async () => {
		const parameters = {
			...sendText,
			session: byId("={{ $json.session ?? 'default' }}"),
			chatId: byId('={{ $json.chatId }}'),
		};
		const { error, items } = await run(parameters, [
			{ json: { session: 'default', chatId: ANNA } },
			{ json: { chatId: TEAM } },
		]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.chatId)).toEqual([ANNA, TEAM]);
	});

	test('is refused by operations that destroy something', async () => {
		const json = { session: 'default', chatId: TEAM };
		const leave = { resource: 'group', operation: 'leave', session: byId('default') };
		// The list is required there, so n8n itself does not run the node.
		await expect(run({ ...leave, groupId: EMPTY }, [{ json }])).rejects.toThrow('issues');
		const { error, requests } = await run(
			{ ...leave, groupId: "={{ { __rl: true, mode: 'list', value: '' } }}" },
			[{ json }],
		);
		expect(error?.message).toBe('Group is empty');
		expect(requests).toEqual([]);
		// An expression is an explicit choice of what is destroyed.
		if (gateway === 'evolution') return;
		const { items } = await run(
			{
				resource: 'chat',
				operation: 'clear',
				session: byId('default'),
				chatId: byId('={{ $json.chatId }}'),
			},
			[{ json }],
		);
		expect(items[0]?.json).toMatchObject({ success: true, chatId: TEAM });
	});
});
