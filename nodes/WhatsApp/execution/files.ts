import {
	NodeOperationError,
	type BinaryHelperFunctions,
	type IBinaryData,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { FileFacts, InputItem } from '../operations/field';
import type { OutputFile } from '../operations/operation';
import { mustBeLookedAt, UNKNOWN_TYPE } from '../portable/fileFacts';
import { HEAD_BYTES } from '../portable/fileSignature';
import { isObject } from '../portable/json';
import type { FileReference } from '../portable/media';
import { GatewayProblem, toError } from '../portable/problem';
import type { LoadFile } from '../transport/body';
import { TooLarge } from '../transport/download';
import { unreadableFile } from '../transport/upload';

/** Files below this size are read whole, which is faster; larger ones are streamed. In bytes. */
const STREAM_FROM_BYTES = 1_048_576;

/**
 * Where newer versions of n8n keep an item's files if the workflow stores them in the JSON (n8n-core 2.41, Execution
 * Logic v2).
 */
const FILES_IN_JSON = '_files';

/** The first bytes of files in n8n's store, by file id. */
export type Heads = ReadonlyMap<string, Buffer>;

/**
 * What n8n knows of an item's files without reading them.
 * @param heads the first bytes of files that `headsOf` had to read
 */
export const filesOf = (place: ItemPlace, heads?: Heads): InputItem => ({
	find: (reference) => {
		const binary = lookUp(place, reference);
		if (binary === null) return null;
		const found = foundOf(binary);
		return {
			...found,
			sizeBytes: bytesOf(binary),
			...(mustBeLookedAt(found) ? { head: headOf(binary, heads) } : {}),
		};
	},
	names: () => namesOf(place),
});

const namesOf = (place: ItemPlace): string[] => [
	...Object.keys(place.item.binary ?? {}),
	...inJsonOfItem(place).map(([name]) => name),
];

/** The files in the JSON of an item, by name. */
function inJsonOfItem(place: ItemPlace): Array<[string, IBinaryData]> {
	const inJson = place.item.json[FILES_IN_JSON];
	return Object.keys(isObject(inJson) ? inJson : {}).flatMap(
		(name): Array<[string, IBinaryData]> => {
			const binary = inJsonOf(place, pathOf(name));
			return binary === null ? [] : [[name, binary]];
		},
	);
}

/** An item and the way to its files. */
export interface ItemPlace {
	readonly helpers: IExecuteFunctions['helpers'];
	readonly item: INodeExecutionData;
	readonly itemIndex: number;
}

/**
 * The file that a parameter refers to; null if there is none. A file name works in both of n8n's modes, so a node still
 * works after the workflow's mode is changed.
 */
function lookUp(place: ItemPlace, reference: FileReference): IBinaryData | null {
	if (typeof reference !== 'string') return reference;
	const { binary = {} } = place.item;
	if (Object.hasOwn(binary, reference)) return binary[reference] ?? null;
	return inJsonOf(place, reference) ?? inJsonOf(place, pathOf(reference));
}

/** Quoted, because a name may contain dots. */
const pathOf = (name: string): string => `${FILES_IN_JSON}[${JSON.stringify(name)}]`;

/** n8n follows a path into the JSON only if the workflow keeps files there, and throws if the path leads nowhere. */
function inJsonOf({ helpers, itemIndex }: ItemPlace, path: string): IBinaryData | null {
	try {
		return helpers.assertBinaryData(itemIndex, path);
	} catch (error) {
		if (error instanceof NodeOperationError) return null;
		throw toError(error);
	}
}

/** A file's metadata. Code nodes and other packages leave out what n8n's types promise. */
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

/** Base64 characters needed for the beginning of a file. */
const HEAD_LENGTH = Math.ceil(HEAD_BYTES / 3) * 4;

const headOf = ({ data, id }: IBinaryData, heads?: Heads): Buffer | null =>
	id === undefined
		? Buffer.from((textOf(data) ?? '').slice(0, HEAD_LENGTH), 'base64')
		: (heads?.get(id) ?? null);

/**
 * Reads the beginning of files in n8n's store whose type nothing else reveals; null if there are none, so that nobody
 * waits. A file that cannot be read now is left to the transport, which reports why.
 */
export function headsOf(place: ItemPlace): Promise<Heads> | null {
	const all = [
		...Object.values(place.item.binary ?? {}),
		...inJsonOfItem(place).map(([, binary]) => binary),
	];
	const ids = all.flatMap((binary) =>
		binary.id !== undefined && mustBeLookedAt(foundOf(binary)) ? [binary.id] : [],
	);
	if (ids.length === 0) return null;
	const looks = ids.map(async (id): Promise<[string, Buffer]> => [
		id,
		await headInStore(place.helpers, id),
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

/** n8n 1 does not give a size: a file inside the item is measured here, one in n8n's store only when it is loaded. */
const bytesOf = ({ bytes, data, id }: IBinaryData): number | null => {
	if (typeof bytes === 'number') return bytes;
	return id === undefined ? Buffer.byteLength(textOf(data) ?? '', 'base64') : null;
};

/** Gives the files of one item to the transport; large ones as streams from n8n's store. */
export const loaderOf =
	(place: ItemPlace): LoadFile =>
	async (reference) => {
		const { helpers, itemIndex } = place;
		const found = lookUp(place, reference);
		if (found === null) throw unreadableFile();
		// n8n does not accept a file without a type (n8n-workflow 2.41, isBinaryValue).
		const binary = { ...found, mimeType: textOf(found.mimeType) ?? UNKNOWN_TYPE };
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

/** n8n's own error for a missing file contains its path on the server. */
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
 * Puts a file into n8n's store; a stream is stored while it arrives.
 * @throws GatewayProblem when the stream breaks off, or the file is empty
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
