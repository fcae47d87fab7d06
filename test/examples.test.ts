import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { WhatsApp } from '../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppTrigger } from '../nodes/WhatsApp/WhatsAppTrigger.node';
import { exampleWorkflow } from '../harness/workflow';

const folder = path.join(__dirname, '../examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');

const PACKAGE = 'n8n-nodes-whatsapp-gateway';
const OF_N8N = /^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./;
const STICKY = 'n8n-nodes-base.stickyNote';
const { description: action } = new WhatsApp();
const own: Readonly<Record<string, INodeTypeDescription>> = {
	[`${PACKAGE}.whatsApp`]: action,
	[`${PACKAGE}.whatsAppTool`]: {
		...action,
		// What n8n adds to a node that is the tool of an agent.
		properties: [
			{ displayName: 'Tool Description', name: 'descriptionType', type: 'string', default: 'auto' },
			{ displayName: 'Description', name: 'toolDescription', type: 'string', default: '' },
			...action.properties,
		],
	},
	[`${PACKAGE}.whatsAppHitlTool`]: {
		...action,
		// What n8n sets in a node that reviews the tools of an agent.
		properties: action.properties.map((property) => ({
			...property,
			default:
				new Map([
					['resource', 'message'],
					['operation', 'sendAndWait'],
				]).get(property.name) ?? property.default,
		})),
	},
	[`${PACKAGE}.whatsAppTrigger`]: new WhatsAppTrigger().description,
};

/** What the editor would show of a node: its parameters without those that are not in its description. */
function shown(node: INode, description: INodeTypeDescription): unknown {
	const { parameters, typeVersion } = node;
	return NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion },
		description,
	);
}

/** The paths of all values in a JSON value. */
const pathsIn = (value: unknown, at = ''): string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, `${at}/${key}`))
		: [at];

/** The parameters of a node that are not in its description, or are not shown with the others. */
const stale = (node: INode, description: INodeTypeDescription): string[] => {
	const known = pathsIn(shown(node, description));
	return pathsIn(node.parameters).filter((one) => !known.includes(one));
};

const ownNodes = files.flatMap((file) =>
	exampleWorkflow(file).nodes.flatMap((node) => {
		const description = own[node.type];
		return description === undefined ? [] : [{ file, name: node.name, node, description }];
	}),
);

test.each(ownNodes)('$file: $name has only existing, valid parameters', ({ node, description }) => {
	expect(stale(node, description)).toEqual([]);
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	expect(issues?.parameters ?? {}).toEqual({});
	expect([description.version].flat()).toContain(node.typeVersion);
	const { resource, operation } = node.parameters;
	if (node.type === `${PACKAGE}.whatsApp`) {
		expect({ resource, operation }).toEqual({
			resource: expect.any(String),
			operation: expect.any(String),
		});
	}
});

test.each([
	['an operation', { resource: 'message', operation: 'sendWords', text: 'Hi' }],
	['a field', { resource: 'message', operation: 'sendText', words: 'Hi' }],
	['an option', { resource: 'message', operation: 'sendText', options: { lookUp: true } }],
	['a field of another operation', { resource: 'session', operation: 'get', text: 'Hi' }],
])('the check detects %s that no node has', (_, parameters) => {
	const type = `${PACKAGE}.whatsApp`;
	const description = own[type];
	if (description === undefined) throw new Error('there is no such node');
	const node: INode = { id: '', name: '', type, typeVersion: 1, position: [0, 0], parameters };
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	expect([...stale(node, description), ...Object.keys(issues?.parameters ?? {})]).not.toEqual([]);
});

const SMALL_WORDS = /^(a|an|and|as|by|for|from|in|of|on|or|the|to|with)$/;
const isTitleCase = (name: string): boolean =>
	name.split(' ').every((word, at) => /^[A-Z]/.test(word) || (at > 0 && SMALL_WORDS.test(word)));

describe.each(files)('%s', (file) => {
	const text = readFileSync(path.join(folder, file), 'utf8');
	const workflow = exampleWorkflow(file);
	const names = workflow.nodes.map(({ name }) => name);

	test('has no credential ID, instance ID, pinned data or run data', () => {
		const allowed = ['connections', 'name', 'nodes', 'pinData', 'settings'];
		expect(Object.keys(workflow).sort()).toEqual(allowed);
		expect(JSON.parse(text)).toMatchObject({ pinData: {}, settings: { executionOrder: 'v1' } });
		expect(text).not.toMatch(/instanceId|staticData|versionId/);
		for (const { credentials = {} } of workflow.nodes)
			for (const { id } of Object.values(credentials)) expect(id).toBe('');
	});

	test('has only nodes of n8n and this package, with unique IDs and names', () => {
		for (const { type } of workflow.nodes)
			expect(own[type] !== undefined || OF_N8N.test(type)).toBe(true);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		expect(names.filter((name) => !isTitleCase(name))).toEqual([]);
		expect(text).not.toMatch(/\p{Extended_Pictographic}/u);
	});

	test('connects every node, and refers to existing nodes only', () => {
		const ends = Object.entries(workflow.connections).flatMap(([from, outputs]) => [
			from,
			...Object.values(outputs)
				.flat()
				.flatMap((targets) => targets ?? [])
				.map(({ node }) => node),
		]);
		expect(ends.filter((name) => !names.includes(name))).toEqual([]);
		const runs = workflow.nodes.filter(({ type }) => type !== STICKY);
		expect(runs.filter(({ name }) => !ends.includes(name))).toEqual([]);
		const called = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name ?? '');
		expect(called.filter((name) => !names.includes(name))).toEqual([]);
	});

	test('has a note that says what to set and names an existing node', () => {
		const note = workflow.nodes.find(({ type }) => type === STICKY)?.parameters.content;
		expect(note).toEqual(expect.stringContaining('**Set**'));
		const needing = workflow.nodes.filter(({ credentials }) => credentials !== undefined);
		expect(needing.length).toBeGreaterThan(0);
		const bold = [...String(note).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name ?? '');
		expect(bold.some((name) => names.includes(name))).toBe(true);
	});

	test('is listed in the README', () => {
		expect(readme).toContain(`| [${workflow.name}](${file}) |`);
	});
});
