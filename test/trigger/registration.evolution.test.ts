import { runNode } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';
import { Bench, type BenchOptions } from './bench';
import { evolutionHook, setEvolutionHook, type EvolutionHook } from './gateways';

const place = useSandbox();
const credential = (): ReturnType<typeof place.credential> => place.credential('evolution');

/** A separate session for each test. */
let session = '';
let count = 0;
beforeEach(() => {
	session = `shop${++count}`;
	place.sandbox.world
		.addSession(session)
		.scanQr({ phone: `49170000${2000 + count}`, lid: `8876655443${count}`, name: 'Shop' });
});

const bench = (options: Partial<BenchOptions> = {}): Bench => {
	const { parameters, ...rest } = options;
	return new Bench({
		credential: credential(),
		parameters: { session: byId(session), ...parameters },
		...rest,
	});
};

const hook = async (): Promise<EvolutionHook | null> => await evolutionHook(credential(), session);

/** The trigger to which it posts, without the ones to which that trigger passes on. */
const first = async (): Promise<string | undefined> => (await hook())?.url.split('?')[0];

/** A webhook of somebody else, with every setting. */
const THEIRS = {
	enabled: true,
	url: 'https://theirs.example/x?key=1',
	events: ['CALL', 'MESSAGES_UPSERT'],
	headers: { authorization: 'Bearer theirs' },
	byEvents: true,
	base64: true,
};
const theirs = {
	enabled: true,
	url: THEIRS.url,
	events: THEIRS.events,
	headers: THEIRS.headers,
	webhookByEvents: true,
	webhookBase64: true,
};

test('registers the webhook with its secret, in its own header and as jwt_key', async () => {
	const trigger = bench({ parameters: { events: ['message', 'ack'] } });
	expect(await trigger.activate()).toBe('registered');
	const stored = await hook();
	const secret = stored?.headers?.['x-webhook-secret'];
	expect(secret).toMatch(/^[0-9a-f]{64}$/);
	expect(stored).toMatchObject({
		enabled: true,
		url: expect.stringMatching(/\?seal=[\w-]+$/),
		events: ['MESSAGES_UPSERT', 'MESSAGES_UPDATE'],
		headers: { 'x-webhook-secret': secret, jwt_key: secret },
		webhookByEvents: false,
		webhookBase64: false,
	});
});

test('writes the same webhook again', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	expect(await trigger.activate('init')).toBe('registered');
	expect(await hook()).toEqual(stood);
});

test('registers additional events for own messages', async () => {
	const trigger = bench({
		parameters: { events: ['message', 'messageEdited'], filters: { ownMessages: true } },
	});
	await trigger.activate();
	expect((await hook())?.events).toEqual(
		expect.arrayContaining([
			'MESSAGES_UPSERT',
			'SEND_MESSAGE',
			'MESSAGES_EDITED',
			'SEND_MESSAGE_UPDATE',
		]),
	);
});

test('on deactivation switches the webhook off and removes its secret if there was none before', async () => {
	const trigger = bench();
	await trigger.activate();
	await trigger.deactivate();
	expect(await hook()).toMatchObject({ enabled: false, events: [], headers: {} });
});

test("keeps somebody else's webhook, and the error names its host", async () => {
	await setEvolutionHook(credential(), THEIRS, session);
	const trigger = bench();
	await expect(trigger.activate()).rejects.toMatchObject({
		message: `The session "${session}" on Evolution API sends its events to another address already (theirs.example)`,
		description: expect.stringMatching(/Replace Existing Webhook/),
	});
	// n8n removes what a failed activation may have left.
	await trigger.deactivate();
	expect(await hook()).toMatchObject(theirs);
});

test('replaces a webhook that is switched off, and puts it back', async () => {
	await setEvolutionHook(credential(), { ...THEIRS, enabled: false }, session);
	const trigger = bench();
	await trigger.activate();
	expect(await first()).toBe(trigger.url);
	await trigger.deactivate();
	expect(await hook()).toMatchObject({ ...theirs, enabled: false, events: [] });
});

test('Replace Existing Webhook replaces a webhook, and puts it back with all settings', async () => {
	await setEvolutionHook(credential(), THEIRS, session);
	const trigger = bench({ parameters: { options: { replaceWebhook: true } } });
	await trigger.activate();
	await trigger.activate('init');
	expect(await hook()).toMatchObject({
		url: expect.stringContaining(`${trigger.url}?`),
		webhookByEvents: false,
	});
	await trigger.deactivate();
	expect(await hook()).toMatchObject(theirs);
	await trigger.deactivate();
	expect(await hook()).toMatchObject(theirs);
});

test('keeps a webhook that has replaced its own', async () => {
	const trigger = bench();
	await trigger.activate();
	await setEvolutionHook(credential(), THEIRS, session);
	await trigger.deactivate();
	expect(await hook()).toMatchObject(theirs);
});

test('listening in the editor shares the webhook for a while', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	await trigger.listen();
	expect(await first()).toBe(trigger.url);
	expect(await hook()).toMatchObject({ headers: stood?.headers, events: stood?.events });
	expect((await hook())?.url).not.toBe(stood?.url);
	await trigger.stopListening();
	expect(await hook()).toEqual(stood);
	await trigger.deactivate();
	expect((await hook())?.enabled).toBe(false);
});

test('replaces the old address when n8n has a new one', async () => {
	const trigger = bench();
	await trigger.activate();
	trigger.baseUrl = 'https://n8n.example';
	await trigger.activate('init');
	expect(await first()).toBe(trigger.url);
	await trigger.deactivate();
	expect((await hook())?.enabled).toBe(false);
});

test('an unknown session is an error that names the existing ones', async () => {
	session = 'nowhere';
	const trigger = bench();
	await expect(trigger.activate()).rejects.toMatchObject({
		message: 'Evolution API has no session "nowhere"',
		description: expect.stringMatching(/This API key has: .*default/),
	});
	await trigger.deactivate();
});

test('refuses events that Evolution API never reports', async () => {
	const trigger = bench({ parameters: { events: ['message', 'groupUpdated'] } });
	await expect(trigger.activate()).rejects.toMatchObject({
		message: expect.stringMatching(/^Evolution API does not report: Group/),
		description: 'Take it out of Events.',
	});
});

describe('an old server', () => {
	const old = useSandbox({ evolutionVersion: '2.2.3' });

	test('gets only events that it knows, and no jwt_key', async () => {
		const given = old.credential('evolution');
		const trigger = new Bench({
			credential: given,
			parameters: { events: ['messageEdited'], filters: { ownMessages: true } },
		});
		await trigger.activate();
		const stored = await evolutionHook(given);
		expect(stored?.events).toEqual(['MESSAGES_EDITED']);
		expect(Object.keys(stored?.headers ?? {})).toEqual(['x-webhook-secret']);
	});
});

test('Session > Update changes only the address of the webhook', async () => {
	await setEvolutionHook(credential(), THEIRS, session);
	const { error } = await runNode({
		credential: credential(),
		parameters: {
			resource: 'session',
			operation: 'update',
			session: byId(session),
			options: { webhookUrl: 'https://ours.example/y' },
		},
	});
	expect(error).toBeUndefined();
	expect(await hook()).toMatchObject({ ...theirs, url: 'https://ours.example/y' });
});
