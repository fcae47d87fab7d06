import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WhatsAppGatewayApi } from '../credentials/WhatsAppGatewayApi.credentials';
import { WhatsApp } from '../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppTrigger } from '../nodes/WhatsApp/WhatsAppTrigger.node';
import { listed } from '../nodes/WhatsApp/gateways/listed';
import { inWords } from '../nodes/WhatsApp/portable/inWords';

const root = path.join(__dirname, '..');
const read = (file: string): { alias?: string[]; description?: string; keywords?: string[] } =>
	JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** n8n's and npm's search words are in files that no code can generate, so they are checked for every gateway here. */
describe.each([...listed])('$name', ({ name, searchWords, exampleUrl }) => {
	test.each(['WhatsApp.node.json', 'WhatsAppTrigger.node.json'])(
		'has its search words in %s',
		(file) => {
			expect(read(`nodes/WhatsApp/${file}`).alias).toEqual(
				expect.arrayContaining([name, ...searchWords]),
			);
		},
	);

	test('is named in package.json', () => {
		const { description, keywords } = read('package.json');
		expect(description).toContain(name);
		expect(keywords).toContain(name.toLowerCase());
	});

	test("is named in the nodes' descriptions and in the notice for manual registration", () => {
		const trigger = new WhatsAppTrigger().description;
		for (const { description } of [new WhatsApp().description, trigger])
			expect(description).toContain(name);
		const notice = trigger.properties.find(({ type }) => type === 'notice');
		expect(notice?.displayName).toContain(`<b>${name}:</b> `);
	});

	test('has an example URL with a port', () => {
		expect(new URL(exampleUrl).port).toMatch(/^\d+$/);
	});
});

test('the credential offers exactly these gateways, and no test gateway', () => {
	const { displayName, properties } = new WhatsAppGatewayApi();
	const names = listed.map(({ name }) => name);
	expect(names).not.toContain('Tern');
	expect(displayName).toBe(`WhatsApp Gateway (${names.join(', ')}) API`);
	expect(properties[0]?.options).toEqual(names.map((name) => expect.objectContaining({ name })));
});

test.each([
	[['A'], 'A'],
	[['A', 'B'], 'A and B'],
	[['A', 'B', 'C'], 'A, B and C'],
])('joins %p for a sentence', (names, sentence) => {
	expect(inWords(names, 'and')).toBe(sentence);
});
