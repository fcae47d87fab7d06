import type { IBinaryData, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { CredentialReference, Execution } from '../../harness/api';
import { GATEWAYS, gatewayNames } from '../../harness/gateways';
import { isSince } from '../../harness/paths';
import { node, startScriptedGateway, taken, type ScriptedGateway } from '../../harness/scripted';
import { startSuite, type Suite } from '../../harness/suite';
import { CREDENTIAL_TYPE, NODE_TYPE, type WorkflowJson } from '../../harness/workflow';

const CHAT = '491701234567@c.us';

/** Execution Logic v2, which keeps files in the JSON of items, was added in n8n 2. */
const BINARY_MODES = isSince(2, 0) ? (['separate', 'combined'] as const) : (['separate'] as const);
const ON_ERROR = ['continueErrorOutput', 'continueRegularOutput'] as const;
type OnError = (typeof ON_ERROR)[number];

let suite: Suite;
let gateway: ScriptedGateway;
beforeAll(async () => {
	suite = await startSuite();
	gateway = await startScriptedGateway();
});
afterAll(async () => {
	await gateway.close();
	await suite.sandbox.close();
});

const setJson = (name: string, json: object | string): INode =>
	node(name, 'n8n-nodes-base.set', {
		typeVersion: 3.3,
		parameters: {
			mode: 'raw',
			jsonOutput: typeof json === 'string' ? json : JSON.stringify(json),
			options: { includeBinary: true },
		},
	});

/** Passes on items with this outcome. */
const ifOutcome = (outcome: string): INode =>
	node('If', 'n8n-nodes-base.if', {
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: 'outcome',
						leftValue: '={{ $json.details.outcome }}',
						rightValue: outcome,
						operator: { type: 'string', operation: 'equals' },
					},
				],
				combinator: 'and',
			},
			options: {},
		},
	});

const sender = (
	credential: CredentialReference,
	onError: OnError,
	parameters: INodeParameters,
): INode =>
	node('Send', NODE_TYPE, {
		onError,
		credentials: { [CREDENTIAL_TYPE]: credential },
		parameters: { resource: 'message', operation: 'sendText', ...parameters },
	});

/** Nodes one after another; after the sender comes the branch for failed items. */
function chain(nodes: readonly INode[], settings: Record<string, unknown> = {}): WorkflowJson {
	const connections: WorkflowJson['connections'] = {};
	nodes.forEach(({ name, onError }, index) => {
		const next = nodes[index + 1];
		if (next === undefined) return;
		const to = [{ node: next.name, type: 'main' as const, index: 0 }];
		connections[name] = { main: onError === 'continueErrorOutput' ? [[], to] : [to] };
	});
	return { name: 'Error branch', nodes: [...nodes], connections, settings };
}

const start = node('Start', 'n8n-nodes-base.manualTrigger', {});

const outputOf = ({ data }: Execution, name: string, output: number): INodeExecutionData[] =>
	data.resultData.runData[name]?.[0]?.data?.main?.[output] ?? [];

const errorOutput = (onError: OnError): number => (onError === 'continueErrorOutput' ? 1 : 0);

describe.each(BINARY_MODES)("with files stored %s from the items' JSON", (binaryMode) => {
	describe.each(gatewayNames)('through %s', (name) => {
		test.each(ON_ERROR)('a failed item keeps its fields and files (%s)', async (onError) => {
			const row = { row: 7, person: { name: 'Anna' }, session: 'nobody', chatId: CHAT };
			const execution = await suite.api.run(
				chain(
					[
						start,
						setJson('Text', { base64: Buffer.from('A file').toString('base64') }),
						node('File', 'n8n-nodes-base.convertToFile', {
							typeVersion: 1.1,
							parameters: {
								operation: 'toBinary',
								sourceProperty: 'base64',
								options: { fileName: 'note.txt', mimeType: 'text/plain' },
							},
						}),
						setJson('Row', `={{ Object.assign({}, $json, ${JSON.stringify(row)}) }}`),
						sender(suite.credentials[name], onError, {
							session: { __rl: true, mode: 'id', value: '={{ $json.session }}' },
							chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
							text: 'Hello',
						}),
						ifOutcome('notSent'),
					],
					{ binaryMode },
				),
			);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			const [input] = outputOf(execution, 'Row', 0);
			const failed = outputOf(execution, 'Send', errorOutput(onError));
			expect(outputOf(execution, 'Send', 1 - errorOutput(onError))).toEqual([]);
			expect(failed).toEqual([
				{
					json: {
						...input?.json,
						error: expect.stringMatching(/session/),
						details: {
							outcome: 'notSent',
							session: 'nobody',
							chatId: CHAT,
							gateway: GATEWAYS[name],
							hint: expect.any(String),
						},
					},
					...(binaryMode === 'separate' ? { binary: input?.binary } : {}),
					pairedItem: { item: 0 },
				},
			]);
			expect(fileNameIn(failed[0])).toBe('note.txt');
			expect(outputOf(execution, 'If', 0).map(({ json }) => json.row)).toEqual([7]);
			expect(outputOf(execution, 'If', 1)).toEqual([]);
			expect(fileNameIn(outputOf(execution, 'If', 0)[0])).toBe('note.txt');
		});
	});
});

function fileNameIn(item: INodeExecutionData | undefined): string | undefined {
	const files = (item?.binary ?? item?.json._files ?? {}) as Record<string, IBinaryData>;
	return files.data?.fileName;
}

test('an IF node can select the items whose outcome is unknown', async () => {
	gateway.reply = (text, request, response) => {
		const json = { 'content-type': 'application/json' };
		if (text === 'refused') return response.writeHead(400, json).end('{"message":"no"}');
		if (text === 'failed') return response.writeHead(500, json).end('{"message":"no LID found"}');
		if (text === 'lost') return request.socket.destroy();
		return taken(text, request, response);
	};
	const texts = ['taken', 'refused', 'failed', 'lost'];
	const items = gateway.offer(
		texts.map((text, index) => ({ text, chatId: `49170123456${index}@c.us` })),
	);
	const execution = await suite.api.run(
		chain([
			start,
			node('Items', 'n8n-nodes-base.httpRequest', {
				typeVersion: 4.2,
				parameters: { url: items },
			}),
			sender(await gateway.credential(suite.api), 'continueErrorOutput', {
				session: { __rl: true, mode: 'id', value: 'default' },
				chatId: { __rl: true, mode: 'id', value: '={{ $json.chatId }}' },
				text: '={{ $json.text }}',
			}),
			ifOutcome('unknown'),
		]),
	);
	const told = (name: string, output: number): unknown[] =>
		outputOf(execution, name, output).map(({ json: { details, text } }) => [
			text,
			(details as { outcome?: unknown } | undefined)?.outcome,
		]);
	expect(told('Send', 0)).toEqual([['taken', undefined]]);
	expect(told('Send', 1)).toEqual([
		['refused', 'notSent'],
		['failed', 'failed'],
		['lost', 'unknown'],
	]);
	expect(told('If', 0)).toEqual([['lost', 'unknown']]);
});
