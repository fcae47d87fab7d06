import { isObject, type JsonObject } from '../../portable/json';
import { plainName } from '../messageType';
import { isEncoded } from './encoded';
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
