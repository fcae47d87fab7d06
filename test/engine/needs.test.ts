import { handlerOf } from '../../nodes/WhatsApp/client/findOperation';
import { gateways } from '../../nodes/WhatsApp/gateways';
import { unmet } from '../../nodes/WhatsApp/portable/needs';
import { properties } from '../../nodes/WhatsApp/properties';
import { SETUPS } from '../acceptance/setups';
import { knownIn, pairs, PIXEL, sampleParameters } from '../acceptance/world';
import { runNode } from '../support/engine';
import { detailsOf } from '../support/failedItems';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { byId, useSandbox } from '../support/sandbox';

const CHAT = '491701112222';

/** What a server refuses because of its version or engine, and the requirement that the error names. */
const REFUSED = [
	{
		what: 'Verify After Timeout',
		parameters: {
			resource: 'message',
			operation: 'sendText',
			chatId: byId(CHAT),
			text: 'hi',
			options: { verifyAfterTimeout: true },
		},
		since: '2026.4.3',
		engines: 'NOWEB or GOWS',
	},
	{
		what: 'Days Back',
		parameters: {
			resource: 'chat',
			operation: 'markAsRead',
			chatId: byId(CHAT),
			options: { days: 3 },
		},
		since: '2025.4',
	},
	{
		what: 'Chat > Clear',
		parameters: { resource: 'chat', operation: 'clear', chatId: byId(CHAT) },
		engines: 'WEBJS',
	},
	{
		what: 'Contact > Block',
		parameters: { resource: 'contact', operation: 'block', contactId: byId(CHAT) },
		engines: 'WEBJS or WPP',
	},
	{
		what: 'Contact > Get About',
		parameters: { resource: 'contact', operation: 'getAbout', contactId: byId(CHAT) },
		engines: 'WEBJS or WPP',
	},
	{
		what: 'Chat > Delete',
		parameters: { resource: 'chat', operation: 'delete', chatId: byId(CHAT) },
		engines: 'WEBJS or WPP',
	},
] as const;

describe.each(['2024.10.8', '2025.2.5'])('WAHA %s with NOWEB', (wahaVersion) => {
	const box = useSandbox({ wahaVersion, wahaEngine: 'NOWEB' });

	test.each(REFUSED)('$what: the error says what it needs', async (row) => {
		const { error } = await runNode({
			credential: box.credential('waha'),
			parameters: { session: byId('default'), ...row.parameters },
		});
		if ('since' in row)
			expect(error?.description).toContain(
				`It needs WAHA ${row.since} or newer; yours is ${wahaVersion}.`,
			);
		else
			expect(error?.description).toContain(`It needs the engine ${row.engines}; yours is NOWEB.`);
		expect(error?.context?.outcome).toBe('notSent');
	});

	test('Server > Get Health: the error says which version it needs', async () => {
		const { error } = await runNode({
			credential: box.credential('waha'),
			parameters: { resource: 'server', operation: 'getHealth' },
		});
		if (wahaVersion.startsWith('2024'))
			expect(error?.description).toContain(
				`It needs WAHA 2026.6.1 or newer; yours is ${wahaVersion}.`,
			);
		else expect(error).toBeUndefined();
	});
});

describe('the requirements of operations', () => {
	const fake = useFakeGateway();
	const box = useSandbox();
	const needy = pairs.flatMap(({ resource, name, operation }) => {
		const handler = handlerOf(gateways.waha, resource, name);
		const needs = 'needs' in handler ? handler.needs : undefined;
		return needs === undefined ? [] : [{ resource, name, operation, needs }];
	});
	const refused = answering(501, 'application/json', '{"statusCode":501}');
	const version = answering(200, 'application/json', '{"version":"2024.1.1","engine":"OTHER"}');

	test.each(needy)(
		'$resource > $name: the error names the required version and engines',
		async ({ resource, name, operation, needs }) => {
			fake.answer = (request, response) =>
				(request.url === '/api/server/version' ? version : refused)(request, response);
			const { error } = await runNode({
				credential: { gateway: 'waha', baseUrl: fake.url, apiKey: 'key' },
				items: [{ json: {}, binary: { data: { data: PIXEL, mimeType: 'image/png' } } }],
				parameters: {
					...sampleParameters(operation, knownIn(box.sandbox, 'waha')),
					...SETUPS[`${resource}.${name}`]?.parameters,
					...SETUPS[`${resource}.${name}`]?.on?.waha,
					resource,
					operation: name,
				},
			});
			const said = error?.description ?? '';
			if (needs.since !== undefined)
				expect(said).toContain(`It needs WAHA ${needs.since} or newer; yours is 2024.1.1.`);
			for (const engine of needs.engines ?? [])
				expect(said).toMatch(
					new RegExp(`It needs the engine [^.]*\\b${engine}\\b[^.]*; yours is OTHER\\.`),
				);
		},
	);

	test.each([
		['chat', 'delete', '(WAHA only; needs WEBJS or WPP)'],
		['chat', 'archive', '(WAHA needs WEBJS, WPP or NOWEB)'],
	])('the editor shows them for %s > %s', (resource, operation, note) => {
		const choice = properties
			.filter(({ name, displayOptions }) =>
				name === 'operation' ? displayOptions?.show?.resource?.includes(resource) : false,
			)
			.flatMap(({ options = [] }) => options)
			.find((option) => 'value' in option && option.value === operation);
		expect(choice).toMatchObject({ description: expect.stringContaining(note) });
	});
});

describe('the request for version and engine of the server', () => {
	const fake = useFakeGateway();
	const refusal = answering(
		501,
		'application/json',
		JSON.stringify({ message: "The method is not implemented by 'GOWS' engine", statusCode: 501 }),
	);
	const VERSION = 'GET /api/server/version';
	const asked = (): number => fake.seen.filter(({ line }) => line === VERSION).length;
	const archive = async (count: number) => {
		fake.seen.length = 0;
		return await runNode({
			credential: { gateway: 'waha', baseUrl: fake.url, apiKey: 'key' },
			items: Array.from({ length: count }, () => ({ json: {} })),
			parameters: {
				resource: 'chat',
				operation: 'archive',
				session: byId('default'),
				chatId: byId(CHAT),
			},
			settings: { onError: 'continueRegularOutput' },
		});
	};
	const versionIs =
		(version: typeof refusal): typeof refusal =>
		(request, response) =>
			(request.url === '/api/server/version' ? version : refusal)(request, response);

	test('is sent once in an execution, whatever the number of refusals', async () => {
		fake.answer = versionIs(
			answering(200, 'application/json', '{"version":"2026.7.1","engine":"GOWS"}'),
		);
		const { items } = await archive(20);
		expect(items).toHaveLength(20);
		for (const item of items)
			expect(detailsOf(item).hint).toMatch(
				/^It needs the engine WEBJS, WPP or NOWEB; yours is GOWS\./,
			);
		expect(asked()).toBe(1);
	});

	test.each([
		['fails', answering(500, 'application/json', '{}')],
		['is refused', answering(403, 'application/json', '{}')],
		['breaks', ((_, response) => void response.destroy()) satisfies typeof refusal],
	])('is not repeated when it %s, and the first error stays', async (_, version) => {
		fake.answer = versionIs(version);
		const { items } = await archive(5);
		for (const item of items) {
			expect(item.json.error).toContain('The engine of this WAHA session cannot do this');
			expect(detailsOf(item).hint).toMatch(/^It needs the engine WEBJS, WPP or NOWEB\. /);
			expect(detailsOf(item).outcome).toBe('notSent');
		}
		expect(asked()).toBe(1);
	});

	test('is not sent after a success or another error', async () => {
		fake.answer = answering(201, 'application/json', '{}');
		expect((await archive(3)).items[0]?.json.error).toBeUndefined();
		expect(asked()).toBe(0);
		fake.answer = answering(404, 'application/json', '{"message":"No such chat"}');
		expect((await archive(3)).items[0]?.json.error).toBeDefined();
		expect(asked()).toBe(0);
	});
});

test.each([
	[
		{ since: '2026.8.2' },
		{ version: '2025.2.5', engine: null },
		'It needs WAHA 2026.8.2 or newer; yours is 2025.2.5.',
	],
	[{ since: '2026.8.2' }, { version: '2026.10.1', engine: null }, ''],
	[{ since: '2026.8.2' }, null, 'It needs WAHA 2026.8.2 or newer.'],
	[{ engines: ['NOWEB'] }, { version: '2026.8.2', engine: 'noweb' }, ''],
	[
		{ since: '2026.4.3', engines: ['NOWEB', 'GOWS'] },
		{ version: '2025.2.5', engine: 'WEBJS' },
		'It needs WAHA 2026.4.3 or newer; yours is 2025.2.5. It needs the engine NOWEB or GOWS; yours is WEBJS.',
	],
])('finds what is missing for %j on the server %j', (needs, running, sentence) => {
	expect(unmet('WAHA', needs, running)).toBe(sentence);
});
