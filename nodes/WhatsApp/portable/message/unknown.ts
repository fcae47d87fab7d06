import { isObject, type JsonObject } from '../json';
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

/** Names of what WhatsApp's apps tell each other. */
const FOR_APPS =
	/(notification|notice|sync|share|distribution|metadata|info|key)(message)?(v\d+)?$/i;

/** Whether a member that nobody told us about may be something to read. */
export const mayBeContent = (name: string, body: JsonObject): boolean =>
	Object.keys(body).length > 0 &&
	!FOR_APPS.test(name) &&
	fieldAt(body, 'encPayload') === undefined &&
	(anyWords(body) !== null || wordsAt(body, 'mimetype') !== null || !namesAnother(body));

/** Whether it names another message by its key: what does so and has no words does something to that message. */
const namesAnother = (body: JsonObject): boolean =>
	Object.entries(body).some(([name, value]) => /key$/i.test(name) && isObject(value));
