import { defined, listAt, numberAt, objectAt, textAt } from '../../portable/json';
import { Refusal } from '../../portable/refusal';
import { missing, type DialectOf } from '../gateway';
import { warestPayload } from './answers';
import { decodedFile, toolOn } from './tools';

export const warestFileTools = {
	convertToVideo: missing(
		'WARest makes an MP4 of a film when it sends it: use Message > Send Video.',
	),
	convertToVoice: missing('WARest converts any sound when it sends it: use Message > Send Voice.'),
	createThumbnail: {
		build: ({ file, kind, options }) => {
			if (kind === 'image' && options.count !== undefined)
				throw new Refusal(
					'A picture has one thumbnail',
					'Remove the option Count, or choose Video as Kind of File.',
				);
			const body = defined({ ...options, type: kind, output: 'base64' });
			return toolOn('/api/v1/misc/media/thumbnail', 'file', file, body);
		},
		file: (answer) =>
			listAt(warestPayload(answer), 'data').map((entry, i) =>
				decodedFile(
					textAt(entry, 'thumbnail'),
					textAt(entry, 'meta', 'mimeType'),
					`thumbnail-${i + 1}`,
					{ number: i + 1 },
				),
			),
	},
	decryptMedia: {
		build: ({ file, mediaKey, type, options }) =>
			toolOn(
				'/api/v1/misc/whatsapp/file-decrypt',
				'file',
				file,
				// Without the type WARest assumes a document, and every other file fails its check (0.3.44, observed).
				defined({ mediaKey, mimeType: type, fileSha256: options.fileSha256, output: 'base64' }),
			),
		file: (answer, { type }) =>
			decodedFile(textAt(warestPayload(answer), 'data'), type, 'media', {}),
	},
	processImage: {
		build: ({ file, options: { fit, format, height, quality, width } }) => {
			const size = defined({ width, height });
			const isResized = Object.keys(size).length > 0;
			if (fit !== undefined && !isResized)
				throw new Refusal('Fit needs a size', 'Add Width or Height, or remove the option Fit.');
			const actions = defined({
				resize: isResized ? defined({ ...size, fit }) : undefined,
				convert: format,
				compress: quality === undefined ? undefined : { quality },
			});
			return toolOn('/api/v1/misc/media/image', 'file', file, { actions, output: 'base64' });
		},
		file: (answer) => {
			const image = objectAt(warestPayload(answer));
			return decodedFile(textAt(image, 'data'), textAt(image, 'meta', 'mimeType'), 'image', {
				width: numberAt(image, 'details', 'width'),
				height: numberAt(image, 'details', 'height'),
			});
		},
	},
} satisfies Partial<DialectOf<'utility'>>;
