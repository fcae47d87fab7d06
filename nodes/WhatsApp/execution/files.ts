import {
	NodeOperationError,
	type BinaryHelperFunctions,
	type IBinaryData,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { ItemFiles } from '../operations/field';
import type { OutputFile } from '../operations/operation';
import { isObject } from '../portable/json';
import type { FileReference } from '../portable/media';
import { GatewayProblem, toError } from '../portable/problem';
import type { LoadFile } from '../transport/body';
import { TooLarge } from '../transport/download';
import { unreadableFile } from '../transport/upload';

/** Files below this size are read whole, which is faster; larger ones are streamed. In bytes. */
const STREAM_FROM_BYTES = 1_048_576;

/** Where newer n8n's keep the files of an item if the workflow has them in the JSON (n8n-core 2.41, Execution Logic v2). */
const FILES_IN_JSON = '_files';

/** What n8n knows of an item's files without reading them. */
export const filesOf = (place: ItemPlace): ItemFiles => ({
	find: (reference) => {
		const binary = lookUp(place, reference);
		return binary === null
			? null
			: {
					fileName: binary.fileName ?? null,
					mimeType: binary.mimeType,
					sizeBytes: bytesOf(binary),
				};
	},
	names: () => {
		const inJson = place.item.json[FILES_IN_JSON];
		const candidates = isObject(inJson) ? Object.keys(inJson) : [];
		return [
			...Object.keys(place.item.binary ?? {}),
			...candidates.filter((name) => inJsonOf(place, pathOf(name)) !== null),
		];
	},
});

/** An item and the way to its files. */
export interface ItemPlace {
	readonly helpers: IExecuteFunctions['helpers'];
	readonly item: INodeExecutionData;
	readonly itemIndex: number;
}

/**
 * The file that a parameter means; null where there is none. The name of a file is enough in both of n8n's modes, so that
 * a node works on when the workflow's mode is changed.
 */
function lookUp(place: ItemPlace, reference: FileReference): IBinaryData | null {
	if (typeof reference !== 'string') return reference;
	const { binary = {} } = place.item;
	if (Object.hasOwn(binary, reference)) return binary[reference] ?? null;
	return inJsonOf(place, reference) ?? inJsonOf(place, pathOf(reference));
}

/** Quoted, because a name may have dots. */
const pathOf = (name: string): string => `${FILES_IN_JSON}[${JSON.stringify(name)}]`;

/** n8n follows a path into the JSON only where the workflow keeps files there, and throws where that leads to none. */
function inJsonOf({ helpers, itemIndex }: ItemPlace, path: string): IBinaryData | null {
	try {
		return helpers.assertBinaryData(itemIndex, path);
	} catch (error) {
		if (error instanceof NodeOperationError) return null;
		throw toError(error);
	}
}

/** n8n 1 tells no size: a file that lies in the item itself is measured, one in n8n's store only when it is loaded. */
const bytesOf = ({ bytes, data, id }: IBinaryData): number | null => {
	if (typeof bytes === 'number') return bytes;
	return id === undefined ? Buffer.byteLength(data, 'base64') : null;
};

/** Gives the files of one item to the transport: large ones as streams out of n8n's store. */
export const loaderOf =
	(place: ItemPlace): LoadFile =>
	async (reference) => {
		const { helpers, itemIndex } = place;
		const binary = lookUp(place, reference);
		if (binary === null) throw unreadableFile();
		const { id } = binary;
		if (id === undefined) return await helpers.getBinaryDataBuffer(itemIndex, binary);
		const { fileSize } = await fromStore(helpers.getBinaryMetadata(id));
		if (fileSize < STREAM_FROM_BYTES)
			return await fromStore(helpers.getBinaryDataBuffer(itemIndex, binary));
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
