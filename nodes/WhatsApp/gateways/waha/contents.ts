import { NO_CONTENT, readContent, type MessageContent } from '../../engines/content';
import { at, booleanAt, isObject, listAt, textAt, type Json } from '../../portable/json';
import { isEncoded } from '../../engines/message/unknown';
import { readWebContent, webActionIn } from '../../engines/message/web';
import { actionIn, actionOfStub, type MessageAction } from '../../engines/messageAction';
import { typeOfFile } from '../../engines/messageType';
import type { Message } from '../../portable/shapes';

/**
 * The content of a WAHA message. Besides a few fields of its own, WAHA gives the engine's message in `_data`: Baileys'
 * (NOWEB), whatsmeow's (GOWS) or WhatsApp Web's (WEBJS, WPP). If it is there, it is read before WAHA's fields, so that
 * the same message reads the same from every engine and gateway.
 */

/** Some answers are the engine's own message without WAHA's wrapper. */
const engineOf = (raw: Json): Json | undefined => at(raw, '_data') ?? raw;

/** The message in WhatsApp's own form, from NOWEB and GOWS; undefined for other engines, or if it is missing. */
export function protoOf(raw: Json): Json | undefined {
	const data = engineOf(raw);
	return at(data, 'message') ?? at(data, 'Message') ?? undefined;
}

/** Whether the engine's messages have WhatsApp's own form; if so, a missing one is still to come. */
const hasProto = (data: Json | undefined): boolean =>
	isObject(at(data, 'key')) || isObject(at(data, 'Info')) || at(data, 'messageStubType') != null;

export function contentOf(raw: Json): MessageContent {
	const data = engineOf(raw);
	const proto = protoOf(raw);
	if (isObject(proto)) {
		const content = readContent(proto);
		return { ...content, edited: content.edited || at(data, 'IsEdit') === true };
	}
	if (!hasProto(data)) return readWebContent(data, textAt(raw, 'body'));
	const { does } = actionOfStub(at(data, 'messageStubType'));
	if (does === 'revoke') return { ...NO_CONTENT, revoked: true };
	return does === 'notify' ? { ...NO_CONTENT, type: 'system' } : NO_CONTENT;
}

/** What a message does if it is not a message to read; null for one to read. */
export function actionOf(raw: Json): MessageAction | null {
	const action = engineActionOf(raw);
	return action?.does === 'wait' && tellsContent(raw) ? null : action;
}

function engineActionOf(raw: Json): MessageAction | null {
	const data = engineOf(raw);
	const proto = protoOf(raw);
	if (isObject(proto)) return actionIn(proto);
	return hasProto(data)
		? actionOfStub(at(data, 'messageStubType'))
		: webActionIn(data, textAt(raw, 'body'));
}

/** WAHA may know more than its engine's message shows. */
const tellsContent = (raw: Json): boolean =>
	textAt(raw, 'body') !== null ||
	booleanAt(raw, 'hasMedia') === true ||
	isObject(at(raw, 'location')) ||
	listAt(raw, 'vCards').length > 0;

export function typeOf(raw: Json, content: MessageContent): Message['type'] {
	if (content.type !== null) return content.type;
	if (isObject(at(raw, 'location'))) return 'location';
	if (listAt(raw, 'vCards').length > 0) return 'contact';
	const file = typeOfFile(textAt(raw, 'media', 'mimetype') ?? content.media?.mimeType ?? null);
	if (file !== null) return file;
	const isText = booleanAt(raw, 'hasMedia') !== true && textOf(raw, content) !== null;
	return isText && !content.revoked && !namesKind(raw) ? 'text' : 'unknown';
}

/** Whether the engine says what the message is, even if the kind is unknown here. */
function namesKind(raw: Json): boolean {
	const proto = protoOf(raw);
	return isObject(proto)
		? actionIn(proto)?.does !== 'wait'
		: textAt(engineOf(raw), 'type') !== null;
}

/** Types whose only text is in the engine's own message. */
const WITHOUT_WORDS: ReadonlyArray<MessageContent['type']> = ['location', 'contact'];

/** The text of a message. WhatsApp Web's is already read together with WAHA's, so nothing is added there. */
export function textOf(raw: Json, content: MessageContent): string | null {
	if (content.text !== null || !hasProto(engineOf(raw))) return content.text;
	const body = textAt(raw, 'body');
	const isNone = body === null || isEncoded(body) || WITHOUT_WORDS.includes(content.type);
	return isNone ? null : body;
}
