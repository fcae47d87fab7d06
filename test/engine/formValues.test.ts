import type { INode } from 'n8n-workflow';
import { sentBy, useWatchedGateway } from '../execution/gateway';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';

const gateway = useWatchedGateway();
const CHAT = '491701234567';
const poll = { operation: 'sendPoll', question: 'Who?', pollAnswers: '={{ $json.list }}' };

describe.each(GATEWAYS)('values of fields on %s', (name) => {
	beforeEach(() => {
		gateway.reply = () => sentBy(name);
	});

	const run = async (parameters: INode['parameters'], json: object = {}): Promise<RunResult> =>
		await runNode({
			credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('default'),
				chatId: byId(CHAT),
				text: 'hello',
				...parameters,
			},
			items: [{ json: { ...json } }],
		});
	const body = (): Readonly<Record<string, unknown>> => gateway.arrivals[0]?.body ?? {};

	test.each([
		['TRUE', true],
		['True', true],
		['1', true],
		[1, true],
		['FALSE', false],
		[0, false],
	])('accepts a boolean written as %p', async (b, value) => {
		const { error } = await run(
			{ ...poll, multipleAnswers: '={{ $json.b }}' },
			{ b, list: ['A', 'B'] },
		);
		expect(error).toBeUndefined();
		expect(name === 'waha' ? body().poll : body()).toMatchObject(
			{
				waha: { multipleAnswers: value },
				warest: { maxSelection: value ? 2 : 1 },
				evolution: { selectableCount: value ? 0 : 1 },
			}[name],
		);
	});

	test('refuses a word that is not a boolean, and says what to write', async () => {
		const { error } = await run({ options: { forwarded: 'yes' } });
		expect(error?.message).toBe('Mark as Forwarded must be true or false');
		expect(error?.description).toContain('1 or 0');
		expect(gateway.arrivals).toEqual([]);
	});

	(name === 'evolution' ? test.skip : test).each(['={{ 86400 }}', '={{ "86400.0" }}', '86400'])(
		'recognizes a choice written as %s',
		async (duration) => {
			const messageId = name === 'waha' ? `true_${CHAT}@c.us_3EB0` : '3EB0';
			const { error } = await run({ operation: 'pin', messageId, duration });
			if (name === 'waha') expect(body()).toEqual({ duration: 86_400 });
			// It has no durations, so its refusal differs from that of an unknown choice.
			else expect(error?.message).toBe('WARest cannot choose how long a message stays pinned');
		},
	);

	test('accepts a choice in another case', async () => {
		const { error } = await run(
			name === 'waha'
				? { resource: 'presence', operation: 'set', presence: '={{ "Typing" }}' }
				: { options: { presence: 'Composing' } },
		);
		expect(error).toBeUndefined();
		expect(body().presence).toBe(name === 'waha' ? 'typing' : 'composing');
	});

	test('accepts a whole number as text, and refuses a hexadecimal one', async () => {
		await run({ operation: 'getMany', limit: '={{ "3.0" }}' });
		expect(`${gateway.arrivals[0]?.line} ${gateway.arrivals[0]?.bytes.toString()}`).toMatch(
			/limit=3|"offset":3/,
		);
		const { error } = await run({ operation: 'getMany', limit: '0x10' });
		expect(error?.message).toContain('Limit must be a whole number');
	});

	test.each<[string, INode['parameters'], unknown]>([
		['an answer that is nothing', poll, ['A', 'B', null]],
		['an answer that is empty', poll, ['A', 'B', ' ']],
		['an answer that is an object', poll, ['A', 'B', { c: 1 }]],
		['a mention that is nothing', { options: { mentions: '={{ $json.list }}' } }, [CHAT, null]],
		['a mention that is an object', { options: { mentions: '={{ $json.list }}' } }, [CHAT, {}]],
	])('%s is refused, not dropped', async (_, parameters, list) => {
		const { error } = await run(parameters, { list });
		expect(error?.message).toMatch(/^Entry 2|^Entry 3|must be text/);
		expect(gateway.arrivals).toEqual([]);
	});
});
