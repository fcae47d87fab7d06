import type { MediaInput } from '../../portable/media';
import { bareMimeType } from '../../portable/mimeType';
import { Refusal } from '../../portable/refusal';

/**
 * Refuses a file that is known to be no picture.
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
