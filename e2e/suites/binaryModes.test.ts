import { createHash, randomBytes } from 'node:crypto';
import type { IBinaryData, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { N8nApi } from '../../harness/api';
import { echoOfFiles, filesIn, settled, writeOnPhone } from '../../harness/bot';
import { gatewayNames } from '../../harness/gateways';
import { isSince } from '../../harness/paths';
import { startSuite, type Suite } from '../../harness/suite';
import { until } from '../../harness/until';
import {
	exampleWorkflow,
	NODE_TYPE,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';

type BinaryMode = 'separate' | 'combined';

const CHAT = '491701112222';
const JID = `${CHAT}@s.whatsapp.net`;
/** Too large to be read whole, so that it is streamed both ways. */
const BYTES = randomBytes(1_500_000);
const DOCUMENT = { mimeType: 'application/pdf', fileName: 'report.pdf' };

/** Execution Logic v2, which keeps files in the JSON of items, was added in n8n 2. */
const MODES: readonly BinaryMode[] = isSince(2, 0) ? ['separate', 'combined'] : ['separate'];

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const inMode = (workflow: WorkflowJson, binaryMode: BinaryMode): WorkflowJson => ({
	...workflow,
	settings: { ...workflow.settings, binaryMode },
});

const sendDocument: INodeParameters = {
	resource: 'message',
	operation: 'sendDocument',
	session: { __rl: true, mode: 'id', value: 'default' },
	chatId: { __rl: true, mode: 'id', value: CHAT },
	source: 'binary',
};

describe.each(MODES)("with files stored %s from the items' JSON", (mode) => {
	describe.each(gatewayNames)('through %s', (gateway) => {
		test('a received file is sent back unchanged', async () => {
			const { api, sandbox } = suite;
			const chatId = `49170${mode === 'combined' ? 1 : 2}${gateway.length}0000000@s.whatsapp.net`;
			const bot = await api.createWorkflow(
				inMode(echoOfFiles(gateway, suite.credentials[gateway]), mode),
			);
			await api.activate(bot.id);
			const dataUrl = `data:${DOCUMENT.mimeType};base64,${BYTES.toString('base64')}`;
			// WARest gives no file for a document that has a caption.
			await writeOnPhone(sandbox, {
				chatId,
				media: { kind: 'document', dataUrl, fileName: DOCUMENT.fileName },
			});
			await until('file on the phone', () => filesIn(sandbox, chatId)[0]);
			expect(filesIn(sandbox, chatId)).toEqual([
				{ fileName: DOCUMENT.fileName, sha256: sha256(BYTES) },
			]);
			expect(await settled(api, bot.id)).toBe(1);
			await api.deactivate(bot.id);
		});
	});

	test('Input Binary Field accepts a name, a path and an expression', async () => {
		const references = ['data', "={{ $('Make a file').item.binary.data }}"];
		const combined = [
			'data',
			'_files.data',
			'={{ $json._files.data }}',
			"={{ $('Make a file').item._files.data }}",
		];
		const names = mode === 'combined' ? combined : references;
		const before = filesIn(suite.sandbox, JID).length;
		const { data, status } = await runChain(mode, [
			...names.map((inputBinaryField, index) =>
				whatsApp(`Send ${index}`, { ...sendDocument, inputBinaryField }),
			),
		]);
		expect(data.resultData.error?.message).toBeUndefined();
		expect(status).toBe('success');
		const sent = filesIn(suite.sandbox, JID).slice(before);
		expect(sent).toHaveLength(names.length);
		expect(new Set(sent.map((file) => file.sha256))).toEqual(new Set([sha256(TEXT)]));
	});

	test('Utility > Hash reads a file that another node made', async () => {
		const { data } = await runChain(mode, [
			whatsApp('Hash', {
				resource: 'utility',
				operation: 'hash',
				source: 'binary',
				inputBinaryField: 'data',
			}),
		]);
		const [hashed] = itemsOf(data.resultData.runData.Hash);
		expect(hashed?.json).toMatchObject({ hash: expect.any(String) });
		const [file] = filesOf(itemsOf(data.resultData.runData['Make a file'])[0], mode);
		expect(file).toMatchObject({ mimeType: 'text/plain' });
	});
});

const TEXT = Buffer.from('A file that another node made.');

const whatsApp = (name: string, parameters: INodeParameters): INode => ({
	id: name,
	name,
	type: NODE_TYPE,
	typeVersion: 1,
	position: [600, 0],
	parameters,
});

/** Creates a file with one of n8n's own nodes, and passes it to each of these nodes. */
async function runChain(mode: BinaryMode, nodes: readonly INode[]) {
	const example = exampleWorkflow('send-a-message.json');
	const trigger = example.nodes.filter(({ type }) => type !== NODE_TYPE);
	const text: INode = {
		id: 'text',
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [200, 0],
		parameters: {
			mode: 'raw',
			jsonOutput: JSON.stringify({ base64: TEXT.toString('base64') }),
			options: {},
		},
	};
	const file: INode = {
		id: 'file',
		name: 'Make a file',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [400, 0],
		parameters: {
			operation: 'toBinary',
			sourceProperty: 'base64',
			options: { fileName: 'note.txt', mimeType: 'text/plain' },
		},
	};
	const to = (...names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main' as const, index: 0 }))],
	});
	const workflow: WorkflowJson = {
		...example,
		nodes: [...trigger, text, file, ...nodes],
		connections: {
			...Object.fromEntries(trigger.map(({ name }) => [name, to('Text')])),
			Text: to('Make a file'),
			'Make a file': to(...nodes.map(({ name }) => name)),
		},
	};
	return await suite.api.run(withCredential(inMode(workflow, mode), suite.credentials.warest));
}

type Runs = Awaited<ReturnType<N8nApi['run']>>['data']['resultData']['runData'][string];

const itemsOf = (runs: Runs | undefined): INodeExecutionData[] => runs?.[0]?.data?.main?.[0] ?? [];

function filesOf(item: INodeExecutionData | undefined, mode: BinaryMode): IBinaryData[] {
	const files = mode === 'combined' ? item?.json._files : item?.binary;
	return Object.values((files ?? {}) as Record<string, IBinaryData>);
}
