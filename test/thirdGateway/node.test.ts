import { WhatsAppGatewayApi } from '../../credentials/WhatsAppGatewayApi.credentials';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppTrigger } from '../../nodes/WhatsApp/WhatsAppTrigger.node';
import { credentialTable, operationsPage, operationsTable } from '../../scripts/lib/operations';
import { testCredential } from '../support/credentialTest';
import { operationsOf, optionsOf, shownFor } from '../support/description';
import { askList, runNode } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId, useSandbox } from '../support/sandbox';
import { useTern } from './server';

const SHIPPED = ['waha', 'warest', 'evolution'] as const;

const tern = useTern();
const fake = useFakeGateway();
const shipped = useSandbox();
const credential = () => ({ gateway: 'tern', baseUrl: tern.url, apiKey: tern.token });

beforeEach(() => {
	tern.notes.length = 0;
});

describe('the credential with a fourth gateway', () => {
	const { displayName, properties } = new WhatsAppGatewayApi();

	test('lists it after the others and has its name in its own', () => {
		expect(displayName).toBe('WhatsApp Gateway (WAHA, WARest, Evolution API, Tern) API');
		expect(properties[0]?.options).toEqual([
			expect.objectContaining({ value: 'waha' }),
			expect.objectContaining({ value: 'warest' }),
			expect.objectContaining({ value: 'evolution' }),
			{ name: 'Tern', value: 'tern', description: 'A gateway of the tests' },
		]);
	});

	test("shows the gateway's example URL", () => {
		expect(
			properties.find(({ displayOptions }) => displayOptions?.show?.gateway?.includes('tern')),
		).toMatchObject({ name: 'baseUrl', placeholder: 'e.g. http://tern:8100' });
	});

	test("is tested with the gateway's own request", async () => {
		expect(await testCredential(credential())).toMatchObject({ status: 'OK' });
		expect(await testCredential({ ...credential(), apiKey: 'wrong' })).toEqual({
			status: 'Error',
			message: 'Tern refused the API key. Check API Key, Gateway and Base URL in the credential.',
		});
	});

	test.each(SHIPPED)('names Tern if Tern responds although %s was chosen', async (gateway) => {
		const { message } = await testCredential({ ...credential(), gateway });
		expect(message).toMatch(/^Tern runs at .*Choose Tern as Gateway\.$/);
	});

	test('sends at most one request per gateway to find out which one responds', async () => {
		fake.seen.length = 0;
		// The answer of an HTTPS server to HTTP, so that the other scheme is tried first.
		fake.answer = answering(400, 'text/plain', 'no');
		await testCredential({ ...credential(), baseUrl: fake.url });
		expect(fake.seen).toMatchObject([
			{ line: 'GET /v2/lines', headers: { 'x-tern-token': tern.token } },
			{ line: 'GET /api/sessions', headers: { 'x-api-key': tern.token } },
			{ line: 'GET /api/v1/session/list', headers: { 'x-warest-api-key': tern.token } },
			{ line: 'GET /instance/fetchInstances', headers: { apikey: tern.token } },
		]);
		fake.seen.length = 0;
		fake.answer = answering(404, 'text/plain', '');
		await testCredential({ ...credential(), baseUrl: fake.url });
		expect(fake.seen.map(({ line }) => line)).toEqual([
			'GET /v2/lines',
			'GET /api/sessions',
			'GET /api/v1/session/list',
			'GET /instance/fetchInstances',
		]);
	});

	test.each(SHIPPED)('names %s if it responds although Tern was chosen', async (gateway) => {
		const { message } = await testCredential({ ...shipped.credential(gateway), gateway: 'tern' });
		expect(message).toMatch(/^(.+) runs at .* and not Tern\. Choose \1 as Gateway\.$/);
	});
});

describe('operations of Tern', () => {
	test('send a text to the session and chat of the incoming item', async () => {
		const { items, error } = await runNode({
			credential: credential(),
			parameters: { resource: 'message', operation: 'sendText', text: 'hello' },
			items: [{ json: { session: 'shop', chatId: '491701112222@c.us' } }],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toMatchObject([
			{ messageId: 'T-1', chatId: '491701112222@c.us', session: 'shop', text: 'hello' },
		]);
		expect(tern.notes).toEqual([
			{ line: 'shop', body: { to: '491701112222@c.us', words: 'hello' } },
		]);
	});

	test('send a file', async () => {
		const file = { data: Buffer.from('picture').toString('base64'), mimeType: 'image/png' };
		const { error } = await runNode({
			credential: credential(),
			parameters: {
				resource: 'message',
				operation: 'sendImage',
				session: byId('shop'),
				chatId: byId('491701112222'),
			},
			items: [{ json: {}, binary: { data: { ...file, fileName: 'a.png' } } }],
		});
		expect(error).toBeUndefined();
		expect(tern.notes[0]?.body).toMatchObject({ picture: file.data });
	});

	test('fill the lists in the editor', async () => {
		const { results } = await askList(credential(), 'searchSessions');
		expect(results.map(({ name }) => name)).toEqual(['shop', 'old']);
	});

	test("fail with an error that has the gateway's name and message", async () => {
		const { error } = await runNode({
			credential: credential(),
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('old'),
				chatId: byId('491701112222'),
				text: 'hello',
			},
		});
		expect(error?.message).toBe('Tern refused the request: that line is down');
	});

	test.each([
		['chat', 'getMany', 'Tern does not have the operation Chat > Get Many'],
		['message', 'getMany', 'Tern does not have the operation Message > Get Many'],
	])(
		'%s > %s is refused, and the error says what to do instead',
		async (resource, operation, message) => {
			const { error } = await runNode({
				credential: credential(),
				parameters: { resource, operation },
			});
			expect(error?.message).toBe(message);
			expect(error?.description).toMatch(/^Tern /);
		},
	);

	test('an option that Tern lacks is refused by name, and nothing is sent', async () => {
		const { error } = await runNode({
			credential: credential(),
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('shop'),
				chatId: byId('491701112222'),
				text: 'hello',
				options: { forwarded: true },
			},
		});
		expect(error?.message).toBe('Tern does not have the option "Mark as Forwarded"');
		expect(tern.notes).toEqual([]);
	});
});

describe('texts that name gateways include Tern', () => {
	const descriptionOf = (resource: string, operation: string): string | undefined =>
		optionsOf(operationsOf(resource)).find(({ value }) => value === operation)?.description;

	test('in the descriptions of the nodes', () => {
		for (const node of [new WhatsApp(), new WhatsAppTrigger()]) {
			expect(node.description.description).toMatch(/gateway: WAHA, WARest, Evolution API or Tern$/);
			expect(JSON.stringify(node.description)).toContain('a self-hosted gateway, WAHA, WARest, ');
		}
	});

	test('in the notes on operations', () => {
		expect(descriptionOf('message', 'sendText')).not.toMatch(/only\)$/);
		expect(descriptionOf('chat', 'getMany')).toMatch(/ \(WAHA, WARest and Evolution API only\)$/);
		expect(descriptionOf('label', 'getMany')).toMatch(/ \(WAHA and Evolution API only\)$/);
	});

	test('in the notes on options', () => {
		const [pair] = [{ resource: 'message', name: 'sendText' }];
		const names = shownFor(pair as Parameters<typeof shownFor>[0])
			.filter(({ name }) => name === 'options')
			.flatMap(({ options = [] }) => options)
			.map((option) => ('displayName' in option ? option.displayName : ''));
		expect(names).toContain('Mark as Forwarded (WARest Only)');
		expect(names).toContain('Look Up Number (WAHA, WARest and Evolution API Only)');
	});

	test("in the trigger's notes and notices", () => {
		const { properties } = new WhatsAppTrigger().description;
		const text = JSON.stringify(properties);
		expect(text).toContain('Replace Existing Webhook (WARest, Evolution API and Tern Only)');
		expect(text).toContain('<b>Tern:</b> Send <code>target</code>');
		const events = optionsOf(properties.find(({ name }) => name === 'events'));
		const noteOf = (event: string) => events.find(({ value }) => value === event)?.description;
		expect(noteOf('message')).not.toMatch(/only\)$/);
		expect(noteOf('call')).toMatch(/ \(WAHA, WARest and Evolution API only\)$/);
		expect(noteOf('groupJoined')).toMatch(/ \(WAHA, Evolution API and Tern only\)$/);
	});

	test('in the tables of the docs', () => {
		const page = operationsPage();
		expect(page).toContain(
			'| Operation | What it does | WAHA | WARest | Evolution API | Tern | Fields |',
		);
		expect(page).toContain('Tern has no labels.');
		expect(page).toMatch(/Look Up Number \(WAHA, WARest and Evolution API only\)/);
		expect(operationsTable().split('\n')[0]).toContain('| Every gateway |');
		expect(operationsTable().split('\n')[0]).toContain(' WAHA, WARest and Evolution API only |');
		expect(credentialTable()).toContain(
			'| Base URL | `http://waha:3000` | `http://warest:7308` | `http://evolution-api:8080` | `http://tern:8100` |',
		);
	});
});
