import fc from 'fast-check';
import { readMessage } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { actionIn, callbackIn } from '../../nodes/WhatsApp/engines/messageAction';
import { readContent } from '../../nodes/WhatsApp/engines/content';
import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { readWebContent, webActionIn } from '../../nodes/WhatsApp/engines/message/web';
import { asWhatsmeow, SAMPLES, WRAPPERS, wrapped } from '../gateways/content.samples';
import { items, MS, waha, warest, warestMessage } from '../gateways/events.run';
import { noweb } from '../gateways/message.raw';
import { holds } from '../support/property';

/** A busy machine, or a run with more cases, takes time. */
jest.setTimeout(3_600_000);

/** Text that cannot be base64. */
const words = fc.string({
	unit: fc.constantFrom('ж', 'ñ', 'ا', '字', '😀', ' ', '!', '\n'),
	minLength: 1,
	maxLength: 40,
});

/** Bytes in the forms of JSON, from a single byte to the size of a thumbnail. */
const bytes = fc
	.uint8Array({ minLength: 1, maxLength: 120 })
	.map((some) => Buffer.from(some).toString('base64'));

/** Bytes that begin like a picture, and are long enough to be one. */
const picture = fc
	.tuple(
		fc.constantFrom('ffd8ffe0', '89504e470d0a1a0a', '474946383961', '52494646'),
		fc.uint8Array({ minLength: 30, maxLength: 120 }),
	)
	.map(([begin, some]) => Buffer.concat([Buffer.from(begin, 'hex'), some]).toString('base64'));

const MEMBERS = [
	...new Set(SAMPLES.flatMap(([, message]) => Object.keys(message))),
	...WRAPPERS,
	...['albumMessage', 'call', 'callLogMesssage', 'chat', 'encReactionMessage', 'imageMessage'],
	...['keepInChatMessage', 'placeholderMessage', 'pollUpdateMessage', 'protocolMessage'],
	...['documentMessage', 'audioMessage', 'secretEncryptedMessage', 'editedMessage'],
	...['buttonsResponseMessage', 'interactiveResponseMessage', 'listResponseMessage', 'unheardOf'],
];

const FIELDS = [
	...['text', 'caption', 'name', 'title', 'description', 'body', 'message', 'noteMessage', 'note'],
	...['hydratedTemplate', 'hydratedHsm', 'content', 'params', 'header', 'footer', 'cards'],
	...['contextInfo', 'quotedMessage', 'stanzaId', 'mentionedJid', 'participant', 'contacts'],
	...['vcard', 'mimetype', 'fileLength', 'options', 'optionName', 'product', 'type', 'key', 'id'],
	...['singleSelectReply', 'selectedRowId', 'nativeFlowResponseMessage', 'paramsJson', 'buttons'],
	...['editedMessage', 'degreesLatitude', 'degreesLongitude', 'amount', 'sections', 'rows'],
	...['Format', 'Title', 'Response', '__proto__', 'constructor', 'toString'],
];

const BYTES = [
	...['jpegThumbnail', 'JPEGThumbnail', 'thumbnail', 'mediaKey', 'fileSha256', 'encPayload'],
	...['encIv', 'messageSecret', 'waveform', 'callKey', 'streamingSidecar', 'encKey', 'data'],
];

/** JSON that resembles a message in places, with bytes only where WhatsApp has them. */
const { anything } = fc.letrec<{ anything: Json; part: JsonObject }>((tie) => ({
	anything: fc.oneof(
		{ maxDepth: 7, withCrossShrink: true },
		words,
		fc.constantFrom<Json>(null, true, 0, -1, 1e300, '', {}, [], { low: 5, high: 1 }),
		tie('part'),
		fc.array(tie('anything'), { maxLength: 3 }),
	),
	part: fc
		.tuple(
			fc.dictionary(fc.constantFrom(...MEMBERS, ...FIELDS), tie('anything'), { maxKeys: 4 }),
			fc.dictionary(fc.constantFrom(...BYTES), bytes, { maxKeys: 2 }),
		)
		.map(([fields, some]): JsonObject => ({ ...fields, ...some })),
}));

const tokensIn = (value: Json): string[] => {
	if (typeof value === 'string') return /^[A-Za-z0-9+/=]+$/.test(value) ? [value] : [];
	if (Array.isArray(value)) return value.flatMap(tokensIn);
	return isObject(value) ? Object.values(value).flatMap((entry) => tokensIn(entry ?? null)) : [];
};

const textsIn = (item: object): string[] => {
	const { text, caption, quoted } = item as JsonObject;
	const quotedText = isObject(quoted) ? quoted.text : null;
	return [text, caption, quotedText].filter((one) => typeof one === 'string');
};

/** As Get Many lists it from NOWEB, and as WARest reports it. */
const toldOf = (message: Json): object[] => [
	readMessage(noweb(message), { session: 's' }),
	...items(warest('message_received', warestMessage('other', '', message))),
];

test('reads a message of any shape, and never returns bytes as its text', () => {
	holds([anything], (message) => {
		const tokens = tokensIn(message);
		actionIn(message);
		callbackIn(message);
		const texts = [readContent(message), ...toldOf(message)].flatMap(textsIn);
		return texts.every((text) => !tokens.some((token) => text.includes(token)));
	});
});

const THUMBNAILED = [
	...['image', 'video', 'gif', 'ptv', 'sticker', 'document', 'audio', 'ptt', 'order', 'product'],
	...['location', 'vcard', 'multi_vcard', 'payment'],
];

const web = (data: JsonObject, body: string): JsonObject => ({
	id: 'false_491701112222@c.us_A',
	from: '491701112222@c.us',
	body,
	_data: { ...data, body },
});

const textsOnWeb = (data: JsonObject, body: string): string[] =>
	textsIn(readMessage(web(data, body), { session: 's' }));

test('WhatsApp Web: a thumbnail in place of a text is never read as text', () => {
	holds(
		[fc.constantFrom(...THUMBNAILED), bytes, fc.boolean(), words],
		(type, body, has, caption) => {
			const data = has ? { type, caption, comment: caption, message: caption } : { type };
			const answer = { type: 'chat', quotedStanzaID: 'Q', quotedMsg: { ...data, body } };
			return ![...textsOnWeb(data, body), ...textsOnWeb(answer, 'ж')].includes(body);
		},
	);
});

test('base64 of an image is a text only if somebody typed it', () => {
	const kinds = fc.oneof(
		fc.constantFrom(...THUMBNAILED, 'list', 'interactive'),
		words,
		fc.constant(''),
	);
	holds([kinds, picture], (type, body) => !textsOnWeb({ type }, body).includes(body));
	holds(
		[picture],
		(typed) =>
			textsOnWeb({ type: 'chat' }, typed).includes(typed) &&
			readContent({ conversation: typed }).text === typed,
	);
});

test('WhatsApp Web: reads a message of any shape as one event', () => {
	holds([anything, fc.option(words)], (data, told) => {
		readWebContent(data, told);
		webActionIn(data, told);
		const payload = { id: 'false_1@c.us_A', from: '1@c.us', body: told, _data: data };
		return items(waha('message', payload)).length === 1;
	});
});

const isSame = (one: object, other: object): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

const chain = fc.array(fc.constantFrom(...WRAPPERS), { maxLength: 12 });
const sample = fc.constantFrom(...SAMPLES);
const around = (wrappers: readonly string[], message: Json): Json =>
	wrappers.reduceRight<Json>((inner, name) => wrapped(name, inner), message);

test('reads a message the same inside any chain of wrappers, from Baileys and whatsmeow', () => {
	holds([sample, chain, fc.boolean()], ([, message], wrappers, isWhatsmeow) => {
		const within = around(wrappers, isWhatsmeow ? asWhatsmeow(message) : message);
		return isSame(readContent(within), readContent(message)) && actionIn(within) === null;
	});
});

test('reads a message inside wrappers with unknown names', () => {
	const name = fc
		.stringMatching(/^[a-z][A-Za-z]{3,20}$/)
		.filter((one) => !/^(call|chat)$/.test(one));
	holds([sample, fc.array(name, { minLength: 1, maxLength: 5 })], ([, message], wrappers) => {
		const within = around(
			wrappers.map((one) => `x${one}Message`),
			message,
		);
		return isSame(readContent(within), readContent(message));
	});
});

test('reads a message inside thousands of nested wrappers', () => {
	const wrappers = Array.from({ length: 20_000 }, (_, i) => WRAPPERS[i % WRAPPERS.length] ?? '');
	expect(readContent(around(wrappers, { conversation: 'Hi' })).text).toBe('Hi');
	let note: Json = { conversation: 'Hi' };
	for (let depth = 0; depth < 20_000; depth++) note = { sendPaymentMessage: { noteMessage: note } };
	expect(readContent(note)).toMatchObject({ type: 'payment', text: null });
});

test('a message and its announcement have different keys, and repetitions share a key', () => {
	const forerunner = fc.constantFrom<Json>(
		{},
		null,
		{ placeholderMessage: { type: 0 } },
		{ conversation: '' },
		{ viewOnceMessage: { message: {} } },
	);
	holds([sample, forerunner, chain], ([, message], before, wrappers) => {
		const [announced] = waha('message', noweb(before));
		const [first, second] = ['message', 'message.any'].map((event, i) =>
			waha(event, noweb(around(wrappers, message)), { id: `evt_${i}`, timestamp: MS + i }),
		);
		const keys = [announced, first?.[0], second?.[0]].map((one) => one?.keys ?? []);
		const share = (one: number, other: number): boolean =>
			keys[one]?.some((key) => keys[other]?.includes(key)) === true;
		return (
			announced?.event === 'messageWaiting' &&
			first?.[0]?.event === 'message' &&
			share(1, 2) &&
			!share(0, 1) &&
			!share(0, 2)
		);
	});
});
