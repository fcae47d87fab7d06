import { runNode } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';

describe('a WAHA of 2024', () => {
	const box = useSandbox({ wahaVersion: '2024.10.8', wahaEngine: 'NOWEB' });
	const run = async (resource: string, operation: string, parameters: object = {}) =>
		await runNode({
			credential: box.credential('waha'),
			parameters: { resource, operation, session: byId('default'), ...parameters },
		});
	const TEXT = { text: 'Open on Sunday', backgroundColor: '#000000', font: 0 };
	const contacts = { options: { contacts: '491701112222' } };

	test.each([
		['sendText', TEXT],
		['delete', { messageId: 'true_status@broadcast_AAA' }],
	])('Status > %s requires the option Contacts', async (operation, parameters) => {
		const { error } = await run('status', operation, parameters);
		expect(error?.message).toBe('This WAHA must be told who sees a status');
		expect(error?.description).toContain('Add the option Contacts');
		expect(error?.context?.outcome).toBe('notSent');
		const told = await run('status', operation, { ...parameters, ...contacts });
		expect(told.error).toBeUndefined();
		expect(told.items).toHaveLength(1);
	});

	test('an operation that the engine lacks gets the same error as on newer servers', async () => {
		const { error } = await run('contact', 'block', { contactId: byId('491701112222') });
		expect(error?.message).toMatch(
			/^The engine of this WAHA session cannot do this: The method is not implemented by /,
		);
		expect(error?.description).toContain('another engine');
		expect(error?.context?.outcome).toBe('notSent');
	});
});

describe('a current WAHA', () => {
	const box = useSandbox();
	const run = async (resource: string, operation: string, parameters: object) =>
		await runNode({
			credential: box.credential('waha'),
			parameters: { resource, operation, session: byId('default'), ...parameters },
		});

	test('searches channels by view without filters', async () => {
		for (const options of [{}, { countries: '' }, { countries: [], categories: [] }]) {
			const found = await run('channel', 'searchByView', { view: byId('NEW'), options });
			expect(found.error).toBeUndefined();
			expect(found.items.map(({ json }) => json.name)).toEqual(['Mountain Trails']);
		}
	});

	test.each([
		['contact', 'contactId'],
		['group', 'chatId'],
	])('Sort Order alone sorts the list of Get Many: %s', async (resource, name) => {
		const list = async (options: object): Promise<unknown[]> =>
			(await run(resource, 'getMany', { returnAll: true, options })).items.map(
				({ json }) => json[name],
			);
		const up = await list({ sortOrder: 'asc' });
		const down = await list({ sortOrder: 'desc' });
		expect(up.length).toBeGreaterThan(1);
		expect(down).toEqual([...up].reverse());
		expect(await list({ sortBy: 'id', sortOrder: 'asc' })).toEqual(up);
	});
});

describe('an unavailable session of WARest', () => {
	const box = useSandbox();
	beforeAll(() => box.sandbox.world.addSession('still').become('stopped'));
	const run = async (parameters: object) =>
		await runNode({
			credential: box.credential('warest'),
			parameters: { session: byId('still'), ...parameters },
		});

	test.each([
		[
			'a message',
			{ resource: 'message', operation: 'sendText', chatId: byId('491701112222'), text: 'hi' },
			'The session "still" on WARest is not ready: its status is stopped',
		],
		[
			'a group',
			{ resource: 'group', operation: 'getMany' },
			'The session on WARest is not ready: it is stopped, or its phone is not linked',
		],
	])('is to be started if it is stopped, not linked again: %s', async (_, parameters, message) => {
		const { error } = await run(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Start it with Session > Start.');
		expect(error?.context?.outcome).toBe('notSent');
	});

	test('is to be linked if it waits for a phone', async () => {
		const { error } = await runNode({
			credential: box.credential('warest'),
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('support'),
				chatId: byId('491701112222'),
				text: 'hi',
			},
		});
		expect(error?.description).toContain('Session > Get QR Code');
		expect(error?.description).not.toContain('Session > Start');
	});
});
