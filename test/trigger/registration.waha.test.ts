import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import type { RecordedRequest } from '../../sandbox';
import { byId, useSandbox } from '../support/sandbox';
import { Bench, restarted, type BenchOptions } from './bench';
import { setWahaConfig, wahaConfig, wahaHooks } from './gateways';

const older = useSandbox({ wahaVersion: '2025.2.5' });
const newer = useSandbox({ wahaVersion: '2026.7.1' });
// Its version number is newer than the newest one known to lack some events, but its list of events is not.
const between = useSandbox({ wahaVersion: '2025.6.6' });
const oldest = useSandbox({ wahaVersion: '2024.10.8' });

const OTHERS = {
	metadata: { 'user.id': '123' },
	debug: false,
	webhooks: [
		{ url: 'http://one.example/hook', events: ['session.status', 'message.any'] },
		{
			url: 'https://two.example/x?y=z',
			events: [],
			hmac: { key: 'their key' },
			retries: { policy: 'linear', delaySeconds: 1, attempts: 3 },
			customHeaders: [{ name: 'X-Mine', value: 'secret' }],
		},
	],
};

const bench = (options: Partial<BenchOptions> = {}): Bench =>
	new Bench({ credential: newer.credential('waha'), ...options });

const credential = (): ReturnType<typeof newer.credential> => newer.credential('waha');

/** Requests that change something, sent while `work` was done. */
async function changesOf(
	work: () => Promise<unknown>,
	requests: () => readonly RecordedRequest[] = () => newer.sandbox.requests,
): Promise<string[]> {
	const before = requests().length;
	await work();
	return requests()
		.slice(before)
		.filter(({ method }) => method !== 'GET')
		.map(({ method, url }) => `${method} ${url}`);
}

beforeEach(async () => {
	await setWahaConfig(credential(), null);
});

test.each([
	['no configuration', null],
	['an empty one', {}],
	['an empty list', { webhooks: [] }],
	['no list', { metadata: { a: 'b' }, noweb: { markOnline: true } }],
	['the webhooks of others', OTHERS],
])('with %s: adds its webhook, and later removes it without a trace', async (_, before) => {
	await setWahaConfig(credential(), before);
	const stood = await wahaConfig(credential());
	const trigger = bench();
	expect(await trigger.activate()).toBe('registered');
	const { webhooks = [], ...rest } = (await wahaConfig(credential())) ?? {};
	const { webhooks: others = [], ...otherRest } = stood ?? {};
	expect(rest).toEqual(otherRest);
	expect(webhooks.slice(0, -1)).toEqual(others);
	expect(webhooks.at(-1)).toEqual({
		url: trigger.url,
		events: ['message'],
		hmac: { key: expect.stringMatching(/^[0-9a-f]{64}$/) },
		retries: { policy: 'exponential', delaySeconds: 2, attempts: 9 },
	});
	await trigger.deactivate();
	expect(await wahaConfig(credential())).toEqual(stood);
});

test('sends nothing if nothing would change', async () => {
	await setWahaConfig(credential(), OTHERS);
	const trigger = bench();
	expect(await changesOf(async () => await trigger.activate())).toEqual([
		'PUT /api/sessions/default',
	]);
	expect(
		await changesOf(async () => {
			expect(await trigger.activate('init')).toBe('was there');
			expect(await trigger.activate('update')).toBe('was there');
		}),
	).toEqual([]);
	const once = await changesOf(async () => await trigger.deactivate());
	expect(once).toEqual(['PUT /api/sessions/default']);
	expect(await changesOf(async () => await trigger.deactivate())).toEqual([]);
});

test('keeps what a person has changed in its webhook', async () => {
	const trigger = bench();
	await trigger.activate();
	const [hook] = await wahaHooks(credential());
	const tuned = {
		...hook,
		retries: { policy: 'constant', delaySeconds: 1, attempts: 2 },
		customHeaders: [{ name: 'X-Way', value: 'proxy' }],
	};
	await setWahaConfig(credential(), { webhooks: [tuned] });
	expect(await trigger.activate('init')).toBe('was there');
	trigger.parameters = { events: ['message', 'reaction'] };
	expect(await trigger.activate('update')).toBe('registered');
	expect(await wahaHooks(credential())).toEqual([
		{ ...tuned, events: ['message', 'message.reaction'] },
	]);
});

test.each([
	['another key', { hmac: { key: 'another' } }],
	['no key', { hmac: undefined }],
	['fewer events', { events: [] }],
	['other events', { events: ['message.any'] }],
])('repairs its webhook with %s in place', async (_, change) => {
	await setWahaConfig(credential(), { webhooks: OTHERS.webhooks.slice(0, 1) });
	const trigger = bench();
	await trigger.activate();
	const [first, ours] = await wahaHooks(credential());
	const broken = { ...ours, ...change };
	await setWahaConfig(credential(), { webhooks: [first, broken, OTHERS.webhooks[1]] });
	expect(await trigger.activate('init')).toBe('registered');
	expect(await wahaHooks(credential())).toEqual([first, ours, OTHERS.webhooks[1]]);
});

test('restores a lost webhook at the next start of n8n, with the same secret', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await wahaConfig(credential());
	await setWahaConfig(credential(), {});
	expect(await trigger.activate('init')).toBe('registered');
	expect(await wahaConfig(credential())).toEqual(stood);
});

test('replaces the old address when n8n has a new one', async () => {
	const trigger = bench();
	await trigger.activate();
	trigger.baseUrl = 'https://n8n.example';
	expect(await trigger.activate('init')).toBe('registered');
	expect((await wahaHooks(credential())).map(({ url }) => url)).toEqual([trigger.url]);
});

test.each(['n8n:5678', 'n8n.example', '"http://n8n:5678"', ''])(
	'refuses an invalid address of n8n, and registers nothing: %p',
	async (baseUrl) => {
		const trigger = bench();
		trigger.baseUrl = baseUrl;
		const changes = await changesOf(async () => {
			await expect(trigger.activate()).rejects.toThrow(/which is no web address$/);
			await trigger.deactivate();
		});
		expect(changes).toEqual([]);
	},
);

test('listening in the editor adds a second webhook beside the active one', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await wahaConfig(credential());
	await trigger.listen();
	const hooks = await wahaHooks(credential());
	expect(hooks.map(({ url }) => url)).toEqual([trigger.url, trigger.testUrl]);
	expect(hooks[0]?.hmac?.key).not.toBe(hooks[1]?.hmac?.key);
	await trigger.stopListening();
	expect(await wahaConfig(credential())).toEqual(stood);
});

test("workflows activated at the same time keep each other's webhooks", async () => {
	const triggers = ['a', 'b', 'c', 'd', 'e'].map((webhookId) => bench({ webhookId }));
	await Promise.all(triggers.map(async (trigger) => await trigger.activate('init')));
	expect((await wahaHooks(credential())).map(({ url }) => url).sort()).toEqual(
		triggers.map(({ url }) => url),
	);
	await Promise.all(triggers.map(async (trigger) => await trigger.deactivate()));
	expect(await wahaConfig(credential())).toEqual({ webhooks: [] });
});

test('removes the webhook of an edited workflow from the session where it was registered', async () => {
	const trigger = bench();
	await trigger.activate();
	trigger.parameters = { session: byId('support') };
	await trigger.deactivate();
	expect(await wahaHooks(credential())).toEqual([]);
});

test.each([
	['2025.2.5', older, 25],
	['2026.7.1', newer, 29],
])('of all events registers those that WAHA %s knows', async (_, { credential: of }, count) => {
	const trigger = bench({ credential: of('waha'), parameters: { events: [...PORTABLE_EVENTS] } });
	await trigger.activate();
	const [hook] = await wahaHooks(trigger.credential);
	// All but message.any, which also has the account's own messages.
	expect(hook?.events).toHaveLength(count);
	expect(hook?.events.includes('message.edited')).toBe(count === 29);
	expect(hook?.events).not.toContain('group.v2.participants.join-request');
	expect(await trigger.activate('init')).toBe('was there');
	await trigger.deactivate();
});

test('leaves out events that the server refuses despite its version, and remembers them', async () => {
	const place = between.credential('waha');
	const parameters = { events: ['message', 'messageEdited', 'eventResponse'] };
	const trigger = bench({ credential: place, parameters });
	const { requests } = between.sandbox;
	const puts = (): unknown[] =>
		requests.filter(({ method }) => method === 'PUT').map(({ status }) => status);
	await trigger.activate();
	expect(puts()).toEqual([400, 200]);
	expect((await wahaHooks(place))[0]?.events).toEqual(['message', 'message.edited']);
	expect(await trigger.activate('init')).toBe('was there');
	// Without its memory it tries again, and changes nothing.
	trigger.saved = { 'node:Trigger': { secret: (await wahaHooks(place))[0]?.hmac?.key } };
	trigger.type = restarted();
	expect(await trigger.activate('init')).toBe('registered');
	expect(puts()).toEqual([400, 200, 400]);
	trigger.parameters = { events: ['eventResponse'] };
	await expect(trigger.activate('update')).rejects.toThrow(/reports none of the chosen events/);
});

test.each([
	[{ events: ['message'] }, ['message']],
	[{ events: ['message'], filters: { ownMessages: true } }, ['message.any']],
	[{ events: ['callback', 'message'] }, ['message']],
	[{ events: ['ack'] }, ['message.ack', 'message.ack.group']],
	[{ events: ['other'] }, ['engine.event', 'state.change', 'group.join', 'group.leave']],
])('with %j registers %j', async (parameters, events) => {
	const trigger = bench({ parameters });
	await trigger.activate();
	expect((await wahaHooks(credential()))[0]?.events).toEqual(events);
});

test.each([
	[
		'an unknown session',
		{ session: byId('sales') },
		/WAHA has no session "sales"/,
		/This API key has: default, support, spare/,
	],
	[
		'events that this version lacks',
		{ events: ['groupJoinRequest'] },
		/This WAHA \(2026\.7\.1\) reports none of the chosen events/,
		/Update WAHA/,
	],
	['no events', { events: [] }, /No events are chosen/, /at least one/],
	[
		'a pattern that is none',
		{ filters: { textPattern: '(' } },
		/Text Pattern "\(" is no regular expression/,
		/\^order/,
	],
	[
		'a dangerous pattern',
		{ filters: { textPattern: '^(a+)+$' } },
		/could take forever/,
		/Do not repeat a group/,
	],
	[
		'a chat that is none',
		{ filters: { chatsAllowed: 'Anna' } },
		/"Anna" is no phone number and no chat id/,
		/country code/,
	],
	['a short secret', { options: { secret: '12345' } }, /at least 6 characters/, /Leave it out/],
	[
		'manual registration without a secret',
		{ registration: 'manual' },
		/needs a secret/,
		/Accept Unsigned/,
	],
])('%s is refused at activation, and nothing is changed', async (_, parameters, message, hint) => {
	const trigger = bench({ parameters });
	const changes = await changesOf(async () => {
		await expect(trigger.activate()).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(hint),
		});
		// n8n removes what a failed activation may have left.
		await trigger.deactivate();
	});
	expect(changes).toEqual([]);
});

test('reports a gateway that is down, and registers at the next attempt', async () => {
	const trigger = bench();
	await newer.sandbox.setDown('waha', true);
	try {
		await expect(trigger.activate('init')).rejects.toThrow(/WAHA at .* cannot be reached/);
	} finally {
		await newer.sandbox.setDown('waha', false);
	}
	expect(await trigger.activate('init')).toBe('registered');
});

test('refuses a server that does not sign, unless Accept Unsigned is on', async () => {
	const trigger = bench({ credential: oldest.credential('waha') });
	await expect(trigger.activate()).rejects.toThrow(
		/This WAHA \(2024\.10\.8\) does not sign what it sends/,
	);
	expect(await wahaConfig(trigger.credential)).toBeNull();
	trigger.parameters = { options: { acceptUnsigned: true } };
	expect(await trigger.activate()).toBe('registered');
	expect(await trigger.activate('init')).toBe('was there');
	await trigger.deactivate();
	expect(await wahaConfig(trigger.credential)).toBeNull();
});

test('manual registration sends nothing to the gateway', async () => {
	const trigger = bench({
		parameters: { registration: 'manual', options: { secret: 'a secret of mine' } },
	});
	const { requests } = newer.sandbox;
	const before = requests.length;
	expect(await trigger.activate()).toBe('was there');
	await trigger.deactivate();
	expect(requests.length).toBe(before);
});

test('uses the given secret, without spaces around it', async () => {
	const trigger = bench({ parameters: { options: { secret: '  my own secret ' } } });
	await trigger.activate();
	expect((await wahaHooks(credential()))[0]?.hmac).toEqual({ key: 'my own secret' });
});
