import { useWatchedGateway } from '../execution/gateway';
import { askList, runNode, type ListName } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';

const box = useSandbox();
const watched = useWatchedGateway();
const session = byId('default');

const valuesOf = async (list: ListName, filter = ''): Promise<unknown[]> => {
	const { results } = await askList(box.credential('warest'), list, { session }, filter);
	return results.map(({ value }) => value);
};

/** German numbers may have that many digits, so only WhatsApp can tell whether it exists. */
const PERHAPS = '49123456789012';

beforeAll(() => {
	const { world } = box.sandbox;
	const account = world.session('default');
	account.receive({ chatId: `${PERHAPS}@lid`, text: 'hi' });
	account.contacts.put(`${PERHAPS}@lid`, { pushName: 'Perhaps', lid: `${PERHAPS}@lid` });
	world.people.put(`${PERHAPS}@s.whatsapp.net`, { onWhatsApp: false });
});

test.each<ListName>(['searchChats', 'searchContacts'])(
	'%s of WARest offers no number made up from a hidden ID',
	async (list) => {
		const values = await valuesOf(list);
		expect(values).toContain('491701112222@c.us');
		expect(values).toContain('98765432101234@lid');
		expect(values).not.toContain('98765432101234@c.us');
		expect(values.map(String).filter((value) => value.startsWith(PERHAPS))).toEqual([]);
	},
);

test('a long number that is on WhatsApp stays in the list', async () => {
	box.sandbox.world.people.put(`${PERHAPS}@s.whatsapp.net`, { onWhatsApp: true });
	expect(await valuesOf('searchChats', PERHAPS)).toEqual([`${PERHAPS}@c.us`]);
	box.sandbox.world.people.put(`${PERHAPS}@s.whatsapp.net`, { onWhatsApp: false });
});

test('only doubtful numbers are looked up', async () => {
	const before = box.sandbox.requests.length;
	await valuesOf('searchChats');
	const lookUps = box.sandbox.requests
		.slice(before)
		.filter(({ url }) => url.includes('on-whatsapp'));
	expect(lookUps).toHaveLength(1);
});

const credential = () => ({ gateway: 'warest', baseUrl: watched.url, apiKey: 'key' });
const chats = (...numbers: string[]): void => {
	watched.reply = ({ line }) =>
		line.includes('/chats')
			? {
					json: {
						status: true,
						code: 1000,
						result: {
							data: numbers.map((number) => ({ jid: `${number}@s.whatsapp.net`, name: number })),
						},
					},
				}
			: { status: 500, json: { status: false, code: 8000, message: 'broken' } };
};

test('a number that cannot be looked up is not offered', async () => {
	chats(PERHAPS, '491701112222');
	const { results } = await askList(credential(), 'searchChats', { session });
	expect(results.map(({ value }) => value)).toEqual(['491701112222@c.us']);
});

test.each([
	['200000000000001', '200000000000001@lid'],
	['123456789012345', '123456789012345@lid'],
	['55566677788899', '55566677788899@lid'],
	['111111111111111', '111111111111111@lid'],
	['999888777666', '999888777666@lid'],
	['491701112222', '491701112222@c.us'],
	['5215512345678', '5215512345678@c.us'],
	['5491112345678', '5491112345678@c.us'],
	['8613912345678', '8613912345678@c.us'],
	['6281234567890', '6281234567890@c.us'],
])('Get Many returns the chat %s as %s', async (number, chatId) => {
	chats(number);
	const { items } = await runNode({
		credential: credential(),
		parameters: { resource: 'chat', operation: 'getMany', session },
	});
	expect(items.map(({ json }) => json.chatId)).toEqual([chatId]);
});

test('sending to a hidden ID is refused, and its messages can be read', async () => {
	const run = async (parameters: object) =>
		await runNode({
			credential: box.credential('warest'),
			parameters: {
				resource: 'message',
				session,
				chatId: byId('={{ $json.chatId }}'),
				...parameters,
			},
			items: [{ json: { chatId: '98765432101234@lid' } }],
		});
	const { error } = await run({ operation: 'sendText', text: 'hi' });
	expect(error?.message).toContain('cannot reach a chat by its hidden ID');
	const { items } = await run({ operation: 'getMany' });
	expect(items[0]?.json).toMatchObject({
		chatId: '98765432101234@lid',
		from: '98765432101234@lid',
		senderPhone: null,
		senderLid: '98765432101234@lid',
	});
});
