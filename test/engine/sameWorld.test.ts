import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../sandbox';
import { isObject } from '../../nodes/WhatsApp/portable/json';
import { runNode } from '../support/engine';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox();
const TEAM = '120363000000000001@g.us';
const ANNA = '491701112222@c.us';

/**
 * Fields that may differ between gateways for the same world, because one of them does not know the value.
 * docs/shapes.md marks the same fields.
 */
const MAY_DIFFER: Readonly<Record<string, readonly string[]>> = {
	session: ['engine'],
	chat: ['unreadCount', 'archived', 'pinned'],
	message: ['messageId', 'senderName', 'ack', 'location', 'contacts'],
	group: ['participants'],
	contact: ['name', 'pushName', 'isMyContact', 'blocked'],
};

/** What Evolution API keeps separately: names that people gave themselves, and reactions as separate messages. */
const OF_EVOLUTION: Readonly<Record<string, readonly string[]>> = {
	chat: ['name'],
	message: ['reactions'],
};

interface Read {
	readonly shape: string;
	readonly parameters: INodeParameters;
	readonly least: number;
}

const READS: readonly Read[] = [
	{ shape: 'session', parameters: { resource: 'session', operation: 'getMany' }, least: 3 },
	{ shape: 'session', parameters: { resource: 'session', operation: 'get' }, least: 1 },
	{ shape: 'chat', parameters: { resource: 'chat', operation: 'getMany' }, least: 4 },
	{
		shape: 'message',
		parameters: { resource: 'message', operation: 'getMany', chatId: byId(ANNA) },
		least: 4,
	},
	{
		shape: 'message',
		parameters: { resource: 'message', operation: 'getMany', chatId: byId('447700900123') },
		least: 6,
	},
	{
		shape: 'message',
		parameters: { resource: 'message', operation: 'getMany', chatId: byId(TEAM) },
		least: 3,
	},
	// WARest stores this person under a phone number made up from the hidden id.
	{
		shape: 'message',
		parameters: {
			resource: 'message',
			operation: 'getMany',
			chatId: byId('98765432101234@lid'),
		},
		least: 1,
	},
	{ shape: 'group', parameters: { resource: 'group', operation: 'getMany' }, least: 2 },
	{
		shape: 'group',
		parameters: { resource: 'group', operation: 'get', groupId: byId(TEAM) },
		least: 1,
	},
	{
		shape: 'participant',
		parameters: { resource: 'group', operation: 'getParticipants', groupId: byId(TEAM) },
		least: 3,
	},
	{ shape: 'contact', parameters: { resource: 'contact', operation: 'getMany' }, least: 3 },
];

async function read(
	gateway: GatewayName,
	{ parameters }: Read,
	marked: readonly string[],
): Promise<IDataObject[]> {
	const { items, error } = await runNode({
		credential: box.credential(gateway),
		parameters: { session: byId('default'), returnAll: true, ...parameters },
	});
	expect(error).toBeUndefined();
	return items
		.map(({ json }) => withoutMarked(json, marked))
		.sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
}

const sortKey = (item: IDataObject): string =>
	JSON.stringify([
		item.chatId,
		item.contactId,
		item.participantId,
		item.session,
		item.timestamp,
		item.text,
	]);

/** Leaves out marked fields, and in the others the parts that only one gateway has. */
function withoutMarked(json: IDataObject, marked: readonly string[]): IDataObject {
	const left = Object.entries(json).filter(([field]) => !marked.includes(field));
	return Object.fromEntries(
		left.map(([field, value]) => [field, isObject(value) ? withoutOwn(value) : value]),
	);
}

/** A file is stored on its gateway, and of a quoted message WARest stores only the id, in its own form. */
const withoutOwn = (value: object): object =>
	Object.fromEntries(
		Object.entries(value).filter(
			([name]) => !('mimeType' in value && name === 'url') && !('messageId' in value),
		),
	);

/** Every gateway is compared with the first. */
const [FIRST = 'waha', ...OTHERS] = GATEWAYS;

describe.each(OTHERS)(`the same data through ${FIRST} and %s`, (other) => {
	test.each(READS)(
		'gives the same $shape: $parameters.operation $parameters.chatId.value',
		async (wanted) => {
			const own = other === 'evolution' ? OF_EVOLUTION : {};
			const marked = [...(MAY_DIFFER[wanted.shape] ?? []), ...(own[wanted.shape] ?? [])];
			const one = await read(FIRST, wanted, marked);
			const two = await read(other, wanted, marked);
			expect(one.length).toBeGreaterThanOrEqual(wanted.least);
			expect(two).toEqual(one);
		},
	);
});
