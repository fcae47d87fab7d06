import { textAt } from '../../portable/json';
import type { MediaInput } from '../../portable/media';
import { fileNameFor } from '../../portable/mimeType';
import { GatewayProblem } from '../../portable/problem';
import type { OutputFile, NoFields } from '../../operations/operation';
import type { GatewayAnswer, GatewayRequest } from '../../transport/request';
import { missing, type DialectOf } from '../gateway';
import { path } from '../shared/path';
import { CONVERSION } from './needs';
import { post, repeatable } from './requests';

interface Converting {
	readonly session: string;
	readonly file: MediaInput;
}

/** Takes an address, which WAHA downloads, or base64, both without a type. Asked for JSON, it answers in base64. */
function converting({ session, file }: Converting, into: 'voice' | 'video'): GatewayRequest {
	const request = repeatable(post(path`/api/${session}/media/convert/${into}`, {}));
	return file.kind === 'url'
		? { ...request, body: { url: file.url } }
		: { ...request, upload: { as: 'base64', file, into: ['data'] } };
}

/** @throws GatewayProblem when the answer has no file */
function converted({ body }: GatewayAnswer, mimeType: string, stem: string): OutputFile<NoFields> {
	const data = Buffer.from(textAt(body, 'data') ?? '', 'base64');
	if (data.length === 0)
		throw new GatewayProblem('WAHA gave no file', {
			hint: 'Check that the file can be played. The log of WAHA may tell more.',
		});
	return { data, mimeType, fileName: fileNameFor(mimeType, stem), about: {} };
}

const CRYPTO = 'WAHA has no such tool. Use the Crypto node of n8n.';
const IMAGES = 'WAHA has no such tool. Use the Edit Image node of n8n.';
const NUMBERS = 'Use Contact > Check Exists.';

export const wahaUtility: DialectOf<'utility'> = {
	convertBase64: missing(
		'WAHA has no such tool. Use the Convert to File and Extract From File nodes.',
	),
	convertToVideo: {
		needs: CONVERSION,
		build: (m) => converting(m, 'video'),
		file: (answer) => converted(answer, 'video/mp4', 'video'),
	},
	convertToVoice: {
		needs: CONVERSION,
		build: (m) => converting(m, 'voice'),
		file: (answer) => converted(answer, 'audio/ogg; codecs=opus', 'voice'),
	},
	createQrCode: missing('WAHA has no such tool. Session > Get QR Code links a phone.'),
	createThumbnail: missing(IMAGES),
	decryptMedia: missing(
		'WAHA opens the files of messages by itself: use the option Download Media.',
	),
	decryptPollVote: missing('WAHA opens votes by itself: use the event Poll Vote of the trigger.'),
	generateId: missing(CRYPTO),
	hash: missing(CRYPTO),
	processImage: missing(IMAGES),
	sign: missing(CRYPTO),
	validateId: missing('WAHA has no such tool. Use the If node of n8n with a regular expression.'),
	validateJid: missing(NUMBERS),
	validatePhone: missing(NUMBERS),
};
