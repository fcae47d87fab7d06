import { isObject, type JsonObject } from '../../portable/json';
import { plainName } from '../messageType';
import { fieldAt, wordsAt } from './fields';

/** Where a kind of message that nobody told us about may have its words, in the order of what a person reads first. */
const WORDS: ReadonlyArray<readonly string[]> = [
	['text'],
	['caption'],
	['contentText'],
	['body', 'text'],
	['body'],
	['message'],
	['note'],
	['comment'],
	['question'],
	['title'],
	['name'],
	['description'],
];

/** The words of a kind of message that nobody told us about; null where it seems to have none. */
export function anyWords(body: JsonObject): string | null {
	const found = WORDS.map((path) => wordsAt(body, ...path));
	return found.find((words) => words !== null && !isEncoded(words)) ?? null;
}

/** How the names end of what WhatsApp's apps tell each other, without the word "message". */
const FOR_APPS = /(notification|notice|sync|keyshare|distribution|metadata|contextinfo|key)$/;

/** Names of what is encrypted, in WhatsApp's protocol and in WhatsApp Web. */
const ENCRYPTED = /^enc[A-Z]|(_|^)enc(rypted)?(_|$)/;

/** Whether a kind that nobody told us about is for WhatsApp's apps, as far as its name tells. */
export const isForApps = (name: string): boolean =>
	FOR_APPS.test(plainName(name)) || ENCRYPTED.test(name);

/** Whether a member that nobody told us about may be something to read. */
export const mayBeContent = (name: string, body: JsonObject): boolean =>
	Object.keys(body).length > 0 &&
	!isForApps(name) &&
	fieldAt(body, 'encPayload') === undefined &&
	(anyWords(body) !== null || wordsAt(body, 'mimetype') !== null || !namesAnother(body));

/** Whether it names another message by its key: what does so and has no words does something to that message. */
const namesAnother = (body: JsonObject): boolean =>
	Object.entries(body).some(([name, value]) => /key$/i.test(name) && isObject(value));

/** How the base64 of pictures and other files that WhatsApp makes thumbnails of begins: JPEG, PNG, GIF, WebP, PDF. */
const SIGNATURE = /^(\/9j\/|iVBORw0KGg|R0lGOD|UklGR|JVBERi0)/;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Shortest base64 that is taken for a picture by its first bytes. */
const SIGNED_LENGTH = 16;

/** From this length on, words without a blank that use all the signs of base64 are no caption that anybody types. */
const LONG_LENGTH = 64;

/** Whether a text is the base64 of a picture. WhatsApp Web has thumbnails where other messages have their words. */
export const isPicture = (text: string): boolean =>
	/^data:[^,]*;base64,/.test(text) ||
	(text.length >= SIGNED_LENGTH && SIGNATURE.test(text) && BASE64.test(text));

/** Whether a text is base64 of anything, as far as that shows. Never asked of what is known to be typed by a person. */
export const isEncoded = (text: string): boolean =>
	isPicture(text) ||
	(text.length >= LONG_LENGTH &&
		BASE64.test(text) &&
		[/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(text)));
