import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox({ wahaVersion: '2026.7.1' });
const PERSON = '491701112222@c.us';
/** The same person in WhatsApp's own notation. */
const PHONE = '491701112222@s.whatsapp.net';

describe.each(GATEWAYS)('commands on %s', (gateway) => {
	const session = () => box.sandbox.world.session('default');
	const chat = () => session().chats.find(PHONE);
	const isPinned = (id: unknown) =>
		chat()?.pinnedMessages.some(({ messageId }) => String(id).endsWith(messageId));
	const unread = () => chat()?.messages.filter(({ seen }) => !seen).length;
	const run = async (resource: string, operation: string, more: object = {}): Promise<RunResult> =>
		await runNode({
			credential: box.credential(gateway),
			parameters: { resource, operation, session: byId('default'), chatId: byId(PERSON), ...more },
		});

	const sent = async (): Promise<string> => {
		const { items } = await run('message', 'sendText', { text: 'pin me' });
		return String(items[0]?.json.messageId);
	};

	test('archives and unarchives a chat', async () => {
		const archived = await run('chat', 'archive');
		expect(archived.items[0]?.json).toEqual({
			success: true,
			session: 'default',
			chatId: PERSON,
			archived: true,
		});
		expect(chat()?.archived).toBe(true);
		const back = await run('chat', 'unarchive');
		expect(back.items[0]?.json).toEqual({
			success: true,
			session: 'default',
			chatId: PERSON,
			archived: false,
		});
		expect(chat()?.archived).toBe(false);
	});

	test('marks a chat as read, and does so again without an error', async () => {
		session().receive({ chatId: PHONE, text: 'are you there?' });
		expect(unread()).toBeGreaterThan(0);
		for (const _ of [1, 2]) {
			const { items, error } = await run('chat', 'markAsRead');
			expect(error).toBeUndefined();
			expect(items[0]?.json).toEqual({ success: true, session: 'default', chatId: PERSON });
		}
		expect(unread()).toBe(0);
	});

	test('marks a message as read', async () => {
		const received = session().receive({ chatId: PHONE, text: 'read me' });
		const messageId = gateway === 'warest' ? received.id : `false_${PERSON}_${received.id}`;
		const { items, error } = await run('message', 'markAsRead', { messageId });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			success: true,
			session: 'default',
			chatId: PERSON,
			messageId,
		});
	});

	/** Evolution API pins nothing; the acceptance tests check what it suggests instead. */
	const testPins = gateway === 'evolution' ? test.skip : test;

	testPins('pins and unpins a message, and returns its ID and the duration', async () => {
		const messageId = await sent();
		const pinned = await run('message', 'pin', { messageId });
		expect(pinned.error).toBeUndefined();
		expect(pinned.items[0]?.json).toEqual({
			success: true,
			session: 'default',
			pinnedMessageId: messageId,
			chatId: PERSON,
			duration: gateway === 'waha' ? 86_400 : null,
		});
		expect(isPinned(messageId)).toBe(true);
		const unpinned = await run('message', 'unpin', { messageId });
		expect(unpinned.items[0]?.json).toEqual({
			success: true,
			session: 'default',
			unpinnedMessageId: messageId,
			chatId: PERSON,
		});
		expect(isPinned(messageId)).toBe(false);
	});

	testPins('uses the duration of a pin, or refuses it', async () => {
		const { items, error } = await run('message', 'pin', {
			messageId: await sent(),
			duration: '604800',
		});
		if (gateway === 'waha') expect(items[0]?.json.duration).toBe(604_800);
		else expect(error?.message).toBe('WARest cannot choose how long a message stays pinned');
	});

	test('pins and unpins a chat, or says what to use instead', async () => {
		const { items, error } = await run('chat', 'pin', { pin: true });
		if (gateway === 'warest') {
			expect(items[0]?.json).toEqual({
				success: true,
				session: 'default',
				chatId: PERSON,
				pinned: true,
			});
			expect(chat()?.pinned).toBe(true);
			await run('chat', 'pin', { pin: false });
			expect(chat()?.pinned).toBe(false);
		} else {
			const { name } = catalogue[gateway];
			expect(error?.message).toBe(`${name} does not have the operation Chat > Pin`);
			expect(error?.description).toContain(gateway === 'waha' ? 'Message > Pin' : 'phone');
		}
	});

	test('pings the gateway', async () => {
		const { items, hints } = await runNode({
			credential: box.credential(gateway),
			parameters: { resource: 'server', operation: 'ping' },
		});
		expect(items[0]?.json).toEqual({
			success: true,
			gateway: catalogue[gateway].name,
			apiKeyRequired: true,
		});
		expect(hints).toEqual([]);
	});
});

test('WARest gets a text with < and > replaced, and a hint says why', async () => {
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		session: byId('default'),
		chatId: byId('491700000777'),
		text: 'if a < b and c > d then :heart: [https://x.example]',
	};
	const { hints } = await runNode({ credential: box.credential('warest'), parameters });
	const arrived = box.sandbox.world
		.session('default')
		?.chats.find('491700000777@s.whatsapp.net')
		?.messages.at(-1)?.text;
	expect(arrived?.replace(/\u2060/g, '')).toBe(
		'if a ‹ b and c › d then :heart: [https://x.example]',
	);
	expect(hints[0]).toContain('WARest deletes what stands between < and >');
});
