import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { useSandbox } from '../support/sandbox';
import { Bench, byWaha, byWarest, unsigned, type Posted } from './bench';
import { bodyOf, message } from './scripted';

jest.mock('../../nodes/WhatsApp/gateways/waha/webhooks/events', () =>
	jest.requireActual('./scripted'),
);
jest.mock('../../nodes/WhatsApp/gateways/warest/webhooks/events', () =>
	jest.requireActual('./scripted'),
);

const place = useSandbox();
const fake = useFakeGateway();
const moved = useFakeGateway();
const SECRET = 'a secret of mine';
const MINUTE = 60_000;

type Name = 'waha' | 'warest';
const SIGN = { waha: byWaha, warest: byWarest };

let benches = 0;
const bench = (name: Name, parameters = {}): Bench =>
	new Bench({
		credential: { gateway: name, baseUrl: fake.url, apiKey: 'key' },
		parameters: { registration: 'manual', options: { secret: SECRET }, ...parameters },
		webhookId: `trigger ${++benches}`,
	});

const post = (name: Name, fields: JsonObject = {}, secret = SECRET): Posted =>
	SIGN[name](bodyOf(message(fields)), secret);

/** A person whose hidden id nobody has looked up yet. */
const stranger = (): JsonObject => ({ senderLid: null, senderPhone: `4917000${++people}` });
let people = 0;

const later = (milliseconds: number): void => {
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + milliseconds);
};

beforeEach(() => {
	fake.seen.length = 0;
	moved.seen.length = 0;
	fake.answer = answering(200, 'application/json', '{}');
	moved.answer = fake.answer;
});
afterEach(() => jest.restoreAllMocks());

describe.each(['waha', 'warest'] as const)('%s', (name) => {
	test('a registered trigger reads no credential for a delivery', async () => {
		const trigger = new Bench({
			credential: place.credential(name),
			parameters: { options: { secret: SECRET, replaceWebhook: true } },
			webhookId: `trigger ${++benches}`,
		});
		await trigger.activate();
		const registering = trigger.credentialReads;
		later(24 * 60 * MINUTE);
		const taken = await trigger.deliver(post(name));
		const filtered = await trigger.deliver(post(name, { chatId: 'status@broadcast' }));
		const refused = await trigger.deliver(post(name, {}, 'a guess of theirs'));
		const nothing = await trigger.deliver(unsigned(bodyOf(message())));
		expect([taken, filtered, refused, nothing].map(({ items }) => items?.length ?? 0)).toEqual([
			1, 0, 0, 0,
		]);
		expect(trigger.credentialReads - registering).toBe(0);
		expect(JSON.stringify(trigger.saved)).not.toContain(place.credential(name).apiKey);
		await trigger.deactivate();
	});

	test('a manually registered trigger reads the credential once, even after forged deliveries', async () => {
		const trigger = bench(name);
		for (let minute = 0; minute < 50; minute += 10) {
			later(10 * MINUTE);
			expect((await trigger.deliver(post(name))).items).toHaveLength(1);
			expect((await trigger.deliver(post(name, {}, 'a guess of theirs'))).items).toBeNull();
			expect((await trigger.deliver(unsigned(bodyOf(message())))).items).toBeNull();
		}
		expect(trigger.credentialReads).toBe(1);
	});

	test('a trigger registered by an older version reads the credential once', async () => {
		const trigger = new Bench({
			credential: { gateway: name, baseUrl: fake.url, apiKey: 'key' },
			webhookId: `trigger ${++benches}`,
		});
		const registered = { session: 'default', url: trigger.url, remembered: null };
		trigger.saved = { 'node:Trigger': { secret: SECRET, registered } };
		for (let event = 0; event < 5; event++)
			expect((await trigger.deliver(post(name))).items).toHaveLength(1);
		expect(trigger.credentialReads).toBe(1);
	});

	test('many look-ups at once read the credential once', async () => {
		const trigger = bench(name);
		const burst = Array.from(
			{ length: 30 },
			async () => await trigger.deliver(post(name, stranger())),
		);
		expect((await Promise.all(burst)).flatMap(({ items }) => items ?? [])).toHaveLength(30);
		expect(fake.seen).toHaveLength(30);
		expect(trigger.credentialReads).toBe(1);
	});

	test('a changed API key is used for the next look-up', async () => {
		const trigger = bench(name);
		await trigger.deliver(post(name, stranger()));
		trigger.credential = { ...trigger.credential, apiKey: 'new key' };
		fake.answer = (request, response) => {
			const key = request.headers['x-api-key'] ?? request.headers['x-warest-api-key'];
			const [status, body] = key === 'new key' ? [200, { lid: '5@lid' }] : [401, {}];
			answering(status, 'application/json', JSON.stringify(body))(request, response);
		};
		const { items } = await trigger.deliver(post(name, stranger()));
		expect(items).toMatchObject([{ json: { senderLid: '5@lid' } }]);
		expect(trigger.credentialReads).toBe(2);
	});

	test('an API key that stays wrong causes one more read of the credential, but no second request', async () => {
		const trigger = bench(name);
		fake.answer = answering(401, 'application/json', '{}');
		const { items } = await trigger.deliver(post(name, stranger()));
		expect(items).toMatchObject([{ json: { senderLid: null } }]);
		expect([trigger.credentialReads, fake.seen.length]).toEqual([2, 1]);
	});

	test('a changed base URL is used after a minute, also for the addresses of files', async () => {
		const trigger = bench(name, { filters: { ownMessages: true } });
		const file = { media: { mimeType: 'image/png', url: 'http://localhost:3000/files/cat.png' } };
		await trigger.deliver(post(name, file));
		trigger.credential = { ...trigger.credential, baseUrl: moved.url };
		later(MINUTE + 1);
		const { items } = await trigger.deliver(post(name, file));
		expect(items).toMatchObject([{ json: { media: { url: `${moved.url}/files/cat.png` } } }]);
		await trigger.deliver(post(name, stranger()));
		expect([fake.seen.length, moved.seen.length]).toEqual([0, 1]);
	});

	test('an event still starts the workflow if the credential has become invalid', async () => {
		const trigger = bench(name);
		await trigger.deliver(post(name));
		trigger.credential = { ...trigger.credential, gateway: 'another' };
		later(MINUTE + 1);
		const file = { media: { mimeType: 'image/png', url: 'http://localhost:3000/files/cat.png' } };
		const { items } = await trigger.deliver(post(name, { ...file, ...stranger() }));
		expect(items).toMatchObject([
			{ json: { senderLid: null, media: { url: `${fake.url}/files/cat.png` } } },
		]);
	});
});

test.each([
	['waha', 'warest'],
	['warest', 'waha'],
] as const)(
	'a credential changed from %s to %s takes effect at the next delivery',
	async (before, after) => {
		const trigger = bench(before);
		await trigger.deliver(post(before));
		trigger.credential = { ...trigger.credential, gateway: after };
		const guess = await trigger.deliver(post(after, {}, 'a guess of theirs'));
		expect([guess.items, trigger.credentialReads]).toEqual([null, 1]);
		expect((await trigger.deliver(post(after))).items).toHaveLength(1);
		expect((await trigger.deliver(post(after))).items).toHaveLength(1);
		expect(trigger.credentialReads).toBe(2);
		expect((await trigger.deliver(post(before))).items).toBeNull();
	},
);

test('with Accept Unsigned a changed gateway is noticed within a minute', async () => {
	const trigger = bench('waha', { secret: '', options: { acceptUnsigned: true } });
	await trigger.deliver(unsigned(bodyOf(message())));
	trigger.credential = { ...trigger.credential, gateway: 'warest' };
	later(MINUTE + 1);
	const wrong = await trigger.deliver(post('warest', {}, 'a guess of theirs'));
	expect(wrong).toMatchObject({ status: 200, items: null });
	expect((await trigger.deliver(unsigned(bodyOf(message())))).items).toHaveLength(1);
	expect(trigger.credentialReads).toBe(2);
});

test('another credential in the node takes effect at once', async () => {
	const trigger = bench('waha');
	await trigger.deliver(post('waha'));
	trigger.credential = { ...trigger.credential, gateway: 'warest' };
	trigger.credentialId = 'another';
	expect((await trigger.deliver(post('warest'))).items).toHaveLength(1);
});

test('settings with expressions are evaluated by n8n', async () => {
	const trigger = bench('waha', {
		options: { secret: `={{ "${SECRET}".trim() }}` },
		filters: { textPattern: '={{ ["he", "llo"].join("") }}' },
	});
	expect((await trigger.deliver(post('waha'))).items).toHaveLength(1);
	expect((await trigger.deliver(post('waha', { text: 'good bye' }))).items).toBeNull();
});
