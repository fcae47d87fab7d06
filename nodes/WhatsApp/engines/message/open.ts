import { isObject, type Json, type JsonObject } from '../../portable/json';
import { standingNamed, type Visibility } from '../messageType';
import { fieldAt } from './fields';
import { mayBeContent } from './unknown';

/** A message in WhatsApp's own form, without its wrappers. */
export interface OpenMessage {
	/** Name of the member that says what the message is; null if there is none. */
	readonly name: string | null;
	/** The value of that member. Plain text is put under `text`. */
	readonly body: JsonObject;
	readonly standing: Visibility;
	/** Names of its wrappers, the outermost first. */
	readonly wrappers: readonly string[];
	/** True if a wrapper says that this is a message after an edit. */
	readonly edited: boolean;
	/** The protocol message that edits another message, around the new content. */
	readonly edit: JsonObject | null;
	/** The key of the message that a comment is about, as the library writes it. */
	readonly commented: JsonObject | null;
}

/** Members that accompany a message but are not messages. */
const COMPANIONS = [
	'fastRatchetKeySenderKeyDistributionMessage',
	'messageContextInfo',
	'senderKeyDistributionMessage',
];

interface Member {
	readonly name: string;
	readonly body: JsonObject;
	/** The message inside this member; null when there is none. */
	readonly inner: JsonObject | null;
	readonly standing: Visibility;
}

/**
 * Unwraps a message from everything that WhatsApp puts around it: for disappearing and view-once messages, comments,
 * edits, statuses of groups. Wrappers of the future work, too, because a wrapper is recognised by the message inside
 * it.
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

/** Keys for a group's messages come alone; a message without any member is one whose content is still to come. */
const standingOfNothing = (message: Json | undefined): Visibility =>
	isObject(message) && Object.keys(message).some((name) => COMPANIONS.includes(name))
		? 'hidden'
		: 'waiting';

/** What an empty wrapper is: one of a status mention stays hidden, one of an image waits for it. */
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

/**
 * Which member says what a message is: known content first, then wrappers, unknown content, and last what is not
 * content.
 */
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

/** The message inside a wrapper. In a protocol message it is the content after an edit. */
function innerOf(name: string, body: JsonObject): JsonObject | null {
	if (name === 'protocolMessage') return objectOrNull(fieldAt(body, 'editedMessage'));
	const inner = objectOrNull(fieldAt(body, 'message'));
	if (inner !== null) return inner;
	return standingNamed(name) === null && holdsContent(body) ? body : null;
}

/** Whether it has known content as a direct member, without a `message` around it. */
const holdsContent = (body: JsonObject): boolean =>
	Object.entries(body).some(([name, value]) =>
		name === 'conversation'
			? typeof value === 'string'
			: /Message(V\d+)?$/.test(name) && isObject(value) && standingNamed(name) === 'content',
	);

const objectOrNull = (value: Json | undefined): JsonObject | null =>
	isObject(value) ? value : null;

function standingOf(name: string, body: JsonObject): Visibility {
	// In WhatsApp's protocol `chat` is a contact sent along by old apps; in WhatsApp Web it is a text.
	if (name === 'chat') return 'hidden';
	return standingNamed(name) ?? (mayBeContent(name, body) ? 'content' : 'hidden');
}
