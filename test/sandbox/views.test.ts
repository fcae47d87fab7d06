import { ANNA, ANNA_CUS, HIDDEN, Harness } from './harness';

let harness: Harness;

afterEach(async () => await harness.sandbox.close());

describe('reading chats and messages', () => {
	test('WAHA lists chats with the engine’s IDs and messages with its own', async () => {
		harness = await Harness.start();
		expect(
			(await harness.waha('GET', '/api/default/chats?limit=2&offset=1&sortBy=id&sortOrder=asc'))
				.body,
		).toEqual([
			expect.objectContaining({ id: '447700900123@s.whatsapp.net' }),
			expect.objectContaining({ id: ANNA }),
		]);
		const { id } = harness.newest();
		const full = `false_${ANNA_CUS}_${id}`;
		const path = `/api/default/chats/${encodeURIComponent(ANNA_CUS)}/messages`;
		const message = expect.objectContaining({
			id: full,
			from: ANNA_CUS,
			fromMe: false,
			body: 'When can I come?',
			ack: 2,
			ackName: 'DEVICE',
		});
		expect((await harness.waha('GET', `${path}?limit=1`)).body).toEqual([message]);
		expect((await harness.waha('GET', `${path}/${full}`)).body).toEqual(message);
		expect((await harness.waha('GET', '/api/default/chats/overview?limit=1')).body).toEqual([
			expect.objectContaining({ id: HIDDEN, name: 'Shy Visitor', lastMessage: expect.any(Object) }),
		]);
	});

	test('WAHA filters messages by fromMe, and refuses a limit that is not a number', async () => {
		harness = await Harness.start();
		const path = `/api/default/chats/${ANNA_CUS}/messages`;
		expect((await harness.waha('GET', `${path}?filter.fromMe=true`)).body).toEqual([
			expect.objectContaining({ fromMe: true }),
		]);
		expect(await harness.waha('GET', `${path}?limit=x`)).toMatchObject({ status: 400 });
	});

	test.each([
		['', 4],
		['&limit=1', 1],
		['&search=blue', 1],
		['&startTime=2020-01-01', 4],
		['&startTime=1600000000', 0],
		['&isFromMe=true', 4],
	])('WARest answers the query "%s" with %d of 4 messages', async (query, count) => {
		harness = await Harness.start();
		const { body } = await harness.warest(
			'GET',
			`chats/491701112222/messages?sessionId=default${query}`,
		);
		expect(
			harness
				.chat()
				.messages.map(({ fromMe }) => fromMe)
				.sort(),
		).toEqual([...[false, false, false, true]]);
		expect(body).toMatchObject({ result: { data: { length: count } } });
	});

	test('WARest reads isFromMe from a JSON body', async () => {
		harness = await Harness.start();
		const { body } = await harness.warest('GET', 'chats/491701112222/messages', {
			sessionId: 'default',
			isFromMe: true,
		});
		expect(body).toMatchObject({ result: { pagination: { total: 1 } } });
	});

	test('WAHA without its store refuses to list chats', async () => {
		harness = await Harness.start({ wahaStore: false });
		expect(await harness.waha('GET', '/api/default/chats')).toMatchObject({ status: 400 });
	});

	test('WAHA answers 422 if the session is missing, unknown or stopped', async () => {
		harness = await Harness.start();
		expect(await harness.waha('GET', '/api/nosuch/chats')).toEqual({
			status: 422,
			body: { error: 'Session "nosuch" does not exist', session: 'nosuch' },
		});
		expect(await harness.waha('POST', '/api/sendText', { chatId: ANNA_CUS, text: 'x' })).toEqual({
			status: 422,
			body: { error: 'Session name is required' },
		});
		expect(await harness.waha('GET', '/api/spare/chats')).toMatchObject({
			status: 422,
			body: { status: 'STOPPED', expected: ['WORKING'] },
		});
	});
});
