import { runNode } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();
const sendText = { resource: 'message', operation: 'sendText', text: '={{ $json.text }}' };

describe.each(GATEWAYS)('items on %s', (gateway) => {
	test('each sent message is paired with its item and arrives in the chat of the item', async () => {
		const items = ['one', 'two', 'three'].map((text, i) => ({
			json: { text, session: 'default', chatId: `49170000010${i}@c.us` },
		}));
		const { items: out, error } = await runNode({
			credential: box.credential(gateway),
			parameters: sendText,
			items,
		});
		expect(error).toBeUndefined();
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(out.map(({ json }) => json)).toEqual(
			items.map(({ json }) =>
				expect.objectContaining({
					session: 'default',
					chatId: json.chatId,
					text: json.text,
					type: 'text',
					ack: 'pending',
					isGroup: false,
					messageId: expect.stringMatching(/3EB0/),
					timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
				}),
			),
		);
	});

	test('the output items of a list are paired with their input item', async () => {
		const { items } = await runNode({
			credential: box.credential(gateway),
			parameters: { resource: 'session', operation: 'getMany', returnAll: true },
			items: [{ json: {} }, { json: {} }],
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1, 1, 1].map((item) => ({ item })),
		);
	});

	test('an invalid item stops the node, and the error has its index', async () => {
		const items = [
			{ json: { text: 'fine', session: 'default', chatId: '491700000200' } },
			{ json: { text: 'lost', session: 'default', chatId: '..' } },
		];
		const { error } = await runNode({
			credential: box.credential(gateway),
			parameters: sendText,
			items,
		});
		expect(error?.message).toBe('".." is no phone number and no chat id');
		expect(error?.context).toMatchObject({ itemIndex: 1, outcome: 'notSent' });
	});

	const mixed = [
		{ json: { text: 'fine', session: 'default', chatId: '491700000301' } },
		{ json: { text: 'lost', session: 'default', chatId: '' } },
		{ json: { text: 'fine too', session: 'default', chatId: '491700000302' } },
	];

	test('with On Error: Continue the invalid item has its error, and the others are sent', async () => {
		const { items, error } = await runNode({
			credential: box.credential(gateway),
			parameters: sendText,
			items: mixed,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.error ?? json.text)).toEqual([
			'fine',
			'Chat is not chosen, and the incoming item has no chatId',
			'fine too',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('with the error output the invalid item goes there, and the others are sent', async () => {
		const { items, errorItems } = await runNode({
			credential: box.credential(gateway),
			parameters: sendText,
			items: mixed,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(items.map(({ json }) => json.text)).toEqual(['fine', 'fine too']);
		expect(errorItems.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['Chat is not chosen, and the incoming item has no chatId', { item: 1 }],
		]);
	});

	test("returns the gateway's own response with Simplify off", async () => {
		const parameters = {
			resource: 'session',
			operation: 'get',
			session: byId('default'),
			simplify: false,
		};
		const { items } = await runNode({ credential: box.credential(gateway), parameters });
		expect(items[0]?.json).toHaveProperty(gateway === 'warest' ? 'id' : 'name', 'default');
	});

	test('returns a QR code as a PNG in the chosen binary field', async () => {
		const parameters = {
			resource: 'session',
			operation: 'getQrCode',
			session: byId('support'),
			binaryPropertyName: 'qr',
		};
		const { items, error } = await runNode({ credential: box.credential(gateway), parameters });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			session: 'support',
			mimeType: 'image/png',
			fileName: 'qr-code-support.png',
		});
		const binary = items[0]?.binary?.qr;
		expect(binary).toMatchObject({ mimeType: 'image/png', fileName: 'qr-code-support.png' });
		expect(
			Buffer.from(binary?.data ?? '', 'base64')
				.subarray(1, 4)
				.toString(),
		).toBe('PNG');
	});
});
