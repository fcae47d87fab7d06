import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppTrigger } from '../../nodes/WhatsApp/WhatsAppTrigger.node';
import { PORTABLE_EVENTS } from '../../nodes/WhatsApp/portable/events';

const trigger = new WhatsAppTrigger();
const read = (file: string): Record<string, unknown> =>
	JSON.parse(readFileSync(path.join(__dirname, '../..', file), 'utf8'));
const { description } = trigger;
const { properties } = description;

/** Every property, including those inside collections. */
const every = properties.flatMap((property) => [
	property,
	...(property.options ?? []).filter((entry): entry is INodeProperties => 'type' in entry),
]);

const choicesOf = (name: string): INodePropertyOptions[] =>
	(every.find((property) => property.name === name)?.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option,
	);

test('n8n shows trigger and actions as one entry in its panel', () => {
	expect(description.name.replace(/Trigger$/, '')).toBe(new WhatsApp().description.name);
	// The panel makes its "On …" entries from a parameter with exactly this name.
	expect(properties.find(({ displayName }) => displayName === 'Events')?.type).toBe('multiOptions');
	expect(description.credentials).toEqual(new WhatsApp().description.credentials);
	expect(description.icon).toEqual(new WhatsApp().description.icon);
});

test('is a trigger with one webhook, and is listed in package.json and its codex file', () => {
	expect(description).toMatchObject({ group: ['trigger'], inputs: [] });
	expect(description).not.toHaveProperty('usableAsTool');
	expect(description.webhooks).toEqual([
		{
			name: 'default',
			httpMethod: 'POST',
			responseMode: 'onReceived',
			responseData: '',
			path: 'webhook',
			rawBody: true,
		},
	]);
	expect(Object.keys(trigger.webhookMethods.default).sort()).toEqual([
		'checkExists',
		'create',
		'delete',
	]);
	const { name, n8n } = read('package.json');
	expect(n8n).toMatchObject({
		nodes: expect.arrayContaining(['dist/nodes/WhatsApp/WhatsAppTrigger.node.js']),
	});
	// n8n ignores a codex without resources.
	expect(read('nodes/WhatsApp/WhatsAppTrigger.node.json')).toMatchObject({
		node: `${name}.${description.name}`,
		resources: expect.any(Object),
	});
});

test('lists every event, and marks those of WAHA only', () => {
	const events = choicesOf('events');
	expect(events.map(({ value }) => value).sort()).toEqual([...PORTABLE_EVENTS].sort());
	const noted = events.filter((event) => /\(WAHA only\)$/.test(event.description ?? ''));
	expect(noted.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['groupLeft', 'chatArchived']),
	);
	expect(noted.map(({ value }) => value)).not.toContain('message');
	for (const { name, description: text } of events) expect(text).not.toBe(name);
});

test('lists are sorted, not empty, and contain their default', () => {
	for (const property of every) {
		if (property.type !== 'options' && property.type !== 'multiOptions') continue;
		const options = choicesOf(property.name);
		const names = options.map(({ name }) => name);
		expect(names.length).toBeGreaterThan(0);
		// Events are sorted by how often they are needed.
		if (property.name !== 'events')
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		const defaults = Array.isArray(property.default) ? property.default : [property.default];
		for (const standard of defaults) expect(options.map(({ value }) => value)).toContain(standard);
	}
});

test.each(['filters', 'options', 'requestOptions'])('%s is sorted by display name', (name) => {
	const names = (properties.find((property) => property.name === name)?.options ?? []).flatMap(
		(entry) => ('displayName' in entry ? [entry.displayName] : []),
	);
	expect(names.length).toBeGreaterThan(1);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});

test('texts follow the style rules', () => {
	for (const { displayName, description: text = '', placeholder, type } of every) {
		expect(displayName).not.toMatch(/\p{Extended_Pictographic}/u);
		if (type === 'boolean') expect(text).toMatch(/^Whether /);
		if (placeholder !== undefined && type === 'string') expect(placeholder).toMatch(/^e\.g\. /);
		expect(text).not.toMatch(/[^.]\.$(?<!\..*\.)/);
	}
});

test('by default starts only for messages, with every risky option off', () => {
	const parameters = NodeHelpers.getNodeParameters(
		properties,
		{},
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	expect(parameters).toMatchObject({
		events: ['message'],
		registration: 'automatic',
		filters: {},
		options: {},
	});
	for (const name of [
		'ownMessages',
		'statusPosts',
		'channels',
		'acceptUnsigned',
		'downloadMedia',
		'replaceWebhook',
	])
		expect(every.find((property) => property.name === name)?.default).toBe(false);
});

test('explains manual registration in the only notice, and the restart by WAHA under Automatic', () => {
	const notices = every.filter(({ type }) => type === 'notice');
	expect(notices).toEqual([
		expect.objectContaining({
			displayName: expect.stringMatching(/Production URL.*WAHA.*hmac\.key.*WARest.*config/),
			displayOptions: { show: { registration: ['manual'] } },
		}),
	]);
	const [automatic] = choicesOf('registration');
	expect(automatic?.description).toMatch(/WAHA restarts the session/);
});

test('Message is the first event in the panel', () => {
	expect(choicesOf('events').map(({ name }) => name)[0]).toBe('Message');
});

test('the session is picked from a list, and "default" is preselected', () => {
	expect(properties.find(({ name }) => name === 'session')).toMatchObject({
		default: { mode: 'list', value: 'default' },
		required: true,
	});
});

test('parameters are in the expected order, and rare settings are under Options', () => {
	const options = properties.find(({ name }) => name === 'options')?.options ?? [];
	const names = options.flatMap((entry) => ('displayName' in entry ? [entry.displayName] : []));
	expect(names).toEqual(
		expect.arrayContaining(['Replace Existing Webhook (WARest and Evolution API Only)', 'Secret']),
	);
	expect(properties.map(({ displayName }) => displayName)).toEqual([
		'Session',
		'Events',
		'Registration',
		expect.stringContaining('Production URL'),
		'Filters',
		'Options',
		'Request Options',
	]);
});
