import type { Received } from '../../nodes/WhatsApp/gateways/webhooks';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { delivery, dialects, wahaBody, warestBody, warestMessage } from './events.run';
import { EVENTS as WAHA } from './events.waha.raw';
import { EVENTS as WAREST } from './events.warest.raw';
import { ANNA_RAW, noweb, TEAM } from './message.raw';

const bodies: Array<[string, JsonObject]> = [
	...WAHA.map(([event, payload]): [string, JsonObject] => ['waha', wahaBody(event, payload)]),
	...WAREST.map(([, event, data]): [string, JsonObject] => ['warest', warestBody(event, data)]),
];

/** Nobody signs a hostile delivery, but the repetition of a signed one must always be recognised. */
const SIGNED = { 'x-webhook-hmac': 'ab' };

const eventsOf = (gateway: string, body: JsonObject): readonly Received[] =>
	gateway === 'waha'
		? dialects.waha.events(delivery(body, SIGNED))
		: dialects.warest.events(delivery(body));

/** What is wrong with the result; whatever the input, this must be empty. */
function problemsOf(received: readonly Received[]): string[] {
	const rules = ({ event, item, keys, gatewayEvent }: Received): Record<string, boolean> => ({
		event: PORTABLE_EVENTS.includes(event) && item.event === event,
		gatewayEvent: typeof gatewayEvent === 'string',
		session: typeof item.session === 'string',
		flags: typeof item.isGroup === 'boolean' && typeof item.canReply === 'boolean',
		chatId:
			item.chatId === null
				? !item.canReply
				: /^[\w-]+@(c\.us|g\.us|lid|newsletter|broadcast)$/.test(item.chatId),
		timestamp: item.timestamp === null || new Date(item.timestamp).toISOString() === item.timestamp,
		keys: keys.length > 0 && keys.every((key) => key.length > 0 && key.length < 100),
		json: isObject(JSON.parse(JSON.stringify(item))),
	});
	return [
		...(received.length > 1000 ? ['too many'] : []),
		...received.flatMap((one) =>
			Object.entries(rules(one)).flatMap(([name, isKept]) => (isKept ? [] : [name])),
		),
	];
}

const expectWhole = (received: readonly Received[]): void => {
	expect(problemsOf(received)).toEqual([]);
};

const JUNK: readonly Json[] = [
	null,
	true,
	false,
	0,
	-1,
	1e300,
	-1e300,
	0.1,
	'',
	'x',
	'0123456@s.whatsapp.net',
	'00@lid',
	'__proto__',
	'constructor',
	'false_true_false_true',
	'true__',
	'9'.repeat(500),
	[],
	[null, {}, [], 'x', 1],
	{},
	{ id: {} },
	{ low: 1e9, high: -1 },
	{ low: 'x' },
	{ message: { message: { message: 1 } } },
	{ toString: 1, valueOf: 'x', hasOwnProperty: null },
	JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
];

/** Enough rounds, over all payloads, to put every type of junk into every part of a payload. */
const ROUNDS = 100;

/** Random numbers that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		yield state / 2 ** 32;
	}
}

/** Replaces or leaves out about one in `rarity` of all values. */
function mutated(value: Json, next: () => number, rarity: number): Json {
	if (next() * rarity < 1) return JUNK[Math.floor(next() * JUNK.length)] ?? null;
	if (Array.isArray(value)) return value.map((entry: Json) => mutated(entry, next, rarity));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(() => next() * rarity * 2 >= 1)
			.map(([name, entry]) => [name, mutated(entry ?? null, next, rarity)]),
	);
}

test.each(bodies.map((one, index) => [index, ...one] as const))(
	'payload %i of %s still yields valid events after random changes',
	(index, gateway, body) => {
		const random = numbers(index + 1);
		const next = (): number => random.next().value;
		for (let round = 0; round < ROUNDS; round++) {
			const changed = Object.fromEntries(
				Object.entries(body).map(([name, entry]) => [
					name,
					name === 'event' ? entry : mutated(entry ?? null, next, 3 + (round % 20)),
				]),
			);
			expectWhole(eventsOf(gateway, changed));
		}
		expect('polluted' in {}).toBe(false);
	},
);

const events = [...new Set(bodies.map(([gateway, body]) => `${gateway} ${String(body.event)}`))];

test.each(events)('%s with an empty payload is delivered as event other', (name) => {
	const [gateway = '', event = ''] = name.split(' ');
	for (const nothing of [null, {}, [], 'x', 5]) {
		const body = { event, session: 's', payload: nothing, data: nothing, ts: null, timestamp: [] };
		const received = eventsOf(gateway, body);
		expectWhole(received);
		expect(received).toMatchObject([{ event: 'other', item: { gatewayEvent: event } }]);
	}
});

test.each(['waha', 'warest'])(
	'%s: a body without a usable event name is delivered as event other',
	(gateway) => {
		for (const body of [
			{},
			{ event: 5 },
			{ event: {} },
			{ event: '__proto__' },
			{ event: 'toString' },
		])
			expect(eventsOf(gateway, body)).toMatchObject([{ event: 'other' }]);
	},
);

test('very long, deep or numerous content still yields valid events', () => {
	let deep: Json = { conversation: 'Hi' };
	for (let depth = 0; depth < 5000; depth++) deep = { ephemeralMessage: { message: deep } };
	const words = 'x'.repeat(1_000_000);
	const card = `BEGIN:VCARD\n${'TEL;x\n'.repeat(100_000)}END:VCARD`;
	const presences = Array.from({ length: 5000 }, () => ({ participant: ANNA_RAW }));
	const keys = Array.from({ length: 5000 }, (_, id) => ({ remoteJid: TEAM, id: String(id) }));
	const bodiesWithMuch: Array<[string, JsonObject]> = [
		['waha', wahaBody('message', noweb(deep))],
		['waha', wahaBody('message', noweb({ conversation: words }, { body: words }))],
		['waha', wahaBody('message', noweb({ contactMessage: { vcard: card } }))],
		['waha', wahaBody('message', { id: `false_${words}_A`, from: words })],
		['waha', wahaBody('presence.update', { id: TEAM, presences })],
		['warest', warestBody('message_revoked', { key: { keys } })],
		['warest', warestBody('message_received', warestMessage('text', 'conversation', deep))],
	];
	for (const [gateway, body] of bodiesWithMuch) {
		const posted = { headers: SIGNED, rawBody: Buffer.from('much'), body };
		const received =
			gateway === 'waha' ? dialects.waha.events(posted) : dialects.warest.events(posted);
		expect(received.length).toBeGreaterThan(0);
		expectWhole(received);
	}
});
