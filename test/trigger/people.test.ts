import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answering, silent, useFakeGateway } from '../support/fakeGateway';
import { Bench, byWaha } from './bench';
import { bodyOf, happening, message } from './scripted';

jest.mock('../../nodes/WhatsApp/gateways/waha/webhooks/events', () =>
	jest.requireActual('./scripted'),
);

const fake = useFakeGateway();
const SECRET = 'a secret of mine';

const bench = (filters: Record<string, string | boolean> = {}): Bench =>
	new Bench({
		credential: { gateway: 'waha', baseUrl: fake.url, apiKey: 'key' },
		parameters: {
			registration: 'manual',
			options: { secret: SECRET },
			events: ['message', 'presence'],
			filters,
		},
	});

let people = 0;
/** A person who was not looked up before, and is known only by the hidden id. */
const stranger = (): { phone: string; lid: string } => {
	people += 1;
	return { phone: `49170555${1000 + people}`, lid: `777000${people}@lid` };
};
const byLid = ({ lid }: { lid: string }): JsonObject =>
	message({ chatId: lid, from: lid, senderPhone: null, senderLid: lid });

async function deliver(trigger: Bench, ...items: JsonObject[]): Promise<JsonObject[]> {
	const { status, items: out } = await trigger.deliver(byWaha(bodyOf(...items), SECRET));
	expect(status).toBe(200);
	return (out ?? []).map(({ json }) => json as JsonObject);
}

const tells = (body: object): void => {
	fake.answer = answering(200, 'application/json', JSON.stringify(body));
};

beforeEach(() => {
	fake.seen.length = 0;
});
afterEach(() => jest.restoreAllMocks());

test('the missing phone number of a sender is looked up once, also in a burst', async () => {
	const person = stranger();
	tells(person);
	const trigger = bench();
	const burst = await Promise.all(
		Array.from({ length: 20 }, async () => await deliver(trigger, byLid(person))),
	);
	for (const [item] of burst)
		expect(item).toMatchObject({
			from: person.lid,
			chatId: person.lid,
			senderPhone: person.phone,
			senderLid: person.lid,
		});
	expect(await deliver(bench(), byLid(person))).toMatchObject([{ senderPhone: person.phone }]);
	expect(fake.seen.map(({ line }) => line)).toEqual([
		`GET /people?session=default&lid=${encodeURIComponent(person.lid)}`,
	]);
});

test('a look-up never replaces what the event contains', async () => {
	const person = stranger();
	tells({ phone: '1999888777', lid: '1@lid' });
	const item = message({ senderPhone: person.phone, senderLid: null });
	expect(await deliver(bench(), item)).toMatchObject([
		{ senderPhone: person.phone, senderLid: '1@lid' },
	]);
});

test.each<[string, JsonObject]>([
	['both halves are known', message()],
	['neither is', message({ senderPhone: null, senderLid: null })],
	['the message is an own one', { ...byLid(stranger()), fromMe: true }],
	['there is no sender', happening({ event: 'presence', chatId: stranger().lid })],
])('nothing is looked up when %s', async (_, item) => {
	const [out] = await deliver(bench({ ownMessages: true }), item);
	expect(out).toEqual(item);
	expect(fake.seen).toEqual([]);
});

test.each([
	['fails', 500, '{}'],
	['is refused', 401, '{}'],
	['knows nobody', 200, '{}'],
	['is no JSON', 200, '<html>'],
])('a look-up that %s gives null, and is not repeated for ten minutes', async (_, status, body) => {
	fake.answer = answering(status, 'application/json', body);
	const person = stranger();
	const [first] = await deliver(bench(), byLid(person));
	expect(first).toMatchObject({ senderPhone: null, senderLid: person.lid });
	await deliver(bench(), byLid(person));
	const once = fake.seen.length;
	tells(person);
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 9 * 60_000);
	expect(await deliver(bench(), byLid(person))).toMatchObject([{ senderPhone: null }]);
	expect(fake.seen.length).toBe(once);
	jest.spyOn(Date, 'now').mockReturnValue(now + 11 * 60_000);
	expect(await deliver(bench(), byLid(person))).toMatchObject([{ senderPhone: person.phone }]);
});

test('a person who was found is looked up again after a day', async () => {
	const person = stranger();
	tells(person);
	const now = Date.now();
	await deliver(bench(), byLid(person));
	const clock = jest.spyOn(Date, 'now');
	clock.mockReturnValue(now + 23 * 3_600_000);
	await deliver(bench(), byLid(person));
	expect(fake.seen).toHaveLength(1);
	clock.mockReturnValue(now + 25 * 3_600_000);
	await deliver(bench(), byLid(person));
	expect(fake.seen).toHaveLength(2);
});

test('a look-up without a response delays the event by five seconds', async () => {
	fake.answer = silent;
	const person = stranger();
	const start = Date.now();
	const [item] = await deliver(bench(), byLid(person));
	expect(Date.now() - start).toBe(5_000);
	expect(item).toMatchObject({ senderPhone: null, senderLid: person.lid });
});

test.each([
	['the allowed phone number', { chatsAllowed: 'PHONE' }, 1],
	['the blocked phone number', { chatsBlocked: 'PHONE' }, 0],
	['an allowed number of somebody else', { chatsAllowed: '+44 7700 900123' }, 0],
	['a blocked number of somebody else', { chatsBlocked: '+44 7700 900123' }, 1],
])('filters a hidden ID by its phone number: %s', async (_, filters, runs) => {
	const person = stranger();
	tells(person);
	const lists = Object.fromEntries(
		Object.entries(filters).map(([name, list]) => [name, list.replace('PHONE', person.phone)]),
	);
	expect(await deliver(bench(lists), byLid(person))).toHaveLength(runs);
	// The recipient of the account's own message counts as well.
	const sent = { ...byLid(stranger()), chatId: person.lid, fromMe: true };
	expect(await deliver(bench({ ...lists, ownMessages: true }), sent)).toHaveLength(runs);
});

test('an unknown hidden ID is neither allowed nor blocked', async () => {
	fake.answer = answering(500, 'application/json', '{}');
	expect(await deliver(bench({ chatsAllowed: '491701112222' }), byLid(stranger()))).toEqual([]);
	expect(await deliver(bench({ chatsBlocked: '491701112222' }), byLid(stranger()))).toHaveLength(1);
});
