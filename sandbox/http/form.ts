import { once } from 'node:events';
import { Dicer } from '@fastify/busboy';

/** The headers of a form part. */
export interface FormPart {
	/** The field's name. */
	readonly field: string;
	/** Null for a part that is not a file. */
	readonly fileName: string | null;
	/** As written, with its parameters; null if there is none. */
	readonly mimeType: string | null;
}

const parameter = (header: string, name: string): string | null =>
	new RegExp(`[;\\s]${name}="([^"]*)"`, 'i').exec(header)?.[1] ?? null;

type Headers = Readonly<Record<string, readonly string[] | undefined>>;

/** The parser reads headers byte by byte; file names are in UTF-8. */
const inUtf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

function partOf(headers: Headers): FormPart {
	const disposition = inUtf8(headers['content-disposition']?.[0] ?? '');
	return {
		field: parameter(disposition, 'name') ?? '',
		fileName: parameter(disposition, 'filename'),
		mimeType: headers['content-type']?.[0] ?? null,
	};
}

/**
 * Reads a multipart form (RFC 7578) as it arrives.
 * @param takePart returns for each part what takes its bytes
 * @throws Error when there is no boundary, or the form breaks off
 */
export async function readForm(
	contentType: string,
	body: AsyncIterable<Buffer> | Iterable<Buffer>,
	takePart: (part: FormPart) => (bytes: Buffer) => void,
): Promise<void> {
	const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
	if (boundary === undefined) throw new Error('The form has no boundary');
	const parser = new Dicer({ boundary });
	let broken: Error | null = null;
	parser.on('part', (part) => {
		part.on('error', (error) => (broken = error));
		part.on('header', (headers: Headers) => part.on('data', takePart(partOf(headers))));
	});
	const finished = once(parser, 'finish');
	// Thrown below; until then nobody handles it.
	finished.catch(() => undefined);
	for await (const chunk of body)
		if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), finished]);
	parser.end();
	await finished;
	if (broken !== null) throw broken;
}
