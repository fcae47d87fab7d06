import { ANNA, ANNA_CUS, Harness } from './harness';

let harness: Harness;

afterEach(async () => await harness.sandbox.close());

describe('requests that change the sandbox’s state', () => {
	const send = { sessionId: 'default', to: '491701112222' };

	test.each([
		[
			'WAHA',
			async () =>
				await harness.waha('POST', '/api/sendText', {
					session: 'default',
					chatId: ANNA_CUS,
					text: 'new',
				}),
			201,
		],
		[
			'WARest',
			async () => await harness.warest('POST', 'messages/send/text', { ...send, message: 'new' }),
			200,
		],
		[
			'WARest by GET',
			async () =>
				await harness.warest(
					'GET',
					`messages/send/text?sessionId=default&to=491701112222&message=new`,
				),
			200,
		],
	])('%s sends a text message', async (_name, command, status) => {
		harness = await Harness.start();
		expect((await command()).status).toBe(status);
		expect(harness.newest()).toMatchObject({ text: 'new', fromMe: true, ack: 'sent' });
	});

	test.each([
		[
			'WAHA',
			async (id: string) =>
				await harness.waha(
					'POST',
					`/api/default/chats/${ANNA_CUS}/messages/false_${ANNA_CUS}_${id}/pin`,
					{
						duration: 604_800,
					},
				),
			604_800,
		],
		[
			'WARest',
			async (id: string) =>
				await harness.warest('POST', `chats/491701112222/messages/${id}/pin`, {
					sessionId: 'default',
					pin: true,
				}),
			86_400,
		],
	])('%s pins a message until the pin expires', async (_name, pin, seconds) => {
		harness = await Harness.start();
		harness.sandbox.world.clock.use(harness.sandbox.world.clock.nowMs());
		const { id } = harness.newest();
		await pin(id);
		expect(harness.chats.pinnedMessages(ANNA)).toEqual([id]);
		harness.sandbox.world.clock.advance(seconds * 1000);
		expect(harness.chats.pinnedMessages(ANNA)).toEqual([]);
	});

	test.each([
		[
			'WAHA',
			async (id: string) =>
				await harness.waha(
					'POST',
					`/api/default/chats/${ANNA_CUS}/messages/false_${ANNA_CUS}_${id}/unpin`,
				),
		],
		[
			'WARest',
			async (id: string) =>
				await harness.warest('POST', `chats/${ANNA}/messages/${id}/pin`, {
					sessionId: 'default',
					pin: 'false',
				}),
		],
	])('%s unpins a message', async (_name, unpin) => {
		harness = await Harness.start();
		harness.chats.pinMessage(ANNA, harness.newest().id);
		await unpin(harness.newest().id);
		expect(harness.chat().pinnedMessages).toEqual([]);
	});

	test.each([
		[
			'WAHA',
			async (action: string) =>
				await harness.waha('POST', `/api/default/chats/${ANNA_CUS}/${action}`),
			201,
			undefined,
		],
		[
			'WARest',
			async (action: string) => await harness.warest('POST', `messages/action/${action}`, send),
			200,
			expect.objectContaining({ code: 1000 }),
		],
	])('%s archives and unarchives a chat', async (_name, archive, status, body) => {
		harness = await Harness.start();
		expect(await archive('archive')).toEqual({ status, body });
		expect(harness.chat().archived).toBe(true);
		await archive('unarchive');
		expect(harness.chat().archived).toBe(false);
	});

	test('WARest pins a chat, and refuses a request without the parameter pin', async () => {
		harness = await Harness.start();
		expect(
			await harness.warest('POST', `chats/${ANNA}/pin`, { sessionId: 'default' }),
		).toMatchObject({
			status: 400,
		});
		await harness.warest('POST', `chats/${ANNA}/pin`, { sessionId: 'default', pin: true });
		expect(harness.chat().pinned).toBe(true);
	});

	test('WAHA marks a chat as unread', async () => {
		harness = await Harness.start();
		await harness.waha('POST', `/api/default/chats/${ANNA_CUS}/unread`);
		expect(harness.chat().markedUnread).toBe(true);
	});
});

describe('marking as read', () => {
	const unread = () => harness.chats.unreadCount(harness.chat());

	test.each([
		[
			'WAHA sendSeen',
			'2025.2.5',
			async (id: string) =>
				await harness.waha('POST', '/api/sendSeen', {
					session: 'default',
					chatId: ANNA_CUS,
					messageId: `false_${ANNA_CUS}_${id}`,
				}),
		],
		[
			'WAHA sendSeen with a list',
			'2026.7.1',
			async (id: string) =>
				await harness.waha('POST', '/api/sendSeen', {
					session: 'default',
					chatId: ANNA_CUS,
					messageIds: [`false_${ANNA_CUS}_${id}`],
				}),
		],
		[
			'WAHA messages/read',
			'2026.7.1',
			async () => await harness.waha('POST', `/api/default/chats/${ANNA_CUS}/messages/read`),
		],
		[
			'WARest chat read',
			undefined,
			async () => await harness.warest('POST', `chats/${ANNA}/read`, { sessionId: 'default' }),
		],
		[
			'WARest mark-as-read',
			undefined,
			async (id: string) =>
				await harness.warest('POST', `messages/${id}/action/mark-as-read`, {
					sessionId: 'default',
					to: ANNA,
				}),
		],
	])('%s sets the unread count to 0', async (_name, wahaVersion, read) => {
		harness = await Harness.start({ wahaVersion });
		expect(unread()).toBe(1);
		expect((await read(harness.newest().id)).status).toBeLessThan(300);
		expect(unread()).toBe(0);
	});

	test.each([
		['2025.2.5', 500],
		['2026.7.1', 201],
	])('WAHA %s marks nothing as read if sendSeen has no message ID', async (wahaVersion, status) => {
		harness = await Harness.start({ wahaVersion });
		expect(
			await harness.waha('POST', '/api/sendSeen', { session: 'default', chatId: ANNA_CUS }),
		).toMatchObject({ status });
		expect(unread()).toBe(1);
	});

	test('WARest answers 404 with code 2004 if no message is recent enough', async () => {
		harness = await Harness.start();
		harness.sandbox.world.clock.advance(3 * 86_400_000);
		const answer = await harness.warest('POST', `chats/${ANNA}/read`, { sessionId: 'default' });
		expect(answer).toMatchObject({
			status: 404,
			body: { status: false, code: 2004, result: null },
		});
	});
});
