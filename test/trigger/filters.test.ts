import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { useSandbox } from '../support/sandbox';
import { Bench, byWaha, byWarest } from './bench';
import { bodyOf, happening, message } from './scripted';

jest.mock('../../nodes/WhatsApp/gateways/waha/webhooks/events', () =>
	jest.requireActual('./scripted'),
);
jest.mock('../../nodes/WhatsApp/gateways/warest/webhooks/events', () =>
	jest.requireActual('./scripted'),
);

const place = useSandbox();
const SECRET = 'a secret of mine';
const GROUP = '120363000000000001@g.us';

let triggers = 0;

async function runsOf(
	item: JsonObject,
	filters: Readonly<Record<string, string | boolean | string[]>>,
	events: readonly string[] = PORTABLE_EVENTS,
): Promise<number> {
	const trigger = new Bench({
		credential: place.credential('waha'),
		parameters: {
			registration: 'manual',
			options: { secret: SECRET },
			events: [...events],
			filters: { ...filters },
		},
		// The same item may come again, to another trigger.
		webhookId: `trigger ${++triggers}`,
	});
	const { status, items } = await trigger.deliver(byWaha(bodyOf(item), SECRET));
	expect(status).toBe(200);
	expect(trigger.logged).toEqual([]);
	return items?.length ?? 0;
}

const inGroup = (fields: JsonObject = {}): JsonObject =>
	message({ chatId: GROUP, isGroup: true, ...fields });
const own = (fields: JsonObject = {}): JsonObject => message({ fromMe: true, ...fields });
const hidden = { from: '111222333@lid', chatId: '111222333@lid' };

test.each<[string, Readonly<Record<string, string | boolean | string[]>>, JsonObject, number]>([
	['a message', {}, message(), 1],
	['an own message', {}, own(), 0],
	['an own message, wanted', { ownMessages: true }, own(), 1],
	['an own reaction', {}, own({ event: 'reaction' }), 0],
	['what became of an own message', {}, own({ event: 'ack' }), 1],
	['a status post', {}, message({ chatId: 'status@broadcast' }), 0],
	['a status post, wanted', { statusPosts: true }, message({ chatId: 'status@broadcast' }), 1],
	['a post of a channel', {}, message({ chatId: '120363000000000009@newsletter' }), 0],
	[
		'a post of a channel, wanted',
		{ channels: true },
		message({ chatId: '120363000000000009@newsletter' }),
		1,
	],
	['a message in a group', {}, inGroup(), 0],
	['a message in a group, all wanted', { groups: 'all' }, inGroup(), 1],
	['a message in a group, unwanted', { groups: 'none' }, inGroup(), 0],
	['a message to the account alone, groups unwanted', { groups: 'none' }, message(), 1],
	['a reaction in a group, unwanted', { groups: 'none' }, inGroup({ event: 'reaction' }), 0],
	[
		'a change of a group, messages in groups unwanted',
		{ groups: 'none' },
		happening({ event: 'groupUpdated', chatId: GROUP }),
		1,
	],
	[
		'somebody who joins a group, only mentions wanted',
		{ groups: 'mentioned' },
		happening({ event: 'groupParticipants', chatId: GROUP }),
		1,
	],
	['no mention', { groups: 'mentioned' }, inGroup(), 0],
	['a mention', { groups: 'mentioned' }, inGroup({ mentionsMe: true }), 1],
	[
		'a mention in an edit',
		{ groups: 'mentioned' },
		inGroup({ event: 'messageEdited', mentionsMe: true }),
		1,
	],
	['a reaction, only mentions wanted', { groups: 'mentioned' }, inGroup({ event: 'reaction' }), 0],
	['a message to the account alone, only mentions wanted', { groups: 'mentioned' }, message(), 1],
	['a text', { messageTypes: ['text'] }, message(), 1],
	['no picture', { messageTypes: ['image', 'video'] }, message(), 0],
	['a reaction is of no type', { messageTypes: ['image'] }, message({ event: 'reaction' }), 1],
	['a word', { textPattern: 'hel+o' }, message(), 1],
	['a word in other letters', { textPattern: '^HELLO$' }, message(), 1],
	['another word', { textPattern: '^order' }, message(), 0],
	['a picture without a text', { textPattern: 'hello' }, message({ text: null }), 0],
	['a word in an edit', { textPattern: '^order' }, message({ event: 'messageEdited' }), 0],
	['a session has no text', { textPattern: '^order' }, happening({ event: 'sessionStatus' }), 1],
	['nothing chosen in an empty list', { messageTypes: [], chatsAllowed: ' , ' }, message(), 1],
])('filters %s with %j', async (_, filters, item, runs) => {
	expect(await runsOf(item, filters)).toBe(runs);
});

test.each<[string, JsonObject, number]>([
	['+49 170 1112222', message(), 1],
	['491701112222@s.whatsapp.net', message(), 1],
	['00491701112222\n447700900123', message(), 1],
	['https://wa.me/491701112222', message(), 1],
	['447700900123', message(), 0],
	['447700900123, 491701112222@c.us', message(), 1],
	[GROUP, message(), 0],
	[GROUP, inGroup(), 1],
	// The chat counts, not who writes in it.
	['491701112222', inGroup(), 0],
	['491701112222', message(hidden), 1],
	['111222333@lid', message(), 1],
	['491701112222', happening({ event: 'sessionStatus' }), 1],
	['491701112222', own(), 0],
])('filters by the allowed or blocked chats %j', async (list, item, runs) => {
	expect(await runsOf(item, { groups: 'all', chatsAllowed: list })).toBe(runs);
	// A blocked list blocks exactly what the same list would allow; events in no chat also pass.
	const blocked = item.chatId === null ? 1 : Number(item.fromMe !== true) - runs;
	expect(await runsOf(item, { groups: 'all', chatsBlocked: list })).toBe(blocked);
});

test('a chat that is both allowed and blocked is blocked', async () => {
	const list = '491701112222';
	expect(await runsOf(message(), { chatsAllowed: list, chatsBlocked: list })).toBe(0);
});

test.each([
	[['message'], 'message', 1],
	[['message'], 'reaction', 0],
	[['reaction', 'pollVote'], 'pollVote', 1],
	[['other'], 'message', 0],
])('with %j chosen filters the event %s', async (events, event, runs) => {
	expect(await runsOf(message({ event }), {}, events)).toBe(runs);
});

test.each([
	['^(stop|end)$', true],
	['(?:order|invoice) *#?\\d+', true],
	['(a+)?b', true],
	['[(+*)]+x', true],
	['\\(a+\\)+', true],
	['(\\d{3}-)+', true],
	['(?<year>\\d{4})+', true],
	['(?:\\d[ -]?){10,}', true],
	['(ab*?)?c', true],
	['(a?a?)+b', false],
	['(ab*?)+c', false],
	['(a+)+', false],
	['(a|aa)+$', false],
	['((a*)b)*', false],
	['(?:x+y?){2,}', false],
	['(\\s*,)*', false],
	['(?<w>\\w+)+', false],
])('accepts the pattern %p: %p', async (textPattern, isTaken) => {
	const trigger = new Bench({
		credential: place.credential('waha'),
		parameters: { registration: 'manual', options: { secret: SECRET }, filters: { textPattern } },
	});
	const activated = trigger.activate().then(
		() => true,
		(error: unknown) => !/could take forever/.test(String(error)),
	);
	expect(await activated).toBe(isTaken);
});

test('searches only the beginning of a long text', async () => {
	const filters = { textPattern: 'needle' };
	const start = 'needle'.padEnd(200_000, 'x');
	expect(await runsOf(message({ text: start }), filters)).toBe(1);
	expect(await runsOf(message({ text: `${'x'.repeat(200_000)}needle` }), filters)).toBe(0);
});

describe('mentions on WARest, which does not say who the account is', () => {
	const asked = (): number =>
		place.sandbox.requests.filter(({ url }) => url.includes('/session/devices')).length;

	const deliver = async (item: JsonObject): Promise<JsonObject[]> => {
		const trigger = new Bench({
			credential: place.credential('warest'),
			parameters: {
				registration: 'manual',
				options: { secret: SECRET },
				filters: { groups: 'mentioned' },
			},
		});
		const body = { ...bodyOf(item), ts: Date.now() };
		const { items } = await trigger.deliver(byWarest(body, SECRET));
		return (items ?? []).map(({ json }) => json as JsonObject);
	};
	const mentioning = (...mentions: string[]): JsonObject => inGroup({ mentions, mentionsMe: null });

	test('are recognized after a single request for the account', async () => {
		const before = asked();
		expect(await deliver(mentioning('491700000001@c.us'))).toMatchObject([{ mentionsMe: true }]);
		expect(await deliver(mentioning('447700900123@c.us'))).toEqual([]);
		expect(await deliver(mentioning('447700900123@c.us', '491700000001@c.us'))).toHaveLength(1);
		expect(asked() - before).toBe(1);
	});

	test('are not looked for in a message without mentions', async () => {
		const before = place.sandbox.requests.length;
		expect(await deliver(mentioning())).toEqual([]);
		expect(place.sandbox.requests.length).toBe(before);
	});
});
