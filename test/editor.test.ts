import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../nodes/WhatsApp/portable/refusal';
import { WhatsApp } from '../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppTrigger } from '../nodes/WhatsApp/WhatsAppTrigger.node';
import {
	description,
	operationsOf,
	optionsOf,
	pairs,
	resources,
	shownFor,
	type Pair,
} from './support/description';

/** What a person finds in n8n's editor, checked for every operation of the vocabulary. */

const { properties } = description;

/** The actions as n8n's panel lists them: resource by resource, operation by operation. */
const actions = optionsOf(properties.find(({ name }) => name === 'resource')).flatMap(({ value }) =>
	optionsOf(operationsOf(String(value))).map(({ action }) => action),
);

describe('order of the actions panel', () => {
	test('starts with the most frequent actions', () => {
		expect(actions).toHaveLength(pairs.length);
		expect(actions.slice(0, 2)).toEqual(['Send a text message', 'Send an image']);
	});

	test.each(Object.keys(resources))('%s lists sends before other operations', (resource) => {
		const isSend = optionsOf(operationsOf(resource)).map(({ name }) => name.startsWith('Send '));
		expect(isSend).toEqual([...isSend].sort((a, b) => Number(b) - Number(a)));
	});
});

describe('search in the nodes panel', () => {
	/** n8n searches for the letters in this order, in the name or in one alias (n8n 2.41). */
	const finds = (query: string, text: string): boolean => {
		let at = 0;
		for (const letter of text.toLowerCase()) if (letter === query[at]) at++;
		return at === query.length;
	};
	const textsOf = (node: WhatsApp | WhatsAppTrigger): string[] => {
		const file = path.join(__dirname, '../nodes/WhatsApp', `${node.constructor.name}.node.json`);
		const { alias }: { alias: string[] } = JSON.parse(readFileSync(file, 'utf8'));
		return [node.description.displayName, ...alias];
	};

	test.each([
		'send an image',
		'send image',
		'whatsapp image',
		'whatsapp message',
		'send whatsapp message',
		'send a voice message',
		'whatsapp group',
		'waha',
		'warest',
	])('"%s" finds the action node', (query) => {
		expect(textsOf(new WhatsApp()).filter((text) => finds(query, text))).not.toEqual([]);
	});

	test.each(['whatsapp message', 'receive a message', 'whatsapp bot'])(
		'"%s" finds the trigger',
		(query) => {
			expect(textsOf(new WhatsAppTrigger()).filter((text) => finds(query, text))).not.toEqual([]);
		},
	);
});

test("the nodes have hints for n8n's AI builder", () => {
	for (const node of [new WhatsApp(), new WhatsAppTrigger()])
		expect(node.description).toMatchObject({
			builderHint: {
				searchHint: expect.stringContaining('WAHA, WARest or Evolution API'),
				relatedNodes: [expect.objectContaining({ nodeType: expect.stringContaining('whatsApp') })],
			},
		});
	expect(properties.find(({ name }) => name === 'chatId')).toMatchObject({
		builderHint: { propertyHint: expect.stringContaining('incoming item') },
	});
	expect(JSON.stringify(description)).not.toMatch(/"(search|property)Hint":"[^"]*\{\{/);
});

/** Words that WhatsApp's users do not know, or that have another meaning for them. */
test.each(pairs)("$resource > $name is named in WhatsApp's terms", ({ resource, operation }) => {
	const said = `${operation.name} ${operation.action}`;
	expect(said).not.toMatch(/revoke|admin only|jid/i);
	// In WhatsApp a status is a post, and the text of a profile is its About.
	if (resource !== 'status') expect(said).not.toMatch(/status/i);
});

describe.each(Object.entries(resources))('%s', (resource, { operations, preset }) => {
	test('preselects an operation that changes nothing', () => {
		const chosen = operations[preset];
		expect(operationsOf(resource)?.default).toBe(preset);
		expect(chosen?.destructive).toBeUndefined();
		// test/acceptance/vocabulary.test.ts checks by the requests that it only reads.
		if (preset === 'sendText')
			expect(() => chosen?.fields.text?.read(() => '', {})).toThrow('Text is empty');
		else expect(`${chosen?.name}`).toMatch(/^(Get|Ping|Validate)/);
	});
});

/** Operations that delete something for good, or exclude somebody. */
const DESTRUCTIVE = [
	'channel.delete',
	'chat.clear',
	'chat.delete',
	'contact.block',
	'group.delete',
	'group.deletePicture',
	'group.leave',
	'group.removeParticipants',
	'group.resetInviteLink',
	'label.delete',
	'message.deleteForEveryone',
	'message.deleteForMe',
	'profile.deletePicture',
	'session.delete',
	'session.logout',
	'status.delete',
];

test('destructive operations are exactly those listed, and include all with a destructive name', () => {
	const keyOf = ({ resource, name }: Pair): string => `${resource}.${name}`;
	expect(
		pairs
			.filter(({ operation }) => operation.destructive)
			.map(keyOf)
			.sort(),
	).toEqual(DESTRUCTIVE);
	const sounding = pairs.filter(({ operation }) =>
		/\b(Delete|Clear|Block|Leave|Log Out|Reset)\b/.test(operation.name),
	);
	expect(sounding.map(keyOf).filter((key) => !DESTRUCTIVE.includes(key))).toEqual([]);
});

describe('resource locators', () => {
	const located = pairs.flatMap((pair) =>
		shownFor(pair)
			.filter(({ type }) => type === 'resourceLocator')
			.map((property) => ({ pair, property })),
	);
	/** An item with every field that an empty choice may use. */
	const json = {
		session: 'sales',
		chatId: '120363025246125486@g.us',
		contactId: '491701234567@c.us',
		channelId: '120363025246125486@newsletter',
		labelId: '3',
	};
	const READ: Readonly<Record<string, unknown>> = {
		session: 'sales',
		chatId: { kind: 'group', user: '120363025246125486' },
		groupId: { kind: 'group', user: '120363025246125486' },
		contactId: { kind: 'person', user: '491701234567' },
		channelId: { kind: 'channel', user: '120363025246125486' },
		labelId: '3',
	};
	const empty = { __rl: true, mode: 'list', value: '' };

	test('are found in more than 200 places', () => {
		expect(located.length).toBeGreaterThan(200);
	});

	test.each(located.map((one) => ({ ...one, title: `${one.pair.resource}.${one.pair.name}` })))(
		'$title preselects the list of $property.name, and an empty choice follows the item',
		({ pair: { operation }, property }) => {
			expect(property.default).toEqual({ mode: 'list', value: '' });
			const list = property.modes?.find(({ name }) => name === 'list');
			expect(property.modes?.[0]).toBe(list);
			const field = Object.values(operation.fields).find(({ properties: [first] }) =>
				first === undefined ? false : first.name === property.name,
			);
			// The chat of Presence > Set is inside another field.
			if (field === undefined) return;
			const read = (): unknown =>
				field.read((name) => (name === property.name ? empty : undefined), { json });
			if (operation.destructive === true || property.name === 'view') {
				expect(property.required).toBe(true);
				expect([list?.placeholder, list?.hint]).toEqual([
					expect.stringMatching(/^Select a .*\.\.\.$/),
					undefined,
				]);
				expect(read).toThrow(Refusal);
				expect(read).toThrow(`${property.displayName} is not chosen`);
			} else {
				expect(property.required).toBeUndefined();
				expect(list?.placeholder).toBe(`${property.displayName} of the incoming item`);
				expect(list?.hint).toMatch(/^Leave empty for the .* of the incoming item$/);
				if (property.displayName === 'Channel') expect(read()).toBeDefined();
				else expect(read()).toEqual(READ[property.name]);
			}
		},
	);
});
