import type { JsonObject } from '../../http/json';
import { isObject } from '../../http/json';
import type { Media } from '../../world';
import { fromBufferJson, fromText, isUrl, type Source } from '../bytes';
import type { WarestCall, WarestContext } from '../context';
import { failure, sent, type WarestAnswer } from '../envelopes';
import { firstGiven, parsedJson, textIn } from '../fields';
import { toJid } from '../ids';
import { bareType, extensionOf, isProgram, sniffed, UNKNOWN_TYPE } from '../mime';
import { rewriteText } from '../text';
import { type Envelope, missing, readEnvelope, resultOf, sendToEach } from './envelope';
import { readFile } from './file';

const DOCUMENT_TOO_LARGE = 2011;
const QUOTE_NAMES = ['replyMessageId', 'quotedMessageId'];
const FILES_QUOTE_NAMES = ['quotedMessageId', 'replyMessageId'];
const PROGRAMS = /\.(exe|bat|cmd|com|scr|msi|ps1|vbs|js|sh)$/i;
const MAX_FILES = 20;

/** The name without folders; a name without an extension gets that of its type. */
function withExtension(name: string, mimeType: string): string {
	return /\.[A-Za-z0-9]{1,8}$/.test(name) ? name : `${name}.${extensionOf(mimeType)}`;
}

/**
 * Without a name, the server uses what follows the last slash, even in a data URI or base64, where it is a chunk of the
 * content (v0.3.44, observed).
 */
function documentName(fields: JsonObject, file: Source & { text: string | null }): string {
	const fromContent = file.text === null ? undefined : file.text.split('/').pop();
	return textIn(fields, ['filename']) ?? file.fileName ?? (fromContent || 'document');
}

function isBlocked(name: string, data: Buffer): boolean {
	return PROGRAMS.test(name) || isProgram(data);
}

/** Any file except programs. Unknown types are octet-stream, which is accepted here. */
export async function sendDocument(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest, QUOTE_NAMES);
	const { fields } = envelope;
	const names = ['document', 'url', 'media', 'file', 'source', 'upload'];
	const file = await readFile(call, fields, names, DOCUMENT_TOO_LARGE);
	const mimeType = bareType(file.mimeType);
	const fileName = withExtension(documentName(fields, file), mimeType);
	if (isBlocked(fileName, file.data))
		throw failure('messages', 415, 2007, 'This type of file is not allowed');
	const given = textIn(fields, ['caption']);
	const caption = given === undefined ? null : rewriteText(given);
	const results = await sendToEach(envelope, warest, () => ({
		message: {
			text: caption ?? '',
			media: { mimeType, fileName, caption, data: file.data, kind: 'document' },
		},
		status: `document ${fileName.split('.').pop() ?? ''}`,
		advancedInfo: {
			...(caption === null ? {} : { caption }),
			filename: fileName,
			mimetype: mimeType,
		},
	}));
	return sent(results, 'Document message sent');
}

interface FilePart {
	source: Source;
	name: string;
	mimeType: string;
}

function filesIn(fields: JsonObject): unknown[] {
	const names = ['files', 'file', 'media', 'document', 'upload', 'source', 'urls', 'url'];
	const value = parsedJson(firstGiven(fields, names));
	if (value === undefined) throw missing('files');
	return Array.isArray(value) ? value : [value];
}

const TEXT_NAMES = ['file', 'base64', 'upload', 'value', 'contents', 'body', 'payload'];
const ADDRESS_NAMES = ['dataUri', 'dataURI', 'uri', 'url', 'href', 'link'];
const BYTES_NAMES = ['buffer', 'data', 'binary', 'blob'];

/** One entry: a text, or an object with a text or bytes, a name and a type. */
async function readEntry(entry: unknown): Promise<FilePart | undefined> {
	const object: JsonObject = isObject(entry) ? entry : { file: entry };
	const text = textIn(object, [...TEXT_NAMES, ...ADDRESS_NAMES]);
	const bytes = firstGiven(object, BYTES_NAMES);
	const source =
		text === undefined
			? (fromBufferJson(bytes) ?? (await fromText(typeof bytes === 'string' ? bytes : '')))
			: await fromText(text);
	if (!source) return undefined;
	const declared = textIn(object, ['mimetype', 'mimeType', 'contentType', 'type']);
	const given = textIn(object, ['filename', 'name', 'fileName', 'label']);
	const fromAddress = text !== undefined && isUrl(text) ? source.fileName : null;
	return part(source, declared ?? null, given ?? fromAddress ?? 'file');
}

function part(source: Source, declared: string | null, name: string): FilePart {
	const mimeType = bareType(declared ?? source.mimeType ?? sniffed(source.data) ?? UNKNOWN_TYPE);
	return { source, name: withExtension(name, mimeType), mimeType };
}

function asMedia({ source, name, mimeType }: FilePart): Media {
	return { mimeType, fileName: name, caption: null, data: source.data, kind: 'document' };
}

/**
 * Every file is sent as a document without a caption; unavailable files are left out if another one works (v0.3.44,
 * observed).
 */
export async function sendFiles(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest, FILES_QUOTE_NAMES);
	const uploads = call.uploads.map((file) => part(file, file.mimeType, file.fileName ?? 'file'));
	const entries = uploads.length > 0 ? [] : filesIn(envelope.fields).slice(0, MAX_FILES);
	const read = await Promise.all(entries.map(readEntry));
	const found = [...uploads, ...read.filter((one) => one !== undefined)].slice(0, MAX_FILES);
	const allowed = found.filter((one) => !isBlocked(one.name, one.source.data));
	const blocked = found
		.filter((one) => !allowed.includes(one))
		.map(({ name, mimeType }) => ({
			name,
			mimetype: mimeType,
			reason: 'This type of file is not allowed',
		}));
	const failed = envelope.recipients.filter((to) => toJid(to).startsWith('@') || !allowed.length);
	const reached = envelope.recipients.filter((to) => !failed.includes(to));
	const results = reached.map((to) => filesResult(envelope, to, allowed, blocked));
	const failures = failed.map((to) => ({ to, toJid: toJid(to), status: 'files failed' }));
	if (results.length === 0) throw failure('messages', 502, 3002, 'No file could be sent', failures);
	const answer = sent(results, 'File message sent');
	if (failures.length === 0) return answer;
	return { status: 207, body: { ...answer.body, code: 1004, failed: failures } };
}

function filesResult(
	envelope: Envelope,
	recipient: string,
	parts: FilePart[],
	blockedFiles: object[],
): object {
	const { session, quotedMessageId, isForwarded } = envelope;
	const chatId = toJid(recipient);
	const files = parts.map((one) => {
		const media = asMedia(one);
		const message = { chatId, text: '', media, quotedMessageId, forwarded: isForwarded };
		const { id, timestamp } = session.send(message);
		const { fileName: name, mimeType: mimetype, data } = media;
		return { name, mimetype, size: data.length, messageId: id, timestamp };
	});
	return resultOf(envelope, recipient, {
		messageId: null,
		status: 'files success',
		timestamp: files[0]?.timestamp ?? 0,
		advancedInfo: { files, ...(blockedFiles.length > 0 ? { blockedFiles } : {}) },
	});
}
