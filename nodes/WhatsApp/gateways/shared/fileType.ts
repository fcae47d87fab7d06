import { UNKNOWN_TYPE } from '../../portable/fileFacts';
import { typeOfBytes } from '../../portable/fileSignature';
import { bareMimeType, mimeParameters, givenMimeType } from '../../portable/mimeType';
import { quote, Refusal } from '../../portable/refusal';
import type { GatewayAnswer } from '../../transport/request';
import type { MediaInput } from '../../portable/media';

/** The type of a file in a gateway's answer. If the given type says nothing, the first bytes tell. */
export const typeOfAnswer = (
	{ bytes, contentType }: Pick<GatewayAnswer, 'bytes' | 'contentType'>,
	standard: string,
): string => givenMimeType(contentType) ?? typeOfBytes(bytes) ?? standard;

/** What a file is sent as if its MIME type decides. */
export type FileKind = 'image' | 'gif' | 'video' | 'voice' | 'audio' | 'document';

/** Voice messages are Opus audio in an OGG file. */
export function isVoiceFile(file: MediaInput): boolean {
	const type = file.mimeType ?? '';
	const codec = mimeParameters(type).get('codecs')?.toLowerCase() ?? 'opus';
	return ['audio/ogg', 'audio/opus'].includes(bareMimeType(type)) && codec === 'opus';
}

/** @throws Refusal for an address whose type is not known */
export function kindOf(file: MediaInput): FileKind {
	if (file.mimeType === null) {
		throw new Refusal(
			'The address does not tell what kind of file it is',
			'Add the option MIME Type, or use the operation for the kind of file, such as Send Image.',
		);
	}
	const type = bareMimeType(file.mimeType);
	if (type === 'image/gif') return 'gif';
	if (isVoiceFile(file)) return 'voice';
	const [family] = type.split('/');
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

/**
 * Refuses a file of the wrong type for the operation; a gateway would fail, or send something that no phone can show.
 * @param types MIME types, or families of them with a slash at the end
 * @throws Refusal
 */
export function requireType(file: MediaInput, types: readonly string[], instead: string): void {
	if (file.mimeType === null) return;
	const type = bareMimeType(file.mimeType);
	if (types.some((wanted) => (wanted.endsWith('/') ? type.startsWith(wanted) : type === wanted)))
		return;
	if (type === UNKNOWN_TYPE)
		throw new Refusal(
			'Nothing tells of what type the file is',
			'Add the option MIME Type, or give the file a name with its ending, such as picture.jpg.',
		);
	throw new Refusal(
		`The file is of the type ${quote(type)}, which this operation does not send`,
		`${instead} If the type is wrong, fill in MIME Type.`,
	);
}

/**
 * Refuses a file that is known not to be an image.
 * @throws Refusal before anything is sent
 */
export function asImage(file: MediaInput): MediaInput {
	const { mimeType } = file;
	if (mimeType === null || bareMimeType(mimeType).startsWith('image/')) return file;
	throw new Refusal(
		`A picture is needed, and the type of this file is ${bareMimeType(mimeType)}`,
		'Give a JPEG or PNG. If the file is one, add the option MIME Type.',
	);
}
