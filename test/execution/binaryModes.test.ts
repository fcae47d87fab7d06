import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { sentBy, useRawGateway, useWatchedGateway } from './gateway';
import { useFileStore } from './store';

const gateway = useWatchedGateway();
const downloads = useRawGateway();
const store = useFileStore();

const DOCUMENT = { fileName: 'report.pdf', mimeType: 'application/pdf' };
const SMALL = 1_000;
/** Larger than the files that are read into memory. */
const LARGE = 1_048_577;

/** How a workflow keeps the files of its items (Execution Logic v1 and v2), and how people refer to a file. */
interface Way {
	readonly binaryMode: 'separate' | 'combined';
	readonly item: (name: string, file: IBinaryData) => INodeExecutionData;
	readonly reference: (name: string) => string;
	/** n8n's `$binary` leaves out the bytes of a file in memory. */
	readonly onlyStored?: boolean;
}

const inBinary = (name: string, file: IBinaryData): INodeExecutionData => ({
	json: {},
	binary: { [name]: file },
});
const inJson = (name: string, file: IBinaryData): INodeExecutionData => ({
	json: { _files: { [name]: { ...file } } },
});

const WAYS: Readonly<Record<string, Way>> = {
	'separate, by name': { binaryMode: 'separate', item: inBinary, reference: (name) => name },
	'separate, the file itself': {
		binaryMode: 'separate',
		item: inBinary,
		reference: (name) => `={{ $binary[${JSON.stringify(name)}] }}`,
		onlyStored: true,
	},
	'separate, the file of an earlier node': {
		binaryMode: 'separate',
		item: inBinary,
		reference: (name) => `={{ $('Start').item.binary[${JSON.stringify(name)}] }}`,
	},
	'combined, by name': { binaryMode: 'combined', item: inJson, reference: (name) => name },
	'combined, by path': {
		binaryMode: 'combined',
		item: inJson,
		reference: (name) => `_files[${JSON.stringify(name)}]`,
	},
	'combined, elsewhere in the item': {
		binaryMode: 'combined',
		item: (name, file) => ({ json: { letters: [{}, { [name]: { ...file } }] } }),
		reference: (name) => `letters[1][${JSON.stringify(name)}]`,
	},
	'combined, the file itself': {
		binaryMode: 'combined',
		item: inJson,
		reference: (name) => `={{ $json._files[${JSON.stringify(name)}] }}`,
	},
	'combined, as the editor writes it': {
		binaryMode: 'combined',
		item: inJson,
		reference: (name) => `={{ $item._files[${JSON.stringify(name)}] }}`,
	},
	'combined, the file of an earlier node': {
		binaryMode: 'combined',
		item: inJson,
		reference: (name) => `={{ $('Start').item._files[${JSON.stringify(name)}] }}`,
	},
	// n8n does not move a file that it keeps in memory.
	'combined, still beside the JSON': {
		binaryMode: 'combined',
		item: inBinary,
		reference: (name) => name,
	},
};

const send = async (
	name: string,
	way: Pick<Way, 'binaryMode'>,
	item: INodeExecutionData,
	inputBinaryField: string,
): Promise<RunResult> =>
	await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation: 'sendDocument',
			session: byId('default'),
			chatId: byId('491700000001'),
			source: 'binary',
			inputBinaryField,
		},
		items: [item],
		workflowSettings: { binaryMode: way.binaryMode },
	});

/** The file in the only request that arrived. */
function arrived(): Buffer {
	const [arrival] = gateway.arrivals;
	if (arrival === undefined) throw new Error('nothing arrived');
	const { body, bytes, headers } = arrival;
	if (!/multipart/.test(headers['content-type'] ?? '')) {
		const { file } = body;
		return Buffer.from(
			typeof file === 'object' && file !== null && 'data' in file ? String(file.data) : '',
			'base64',
		);
	}
	const start = bytes.indexOf('\r\n\r\n', bytes.indexOf('filename=')) + 4;
	return bytes.subarray(start, bytes.lastIndexOf('\r\n--'));
}

/** Begins with a fixed letter, because n8n's expressions may not name a member such as `constructor`. */
const fieldName = fc
	.string({ unit: 'grapheme', maxLength: 12 })
	.filter((rest) => !/[\p{Cc}{}=]/u.test(rest))
	.map((rest) => `f${rest}`);

describe.each(GATEWAYS)('a file sent to %s', (name) => {
	beforeEach(() => {
		gateway.reply = () => sentBy(name);
	});

	describe.each(Object.entries(WAYS))('%s', (_, way) => {
		test.each([SMALL, LARGE])('arrives complete from the file store: %p bytes', async (size) => {
			const bytes = randomBytes(size);
			const file = (await store.item(bytes, DOCUMENT)).binary?.data;
			if (file === undefined) throw new Error('the store gave no file');
			const { error } = await send(name, way, way.item('data', file), way.reference('data'));
			expect(error).toBeUndefined();
			expect(arrived().equals(bytes)).toBe(true);
		});

		if (way.onlyStored === true) return;
		test('arrives complete from memory, whatever the name of its field', async () => {
			await fc.assert(
				fc.asyncProperty(fieldName, async (field) => {
					gateway.arrivals.length = 0;
					const bytes = randomBytes(SMALL);
					const file = { data: bytes.toString('base64'), ...DOCUMENT };
					const { error } = await send(name, way, way.item(field, file), way.reference(field));
					expect(error?.message).toBeUndefined();
					expect(arrived().equals(bytes)).toBe(true);
				}),
				{ numRuns: 10 },
			);
		});
	});
});

describe('a missing or invalid file', () => {
	test.each(['separate', 'combined'] as const)(
		'is refused, and the error names the files of the item: %s',
		async (mode) => {
			const file = { data: 'aGVsbG8=', ...DOCUMENT };
			const item = mode === 'combined' ? inJson('my.letter', file) : inBinary('my.letter', file);
			const { error } = await send('waha', { binaryMode: mode }, item, 'photo');
			expect([error?.message, error?.description]).toEqual([
				'The item has no binary field "photo"',
				'The item has: my.letter. For a file on the web choose URL as Source.',
			]);
		},
	);

	test('is not looked for in the JSON if the workflow keeps no files there', async () => {
		const item = inJson('data', { data: 'aGVsbG8=', ...DOCUMENT });
		const { error } = await send('waha', { binaryMode: 'separate' }, item, 'data');
		expect([error?.message, error?.description]).toEqual([
			'The item has no binary field "data"',
			'The item has no file. Check the node that should give it. For a file on the web choose URL as Source.',
		]);
		expect(gateway.arrivals).toHaveLength(0);
	});

	test.each<[string, object]>([
		['sendDocument', { source: 'binary', inputBinaryField: '={{ $json.photo }}' }],
		[
			'sendFiles',
			{ fileList: { file: [{ source: 'binary', inputBinaryField: '={{ $json.photo }}' }] } },
		],
	])('%s: an empty expression does not select another file', async (operation, how) => {
		const { error } = await runNode({
			credential: { gateway: 'warest', baseUrl: gateway.url, apiKey: 'key' },
			parameters: {
				resource: 'message',
				operation,
				session: byId('default'),
				chatId: byId('491700000001'),
				...how,
			},
			items: [inBinary('data', { data: 'aGVsbG8=', ...DOCUMENT })],
		});
		expect(error?.message).toBe('Input Binary Field is empty');
		expect(gateway.arrivals).toHaveLength(0);
	});

	test('is refused if it is an object without the fields of a file', async () => {
		const item = { json: { photo: { data: 'aGVsbG8=' } } };
		const { error } = await send('waha', { binaryMode: 'combined' }, item, '={{ $json.photo }}');
		expect(error?.message).toBe('Input Binary Field gives something that is no file');
		expect(gateway.arrivals).toHaveLength(0);
	});
});

test.each(['separate', 'combined'] as const)(
	'a downloaded file is stored where the workflow keeps files: %s',
	async (binaryMode) => {
		const bytes = randomBytes(LARGE);
		downloads.take = (request, response) => {
			request.resume();
			response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
		};
		const { items } = await runNode({
			credential: { gateway: 'waha', baseUrl: downloads.url, apiKey: 'key' },
			parameters: { resource: 'server', operation: 'getHeapSnapshot', binaryPropertyName: 'heap' },
			workflowSettings: { binaryMode },
		});
		const [item] = items;
		const { _files: inTheJson, ...json } = item?.json ?? {};
		expect(json).toEqual({
			fileName: 'waha.heapsnapshot',
			mimeType: 'application/octet-stream',
			sizeBytes: LARGE,
		});
		const files = binaryMode === 'combined' ? inTheJson : item?.binary;
		const [file] = Object.values((files ?? {}) as Record<string, IBinaryData>);
		expect((await store.read(file)).equals(bytes)).toBe(true);
	},
);
