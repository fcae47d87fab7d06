import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';
import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import fc from 'fast-check';
import { runNode, type RunResult } from '../support/engine';
import { detailsOf } from '../support/failedItems';
import { answering, useFakeGateway, type FakeGateway } from '../support/fakeGateway';
import { byId, GATEWAYS } from '../support/sandbox';

const fake = useFakeGateway();

const MODES = ['continueErrorOutput', 'continueRegularOutput'] as const;
type Mode = (typeof MODES)[number];

const broken = answering(500, 'application/json', '{"message":"no LID found"}');
const cut: FakeGateway['answer'] = (request) => request.socket.destroy();

const photo: IBinaryKeyData = {
	photo: { data: Buffer.from('a file').toString('base64'), mimeType: 'image/png' },
};

const row = (json: IDataObject): INodeExecutionData => ({
	json: { row: 1, person: { name: 'Anna' }, session: 'default', ...json },
	binary: photo,
});

const run = async (
	gateway: string,
	items: readonly INodeExecutionData[],
	settings: Partial<INode>,
	parameters: INode['parameters'] = {},
): Promise<RunResult> =>
	await runNode({
		credential: { gateway, baseUrl: fake.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('={{ $json.session }}'),
			chatId: byId('={{ $json.chatId }}'),
			text: 'Hello',
			...parameters,
		},
		items,
		settings,
	});

/** The output of the failed items; there must be no other output. */
function failedOf({ errorItems, items }: RunResult, mode: Mode): readonly INodeExecutionData[] {
	expect(mode === 'continueErrorOutput' ? items : errorItems).toEqual([]);
	return mode === 'continueErrorOutput' ? errorItems : items;
}

describe.each(GATEWAYS)('%s', (gateway) => {
	describe.each(MODES)('%s', (onError) => {
		test.each([
			['refused before it was sent', broken, { chatId: '..' }, 'notSent', null],
			['failed at the gateway', broken, { chatId: '491701234567' }, 'failed', '491701234567@c.us'],
			['open', cut, { chatId: '491701234567' }, 'unknown', '491701234567@c.us'],
		])('an item that is %s keeps its fields and files', async (_, answer, to, outcome, chatId) => {
			fake.answer = answer;
			const input = row(to);
			const [item, ...others] = failedOf(await run(gateway, [input], { onError }), onError);
			expect(others).toEqual([]);
			expect(item?.json).toEqual({
				...input.json,
				error: expect.any(String),
				details: {
					outcome,
					session: 'default',
					chatId,
					gateway: catalogue[gateway].name,
					hint: expect.any(String),
				},
			});
			expect(Object.keys(item?.json ?? {})).toEqual([
				...Object.keys(input.json),
				'error',
				'details',
			]);
			expect(Object.keys(detailsOf(item))).toEqual([
				'outcome',
				'session',
				'chatId',
				'gateway',
				'hint',
			]);
			expect(item?.binary).toEqual(photo);
			expect(item?.pairedItem).toEqual({ item: 0 });
			// n8n would replace all the rest with the error's message.
			expect(item?.error).toBeUndefined();
			expect(input).toEqual(row(to));
		});

		test('fields named error and details are replaced by those of the failure', async () => {
			fake.answer = broken;
			const input = row({ chatId: '491701234567', error: 'an older one', details: 'older' });
			const [item] = failedOf(await run(gateway, [input], { onError }), onError);
			expect(item?.json.error).not.toBe('an older one');
			expect(detailsOf(item).outcome).toBe('failed');
			expect(item?.json.row).toBe(1);
		});

		test('any failed item keeps its fields', async () => {
			fake.answer = broken;
			const own = ['error', 'details', '__proto__', 'session', 'chatId', '_files'];
			const json = fc.dictionary(
				fc.string().filter((name) => !own.includes(name)),
				fc.jsonValue(),
			);
			await fc.assert(
				fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 20 }), async (rows) => {
					const items = rows.map((fields): INodeExecutionData => ({
						json: JSON.parse(
							JSON.stringify({ ...fields, session: 'default', chatId: '' }),
						) as IDataObject,
					}));
					const failed = failedOf(await run(gateway, items, { onError }), onError);
					expect(
						failed.map(({ json: { error: _error, details: _details, ...rest } }) => rest),
					).toEqual(items.map((item) => item.json));
					expect(failed.map(({ pairedItem }) => pairedItem)).toEqual(
						items.map((_, item) => ({ item })),
					);
				}),
				{ numRuns: 20 },
			);
		});

		test('details.chatId also names a group or a person', async () => {
			fake.answer = broken;
			const place = async (
				resource: string,
				operation: string,
				parameters: INode['parameters'],
			): Promise<unknown> => {
				const given = { resource, operation, session: byId('default'), ...parameters };
				const result = await run(gateway, [row({})], { onError }, given);
				return detailsOf(failedOf(result, onError)[0]).chatId;
			};
			expect(await place('group', 'leave', { groupId: byId('12036302@g.us') })).toBe(
				'12036302@g.us',
			);
			expect(await place('contact', 'block', { contactId: byId('+49 170 1234567') })).toBe(
				'491701234567@c.us',
			);
			expect(await place('session', 'get', {})).toBeNull();
		});

		test('each item fails with its details if the credential is invalid', async () => {
			const { errorItems, items } = await runNode({
				credential: { gateway, baseUrl: 'not an address', apiKey: 'key' },
				parameters: { resource: 'message', operation: 'sendText', text: 'Hello' },
				items: [row({ chatId: '491700000001' }), row({ chatId: '491700000002' })],
				settings: { onError },
			});
			const failed = onError === 'continueErrorOutput' ? errorItems : items;
			expect(failed.map(({ binary, json }) => [json.chatId, json.details, binary])).toEqual(
				['491700000001', '491700000002'].map((chatId) => [
					chatId,
					{
						outcome: 'notSent',
						session: 'default',
						chatId: `${chatId}@c.us`,
						gateway: catalogue[gateway].name,
						hint: expect.any(String),
					},
					photo,
				]),
			);
		});

		test('Retry On Fail retries the item, and the failed item keeps its fields', async () => {
			fake.seen.length = 0;
			fake.answer = answering(400, 'application/json', '{"message":"no"}');
			const retrying = { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
			const result = await run(gateway, [row({ chatId: '491701234567' })], retrying);
			expect(fake.seen).toHaveLength(3);
			const [item] = failedOf(result, onError);
			expect(item?.json).toMatchObject({ row: 1, details: { outcome: 'notSent' } });
		});
	});

	test('when the node stops, its error has item index and outcome', async () => {
		fake.answer = broken;
		const { error } = await run(gateway, [row({ chatId: '491701234567' })], {});
		expect(error?.context).toMatchObject({ itemIndex: 0, outcome: 'failed' });
		expect(error?.description).toEqual(expect.any(String));
	});
});

test('a failed item has no gateway if the credential names an unknown one', async () => {
	const { items } = await runNode({
		credential: { gateway: 'nobody', baseUrl: fake.url, apiKey: 'key' },
		parameters: { resource: 'message', operation: 'sendText', text: 'Hello' },
		items: [row({})],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(detailsOf(items[0])).toMatchObject({ outcome: 'notSent', gateway: null });
});
