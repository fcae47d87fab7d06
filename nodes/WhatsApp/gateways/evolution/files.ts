import { fileNameFor, givenMimeType } from '../../portable/mimeType';
import { typeOfBytes } from '../../portable/fileSignature';
import { UNKNOWN_TYPE } from '../../portable/fileFacts';
import { isObject, textAt, type Json, type JsonObject } from '../../portable/json';
import { bareFileName } from '../../portable/fileName';
import type { GatewayRequest } from '../../transport/request';
import type { ReceivedFile } from '../webhooks';
import { contentOf } from './messageShapes';
import { ask } from './requests';

/*
 * The server has no addresses for received files: it opens a message's file on request, and returns it as base64 inside
 * its JSON (2.3.7, read in its source).
 */

const hasFile = (message: Json): boolean => isObject(message) && contentOf(message).media !== null;

const opening = (session: string, message: JsonObject): GatewayRequest =>
	ask('chat/getBase64FromMediaMessage', session, { message, convertToMp4: false });

/** Requests the file of a message that the server has stored; null for one without a file. */
export function storedFile(session: string, record: Json): GatewayRequest | null {
	const id = textAt(record, 'key', 'id');
	return id === null || !hasFile(record) ? null : opening(session, { key: { id } });
}

/**
 * Requests the file of a message in the form in which it was posted, because storing messages is a setting of the
 * server.
 */
export function postedFile(session: string, data: Json): GatewayRequest | null {
	return isObject(data) && hasFile(data) ? opening(session, data) : null;
}

/** The file in an answer; null if there is none. */
export function fileIn(body: Json): ReceivedFile | null {
	const data = Buffer.from(textAt(body, 'base64') ?? '', 'base64');
	if (data.length === 0) return null;
	const mimeType = givenMimeType(textAt(body, 'mimetype')) ?? typeOfBytes(data) ?? UNKNOWN_TYPE;
	const fileName = bareFileName(textAt(body, 'fileName') ?? '') ?? fileNameFor(mimeType);
	return { data, mimeType, fileName };
}
