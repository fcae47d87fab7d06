import type { INode, INodeExecutionData } from 'n8n-workflow';
import { sentBy, useWatchedGateway } from '../execution/gateway';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';

const gateway = useWatchedGateway();
const CHAT = '491701234567';

describe.each(GATEWAYS)('empty results of expressions on %s', (name) => {
	beforeEach(() => {
		gateway.reply = () => sentBy(name);
	});

	const run = async (
		parameters: INode['parameters'],
		items: INodeExecutionData[] = [{ json: {} }],
	): Promise<RunResult> =>
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
			items,
		});

	/** The sent requests, without the parts that differ between two equal sends. */
	const sent = (): unknown[] => gateway.arrivals.map(({ line, body }) => [line, body]);

	test('sends three pictures, the second without a caption', async () => {
		const pictures = ['one', null, 'three'].map((caption, index) => ({
			json: { phone: `49170123450${index}`, caption },
		}));
		const { error, items } = await run(
			{
				operation: 'sendImage',
				source: 'base64',
				mediaBase64: 'aGVsbG8gZmlsZQ==',
				caption: '={{ $json.caption }}',
				chatId: byId('={{ $json.phone }}'),
				options: { mimeType: 'image/jpeg' },
			},
			pictures,
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.text)).toEqual(['one', null, 'three']);
		const captions = gateway.arrivals.map(({ bytes }) => /one|three/.exec(bytes.toString())?.[0]);
		expect(captions).toEqual(['one', undefined, 'three']);
	});

	const buttons = {
		operation: 'sendButtons',
		buttons: { button: [{ type: 'reply', text: 'A', id: 'a' }] },
	};
	test.each<[string, INode['parameters'], string, unknown]>([
		['a quoted message', {}, 'quotedMessageId', null],
		['a quoted message, nowhere to be found', {}, 'quotedMessageId', undefined],
		['mentions', {}, 'mentions', []],
		['mentions, as text', {}, 'mentions', ' '],
		['a link preview', {}, 'linkPreview', null],
		['a link preview, as text', {}, 'linkPreview', ''],
		['the mark of a forwarded message', {}, 'forwarded', null],
		['a presence', {}, 'presence', ''],
		['the look after a timeout', {}, 'verifyAfterTimeout', null],
		['a footer', buttons, 'footer', ''],
		['a header', buttons, 'header', null],
		['a header image', buttons, 'headerImage', null],
		['an address', { operation: 'sendLocation', latitude: 1, longitude: 2 }, 'address', null],
		[
			'a name of a place',
			{ operation: 'sendLocation', latitude: 1, longitude: 2 },
			'placeName',
			'',
		],
	])('count as a missing option: %s', async (_, parameters, option, value) => {
		await run(parameters);
		const without = sent();
		gateway.arrivals.length = 0;
		const { error } = await run({ ...parameters, options: { [option]: '={{ $json.value }}' } }, [
			{ json: value === undefined ? {} : { value: value as never } },
		]);
		expect(error).toBeUndefined();
		expect(sent()).toEqual(without);
	});

	test.each<[string, unknown]>([
		['sentAfter', null],
		['sentAfter', ''],
		['sentBefore', undefined],
		['search', ' '],
		['sentBy', ''],
		['sortOrder', null],
		['ack', ''],
	])('count as a missing filter: %s is %p', async (option, value) => {
		gateway.reply = () =>
			name === 'waha'
				? { json: [] }
				: { json: { status: true, code: 1000, result: { data: [], pagination: { total: 0 } } } };
		const list = { operation: 'getMany' };
		await run(list);
		const without = sent();
		gateway.arrivals.length = 0;
		const { error } = await run({ ...list, options: { [option]: '={{ $json.value }}' } }, [
			{ json: value === undefined ? {} : { value: value as never } },
		]);
		expect(error).toBeUndefined();
		expect(sent()).toEqual(without);
	});

	test('are still refused in required fields', async () => {
		for (const parameters of [
			{ text: '={{ $json.none }}' },
			{ chatId: byId('={{ $json.none }}') },
			{ ...buttons, buttons: '={{ $json.none }}' },
			{ operation: 'sendPoll', question: 'Who?', pollAnswers: '={{ $json.none }}' },
		]) {
			const { error } = await run(parameters);
			expect(error?.message).toMatch(/is empty|has from 2 to 12 answers/);
		}
		expect(gateway.arrivals).toEqual([]);
	});
});
