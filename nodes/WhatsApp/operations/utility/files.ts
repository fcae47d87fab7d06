import type { Media, Message } from '../../portable/shapes';
import { asFilledText, field, optionsField, type Field } from '../field';
import { choice, session, wholeNumber } from '../fields';
import { file, operation } from '../operation';
import { byteText, inputFrom } from './fields';

const anyFile = inputFrom(['binary', 'base64', 'url']);

const side = (displayName: string, name: string, min: number, max: number): Field<number> =>
	wholeNumber({ displayName, name, description: 'In pixels' }, { min, max, standard: 320 });

/** Largest width and height of an image; sharp, which does the work, has the same limit. */
const MAX_SIDE = 16_383;

/** Tools for images, videos and encrypted files. */
export const fileTools = {
	processImage: operation({
		name: 'Process Image',
		action: 'Process an image',
		description: 'Change size, format or quality of a picture; it is turned upright too',
		fields: {
			file: anyFile,
			options: optionsField({
				fit: choice(
					{ displayName: 'Fit', name: 'fit', description: 'How it fills width and height' },
					[
						{ name: 'Contain', value: 'contain', description: 'Whole, with bars at the sides' },
						{ name: 'Cover', value: 'cover', description: 'Cut off at the sides' },
						{ name: 'Fill', value: 'fill', description: 'Stretched' },
						{ name: 'Inside', value: 'inside', description: 'Whole, no larger than both' },
						{ name: 'Outside', value: 'outside', description: 'Whole, no smaller than both' },
					],
					'cover',
				),
				format: choice(
					{ displayName: 'Format', name: 'imageFormat', description: 'As before if left out' },
					[
						{ name: 'JPEG', value: 'jpg' },
						{ name: 'PNG', value: 'png' },
						{ name: 'WebP', value: 'webp' },
					],
				),
				height: side('Height', 'height', 1, MAX_SIDE),
				quality: wholeNumber(
					{ displayName: 'Quality', name: 'quality', description: 'In percent' },
					{ min: 1, max: 100, standard: 80 },
				),
				width: side('Width', 'width', 1, MAX_SIDE),
			}),
		},
		returns: file<{ width: number | null; height: number | null }>(),
	}),
	createThumbnail: operation({
		name: 'Create Thumbnail',
		action: 'Create thumbnails',
		description: 'Make a small picture of a picture, or several out of a video, one item each',
		fields: {
			file: anyFile,
			kind: choice({ displayName: 'Kind of File', name: 'mediaKind' }, [
				{ name: 'Image', value: 'image' },
				{ name: 'Video', value: 'video' },
			]),
			options: optionsField({
				count: wholeNumber(
					{ displayName: 'Count', name: 'count', description: 'Pictures out of a video' },
					{ min: 1, max: 6, standard: 3 },
				),
				height: side('Height', 'height', 16, 1024),
				width: side('Width', 'width', 16, 1024),
			}),
		},
		returns: file<{ number: number }>(),
	}),
	convertToVoice: operation({
		name: 'Convert to Voice',
		action: 'Convert a sound to a voice message',
		description: 'Turn a sound into what WhatsApp plays as a voice message: OGG with Opus',
		fields: { session, file: anyFile },
		returns: file(),
	}),
	convertToVideo: operation({
		name: 'Convert to Video',
		action: 'Convert a film to a video message',
		description: 'Turn a film into what WhatsApp plays in a chat: MP4',
		fields: { session, file: anyFile },
		returns: file(),
	}),
	decryptMedia: operation({
		name: 'Decrypt Media',
		action: 'Decrypt a media file',
		description: 'Open a file that was downloaded from WhatsApp as it lies there, encrypted',
		fields: {
			file: anyFile,
			mediaKey: byteText(
				{
					displayName: 'Media Key',
					name: 'mediaKey',
					required: true,
					typeOptions: { password: true },
					description: 'From the event of the message',
				},
				32,
			),
			type: field(
				{
					displayName: 'MIME Type of Media',
					name: 'mediaType',
					type: 'string',
					default: `={{ $json.${'media' satisfies keyof Message}.${'mimeType' satisfies keyof Media} }}`,
					required: true,
					placeholder: 'e.g. image/jpeg',
					description: 'As the message says: a file of another type cannot be opened with the key',
				},
				(raw) => asFilledText(raw, 'MIME Type of Media').trim(),
			),
			options: optionsField({
				fileSha256: byteText(
					{
						displayName: 'SHA-256 of File',
						name: 'fileSha256',
						description: 'From the event of the message; checks that the file is whole',
					},
					32,
				),
			}),
		},
		returns: file(),
	}),
};
