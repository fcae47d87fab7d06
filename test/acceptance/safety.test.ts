import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { inspect } from 'node:util';
import { isObject, type Json } from '../../nodes/WhatsApp/portable/json';
import { readAnswer } from '../../nodes/WhatsApp/transport/answer';
import type { GatewayAnswer } from '../../nodes/WhatsApp/transport/request';
import type { GatewayName } from '../../sandbox';
import { runNode } from '../support/engine';
import { answering, useFakeGateway } from '../support/fakeGateway';
import { GATEWAYS, useSandbox } from '../support/sandbox';
import { wire } from '../support/wire';
import { ROUTES } from './routes';
import { inWorldOf, SETUPS } from './setups';
import { loading, trace } from './trace';
import { knownIn, pairs, sampleParameters, type Pair } from './world';

const keyOf = ({ resource, name }: Pair): string => `${resource}.${name}`;
const supportedBy = (gateway: GatewayName): Pair[] =>
	pairs.filter((pair) => ROUTES[keyOf(pair)]?.[gateway] != null);

/** Parameters that become part of a path, or name somebody. */
const IDS = new Set([
	'channelId',
	'chatId',
	'chatIds',
	'contactId',
	'contacts',
	'groupId',
	'groupIds',
	'inviteLink',
	'labelId',
	'labels',
	'mentions',
	'messageId',
	'otherMessageIds',
	'participants',
	'phone',
	'pollChatId',
	'pollCreator',
	'pollMessageId',
	'quotedMessageId',
	'session',
	'sessionName',
	'voter',
]);

/** None of these is a valid id, and each could misdirect a request or a message. */
const HOSTILE: ReadonlyArray<readonly [string, string]> = [
	['a parent folder', '..'],
	['a way out', '../../sessions'],
	['a slash', 'a/b'],
	['a backslash', 'a\\b'],
	['an encoded slash', 'a%2fb'],
	['an encoded way out', '%2e%2e%2fsessions'],
	['a query', 'a?all=true'],
	['a fragment', 'a#b'],
	['a null character', 'a\u0000b'],
	['a line break', 'a\r\nX-Api-Key: b'],
	['ten thousand characters', '9'.repeat(10_000)],
];

/** Every way to put a value into a field for an id. */
function placesOf({ operation }: Pair): Array<[string, (value: string) => INodeParameters]> {
	return Object.values(operation.fields).flatMap(({ optional, properties }) =>
		optional === undefined
			? properties
					.filter(({ name }) => IDS.has(name))
					.map(({ name, type }): [string, (value: string) => INodeParameters] => [
						name,
						(value) => ({ [name]: located(type, value) }),
					])
			: Object.values(optional)
					.flatMap((option) => option.properties)
					.filter(({ name }) => IDS.has(name))
					.map(({ name }): [string, (value: string) => INodeParameters] => [
						`options.${name}`,
						(value) => ({ options: { [name]: value } }),
					]),
	);
}

const located = (type: string, value: string): NodeParameterValueType =>
	type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;

describe.each(GATEWAYS)('invalid IDs on %s', (gateway) => {
	const box = useSandbox();
	const withIds = supportedBy(gateway).filter((pair) => placesOf(pair).length > 0);

	test.each(withIds)(
		'$resource > $name refuses hostile values in every ID field before any request',
		async (pair) => {
			const setup = SETUPS[keyOf(pair)] ?? {};
			const parameters = {
				...sampleParameters(pair.operation, { ...knownIn(box.sandbox, gateway), ...setup.known }),
				...setup.parameters,
				...setup.on?.[gateway],
			};
			const sent: string[] = [];
			for (const [place, put] of placesOf(pair)) {
				for (const [what, value] of HOSTILE) {
					const { refused, requests } = await trace(
						gateway,
						pair,
						{ ...parameters, ...put(value) },
						async () => await Promise.reject(new Error('it was sent')),
					);
					if (refused === null || requests.length > 0) sent.push(`${place}: ${what}`);
					expect(refused?.length ?? 0).toBeLessThan(300);
				}
			}
			expect(sent).toEqual([]);
		},
	);

	test('more than 60 operations have ID fields', () => {
		expect(withIds.length).toBeGreaterThan(60);
	});
});

/** Keys that would reach a prototype if an answer were merged into an object. */
const POISON = ['__proto__', '\\u005f_proto__', '_\\u005Fproto__']
	.map((name) => `"${name}":{"polluted":true}`)
	.concat('"constructor":{"prototype":{"polluted":true}}')
	.join(',');

/** The JSON of an answer with such keys in every object. */
function poisoned(json: Json): string {
	if (Array.isArray(json)) return `[${json.map(poisoned).join(',')}]`;
	if (!isObject(json)) return JSON.stringify(json);
	const members = Object.entries(json)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${JSON.stringify(name)}:${poisoned(value ?? null)}`);
	return `{${[POISON, ...members].join(',')}}`;
}

const withPoison = (answer: GatewayAnswer): GatewayAnswer =>
	isObject(answer.body) || Array.isArray(answer.body)
		? readAnswer(answer, Buffer.from(poisoned(answer.body)))
		: answer;

describe.each(GATEWAYS)('responses of %s that try prototype pollution', (gateway) => {
	test.each(supportedBy(gateway))(
		'$resource > $name ignores the polluting keys',
		async (pair) =>
			await inWorldOf(gateway, pair, async ({ setup, credential, parameters }) => {
				const { failed, outputs, refused } = await trace(
					gateway,
					pair,
					parameters,
					async (request) => withPoison(await wire(credential, request, loading(setup.bytes))),
				);
				expect([refused, failed]).toEqual([null, null]);
				expect(outputs).not.toContain('polluted');
				expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
			}),
	);
});

describe.each(GATEWAYS)('error responses of %s that echo secrets', (gateway) => {
	const fake = useFakeGateway();
	const box = useSandbox();
	const KEY = 'key-that-nobody-may-see';
	const WORDS = 'words of somebody else';
	const echo = {
		statusCode: 500,
		exception: { message: 'it failed', name: 'Error', stack: `Error: at /app/place.js ${KEY}` },
		request: { headers: { 'x-api-key': KEY }, body: { text: WORDS } },
		status: false,
		code: 8000,
		results: [{ text: WORDS, key: KEY }],
	};

	test.each(supportedBy(gateway))(
		'$resource > $name shows neither the API key nor the echoed text or stack trace',
		async (pair) => {
			const setup = SETUPS[keyOf(pair)] ?? {};
			for (const [type, body] of [
				['application/json', JSON.stringify(echo)],
				['text/html', `<html>${KEY} ${WORDS}</html>`],
			] as const) {
				fake.answer = answering(500, type, body);
				for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
					const { error, errorItems, hints, items } = await runNode({
						credential: { gateway, baseUrl: fake.url, apiKey: KEY },
						parameters: {
							resource: pair.resource,
							operation: pair.name,
							...sampleParameters(pair.operation, {
								...knownIn(box.sandbox, gateway),
								...setup.known,
							}),
							...setup.parameters,
							...setup.on?.[gateway],
							source: 'base64',
						},
						settings: { onError },
					});
					const told = inspect({ error, errorItems, hints, items }, { depth: 20 });
					expect(told).not.toContain(KEY);
					expect(told).not.toContain(WORDS);
					expect(told).not.toContain('place.js');
				}
			}
		},
	);
});
