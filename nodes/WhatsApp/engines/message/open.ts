import { isObject, type Json, type JsonObject } from '../../portable/json';
import { standingNamed, type Visibility } from '../messageType';
import { fieldAt } from './fields';
import { mayBeContent } from './unknown';

/** A message in WhatsApp's own form, without what is around it. */
export interface OpenMessage {
	/** Name of the member that says what it is; null where there is none. */
	readonly name: string | null;
	/** What stands under that name. A plain text is put under `text`. */
	readonly body: JsonObject;
	readonly standing: Visibility;
	/** Names of what was around it, the outermost first. */
	readonly wrappers: readonly string[];
	/** True where a wrapper says that this is a message as it is after an edit. */
	readonly edited: boolean;
	/** The protocol message that edits another one, around what is there now. */
	readonly edit: JsonObject | null;
	/** The key of the message that a comment is about, as its library writes it. */
	readonly commented: JsonObject | null;
}

/** Members that accompany a message and are none. */
const COMPANIONS = [
	'fastRatchetKeySenderKeyDistributionMessage',
	'messageContextInfo',
	'senderKeyDistributionMessage',
];

interface Member {
	readonly name: string;
	readonly body: JsonObject;
	/** The message that it carries; null when it carries none. */
	readonly inner: JsonObject | null;
	readonly standing: Visibility;
}

/**
 * Takes a message out of all that WhatsApp puts around it: for disappearing and view-once messages, comments, edits,
 * statuses of groups, and whatever comes next, because a wrapper is known by the message inside it.
 */
export function openMessage(message: Json | undefined): OpenMessage {
	let member = mainMember(message);
	let standing = standingOfNothing(message);
	const wrappers: string[] = [];
	let edit: JsonObject | null = null;
	let commented: JsonObject | null = null;
	while (member !== null && member.inner !== null) {
		const { name, body, inner } = member;
		wrappers.push(name);
		if (name === 'protocolMessage') edit = body;
		commented ??= objectOrNull(fieldAt(body, 'targetMessageKey'));
		standing = standingOfEmpty(name);
		member = mainMember(inner);
	}
	const { name, body } = member ?? { name: null, body: {} };
	const edited = wrappers.some((wrapper) => EDITS.includes(wrapper));
	return { name, body, standing: member?.standing ?? standing, wrappers, edited, edit, commented };
}

const EDITS = ['editedMessage', 'protocolMessage'];

/** Keys for a group's messages come alone; a message with nothing at all is one whose content is still to come. */
const standingOfNothing = (message: Json | undefined): Visibility =>
	isObject(message) && Object.keys(message).some((name) => COMPANIONS.includes(name))
		? 'hidden'
		: 'waiting';

/** What a wrapper with nothing in it is: that of a status mention stays hidden, that of a picture waits for it. */
function standingOfEmpty(name: string): Visibility {
	const standing = standingNamed(name) ?? 'waiting';
	return standing === 'content' ? 'waiting' : standing;
}

function mainMember(message: Json | undefined): Member | null {
	if (!isObject(message)) return null;
	const members = Object.keys(message).flatMap((name) => memberOf(name, message[name]) ?? []);
	return members.reduce<Member | null>(
		(best, one) => (best === null || rankOf(one) > rankOf(best) ? one : best),
		null,
	);
}

/** Which member says what a message is: known content, then wrappers, then what nobody knows, what is no content last. */
function rankOf({ inner, name, body, standing }: Member): number {
	if (inner !== null) return 3;
	if (standing !== 'content') return 1;
	const isHollow = name === 'conversation' && body.text === '';
	return standingNamed(name) === 'content' && !isHollow ? 4 : 2;
}

function memberOf(name: string, value: Json | undefined): Member | null {
	if (COMPANIONS.includes(name)) return null;
	if (name === 'conversation' && typeof value === 'string')
		return { name, body: { text: value }, inner: null, standing: 'content' };
	if (!isObject(value)) return null;
	return { name, body: value, inner: innerOf(name, value), standing: standingOf(name, value) };
}

/** The message inside a wrapper. In a protocol message it is what stands there after an edit. */
function innerOf(name: string, body: JsonObject): JsonObject | null {
	if (name === 'protocolMessage') return objectOrNull(fieldAt(body, 'editedMessage'));
	const inner = objectOrNull(fieldAt(body, 'message'));
	if (inner !== null) return inner;
	return standingNamed(name) === null && holdsContent(body) ? body : null;
}

/** Whether known content stands in it without a `message` around that. */
const holdsContent = (body: JsonObject): boolean =>
	Object.entries(body).some(([name, value]) =>
		name === 'conversation'
			? typeof value === 'string'
			: /Message(V\d+)?$/.test(name) && isObject(value) && standingNamed(name) === 'content',
	);

const objectOrNull = (value: Json | undefined): JsonObject | null =>
	isObject(value) ? value : null;

function standingOf(name: string, body: JsonObject): Visibility {
	// A contact, sent along by old apps. WhatsApp Web calls a text so.
	if (name === 'chat') return 'hidden';
	return standingNamed(name) ?? (mayBeContent(name, body) ? 'content' : 'hidden');
}
