import { bareId } from '../../nodes/WhatsApp/gateways/evolution/ids';
import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { recipientOf, sentBy, useWatchedGateway } from './gateway';

const gateway = useWatchedGateway();
const { execute } = WhatsApp.prototype;
const names: string[] = [];

beforeEach(() => {
	names.length = 0;
	jest.spyOn(WhatsApp.prototype, 'execute').mockImplementation(async function (
		this: IExecuteFunctions,
	) {
		const reading = jest.spyOn(this, 'getNodeParameter');
		const done = await execute.call(this);
		names.push(...reading.mock.calls.map(([name]) => name));
		return done;
	});
});
afterEach(() => jest.restoreAllMocks());

/** How often n8n was asked for each parameter. */
const asked = (): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
};

const COUNT = 30;
const items: INodeExecutionData[] = Array.from({ length: COUNT }, (_, i) => ({
	json: { n: i, session: 'default', chatId: `4917000000${10 + i}`, messageId: `3EB0${100 + i}` },
}));

const run = async (name: string, parameters: object): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: { resource: 'message', operation: 'sendText', ...parameters },
		items,
	});

describe.each(GATEWAYS)('%s', (name) => {
	beforeEach(() => {
		gateway.reply = () => sentBy(name);
	});

	test('reads a fixed parameter once, and an expression for every item', async () => {
		const { error } = await run(name, {
			session: byId('default'),
			chatId: byId('={{ $json.chatId }}'),
			text: '=Number {{ $json.n }}',
		});
		expect(error).toBeUndefined();
		expect(asked()).toEqual({
			resource: 1,
			operation: 1,
			requestOptions: 1,
			session: 1,
			options: 1,
			simplify: 1,
			// `chatId` is missing: n8n need not evaluate an expression that is only a field of the item.
			text: COUNT,
		});
		const words = gateway.arrivals.map(({ body }) => body.text ?? body.message);
		expect(words.sort()).toEqual(items.map((_, i) => `Number ${i}`).sort());
	});

	test('reads an expression inside a collection for every item', async () => {
		await run(name, {
			session: byId('default'),
			chatId: byId('491700000001'),
			text: 'Hello',
			options: { quotedMessageId: '={{ "3EB0" + $json.n }}' },
		});
		expect(asked()).toMatchObject({ chatId: 1, text: 1, options: COUNT });
		// On Evolution API, a request first asks whether the server has the message.
		const quoted = gateway.arrivals
			.filter(({ line }) => !line.includes('findMessages'))
			.map(({ body }) => JSON.stringify(body.reply_to ?? body.replyMessageId ?? body.quoted));
		expect(quoted).toHaveLength(COUNT);
		for (const [i, one] of quoted.entries()) expect(one).toContain(`"3EB0${i}"`);
	});

	test('reads lists without a choice once, and uses the fields of every item', async () => {
		await run(name, { text: 'Hello' });
		expect(asked()).toMatchObject({ session: 1, chatId: 1, text: 1 });
		const chats = gateway.arrivals.map(({ body }) => recipientOf({ body }).split('@')[0]);
		expect(chats.sort()).toEqual(items.map(({ json }) => json.chatId));
	});

	test('the default of a field that was never changed may be an expression', async () => {
		// On Evolution API, a request first asks who wrote the message, because the id is bare.
		gateway.reply = ({ body }) => {
			const item = items.find(({ json }) =>
				JSON.stringify(body.where)?.includes(String(json.messageId)),
			);
			if (item === undefined) return { json: {} };
			const { chatId, messageId } = item.json;
			const key = { id: messageId, remoteJid: `${String(chatId)}@s.whatsapp.net`, fromMe: false };
			return { json: { messages: { total: 1, pages: 1, currentPage: 1, records: [{ key }] } } };
		};
		await run(name, { operation: 'react', emoji: 'x' });
		// n8n need not evaluate an expression that is only a field of the item.
		expect(asked()).not.toHaveProperty('messageId');
		const ids = gateway.arrivals.map(({ body, line }) => `${JSON.stringify(body)} ${line}`);
		for (const { json } of items)
			expect(ids.some((id) => id.includes(bareId(String(json.messageId))))).toBe(true);
	});

	test.each([
		['words', 'value', { value: 'a < b' }],
		['words that look like an expression', 'value', { value: '={{ 1 + 1 }}' }],
		['no words', 'value', { value: '' }],
		['a number', 'value', { value: 5.5 }],
		['a boolean', 'value', { value: false }],
		['a member', 'deep.er', { deep: { er: 'inside' } }],
		['null', 'value', { value: null }],
		['a list', 'value', { value: ['a', 'b'] }],
		['an object', 'value', { value: { a: 1 } }],
		['nothing', 'value', {}],
		['a member of nothing', 'deep.er', {}],
		['what every object has', 'constructor', {}],
		['what every text has', 'value.length', { value: 'four' }],
	])('reads %s from the item as n8n evaluates it', async (_, path, json) => {
		const told = async (text: string) => {
			gateway.arrivals.length = 0;
			const { error } = await runNode({
				credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
				parameters: {
					resource: 'message',
					operation: 'sendText',
					session: byId('default'),
					chatId: byId('491700000001'),
					text,
				},
				items: [{ json }],
			});
			return [error?.message, gateway.arrivals.map(({ body }) => body.text ?? body.message)];
		};
		// With brackets it is an expression like any other.
		expect(await told(`={{ $json.${path} }}`)).toEqual(await told(`={{ ($json.${path}) }}`));
	});

	test('reads the credential once', async () => {
		const { decryptions } = await run(name, { text: 'Hello' });
		expect(decryptions).toBe(1);
		expect(gateway.arrivals).toHaveLength(COUNT);
		for (const { headers } of gateway.arrivals)
			expect(headers[catalogue[name].keyHeader.toLowerCase()]).toBe('key');
	});
});
