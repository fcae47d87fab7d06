import type { INodeExecutionData } from 'n8n-workflow';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { lidOf } from '../../nodes/WhatsApp/portable/ids';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';
import { at, isObject, listAt, textAt, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { differences, shippedSchema } from '../support/outputSchemas';
import { sampleMedia } from '../../sandbox/world';
import { ANNA } from './acts';
import { statusOnWaha } from './differences';
import { ACTS, bareId, EVERYTHING, NEWEST } from './received.run';
import { Stage, type Desk } from './stage';

/** Without the side effects of the phone on the account's own messages, and without what only gateways report. */
const EVENTS = PORTABLE_EVENTS.filter((event) => !['ack', 'other'].includes(event));
const { never } = gateways.evolution.webhooks;
const REPORTED = EVENTS.filter((event) => !never.includes(event));

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.start({
		wahaVersion: NEWEST,
		parameters: {
			waha: { events: EVENTS, filters: EVERYTHING },
			evolution: { events: REPORTED, filters: EVERYTHING },
		},
	});
});
afterAll(async () => await stage.close());

const evolution = (): Desk => {
	if (stage.evolution === null) throw new Error('Evolution API is not on the stage');
	return stage.evolution;
};

interface Difference {
	readonly fields: readonly string[];
	readonly of: (item: JsonObject) => boolean;
	readonly reason: string;
}

const isEvent =
	(...events: string[]) =>
	({ event }: JsonObject): boolean =>
		events.includes(String(event));

/** Every field in which an act has different results on WAHA and Evolution API 2.3.7, and why. */
const DIFFERENCES: readonly Difference[] = [
	{ fields: ['eventId'], of: () => true, reason: 'it gives its events no id' },
	{
		fields: ['media.url'],
		of: ({ media }) => isObject(media),
		reason: 'it has no addresses of files',
	},
	{
		fields: ['timestamp'],
		of: isEvent(
			'messageEdited',
			'messageRevoked',
			'sessionStatus',
			'groupParticipants',
			'groupJoined',
			'presence',
			'label',
			'chatLabel',
		),
		reason: 'it does not tell when it happened',
	},
	{
		fields: ['chatId', 'from', 'senderLid', 'canReply'],
		of: ({ senderLid }) => senderLid !== null && senderLid !== undefined,
		reason: 'it writes the phone number over the hidden id',
	},
	{
		fields: ['senderLid'],
		of: ({ fromMe }) => fromMe === true,
		reason: 'it does not tell the hidden id of the account',
	},
	{
		fields: ['senderName'],
		of: isEvent('messageEdited', 'messageRevoked', 'pollVote', 'reaction'),
		reason: 'of an edit it tells the key, and WAHA no name of who votes or reacts',
	},
	{
		fields: ['senderName'],
		of: ({ fromMe }) => fromMe === true,
		reason: 'of an own message it is a word of the server',
	},
	{
		fields: ['from', 'senderPhone'],
		of: isEvent('messageRevoked', 'messageEdited'),
		reason: 'it tells whose message it was, and not who took it back',
	},
	{
		fields: ['mentionsMe'],
		of: (item) =>
			isEvent('messageRevoked')(item) ||
			listAt(item, 'mentions').some((id) => lidOf(textAt(id)) !== null),
		reason: 'it does not tell the hidden id of the account',
	},
	{
		fields: ['mentions', 'mentionsMe'],
		of: isEvent('messageEdited'),
		reason: 'it flattens the new text, and loses whom it mentions',
	},
	{
		fields: ['response', 'extraGuests'],
		of: isEvent('eventResponse'),
		reason: 'it does not open answers to invitations',
	},
	{ fields: ['previous'], of: isEvent('sessionStatus'), reason: 'it tells the status of now only' },
	{ fields: ['status'], of: isEvent('sessionStatus'), reason: 'WAHA has fewer words' },
	{ fields: ['ack'], of: () => true, reason: 'each gateway counts from where it got a message' },
	{
		fields: ['inviteLink'],
		of: isEvent('groupJoined'),
		reason: 'what it tells of a group has no link in it',
	},
	{
		fields: ['colorHex'],
		of: isEvent('label'),
		reason: 'it tells the number of a color',
	},
	{ fields: ['name'], of: isEvent('chatLabel'), reason: 'it tells the id of the label alone' },
];

const withBareIds = (item: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(item).map(([name, value]) => {
			if (isObject(value)) return [name, withBareIds(value)];
			return [name, typeof value === 'string' ? bareId(value) : (value ?? null)];
		}),
	);

function without(item: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
	const { [name]: value, ...others } = item;
	return rest.length > 0 && isObject(value) ? { ...others, [name]: without(value, rest) } : others;
}

/** Both items, without the declared differences that do occur. */
function comparable(waha: JsonObject, other: JsonObject): [JsonObject, JsonObject] {
	let [one, two] = [waha, other];
	for (const { fields } of DIFFERENCES.filter(({ of }) => of(waha)))
		for (const field of fields) {
			const path = field.split('.');
			if (JSON.stringify(at(one, ...path)) === JSON.stringify(at(two, ...path))) continue;
			[one, two] = [without(one, path), without(two, path)];
		}
	return [one, two];
}

const kindOf = (item: JsonObject): string => `${item.event} ${statusOnWaha(item)}`;
const SCHEMA = shippedSchema('v2.0.0') ?? {};

test.each(ACTS)(
	'$name gives the same event as on WAHA, except for listed differences',
	async ({ act }) => {
		await act(stage);
		await stage.settled();
		const [mine, theirs] = [stage.waha.items, evolution().items];
		for (const item of theirs) {
			expect([item.event, differences(SCHEMA, item)]).toEqual([item.event, []]);
			const same = mine.find((one) => kindOf(one) === kindOf(item));
			if (same === undefined) throw new Error(`WAHA does not tell ${kindOf(item)}`);
			const [one, two] = comparable(withBareIds(same), withBareIds(item));
			expect(two).toEqual(one);
		}
		const told = new Set(theirs.map(({ event }) => event));
		// It reports nothing about channels.
		const wanted = mine
			.filter(({ chatId }) => !String(chatId).endsWith('@newsletter'))
			.map(({ event }) => String(event))
			.filter((event) => !isNever(event));
		expect(wanted.filter((event) => !told.has(event))).toEqual([]);
		expect(theirs.length).toBeLessThanOrEqual(Math.max(mine.length, theirs.length && 1));
	},
);

const isNever = (event: string): boolean => never.some((one) => one === event);

test('all deliveries were accepted without a log entry, and no token was output', () => {
	const { delivered, bench } = evolution();
	expect(delivered.length).toBeGreaterThan(20);
	expect(bench.logged).toEqual([]);
	for (const { status, body } of delivered)
		expect([status, body]).toEqual([200, { received: true }]);
	const token = stage.sandbox.evolution.tokenOf('default');
	expect(JSON.stringify(delivered.map(({ items }) => items))).not.toContain(token);
});

describe('files without an address', () => {
	let filing: Stage;
	afterEach(async () => await filing.close());

	/** The one item that results from a file. */
	async function received(
		kind: string,
		text: string,
		options: object,
	): Promise<INodeExecutionData> {
		filing = await Stage.start({
			parameters: { evolution: { options: { downloadMedia: true, ...options } } },
		});
		await filing.act('write', { chatId: ANNA, text, media: { kind } });
		await filing.settled();
		const items = filing.evolution?.recent.flatMap((taken) => taken.items ?? []) ?? [];
		expect(items).toHaveLength(1);
		return items[0] ?? { json: {} };
	}

	test.each([
		['image', 'look', /^\w+\.png$/],
		['voice', '', /^\w+\.ogg$/],
		['document', '', /^document\.pdf$/],
		['document', 'look', /^document\.pdf$/],
	] as const)(
		'%s %j is requested by its message and arrives byte for byte',
		async (kind, text, fileName) => {
			const { binary, json } = await received(kind, text, {});
			const { data, mimeType } = sampleMedia(kind);
			expect(json.media).toMatchObject({ mimeType, url: null });
			expect(json.media).not.toHaveProperty('downloadError');
			expect(binary?.data).toMatchObject({
				mimeType,
				fileName: expect.stringMatching(fileName),
			});
			expect(Buffer.from(binary?.data?.data ?? '', 'base64').equals(data)).toBe(true);
		},
	);

	test('Include Raw does not contain the token', async () => {
		const { json } = await received('image', 'look', { includeRaw: true });
		expect(json.raw).toMatchObject({ event: 'messages.upsert', instance: 'default' });
		expect(JSON.stringify(json)).not.toContain(filing.sandbox.evolution.tokenOf('default'));
	});
});
