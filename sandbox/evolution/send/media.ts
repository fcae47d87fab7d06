import { asString } from '../../http/json';
import type { Media, MediaKind, Session } from '../../world';
import type { EvolutionCall, EvolutionContext } from '../context';
import { badRequest } from '../errors';
import type { EvolutionRouter } from '../router';
import { envelope, sendOut } from './envelope';
import { fileIn, isAddress, typeByName } from './files';

const KINDS = { image: 'image', document: 'document', video: 'video', audio: 'audio' } as const;
type MediaType = keyof typeof KINDS;

const USUAL_TYPES: Record<MediaType, string> = {
	image: 'image/jpeg',
	document: 'application/octet-stream',
	video: 'video/mp4',
	audio: 'audio/mpeg',
};

export function mediaRoutes(route: EvolutionRouter, evolution: EvolutionContext): void {
	route.instance(
		'POST',
		'/message/sendMedia/{instance}',
		async (call, session) => await sendMedia(call, session, evolution),
	);
	route.instance(
		'POST',
		'/message/sendWhatsAppAudio/{instance}',
		async (call, session) => await sendVoice(call, session, evolution),
	);
	route.instance(
		'POST',
		'/message/sendPtv/{instance}',
		async (call, session) => await sendVideoNote(call, session, evolution),
	);
	route.instance(
		'POST',
		'/message/sendSticker/{instance}',
		async (call, session) => await sendSticker(call, session, evolution),
	);
}

function isMediaType(value: unknown): value is MediaType {
	return typeof value === 'string' && value in KINDS;
}

async function sendMedia(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): Promise<object | undefined> {
	const { body } = call;
	const mediatype = isMediaType(body.mediatype) ? body.mediatype : 'document';
	const named = asString(body.fileName) || undefined;
	const isText = call.file === null && !isAddress(asString(body.media) ?? '');
	const { name, mimeType, ...file } = await fileIn(call, 'media');
	if (mediatype === 'document' && isText && named === undefined)
		throw badRequest('For base64 the file name must be informed.');
	const to = await envelope(call, session, evolution);
	const fileName = named ?? name;
	const known = (fileName === null ? undefined : typeByName(fileName)) ?? asString(body.mimetype);
	const caption = asString(body.caption) || null;
	const media: Media = {
		...file,
		// Every image becomes a JPEG; for other files the extension takes precedence over the given type.
		mimeType: mediatype === 'image' ? 'image/jpeg' : (known ?? mimeType ?? USUAL_TYPES[mediatype]),
		fileName: fileName ?? null,
		caption,
		kind: kindOf(mediatype, call, evolution),
	};
	return sendOut(session, evolution, () => session.send({ ...to, text: caption ?? '', media }));
}

/** Before 2.4 `gifPlayback` is ignored, and the file is a plain video. */
function kindOf(
	mediatype: MediaType,
	{ body }: EvolutionCall,
	{ version }: EvolutionContext,
): MediaKind {
	const isGif = mediatype === 'video' && body.gifPlayback === true && version.isAtLeast('2.4');
	return isGif ? 'gif' : KINDS[mediatype];
}

/** Always converted to Opus; the sandbox only changes the declared type. */
async function sendVoice(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): Promise<object | undefined> {
	const { name: _name, mimeType: _type, ...file } = await fileIn(call, 'audio');
	const { id: _unread, ...to } = await envelope(call, session, evolution);
	const voice = { mimeType: 'audio/ogg; codecs=opus', fileName: null, caption: null };
	const media: Media = { ...file, ...voice, kind: 'voice' };
	return sendOut(session, evolution, () => session.send({ ...to, text: '', media }));
}

/** A round video, which has neither a name nor a caption (2.3.7, server source). */
async function sendVideoNote(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): Promise<object | undefined> {
	const { name: _name, mimeType, ...file } = await fileIn(call, 'video');
	const to = await envelope(call, session, evolution);
	const shown = { mimeType: mimeType ?? USUAL_TYPES.video, fileName: null, caption: null };
	const media: Media = { ...file, ...shown, kind: 'note' };
	return sendOut(session, evolution, () => session.send({ ...to, text: '', media }));
}

/** Its form is broken: it looks for an address in the file (2.3.7, observed; the same in the source of 2.4). */
async function sendSticker(
	call: EvolutionCall,
	session: Session,
	evolution: EvolutionContext,
): Promise<object | undefined> {
	if (call.file) throw new TypeError('Invalid URL');
	const { name: _name, mimeType: _type, ...file } = await fileIn(call, 'sticker');
	const to = await envelope(call, session, evolution);
	const sticker = { mimeType: 'image/webp', fileName: null, caption: null };
	const media: Media = { ...file, ...sticker, kind: 'sticker' };
	return sendOut(session, evolution, () => session.send({ ...to, text: '', media }));
}
