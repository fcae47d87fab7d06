import type { INodeExecutionData } from 'n8n-workflow';
import { runNode } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';
import { sentBy, useWatchedGateway, type Arrival } from './gateway';
import { useFileStore } from './store';

const gateway = useWatchedGateway();
beforeEach(() => {
	gateway.arrivals.length = 0;
});

/** A file of an item as n8n's nodes and other people's code create it. */
interface Binary {
	readonly mimeType?: unknown;
	readonly fileName?: unknown;
	readonly fileExtension?: unknown;
	readonly bytes?: Buffer;
}

const HELLO = Buffer.from('hello file');
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const itemWith = ({ bytes = HELLO, ...about }: Binary): INodeExecutionData => ({
	json: {},
	binary: { data: { data: bytes.toString('base64'), ...about } as never },
});

const send = async (
	name: (typeof GATEWAYS)[number],
	operation: string,
	parameters: object,
	item: INodeExecutionData = { json: {} },
) => {
	gateway.reply = () => sentBy(name);
	const { error } = await runNode({
		credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
		parameters: {
			resource: 'message',
			operation,
			session: byId('default'),
			chatId: byId('491700000001'),
			source: 'binary',
			inputBinaryField: 'data',
			...parameters,
		},
		items: [item],
	});
	return { error, file: error === undefined ? await fileOf(gateway.arrivals[0]) : null };
};

/** Name and type of the file in a request, as its gateway reads them. */
async function fileOf(arrival: Arrival | undefined): Promise<object> {
	if (arrival === undefined) throw new Error('nothing arrived');
	const { body, bytes, headers } = arrival;
	const type = headers['content-type'] ?? '';
	if (type === 'application/json') {
		const file = Object(body.file);
		return { fileName: file.filename, mimeType: file.mimetype };
	}
	const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
	for (const value of form.values())
		if (value instanceof File) return { fileName: value.name, mimeType: value.type };
	throw new Error('no file in the form');
}

interface Case {
	readonly operation?: string;
	readonly parameters?: object;
	readonly binary: Binary;
	readonly fileName: string;
	readonly mimeType: string;
}

const OCTETS = 'application/octet-stream';
const PNG = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
const PDF = Buffer.from('%PDF-1.7');

const CASES: ReadonlyArray<readonly [title: string, given: Case]> = [
	['no type', { binary: { fileName: 'brief.pdf' }, fileName: 'brief.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	[
		'no type, and the option MIME Type',
		{
			parameters: { options: { mimeType: 'application/pdf' } },
			binary: { fileName: 'brief.pdf' },
			fileName: 'brief.pdf',
			mimeType: 'application/pdf',
		},
	],
	['an empty type', { binary: { mimeType: '', fileName: 'a.csv' }, fileName: 'a.csv', mimeType: 'text/csv' }], // prettier-ignore
	['a type that is null', { binary: { mimeType: null, fileName: 'a.csv' }, fileName: 'a.csv', mimeType: 'text/csv' }], // prettier-ignore
	['a type that is no text', { binary: { mimeType: 7, fileName: 'a.csv' }, fileName: 'a.csv', mimeType: 'text/csv' }], // prettier-ignore
	['an ending for a type', { binary: { mimeType: 'pdf' }, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['no name', { binary: { mimeType: DOCX }, fileName: 'file.docx', mimeType: DOCX }],
	['no name, HEIC', { binary: { mimeType: 'image/heic' }, fileName: 'file.heic', mimeType: 'image/heic' }], // prettier-ignore
	['no name, a film of an iPhone', { binary: { mimeType: 'video/quicktime' }, fileName: 'file.mov', mimeType: 'video/quicktime' }], // prettier-ignore
	['no name, a page', { binary: { mimeType: 'text/html; charset=utf-8' }, fileName: 'file.html', mimeType: 'text/html; charset=utf-8' }], // prettier-ignore
	['an empty name', { binary: { mimeType: 'application/pdf', fileName: '' }, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a blank name', { binary: { mimeType: 'application/pdf', fileName: ' ' }, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a name without an ending', { binary: { mimeType: 'application/pdf', fileName: 'brief' }, fileName: 'brief.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a name that is only an ending', { binary: { mimeType: 'application/pdf', fileName: '.pdf' }, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a name with folders', { binary: { mimeType: 'application/pdf', fileName: 'invoices/2026/INV-1.pdf' }, fileName: 'INV-1.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a name behind the type', { binary: { mimeType: 'application/pdf; name="INV 1.pdf"' }, fileName: 'INV 1.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['an ending beside the name', { binary: { mimeType: OCTETS, fileName: 'brief', fileExtension: 'docx' }, fileName: 'brief.docx', mimeType: DOCX }], // prettier-ignore
	[OCTETS, { binary: { mimeType: OCTETS, fileName: 'brief.docx' }, fileName: 'brief.docx', mimeType: DOCX }], // prettier-ignore
	['binary/octet-stream', { binary: { mimeType: 'binary/octet-stream', fileName: 'a.wav' }, fileName: 'a.wav', mimeType: 'audio/wav' }], // prettier-ignore
	['application/force-download', { binary: { mimeType: 'application/force-download', fileName: 'a.pdf' }, fileName: 'a.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['application/x-download', { binary: { mimeType: 'application/x-download', fileName: 'a.mp3' }, fileName: 'a.mp3', mimeType: 'audio/mpeg' }], // prettier-ignore
	['a ZIP file that is a Word file by name', { binary: { mimeType: 'application/zip', fileName: 'a.docx' }, fileName: 'a.docx', mimeType: DOCX }], // prettier-ignore
	['a ZIP file', { binary: { mimeType: 'application/zip', fileName: 'a.zip' }, fileName: 'a.zip', mimeType: 'application/zip' }], // prettier-ignore
	['neither type nor name: PDF', { binary: { bytes: PDF }, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['neither type nor name: text', { binary: {}, fileName: 'file.txt', mimeType: 'text/plain' }],
	['neither type nor name: rubbish', { binary: { bytes: Buffer.from([1, 2, 255]) }, fileName: 'file.bin', mimeType: OCTETS }], // prettier-ignore
	['a given name with folders', { parameters: { options: { fileName: '/tmp/out.pdf' } }, binary: { mimeType: 'application/pdf' }, fileName: 'out.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a given name stays as it is', { parameters: { options: { fileName: 'Invoice' } }, binary: { mimeType: 'application/pdf' }, fileName: 'Invoice', mimeType: 'application/pdf' }], // prettier-ignore
	['a given type that says nothing stays, too', { parameters: { options: { mimeType: OCTETS } }, binary: { mimeType: 'application/pdf', fileName: 'a.pdf' }, fileName: 'a.pdf', mimeType: OCTETS }], // prettier-ignore
	['a given type that is an ending', { parameters: { options: { mimeType: 'docx' } }, binary: {}, fileName: 'file.docx', mimeType: DOCX }], // prettier-ignore
	['a voice message of octets', { operation: 'sendVoice', binary: { mimeType: OCTETS, fileName: 'rec.wav' }, fileName: 'rec.wav', mimeType: 'audio/wav' }], // prettier-ignore
	['a voice message in application/ogg', { operation: 'sendVoice', binary: { mimeType: 'application/ogg', fileName: 'rec.ogg' }, fileName: 'rec.ogg', mimeType: 'audio/ogg' }], // prettier-ignore
	['a picture of octets', { operation: 'sendImage', binary: { mimeType: 'binary/octet-stream', fileName: 'a.jpg' }, fileName: 'a.jpg', mimeType: 'image/jpeg' }], // prettier-ignore
	['a picture that only its bytes tell', { operation: 'sendImage', binary: { mimeType: OCTETS, fileName: 'blob', bytes: PNG }, fileName: 'blob.png', mimeType: 'image/png' }], // prettier-ignore
	['any file that only its bytes tell', { operation: 'sendMedia', binary: { mimeType: 'image/*', bytes: PNG }, fileName: 'file.png', mimeType: 'image/png' }], // prettier-ignore
	['base64 without a type', { parameters: { source: 'base64', mediaBase64: PDF.toString('base64') }, binary: {}, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['the data URI of jsPDF', { parameters: { source: 'base64', mediaBase64: 'data:application/pdf;filename=inv.pdf;base64,aGVsbG8=' }, binary: {}, fileName: 'inv.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a data URI of octets', { parameters: { source: 'base64', mediaBase64: `data:${OCTETS};base64,${PDF.toString('base64')}` }, binary: {}, fileName: 'file.pdf', mimeType: 'application/pdf' }], // prettier-ignore
	['a data URI of text', { parameters: { source: 'base64', mediaBase64: 'data:text/csv,a%2Cb' }, binary: {}, fileName: 'file.csv', mimeType: 'text/csv' }], // prettier-ignore
];

describe.each(GATEWAYS)('a file sent to %s', (name) => {
	test.each(CASES)(
		'gets the right name and type: %s',
		async (_, { binary, operation, parameters, ...expected }) => {
			const { error, file } = await send(
				name,
				operation ?? 'sendDocument',
				parameters ?? {},
				itemWith(binary),
			);
			expect(error).toBeUndefined();
			expect(file).toEqual(expected);
		},
	);

	test('is refused if it is a picture of unknown type, and the error says what to do', async () => {
		const item = itemWith({ mimeType: OCTETS, bytes: Buffer.from([1, 2, 255]) });
		const { error } = await send(name, 'sendImage', {}, item);
		expect(error?.message).toBe('Nothing tells of what type the file is');
		expect(error?.description).toContain('MIME Type');
		expect(gateway.arrivals).toEqual([]);
	});

	test.each([
		['profile', 'setPicture', {}],
		['group', 'setPicture', { groupId: byId('120363025246125486@g.us') }],
	])('%s > %s accepts a picture without a type', async (resource, operation, more) => {
		const item = itemWith({ fileName: 'a.jpg' });
		const { error } = await send(name, operation, { resource, ...more }, item);
		expect(error).toBeUndefined();
		const data = HELLO.toString('base64');
		const sent = {
			waha: { file: { mimetype: 'image/jpeg', data } },
			warest: { picture: `data:image/jpeg;base64,${data}` },
			// It takes pictures without a type.
			evolution: { [resource === 'profile' ? 'picture' : 'image']: data },
		};
		expect(gateway.arrivals).toMatchObject([{ body: sent[name] }]);
	});

	test.each([
		['https://example.com/f.docx', 'sendDocument'],
		// WAHA lacks Send Audio.
		['https://example.com/f.wav', name === 'waha' ? 'sendDocument' : 'sendAudio'],
		['https://example.com/f.ogg', 'sendVoice'],
		['https://example.com/f.xlsx', 'sendDocument'],
		['https://example.com/f.heic', 'sendImage'],
		['https://example.com/download.php?file=f.pdf', 'sendDocument'],
		['https://example.com/f?response-content-type=video/mp4', 'sendVideo'],
	])('Send Media sends %s in the same way as %s', async (mediaUrl, operation) => {
		for (const each of ['sendMedia', operation]) {
			const { error } = await send(name, each, { source: 'url', mediaUrl });
			expect(error).toBeUndefined();
		}
		const [any, own] = gateway.arrivals.map(({ body, line }) => ({ body, line }));
		expect(any?.line).toMatch(/^POST /);
		expect(any).toEqual(own);
	});
});

describe('with the files of n8n on disk', () => {
	const store = useFileStore();
	afterEach(async () => {
		for (const { destroyed } of await store.streams()) expect(destroyed).toBe(true);
	});

	const stored = async (bytes: Buffer, about: object): Promise<INodeExecutionData> => {
		const item = await store.item(bytes, { fileName: '', mimeType: '' });
		const data = { ...item.binary?.data, fileName: undefined, mimeType: undefined, ...about };
		return { json: {}, binary: { data: data as never } };
	};

	describe.each(GATEWAYS)('to %s', (name) => {
		test('reads the file if nothing else shows its type', async () => {
			const bytes = Buffer.concat([PDF, Buffer.alloc(200_000)]);
			const { file } = await send(name, 'sendDocument', {}, await stored(bytes, {}));
			expect(file).toEqual({ fileName: 'file.pdf', mimeType: 'application/pdf' });
		});

		test('does not read the file if its name shows its type', async () => {
			const item = await stored(PDF, { fileName: 'a.docx', mimeType: OCTETS });
			const { file } = await send(name, 'sendDocument', {}, item);
			expect(file).toEqual({ fileName: 'a.docx', mimeType: DOCX });
			expect(await store.streams()).toEqual([]);
		});

		test('reports a file that is missing in the store, and sends nothing', async () => {
			const item = await stored(PDF, {});
			const id = `${item.binary?.data?.id}x`;
			const { error } = await send(
				name,
				'sendDocument',
				{},
				{
					json: {},
					binary: { data: { ...item.binary?.data, id } as never },
				},
			);
			expect(error?.message).toContain('could not be read from the binary data of n8n');
			expect(gateway.arrivals).toEqual([]);
		});
	});
});
