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

test('our webhook comes with its secret, in a header of ours and as the key of the token', async () => {
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

test('what stands there is written again as it was', async () => {
	const trigger = bench();
	await trigger.activate();
	const stood = await hook();
	expect(await trigger.activate('init')).toBe('registered');
	expect(await hook()).toEqual(stood);
});

test('own messages come under a name of their own', async () => {
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

test('without one before, it is switched off at the end, and keeps no secret', async () => {
	const trigger = bench();
	await trigger.activate();
	await trigger.deactivate();
	expect(await hook()).toMatchObject({ enabled: false, events: [], headers: {} });
});

test("somebody else's webhook stays, and its host is told", async () => {
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

test('one that is switched off is in nobody’s way, and is put back', async () => {
	await setEvolutionHook(credential(), { ...THEIRS, enabled: false }, session);
	const trigger = bench();
	await trigger.activate();
	expect(await first()).toBe(trigger.url);
	await trigger.deactivate();
	expect(await hook()).toMatchObject({ ...theirs, enabled: false, events: [] });
});

test('Replace Existing Webhook takes its place and puts all of it back', async () => {
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

test('who took our place keeps it', async () => {
	const trigger = bench();
	await trigger.activate();
	await setEvolutionHook(credential(), THEIRS, session);
	await trigger.deactivate();
	expect(await hook()).toMatchObject(theirs);
});

test('listening in the editor shares the webhook for a moment', async () => {
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

test('when n8n moves to another address, the new one takes the place of the old', async () => {
	const trigger = bench();
	await trigger.activate();
	trigger.baseUrl = 'https://n8n.example';
	await trigger.activate('init');
	expect(await first()).toBe(trigger.url);
	await trigger.deactivate();
	expect((await hook())?.enabled).toBe(false);
});

test('an unknown session is told with those there are', async () => {
	session = 'nowhere';
	const trigger = bench();
	await expect(trigger.activate()).rejects.toMatchObject({
		message: 'Evolution API has no session "nowhere"',
		description: expect.stringMatching(/This API key has: .*default/),
	});
	await trigger.deactivate();
});

test('events that Evolution API never reports are refused', async () => {
	const trigger = bench({ parameters: { events: ['message', 'groupUpdated'] } });
	await expect(trigger.activate()).rejects.toMatchObject({
		message: expect.stringMatching(/^Evolution API does not report: Group/),
		description: 'Take it out of Events.',
	});
});

describe('an old server', () => {
	const old = useSandbox({ evolutionVersion: '2.2.3' });

	test('is asked for what it knows, and never given the key of a token', async () => {
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

test('Session > Update changes the address and nothing else', async () => {
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
