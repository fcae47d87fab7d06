import { warest, type WarestOptions, type WarestRoute } from '../route';
import {
	between,
	bytes,
	filled,
	int,
	num,
	obj,
	oneOf,
	oneOfValues,
	open,
	str,
	type Fields,
} from '../schema';
import { anySession, output, toolSession } from './common';

const route = (path: string, body: Fields, options: WarestOptions = {}): WarestRoute =>
	warest('POST', `/misc/${path}`, { cost: 2, body, ...options });

const target = oneOfValues('base64', 'svg', 'png', 'jpg', 'jpeg', 'webp');

// Observed: the server reads any text that is a path on its disk, so a client sends only data URIs and URLs.
const input = bytes.alias('data', 'file', 'source').required;
const file = bytes.alias('data', 'url', 'source').required;
const digest = { input, algo: filled.alias('algorithm'), output: oneOfValues('hex', 'base64') };

const side = between(16, 1024);
const thumbnail = {
	file,
	type: oneOfValues('image', 'video').required,
	width: side,
	height: side,
	count: between(1, 6),
	output,
};

const actions = obj({
	resize: obj({
		width: int,
		height: int,
		fit: oneOfValues('cover', 'contain', 'fill', 'inside', 'outside'),
	}),
	// Observed: the documented tiff and avif silently become png.
	convert: oneOfValues('png', 'jpg', 'jpeg', 'webp'),
	compress: obj({ quality: between(1, 100) }),
});

const kind = oneOfValues('uuid', 'ulid');
const newIds = {
	type: kind,
	version: oneOfValues('v1', 'v3', 'v4', 'v5', 'nil'),
	namespace: str,
	name: str,
	format: str,
	count: between(1, 100),
};

const encrypted = {
	mediaKey: filled.alias('media_key').required,
	file: bytes.alias('data', 'encrypted', 'blob').required,
	mimeType: filled.alias('mimetype'),
	fileSha256: filled.alias('sha256'),
	output,
};

// Buffers as webhooks contain them are refused: base64 only.
const vote = obj({ encPayload: filled.required, encIv: filled.required });
const pollKey = obj({ id: str, remoteJid: str, participant: str });
const pollVote = {
	...toolSession,
	pollUpdateVote: obj({
		vote: vote.required,
		pollCreationMessageKey: pollKey.alias('pollMessageKey'),
		key: open,
	}).required,
	pollEncKey: str,
	pollMsgId: str,
	pollRemoteJid: str,
	pollCreatorJid: str,
	voterJid: str,
};

const phone = oneOf(filled, num).alias('number').required;

export const miscRoutes = [
	route(
		'convert-string-toqr/{target}',
		{ string: filled.required, encoding: str },
		{ params: { target } },
	),
	route('base64', { action: oneOfValues('encode', 'decode'), input, output }),
	route('crypto/hash', digest),
	route('crypto/hmac', { ...digest, key: filled.alias('secret').required }),
	route('media/thumbnail', thumbnail),
	route('media/image', { file, actions, output }),
	route('uuid/generate', newIds),
	route('uuid/validate', { value: filled.required, type: kind }),
	route('whatsapp/file-decrypt', encrypted),
	route('whatsapp/poll-update-vote', pollVote),
	route('whatsapp/validate/phone', { ...anySession, phone, country: str.alias('region') }),
	route('whatsapp/validate/jid', { ...anySession, jid: filled.alias('id', 'target').required }),
	route('whatsapp/resolve/jid-or-lid', {
		...anySession,
		input: filled.alias('value', 'id').required,
	}),
];
