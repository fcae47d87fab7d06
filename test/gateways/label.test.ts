import { answer, dryRun, type DryRun, type Parameters } from '../support/dryRun';

const SERVER_LABEL = { id: '3', name: 'Paid', color: 1, colorHex: '#64c4ff' };
const LABEL = { session: 'default', labelId: '3', name: 'Paid', color: 1, colorHex: '#64c4ff' };
const CHAT = '491701234567@c.us';

const run = async (
	operation: string,
	parameters: Parameters,
	...answers: Array<ReturnType<typeof answer>>
): Promise<DryRun> =>
	await dryRun(
		'waha',
		['label', operation],
		parameters,
		answers.length > 0 ? answers : [answer({})],
	);

const lines = ({ requests }: DryRun): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
const bodies = ({ requests }: DryRun): unknown[] => requests.map(({ body }) => body);
const items = ({ outputs }: DryRun): unknown[] => outputs.map(({ json }) => json);

test.each([
	[{ color: '13' }, { color: 13 }],
	[{ color: 0 }, { color: 0 }],
	[{}, { color: 1 }],
	[{ colorBy: 'hex', colorHex: '#FF9485' }, { colorHex: '#ff9485' }],
])('create sends %j as exactly one of color and colorHex', async (parameters, color) => {
	const done = await run('create', { name: 'Paid', ...parameters }, answer(SERVER_LABEL, 201));
	expect(lines(done)).toEqual(['POST /api/default/labels']);
	expect(bodies(done)).toEqual([{ name: 'Paid', ...color }]);
	expect(items(done)).toEqual([LABEL]);
});

test.each([
	[{ color: '20' }, 'Color must be one of'],
	[{ colorBy: 'hex', colorHex: 'red' }, 'Hex Code is no color'],
	[{ name: ' ' }, 'Name is empty'],
])('create refuses %j', async (parameters, message) => {
	await expect(run('create', { name: 'Paid', ...parameters })).rejects.toThrow(message);
});

test('update sends name and color', async () => {
	const done = await run('update', { labelId: '3', name: 'Paid' }, answer(SERVER_LABEL));
	expect(lines(done)).toEqual(['PUT /api/default/labels/3']);
	expect(bodies(done)).toEqual([{ name: 'Paid', color: 1 }]);
	expect(items(done)).toEqual([LABEL]);
});

const taken = (id: string): ReturnType<typeof answer> =>
	answer(
		{
			statusCode: 422,
			message: `Label with 'Paid' already exists, id: ${id}`,
			error: 'Unprocessable Entity',
		},
		422,
	);

test('update explains why a color alone cannot be changed', async () => {
	await expect(run('update', { labelId: '3', name: 'Paid' }, taken('3'))).rejects.toMatchObject({
		message: 'WAHA changes the color of a label only together with its name',
		hint: expect.stringContaining('another name'),
	});
	await expect(run('update', { labelId: '3', name: 'Paid' }, taken('4'))).rejects.toThrow(
		"WAHA said: Label with 'Paid' already exists, id: 4",
	);
});

test('delete returns the ID of the label', async () => {
	const done = await run('delete', { labelId: '3' }, answer({ result: true }));
	expect(lines(done)).toEqual(['DELETE /api/default/labels/3']);
	expect(items(done)).toEqual([{ success: true, session: 'default', labelId: '3' }]);
});

test.each(['', 'chats', '../3', '3%2f4'])('refuses %j as a label ID', async (labelId) => {
	await expect(run('delete', { labelId })).rejects.toThrow(/label/i);
});

test.each([
	['getMany', {}, 'GET /api/default/labels'],
	[
		'getForChat',
		{ chatId: '+49 170 1234567' },
		'GET /api/default/labels/chats/491701234567%40c.us',
	],
])('%s returns labels up to the limit', async (operation, parameters, line) => {
	const list = answer([SERVER_LABEL, { ...SERVER_LABEL, id: '4' }]);
	const done = await run(operation, { ...parameters, limit: 1 }, list);
	expect(lines(done)).toEqual([line]);
	expect(items(done)).toEqual([LABEL]);
	expect((await run(operation, { ...parameters, returnAll: true }, list)).outputs).toHaveLength(2);
});

test('getChats returns chats up to the limit', async () => {
	const list = answer([
		{ id: '491701234567@s.whatsapp.net', name: 'Ada', conversationTimestamp: 1700000000 },
		{ id: { _serialized: '120363000000000001@g.us' }, name: 'Team' },
	]);
	const done = await run('getChats', { labelId: '3' }, list);
	expect(lines(done)).toEqual(['GET /api/default/labels/3/chats']);
	expect(items(done)).toEqual([
		expect.objectContaining({
			session: 'default',
			chatId: CHAT,
			name: 'Ada',
			isGroup: false,
			timestamp: '2023-11-14T22:13:20.000Z',
		}),
		expect.objectContaining({ chatId: '120363000000000001@g.us', isGroup: true }),
	]);
	expect((await run('getChats', { labelId: '3', limit: 1 }, list)).outputs).toHaveLength(1);
});

test.each([
	['1, 3', ['1', '3']],
	[
		[1, '3', 3],
		['1', '3'],
	],
	['7', ['7']],
])('setForChat replaces the labels with %j', async (labels, ids) => {
	const done = await run('setForChat', { chatId: CHAT, labels });
	expect(lines(done)).toEqual(['PUT /api/default/labels/chats/491701234567%40c.us']);
	expect(bodies(done)).toEqual([{ labels: ids.map((id) => ({ id })) }]);
	expect(done.requests[0]).toMatchObject({
		effect: 'repeatable',
		lane: { session: 'default', chat: CHAT },
	});
	expect(items(done)).toEqual([{ success: true, session: 'default', chatId: CHAT, labelIds: ids }]);
});

test('setForChat removes all labels only with Remove All Labels', async () => {
	await expect(run('setForChat', { chatId: CHAT, labels: '' })).rejects.toThrow('Labels is empty');
	const done = await run('setForChat', { chatId: CHAT, removeAllLabels: true });
	expect(bodies(done)).toEqual([{ labels: [] }]);
});

test('WARest refuses create and says what to use instead', async () => {
	await expect(dryRun('warest', ['label', 'create'], { name: 'x' })).rejects.toMatchObject({
		message: 'WARest does not have the operation Label > Create',
		hint: expect.stringContaining('data table'),
	});
});
