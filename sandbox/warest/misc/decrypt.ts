import { createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { asObject, asString, isObject } from '../../http/json';
import { fromBase64, fromBufferJson, fromDataUri, fromUrl, isUrl, type Source } from '../bytes';
import type { WarestCall, WarestContext } from '../context';
import { failure, success, type WarestAnswer } from '../envelopes';
import { firstGiven, textIn } from '../fields';
import { bareType } from '../mime';
import { bodyText, delivered, invalid, missing } from './input';

const MAC_BYTES = 10;

/** The text that WhatsApp mixes into the key, by kind; without a type the server assumes a document. */
function keyText(mimeType: string): string {
	const kind = bareType(mimeType).split('/')[0];
	if (kind === 'image') return 'WhatsApp Image Keys';
	if (kind === 'video') return 'WhatsApp Video Keys';
	return kind === 'audio' ? 'WhatsApp Audio Keys' : 'WhatsApp Document Keys';
}

/**
 * WhatsApp's media encryption: HKDF-SHA256 derives IV, cipher key and MAC key from the media key; the file is
 * AES-256-CBC, followed by the first ten bytes of an HMAC-SHA256 over IV and file.
 */
function decrypted(file: Buffer, mediaKey: Buffer, mimeType: string): Buffer {
	const keys = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(32), keyText(mimeType), 112));
	const iv = keys.subarray(0, 16);
	const content = file.subarray(0, -MAC_BYTES);
	const mac = createHmac('sha256', keys.subarray(48, 80)).update(iv).update(content).digest();
	const given = file.subarray(-MAC_BYTES);
	if (given.length !== MAC_BYTES || !timingSafeEqual(mac.subarray(0, MAC_BYTES), given))
		throw invalid('MAC verification failed');
	const cipher = createDecipheriv('aes-256-cbc', keys.subarray(16, 48), iv);
	try {
		return Buffer.concat([cipher.update(content), cipher.final()]);
	} catch {
		throw invalid('Decryption failed');
	}
}

/** No server path is read here (v0.3.44). */
async function encryptedIn(call: WarestCall): Promise<Source> {
	const value = firstGiven(call.body, call.names('file'));
	if (value === undefined) throw missing('file');
	if (typeof value !== 'string') {
		const bytes = fromBufferJson(value);
		if (!bytes) throw invalid('file is invalid');
		return bytes;
	}
	const source = isUrl(value) ? await fromUrl(value) : (fromDataUri(value) ?? fromBase64(value));
	if (!source) throw invalid('file is invalid');
	return source;
}

export async function decryptFile(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const key = textIn(call.body, call.names('mediaKey'));
	if (key === undefined) throw missing('mediaKey');
	const { data: file } = await encryptedIn(call);
	const mediaKey = Buffer.from(key, 'base64');
	if (mediaKey.length !== 32) throw invalid('mediaKey must be 32 bytes');
	const mimeType = bodyText(call, call.names('mimeType'), 'application/octet-stream');
	const data = decrypted(file, mediaKey, mimeType);
	const expected = textIn(call.body, call.names('fileSha256'));
	if (expected !== undefined && createHash('sha256').update(data).digest('base64') !== expected)
		throw invalid('fileSha256 does not match');
	return success(delivered(data, mimeType, bodyText(call, ['output'], 'base64'), warest));
}

/**
 * Always without options: the vote contains their hashes, which the server does not compare (v0.3.44, observed with a
 * valid vote). So nothing is decrypted here either.
 */
export function decryptVote(call: WarestCall, warest: WarestContext): WarestAnswer {
	warest.openForTools(call);
	const { pollUpdateVote: update } = call.body;
	if (!isObject(update)) throw missing('pollUpdateVote');
	const vote = asObject(update.vote);
	// Buffers as webhooks contain them are refused (v0.3.44, observed).
	if (!asString(vote.encPayload) || !asString(vote.encIv))
		throw invalid('vote.encPayload and vote.encIv are required');
	if (!textIn(call.body, ['pollEncKey']))
		throw failure('general', 400, 2001, 'pollEncKey is required');
	const key = asObject(update.pollCreationMessageKey ?? update.pollMessageKey);
	const id = asString(key.id) ?? textIn(call.body, ['pollMsgId']);
	if (!id) throw missing('pollMsgId');
	const remoteJid = asString(key.remoteJid) ?? textIn(call.body, ['pollRemoteJid']) ?? null;
	const participant = asString(key.participant) ?? null;
	return success({
		messageKey: { id, remoteJid, participant },
		pollCreatorJid: textIn(call.body, ['pollCreatorJid']) ?? participant ?? remoteJid,
		voterJid: textIn(call.body, ['voterJid']) ?? null,
		votedOptionIndexes: [],
		votedOptionNames: [],
	});
}
