import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { itemAt } from '../items';
import { wahaSent, warestSent } from './answers';
import { readFileForm } from './formBody';
import { sendJson, type Call } from './http';
import { readFileJson } from './jsonBody';
import type { GatewayName } from './protocol';
import { sampleFile } from './sample';
import type { BenchState } from './state';

/** Takes a file of any size, as WAHA's JSON or WARest's form, and keeps nothing of it but its hash. */
export const takeFile =
	(gateway: GatewayName) =>
	async ({ journal }: BenchState, { request, response }: Call): Promise<void> => {
		const visit = journal.arrive();
		const contentType = request.headers['content-type'] ?? '';
		journal.keep(
			gateway === 'waha' ? await readFileJson(request) : await readFileForm(contentType, request),
		);
		journal.leave(visit);
		const item = itemAt(0, 1);
		sendJson(response, gateway === 'waha' ? wahaSent(item) : warestSent(item, 'document'));
	};

/** Gives out the file of the planned size. */
export async function giveFile({ plan }: BenchState, { response }: Call): Promise<void> {
	response.writeHead(200, {
		'Content-Type': 'application/octet-stream',
		'Content-Length': plan.fileBytes,
		'Content-Disposition': 'attachment; filename="sample.bin"',
	});
	await pipeline(Readable.from(sampleFile(plan.fileBytes)), response);
}
