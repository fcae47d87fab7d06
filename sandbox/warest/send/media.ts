import type { JsonObject } from '../../http/json';
import type { MediaKind } from '../../world';
import type { WarestCall, WarestContext } from '../context';
import { failure, sent, type WarestAnswer } from '../envelopes';
import { firstGiven, flag, parsedJson, textIn } from '../fields';
import { bareType, sniffed } from '../mime';
import { rewriteText } from '../text';
import { type Envelope, readEnvelope, sendToEach } from './envelope';
import { readFile, requireType, type SentFile } from './file';

/** Codes of a file that is too large, one per kind (v0.3.44). */
const TOO_LARGE = { media: 2009, audio: 2010, sticker: 2012, gif: 2013 };
const VOICE_TYPE = 'audio/ogg; codecs=opus';
const MIME_NAMES = ['mimetype', 'mime', 'mimeType', 'contentType', 'audioMime', 'audioMimeType'];

interface Sending {
	kind: MediaKind;
	mimeType: string;
	status: string;
	message: string;
	advancedInfo: object;
	hasCaption: boolean;
	viewOnce?: boolean;
}

async function sendFile(
	envelope: Envelope,
	file: SentFile,
	sending: Sending,
	warest: WarestContext,
): Promise<WarestAnswer> {
	const given = sending.hasCaption ? textIn(envelope.fields, ['caption']) : undefined;
	const caption = given === undefined ? null : rewriteText(given);
	const { kind, mimeType, viewOnce = false } = sending;
	const media = { mimeType, fileName: file.fileName, caption, data: file.data, kind, viewOnce };
	const results = await sendToEach(envelope, warest, () => ({
		message: { text: caption ?? '', media: { ...media } },
		status: sending.status,
		advancedInfo: { ...(caption === null ? {} : { caption }), ...sending.advancedInfo },
	}));
	return sent(results, sending.message);
}

/**
 * `compress` is on unless switched off, and options may override it. The sandbox has no ffmpeg and keeps the bytes in
 * either case.
 */
function compression(fields: JsonObject): object {
	const options = parsedJson(firstGiven(fields, ['compression', 'compressOptions']));
	const tuned = typeof options === 'object' && options !== null ? options : {};
	const enable = 'enable' in tuned ? flag(tuned.enable) : flag(fields.compress, true);
	return { compression: { ...tuned, enable } };
}

const isImage = (type: string): boolean => type.startsWith('image/');
const isVideo = (type: string): boolean => type.startsWith('video/');

/** Images and videos; a GIF is refused here (v0.3.44, observed). */
export async function sendMedia(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest);
	const { fields } = envelope;
	const names = ['media', 'url', 'mediaUrl', 'file', 'source'];
	const file = await readFile(call, fields, names, TOO_LARGE.media);
	requireType(file.mimeType, (type) => (isImage(type) && type !== 'image/gif') || isVideo(type));
	const kind = isImage(bareType(file.mimeType)) ? 'image' : 'video';
	const viewOnce = flag(fields.viewOnce);
	const sending: Sending = {
		kind,
		mimeType: bareType(file.mimeType),
		status: kind,
		message: 'Media message sent',
		advancedInfo: { ...(viewOnce ? { viewOnce } : {}), ...compression(fields), mediaKind: kind },
		hasCaption: true,
		viewOnce,
	};
	return await sendFile(envelope, file, sending, warest);
}

/** Audio files, and voice messages, which ffmpeg would convert to Opus; here the same bytes get the new type. */
export async function sendAudio(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest);
	const { fields } = envelope;
	const names = ['audio', 'url', 'media', 'file', 'source'];
	const file = await readFile(call, fields, names, TOO_LARGE.audio);
	requireType(file.mimeType, (type) => type.startsWith('audio/'));
	const isVoice = flag(fields.isVN);
	if (isVoice && !isConvertible(file)) throw failure('messages', 422, 2014, 'Conversion failed');
	const mimeType = isVoice ? VOICE_TYPE : (textIn(fields, MIME_NAMES) ?? file.mimeType);
	const sending: Sending = {
		kind: isVoice ? 'voice' : 'audio',
		mimeType,
		status: isVoice ? 'ptt' : 'audio',
		message: 'Audio message sent',
		advancedInfo: { ...(isVoice ? { isVoiceNote: true } : {}), mimeType },
		hasCaption: false,
	};
	return await sendFile(envelope, file, sending, warest);
}

/**
 * Whether ffmpeg could convert it: not an empty file or an obvious document. It would refuse images, too, but one
 * sample file should do for all kinds of media.
 */
function isConvertible({ data }: SentFile): boolean {
	return data.length > 0 && !(sniffed(data) ?? '').startsWith('application/');
}

/** Videos shown as GIFs; a real GIF is passed on under its own type (v0.3.44). */
export async function sendGif(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest);
	const names = ['gif', 'url', 'media', 'file', 'source', 'upload'];
	const file = await readFile(call, envelope.fields, names, TOO_LARGE.gif);
	requireType(file.mimeType, (type) => isVideo(type) || type === 'image/gif');
	const sending: Sending = {
		kind: 'gif',
		mimeType: bareType(file.mimeType),
		status: 'gif',
		message: 'GIF message sent',
		advancedInfo: compression(envelope.fields),
		hasCaption: true,
	};
	return await sendFile(envelope, file, sending, warest);
}

/** Images become webp; the sandbox has no image library, so the same bytes get the new type. */
export async function sendSticker(call: WarestCall, warest: WarestContext): Promise<WarestAnswer> {
	const envelope = readEnvelope(call, warest);
	const names = ['sticker', 'url', 'media', 'file', 'source', 'upload'];
	const file = await readFile(call, envelope.fields, names, TOO_LARGE.sticker);
	requireType(file.mimeType, isImage);
	const isWebp = bareType(file.mimeType) === 'image/webp';
	if (!isWebp && !isImage(sniffed(file.data) ?? ''))
		throw failure('messages', 502, 3013, 'Sticker conversion failed');
	const sending: Sending = {
		kind: 'sticker',
		mimeType: 'image/webp',
		status: 'sticker',
		message: 'Sticker message sent',
		advancedInfo: compression(envelope.fields),
		hasCaption: false,
	};
	return await sendFile(envelope, file, sending, warest);
}
