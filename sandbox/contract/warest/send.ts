import { warest, type WarestOptions, type WarestRoute } from '../route';
import {
	between,
	bytes,
	filled,
	atLeast,
	bool,
	list,
	num,
	obj,
	oneOf,
	oneOfValues,
	open,
	range,
	str,
} from '../schema';
import { flag, listButton, messageSession, presence, sections, sending } from './common';

const route = (path: string, options: WarestOptions): WarestRoute =>
	warest('POST', `/messages/send/${path}`, { cost: 2, ...options });
const single = (field: string) => ({ field, many: false });

// Observed: arrays and numbers are refused, and a boolean isForwarded is silently dropped, all of which similar routes
// accept.
const textMessage = {
	...messageSession,
	to: filled.alias('jid', 'target', 'number').required,
	message: filled.alias('text').required,
	presence,
	replyMessageId: str.alias('quotedMessageId', 'replyId'),
	isForwarded: oneOfValues('true', '1', 'yes', 'on', 'false', '0', 'no', 'off').alias('forwarded'),
};

const quoting = { ...sending, replyMessageId: str.alias('quotedMessageId') };
const compression = oneOf(open, filled).alias('compressOptions');
const stickerCompression = oneOf(
	obj({
		quality: between(1, 100),
		maxDimension: between(96, 1024).alias('size'),
		webpEffort: between(0, 6),
		enable: bool,
	}),
	filled,
).alias('compressOptions');

const fileEntry = obj({
	file: filled.required.alias(
		...['base64', 'upload', 'value', 'contents', 'body', 'payload', 'dataUri', 'dataURI', 'uri'],
	),
	url: filled.alias('href', 'link').insteadOf('file'),
	buffer: oneOf(bytes, list(num)).alias('data', 'binary', 'blob').insteadOf('file'),
	filename: str.alias('name', 'fileName', 'label'),
	mimetype: str.alias('mimeType', 'contentType', 'type'),
	replyMessageId: str.alias('quotedMessageId', 'quoteMessageId', 'replyId', 'quoteId'),
});
// More than twenty are silently dropped.
const files = oneOf(list(oneOf(filled, fileEntry), 1, 20), filled).required.alias(
	...['file', 'media', 'document', 'upload', 'source', 'urls', 'url'],
);

const media = filled.alias('url', 'mediaUrl', 'file', 'source').required;
const audio = filled.alias('url', 'media', 'file', 'source').required;
const anyFile = filled.alias('url', 'media', 'file', 'source', 'upload').required;
const mimetype = filled.alias('mime', 'mimeType', 'contentType', 'audioMime', 'audioMimeType');

const label = { displayText: filled.alias('text').required };
const button = oneOf(
	obj({ ...label, type: oneOfValues('reply'), id: str }),
	obj({ ...label, type: oneOfValues('url').required, url: filled.required }),
	obj({ ...label, type: oneOfValues('call').required, phoneNumber: filled.required }),
	obj({ ...label, type: oneOfValues('copy').required, copyCode: filled.required }),
	filled,
);
// If left out, a placeholder image from the internet is added; an empty text means none.
const image = str;
const buttons = {
	text: str.alias('message'),
	footer: str,
	buttons: list(button, 1, 10).required,
	image,
};

const listMessage = {
	text: str.alias('title', 'message'),
	footer: str,
	image,
	sections: sections.required,
	buttonText: str.beside('sections'),
	list: listButton.insteadOf('sections'),
	lists: list(listButton, 1).insteadOf('sections'),
};

const place = { name: str, address: str };
const coordinates = {
	latitude: range(-90, 90).alias('lat').required,
	longitude: range(-180, 180).alias('lng').required,
};
const location = {
	location: oneOf(obj({ ...coordinates, ...place }), list(num, 2, 2), filled).alias('loc').required,
	latitude: num.alias('lat').insteadOf('location').beside('longitude'),
	longitude: num.alias('lng').insteadOf('location').beside('latitude'),
	name: str.beside('latitude'),
	address: str.beside('latitude'),
};

const poll = {
	question: filled.alias('name').required,
	options: oneOf(list(filled, 1), filled).required,
	maxSelection: atLeast(1).alias('selectableCount'),
	poll: oneOf(open, list(filled, 1), filled).insteadOf('question', 'options'),
};

const person = { name: str, fullName: str, phone: str, organization: str.alias('org'), email: str };
const contact = {
	contact: oneOf(obj(person), filled),
	name: str.alias('fullName', 'contactName').insteadOf('contact'),
	contactPhone: str.insteadOf('contact'),
	organization: str.alias('org').insteadOf('contact'),
	email: str.alias('contactEmail').insteadOf('contact'),
};

export const sendRoutes = [
	route('text', { cooldown: true, merges: true, body: textMessage }),
	route('files', {
		body: { ...quoting, files },
		file: { field: 'files', many: true },
		ignored: ['body.caption', 'body.files[].caption'],
	}),
	route('media', {
		body: { ...sending, media, caption: str, compress: flag, compression, viewOnce: flag },
		file: single('media'),
	}),
	route('document', {
		body: { ...quoting, document: anyFile, filename: str, caption: str },
		file: single('document'),
	}),
	route('audio', { body: { ...sending, audio, isVN: flag, mimetype }, file: single('audio') }),
	route('gif', {
		body: { ...sending, gif: anyFile, caption: str, compress: flag, compression },
		file: single('gif'),
	}),
	route('sticker', {
		body: { ...sending, sticker: anyFile, compress: flag, compression: stickerCompression },
		file: single('sticker'),
	}),
	route('button', { cooldown: true, body: { ...sending, ...buttons } }),
	route('list', { cooldown: true, body: { ...sending, ...listMessage } }),
	route('location', { cooldown: true, body: { ...sending, ...location } }),
	route('poll', { cooldown: true, body: { ...sending, ...poll } }),
	route('contact', { cooldown: true, body: { ...sending, ...contact } }),
];
