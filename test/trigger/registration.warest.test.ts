import { runNode } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';
import { Bench, type BenchOptions } from './bench';
import { firstOf, warestHook } from './gateways';

const place = useSandbox();
const credential = (): ReturnType<typeof place.credential> => place.credential('warest');

/** A separate session for each test, because WARest never quite forgets a webhook. */
let session = '';
let count = 0;
beforeEach(() => {
	session = `shop${++count}`;
	place.sandbox.world
		.addSession(session)
		.scanQr({ phone: `49170000${1000 + count}`, lid: `9988776655${count}`, name: 'Shop' });
});

const bench = (options: Partial<BenchOptions> = {}): Bench => {
	const { parameters, ...rest } = options;
	return new Bench({
		credential: credential(),
		parameters: { session: byId(session), ...parameters },
		...rest,
	});
};

const hook = async (): ReturnType<typeof warestHook> => await warestHook(credential(), {}, session);

const THEIRS = { webhookUrl: 'https://theirs.example/x?key=1', webhookSecret: 'their secret' };

/** Where events go now, whatever the API shows. */
const deliveredTo = (): string => {
	const { requests } = place.sandbox;
	const writes = requests.filter(
		({ url, body }) =>
			url === `/api/v1/session/${session}/config` &&
			typeof body === 'object' &&
			body !== null &&
			'webhookUrl' in body,
	);
	const last = writes.at(-1)?.body;
	return typeof last === 'object' && last !== null && 'webhookUrl' in last
		? String(last.webhookUrl)
		: '';
};

test('registers the webhook with its secret', async () => {
	const trigger = bench();
	expect(await trigger.activate()).toBe('registered');
	expect(await hook()).toEqual({
		webhookUrl: expect.stringMatching(/\?seal=[\w-]{22}$/),
		webhookSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
	});
	expect(firstOf(await hook())).toBe(trigger.url);
});

test('writes the webhook again at every activation, because WARest may have forgotten it', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	expect(await trigger.activate('init')).toBe('registered');
	expect(await hook()).toEqual(stood);
});

test('empties the webhook on deactivation if there was none before', async () => {
	const trigger = bench();
	await trigger.activate();
	await trigger.deactivate();
	expect(deliveredTo()).toBe('');
});

test("keeps somebody else's webhook, and the error names its host", async () => {
	await warestHook(credential(), THEIRS, session);
	const trigger = bench();
	const failed = trigger.activate();
	await expect(failed).rejects.toMatchObject({
		message: `The session "${session}" on WARest sends its events to another address already (theirs.example)`,
		description: expect.stringMatching(/Replace Existing Webhook/),
	});
	// n8n removes what a failed activation may have left.
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
});

test('Replace Existing Webhook replaces a webhook, and puts it back', async () => {
	await warestHook(credential(), THEIRS, session);
	const trigger = bench({ parameters: { options: { replaceWebhook: true } } });
	await trigger.activate();
	await trigger.activate('init');
	expect(firstOf(await hook())).toBe(trigger.url);
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
});

test('puts the replaced webhook back even after WARest forgot the one of the trigger', async () => {
	await warestHook(credential(), THEIRS, session);
	const trigger = bench({ parameters: { options: { replaceWebhook: true } } });
	await trigger.activate();
	await warestHook(credential(), { webhookUrl: '', webhookSecret: 'whatever' }, session);
	await trigger.activate('init');
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
});

test('puts the replaced webhook back even if n8n saved nothing', async () => {
	await warestHook(credential(), THEIRS, session);
	const trigger = bench({ parameters: { options: { replaceWebhook: true } } });
	await trigger.activate();
	trigger.saved = {};
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
});

test('keeps a webhook that has replaced its own', async () => {
	const trigger = bench();
	await trigger.activate();
	await warestHook(credential(), THEIRS, session);
	await trigger.deactivate();
	expect(await hook()).toEqual(THEIRS);
});

test('listening in the editor shares the webhook for a while', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	await trigger.listen();
	expect(firstOf(await hook())).toBe(trigger.url);
	expect((await hook()).webhookUrl).toContain(new URL(trigger.testUrl).pathname.slice(0, -8));
	await trigger.stopListening();
	expect(await hook()).toEqual(stood);
	await trigger.deactivate();
	expect(deliveredTo()).toBe('');
});

test('a workflow that is activated while it listens keeps the webhook', async () => {
	const trigger = bench();
	await trigger.listen();
	await trigger.activate();
	await trigger.stopListening();
	expect(firstOf(await hook())).toBe(trigger.url);
	await trigger.deactivate();
	expect(deliveredTo()).toBe('');
});

test("treats the webhook of the same workflow in another n8n as somebody else's", async () => {
	const first = bench();
	await first.activate();
	const second = bench();
	second.baseUrl = 'https://staging.example';
	await expect(second.activate()).rejects.toThrow(/to another address already/);
});

test('replaces the old address when n8n has a new one', async () => {
	const trigger = bench();
	await trigger.activate();
	trigger.baseUrl = 'https://n8n.example';
	await trigger.activate('init');
	expect(firstOf(await hook())).toBe(trigger.url);
	await trigger.deactivate();
	expect(deliveredTo()).toBe('');
});

test('Session > Restart writes the webhook again, because the reconnect made WARest forget it', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	const before = place.sandbox.requests.length;
	const { error } = await runNode({
		credential: credential(),
		parameters: { resource: 'session', operation: 'restart', session: byId(session) },
	});
	expect(error).toBeUndefined();
	expect(place.sandbox.requests.slice(before).map(({ url, body }) => [url, body])).toContainEqual([
		`/api/v1/session/${session}/config`,
		stood,
	]);
});

test('an unknown session is an error that names the existing ones', async () => {
	session = 'nowhere';
	const trigger = bench();
	await expect(trigger.activate()).rejects.toMatchObject({
		message: 'WARest has no session "nowhere"',
		description: expect.stringMatching(/This API key has: .*default/),
	});
	await trigger.deactivate();
});

test('refuses events that WARest never reports', async () => {
	const trigger = bench({ parameters: { events: ['message', 'ack', 'label'] } });
	await expect(trigger.activate()).rejects.toMatchObject({
		message: 'WARest does not report: Message Acknowledged, Label Changed',
		description: 'Take it out of Events.',
	});
});

test('reports a gateway that is down', async () => {
	const trigger = bench();
	await place.sandbox.setDown('warest', true);
	try {
		await expect(trigger.activate('init')).rejects.toThrow(/WARest at .* cannot be reached/);
	} finally {
		await place.sandbox.setDown('warest', false);
	}
});
