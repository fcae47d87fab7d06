import type { About, OutputFile } from '../../operations/operation';
import { formatChatId, type ChatId } from '../../portable/ids';
import type { JsonObject } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import { UNKNOWN_TYPE } from '../../portable/fileFacts';
import { typeOfBytes } from '../../portable/fileSignature';
import { bareMimeType, fileNameFor, givenMimeType } from '../../portable/mimeType';
import { GatewayProblem } from '../../portable/problem';
import type { GatewayRequest } from '../../transport/request';
import { MAX_FILE_IN_JSON, post, warestJid } from './requests';

/** A request to a tool: it changes nothing, and uses two units of the rate limit. */
export const tool = (path: string, body: JsonObject): GatewayRequest => ({
	...post(path, body),
	effect: 'read',
	cost: 2,
});

/**
 * A tool that works on a file. WARest reads any other text as base64, or as a path on its own disk, so only web
 * addresses and data URIs made here are passed (0.3.44, observed).
 */
export function toolOn(
	path: string,
	name: 'file' | 'input',
	file: MediaInput,
	body: JsonObject,
): GatewayRequest {
	if (file.kind === 'url') return tool(path, { ...body, [name]: file.url });
	const mimeType = bareMimeType(file.mimeType);
	const type = /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : UNKNOWN_TYPE;
	return {
		...tool(path, body),
		upload: {
			as: 'base64',
			file,
			into: [name],
			prefix: `data:${type};base64,`,
			maxBytes: MAX_FILE_IN_JSON,
		},
	};
}

/**
 * A file from the base64 or the data URI in an answer. WARest calls every thumbnail a JPEG although it keeps its
 * image's format (0.3.44, observed), so images are recognised by their first bytes.
 * @throws GatewayProblem when the answer has none
 */
export function decodedFile<A extends About>(
	data: string | null,
	knownType: string | null,
	stem: string,
	about: A,
): OutputFile<A> & { readonly data: Buffer } {
	const uri = /^data:([^;,]*)[^,]*,/.exec(data ?? '');
	const bytes = Buffer.from((data ?? '').slice(uri?.[0].length ?? 0), 'base64');
	if (bytes.length === 0)
		throw new GatewayProblem('WARest gave no file', {
			hint: 'Check that the file that was sent is what the operation works on.',
		});
	const seen = typeOfBytes(bytes);
	const isPicture = seen?.startsWith('image/') === true;
	const mimeType =
		(isPicture ? seen : (givenMimeType(knownType) ?? givenMimeType(uri?.[1]) ?? seen)) ??
		UNKNOWN_TYPE;
	return { data: bytes, mimeType, fileName: fileNameFor(mimeType, stem), about };
}

/** Accepts a hidden id unchanged, for look-ups and calculations only (read in its source). */
export const jidToLookUp = (chat: ChatId): string =>
	chat.kind === 'lid' ? formatChatId(chat) : warestJid(chat);
