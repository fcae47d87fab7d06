import { isObject, type JsonObject } from '../../portable/json';
import { plainName } from '../messageType';
import { fieldAt, wordsAt } from './fields';

/** Where an unknown kind of message may have its text, in the order in which a person would read it. */
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

/** The text of an unknown kind of message; null if it seems to have none. */
export function anyWords(body: JsonObject): string | null {
	const found = WORDS.map((path) => wordsAt(body, ...path));
	return found.find((words) => words !== null && !isEncoded(words)) ?? null;
}

/** Endings of names for messages between WhatsApp's apps, without the word "message". */
const FOR_APPS = /(notification|notice|sync|keyshare|distribution|metadata|contextinfo|key)$/;

/** Names of encrypted content, in WhatsApp's protocol and in WhatsApp Web. */
const ENCRYPTED = /^enc[A-Z]|(_|^)enc(rypted)?(_|$)/;

/** Whether an unknown kind is only for WhatsApp's apps, judging by its name. */
export const isForApps = (name: string): boolean =>
	FOR_APPS.test(plainName(name)) || ENCRYPTED.test(name);

/** Whether an unknown member may be something to read. */
export const mayBeContent = (name: string, body: JsonObject): boolean =>
	Object.keys(body).length > 0 &&
	!isForApps(name) &&
	fieldAt(body, 'encPayload') === undefined &&
	(anyWords(body) !== null || wordsAt(body, 'mimetype') !== null || !namesAnother(body));

/** Whether it refers to another message by its key: without a text of its own, it changes that message. */
const namesAnother = (body: JsonObject): boolean =>
	Object.entries(body).some(([name, value]) => /key$/i.test(name) && isObject(value));

/** How the base64 of a JPEG, PNG, GIF, WebP or PDF begins: images, and files of which WhatsApp makes thumbnails. */
const SIGNATURE = /^(\/9j\/|iVBORw0KGg|R0lGOD|UklGR|JVBERi0)/;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Shortest base64 that is recognised as an image by its first bytes. */
const SIGNED_LENGTH = 16;

/** From this length on, text without spaces that uses only base64 characters is not a caption that anybody typed. */
const LONG_LENGTH = 64;

/** Whether a text is the base64 of an image: WhatsApp Web puts thumbnails where other messages have their text. */
export const isPicture = (text: string): boolean =>
	/^data:[^,]*;base64,/.test(text) ||
	(text.length >= SIGNED_LENGTH && SIGNATURE.test(text) && BASE64.test(text));

/** Whether a text looks like base64 of anything. Not used for text that a person certainly typed. */
export const isEncoded = (text: string): boolean =>
	isPicture(text) ||
	(text.length >= LONG_LENGTH &&
		BASE64.test(text) &&
		[/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(text)));
