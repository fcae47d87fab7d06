import type {
	BinaryHelperFunctions,
	IBinaryData,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { FileFacts, ItemFiles } from '../operations/field';
import type { OutputFile } from '../operations/operation';
import { mustBeLookedAt } from '../portable/fileFacts';
import { HEAD_BYTES } from '../portable/fileSignature';
import { GatewayProblem } from '../portable/problem';
import type { LoadFile } from '../transport/body';
import { TooLarge } from '../transport/download';
import { unreadableFile } from '../transport/upload';

/** Files below this size are read whole, which is faster; larger ones are streamed. In bytes. */
const STREAM_FROM_BYTES = 1_048_576;

/** How files that lie in n8n's store begin, by the binary fields of one item. */
export type Heads = ReadonlyMap<string, Buffer>;

/**
 * What n8n knows of an item's binary fields without reading them.
 * @param heads how those files begin that `headsOf` had to look at
 */
export const filesOf = ({ binary = {} }: INodeExecutionData, heads?: Heads): ItemFiles =>
	Object.fromEntries(
		Object.entries(binary).map(([field, data]) => {
			const found = foundOf(data);
			const head = heads?.get(field) ?? headInItem(data);
			return [
				field,
				{
					...found,
					sizeBytes: bytesOf(data),
					...(mustBeLookedAt(found) ? { head } : {}),
				},
			];
		}),
	);

/** What stands beside a file. Code nodes and other packages leave out what n8n's types promise. */
const foundOf = ({
	fileExtension,
	fileName,
	mimeType,
}: Partial<IBinaryData>): Pick<FileFacts, 'ending' | 'fileName' | 'mimeType'> => ({
	fileName: textOf(fileName),
	mimeType: textOf(mimeType),
	ending: textOf(fileExtension),
});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Characters of base64 for the beginning of a file. */
const HEAD_LENGTH = Math.ceil(HEAD_BYTES / 3) * 4;

const headInItem = ({ data, id }: IBinaryData): Buffer | null =>
	id === undefined ? Buffer.from((textOf(data) ?? '').slice(0, HEAD_LENGTH), 'base64') : null;

/**
 * Looks at how those files begin that lie in n8n's store and of which nothing else tells the type; null where there is
 * none, so that nobody waits. What cannot be read now is left for the transport, which says why.
 */
export function headsOf(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	{ binary = {} }: INodeExecutionData,
): Promise<Heads> | null {
	const unknown = Object.entries(binary).flatMap(([field, data]) =>
		data.id !== undefined && mustBeLookedAt(foundOf(data)) ? [{ field, id: data.id }] : [],
	);
	if (unknown.length === 0) return null;
	const looks = unknown.map(async ({ field, id }): Promise<[string, Buffer]> => [
		field,
		await headInStore(helpers, id),
	]);
	return Promise.all(looks).then((heads) => new Map(heads));
}

async function headInStore(
	helpers: Pick<BinaryHelperFunctions, 'getBinaryStream'>,
	id: string,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		const stream = await helpers.getBinaryStream(id);
		for await (const chunk of stream) {
			chunks.push(Buffer.from(chunk));
			bytes += chunk.length;
			if (bytes >= HEAD_BYTES) break;
		}
	} catch {
		return Buffer.alloc(0);
	}
	return Buffer.concat(chunks);
}

/** n8n 1 tells no size: a file that lies in the item itself is measured, one in n8n's store only when it is loaded. */
const bytesOf = ({ bytes, data, id }: IBinaryData): number | null => {
	if (typeof bytes === 'number') return bytes;
	return id === undefined ? Buffer.byteLength(textOf(data) ?? '', 'base64') : null;
};

/** Gives the binary fields of one item to the transport: large ones as streams out of n8n's store. */
export const loaderOf =
	({ helpers }: IExecuteFunctions, itemIndex: number): LoadFile =>
	async (field) => {
		const { id } = helpers.assertBinaryData(itemIndex, field);
		if (id === undefined) return await helpers.getBinaryDataBuffer(itemIndex, field);
		const { fileSize } = await fromStore(helpers.getBinaryMetadata(id));
		if (fileSize < STREAM_FROM_BYTES)
			return await fromStore(helpers.getBinaryDataBuffer(itemIndex, field));
		return {
			sizeBytes: fileSize,
			open: async () => await fromStore(helpers.getBinaryStream(id)),
		};
	};

/** n8n's own words for a file that is gone name its place on the server. */
async function fromStore<T>(reading: Promise<T>): Promise<T> {
	try {
		return await reading;
	} catch {
		throw unreadableFile();
	}
}

interface Storing {
	readonly helpers: Pick<BinaryHelperFunctions, 'getBinaryMetadata' | 'prepareBinaryData'>;
}

interface Stored {
	readonly binary: IBinaryData;
	readonly sizeBytes: number;
}

/**
 * Puts a file into n8n's store, while it arrives if it is a stream.
 * @throws GatewayProblem when it breaks off, or there is nothing in it
 */
export async function store(
	{ helpers }: Storing,
	{ data, fileName, mimeType }: Omit<OutputFile, 'about'>,
): Promise<Stored> {
	const stored = await helpers
		.prepareBinaryData(data, fileName, mimeType)
		.catch((error: unknown) => (error instanceof TooLarge ? error : null));
	if (stored === null) throw lost('The file broke off on its way to n8n');
	if (stored instanceof TooLarge)
		throw lost(`The file has more than ${Math.round(stored.maxBytes / 1_048_576)} MB`);
	const sizeBytes = bytesOf(stored) ?? (await sizeInStore(helpers, stored));
	if (sizeBytes === 0) throw lost('The gateway gave an empty file');
	return { binary: stored, sizeBytes };
}

async function sizeInStore(helpers: Storing['helpers'], { id = '' }: IBinaryData): Promise<number> {
	return (await helpers.getBinaryMetadata(id)).fileSize;
}

const lost = (message: string): GatewayProblem =>
	new GatewayProblem(message, { hint: 'Try again.', fate: 'notDone' });
