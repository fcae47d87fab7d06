import type {
	BinaryHelperFunctions,
	IBinaryData,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { ItemFiles } from '../operations/field';
import type { OutputFile } from '../operations/operation';
import { GatewayProblem } from '../portable/problem';
import type { LoadFile } from '../transport/body';
import { TooLarge } from '../transport/download';
import { unreadableFile } from '../transport/upload';

/** Files below this size are read whole, which is faster; larger ones are streamed. In bytes. */
const STREAM_FROM_BYTES = 1_048_576;

/** What n8n knows of an item's binary fields without reading them. */
export const filesOf = ({ binary = {} }: INodeExecutionData): ItemFiles =>
	Object.fromEntries(
		Object.entries(binary).map(([field, data]) => [
			field,
			{
				fileName: data.fileName ?? null,
				mimeType: data.mimeType,
				sizeBytes: bytesOf(data),
			},
		]),
	);

/** n8n 1 tells no size: a file that lies in the item itself is measured, one in n8n's store only when it is loaded. */
const bytesOf = ({ bytes, data, id }: IBinaryData): number | null => {
	if (typeof bytes === 'number') return bytes;
	return id === undefined ? Buffer.byteLength(data, 'base64') : null;
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
