import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { itemAt, type BenchItem } from '../items';
import { evolutionSent, wahaSent, warestSent } from './answers';
import { readFileForm } from './formBody';
import { sendJson, type Call } from './http';
import { readFileJson } from './jsonBody';
import type { GatewayName } from './protocol';
import type { ReceivedFile } from './received';
import { sampleFile } from './sample';
import type { BenchState } from './state';

/** How a gateway accepts a file, and how it answers. */
interface Form {
	readonly read: (request: IncomingMessage) => Promise<ReceivedFile>;
	readonly answer: (item: BenchItem) => object;
}

const readForm =
	(toField: string) =>
	async (request: IncomingMessage): Promise<ReceivedFile> =>
		await readFileForm(request.headers['content-type'] ?? '', request, toField);

const SAMPLE = { fileName: 'sample.bin', mimetype: 'application/octet-stream' };
const DOCUMENT = { documentMessage: SAMPLE };

const FORMS: Readonly<Record<GatewayName, Form>> = {
	waha: { read: readFileJson, answer: wahaSent },
	warest: { read: readForm('to'), answer: (item) => warestSent(item, 'document') },
	evolution: {
		read: readForm('number'),
		answer: (item) => evolutionSent(item, DOCUMENT),
	},
};

/** Accepts a file of any size, as the gateway's JSON or form, and keeps only its hash. */
export const takeFile =
	(gateway: GatewayName) =>
	async ({ journal }: BenchState, { request, response }: Call): Promise<void> => {
		const visit = journal.arrive();
		const { read, answer } = FORMS[gateway];
		journal.keep(await read(request));
		journal.leave(visit);
		sendJson(response, answer(itemAt(0, 1)));
	};

/** Returns the file of the planned size. */
export async function giveFile({ plan }: BenchState, { response }: Call): Promise<void> {
	response.writeHead(200, {
		'Content-Type': 'application/octet-stream',
		'Content-Length': plan.fileBytes,
		'Content-Disposition': 'attachment; filename="sample.bin"',
	});
	await pipeline(Readable.from(sampleFile(plan.fileBytes)), response);
}

/** Returns the one message that Evolution API has stored here, which is a file. */
export function findMessage(_: BenchState, { response }: Call): void {
	const record = evolutionSent(itemAt(0, 1), DOCUMENT);
	sendJson(response, {
		messages: { total: 1, pages: 1, currentPage: 1, records: [record] },
	});
}

/** Returns the file of the planned size as Evolution API does: in base64, inside JSON. */
export async function openFile({ plan }: BenchState, { response }: Call): Promise<void> {
	const about = { mediaType: 'documentMessage', ...SAMPLE };
	const [start, end] = [`${JSON.stringify(about).slice(0, -1)},"base64":"`, '"}'];
	response.writeHead(201, {
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Length': start.length + 4 * Math.ceil(plan.fileBytes / 3) + end.length,
	});
	await pipeline(Readable.from(inBase64(start, sampleFile(plan.fileBytes), end)), response);
}

function* inBase64(start: string, pieces: Iterable<Buffer>, end: string): Generator<string> {
	yield start;
	let rest = Buffer.alloc(0);
	for (const piece of pieces) {
		const bytes = Buffer.concat([rest, piece]);
		const whole = bytes.length - (bytes.length % 3);
		yield bytes.toString('base64', 0, whole);
		rest = bytes.subarray(whole);
	}
	yield rest.toString('base64') + end;
}
