import { runNode } from '../support/engine';
import { testCredential } from '../support/credentialTest';
import { byId, useSandbox } from '../support/sandbox';

const OK = { status: 'OK', message: 'Connection successful!' };

describe('the current Evolution API', () => {
	const box = useSandbox();

	test('accepts the token of one instance', async () => {
		const { baseUrl } = box.credential('evolution');
		const apiKey = box.sandbox.evolution.tokenOf('default');
		expect(await testCredential({ gateway: 'evolution', baseUrl, apiKey })).toEqual(OK);
	});

	test('accepts the address of its manager', async () => {
		const { apiKey, baseUrl, gateway } = box.credential('evolution');
		expect(await testCredential({ gateway, baseUrl: `${baseUrl}/manager/`, apiKey })).toEqual(OK);
	});

	test.each([
		['session', 'getMany', {}],
		['session', 'get', { session: byId('default') }],
		['session', 'create', { sessionName: 'made-for-secrets' }],
	])('%s > %s shows no token, even with Simplify off', async (resource, operation, more) => {
		const { error, items } = await runNode({
			credential: box.credential('evolution'),
			parameters: { resource, operation, simplify: false, returnAll: true, ...more },
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const { name } of box.sandbox.world.sessions())
			expect(JSON.stringify(items)).not.toContain(box.sandbox.evolution.tokenOf(name));
	});
});

describe('Evolution API 1', () => {
	const box = useSandbox({ evolutionVersion: '1.8.7' });

	test('is recognised and refused by the credential test', async () => {
		const { message, status } = await testCredential(box.credential('evolution'));
		expect(status).toBe('Error');
		expect(message).toBe(
			'This is Evolution API 1.8.7, which speaks in another way than version 2. Update it to 2.2.3 or newer, best to 2.3.7.',
		);
	});

	test('is reported by Check Setup', async () => {
		const { items } = await runNode({
			credential: box.credential('evolution'),
			parameters: { resource: 'server', operation: 'checkSetup' },
		});
		expect(items[0]?.json).toMatchObject({
			ok: false,
			nextStep: expect.stringMatching(/^Update it/),
			checks: { gateway: { ok: false, seen: expect.stringMatching(/1\.8\.7/) } },
		});
	});
});

describe('an Evolution API 2.4 that was never activated', () => {
	const box = useSandbox({ evolutionVersion: '2.4.0', evolutionActivated: false });
	const SAYS = 'This Evolution API was never activated, and does nothing before that';

	test('is reported by the credential test', async () => {
		const { message } = await testCredential(box.credential('evolution'));
		expect(message).toMatch(new RegExp(`^${SAYS}`));
	});

	test.each([
		['a list', { resource: 'session', operation: 'getMany' }],
		[
			'a send',
			{ resource: 'message', operation: 'sendText', chatId: byId('491701112222'), text: 'Hi' },
		],
	])('%s sends one request and fails with the reason', async (_, parameters) => {
		const before = box.sandbox.requests.length;
		const { error } = await runNode({
			credential: box.credential('evolution'),
			parameters: { session: byId('default'), ...parameters },
		});
		expect(error?.message).toBe(SAYS);
		expect(error?.context?.outcome).toBe('notSent');
		expect(box.sandbox.requests.slice(before)).toHaveLength(1);
	});
});
