import { isObject } from './json';
import { NO_PHONE, parsePhone, PHONE_DIGITS, readPhone } from './phone';
import { MAX_LINK_LENGTH, readPhoneLink, type PhoneLink } from './phoneLink';
import { quote, Refusal } from './refusal';
import { inPlainSigns, turnsAround, withoutInvisible } from './writing';

/**
 * What kind of chat an id names. `lid` is a person whose phone number WhatsApp hides, `bot` an assistant of WhatsApp
 * that has no number.
 */
export type ChatKind = 'person' | 'group' | 'channel' | 'lid' | 'broadcast' | 'bot';

/** A parsed chat or person; each dialect writes it in its gateway's own form. */
export interface ChatId {
	readonly kind: ChatKind;
	/** Digits (a group may have one dash; for the status broadcast it is the word `status`). */
	readonly user: string;
}

/**
 * The suffixes in use, with the kind each names. WhatsApp itself writes `s.whatsapp.net` for people, and `hosted` for
 * the same people if a business keeps its messages at Meta.
 */
const KINDS: ReadonlyMap<string, ChatKind> = new Map([
	['c.us', 'person'],
	['s.whatsapp.net', 'person'],
	['hosted', 'person'],
	['g.us', 'group'],
	['newsletter', 'channel'],
	['lid', 'lid'],
	['hosted.lid', 'lid'],
	['broadcast', 'broadcast'],
	['bot', 'bot'],
]);

const SUFFIX: Readonly<Record<ChatKind, string>> = {
	person: 'c.us',
	group: 'g.us',
	channel: 'newsletter',
	lid: 'lid',
	broadcast: 'broadcast',
	bot: 'bot',
};

const USER: Readonly<Record<ChatKind, RegExp>> = {
	person: PHONE_DIGITS,
	group: /^\d{5,20}(-\d{5,15})?$/,
	channel: /^\d{5,25}$/,
	lid: /^\d{5,20}$/,
	broadcast: /^(status|\d{5,20})$/,
	bot: /^\d{5,25}$/,
};

/** Kinds that are one person or bot, whose ids may name a device. */
const WITH_DEVICES: readonly ChatKind[] = ['person', 'lid', 'bot'];

/** Longer than any id; longer text is refused before a regular expression sees it. */
const MAX_LENGTH = 128;

const HINT =
	'Use a phone number with country code such as 491701234567, or an id that ends in @c.us, @g.us, @lid or @newsletter.';

/** Whether a value is a parsed chat or person. */
export const isChatId = (value: unknown): value is ChatId =>
	isObject(value) &&
	typeof value.kind === 'string' &&
	Object.hasOwn(SUFFIX, value.kind) &&
	typeof value.user === 'string';

/** Writes an id in the only form that leaves the node: `…@c.us`, `…@g.us`, `…@lid`, `…@newsletter`. */
export const formatChatId = (chat: ChatId): string => `${chat.user}@${SUFFIX[chat.kind]}`;

/**
 * Parses a chat in every form that people type: a phone number, a WhatsApp link with one in it, `…@c.us`,
 * `…@s.whatsapp.net` (with or without a device), `…@g.us`, `…@lid`, `…@newsletter`.
 * @param bare what digits alone mean: a person, unless the field asks for a group or channel
 * @throws Refusal when it is none of these, or is ambiguous; it quotes the input
 */
export function parseChatId(input: string, bare: ChatKind = 'person'): ChatId {
	if (input.length > MAX_LINK_LENGTH) throw tooLong();
	const text = withoutInvisible(input).trim();
	if (text === '') throw new Refusal('The chat is empty', HINT);
	const link = turnsAround(input) ? null : readPhoneLink(text);
	if (link !== null) return { kind: 'person', user: numberIn(link, input) };
	if (text.length > MAX_LENGTH) throw tooLong();
	const chat = turnsAround(input) ? null : fromText(inPlainSigns(text), bare, input);
	if (chat === null || !USER[chat.kind].test(chat.user)) throw unknown(input);
	return chat;
}

const tooLong = (): Refusal => new Refusal('The chat is too long to be an id', HINT);

const unknown = (input: string): Refusal =>
	new Refusal(`${quote(input)} is no phone number and no chat id`, HINT);

function numberIn(link: PhoneLink, input: string): string {
	if ('instead' in link) {
		const { instead } = link;
		throw new Refusal(
			`The link ${quote(input)} ${instead === null ? 'has no phone number' : `leads to ${instead}, not to a person`}`,
			HINT,
		);
	}
	const reading = readPhone(link.number) ?? NO_PHONE;
	if ('digits' in reading) return reading.digits;
	throw new Refusal(`The number in ${quote(input)} ${reading.problem}`, reading.hint);
}

function fromText(text: string, bare: ChatKind, input: string): ChatId | null {
	const cut = text.lastIndexOf('@');
	if (cut < 0) return withoutSuffix(text, bare, input);
	const kind = kindNamed(text.slice(cut + 1));
	const user = text.slice(0, cut).trim();
	if (kind === null) return null;
	const exact = WITH_DEVICES.includes(kind) ? withoutDevice(user) : user;
	if (exact !== null && USER[kind].test(exact)) return { kind, user: exact };
	return kind === 'person' ? { kind, user: personIn(user, input) } : null;
}

const kindNamed = (suffix: string): ChatKind | null =>
	KINDS.get(suffix.trim().toLowerCase()) ?? null;

/**
 * The user in an id that may name one of the user's devices, as whatsmeow (`user.agent:device`) and Baileys
 * (`user_agent:device`) write it, because messages go to the user. Null if it is not such an id. An agent without a
 * device could as well be a fraction, unless it is zero.
 */
function withoutDevice(user: string): string | null {
	const [, digits, agent = '', device] =
		/^(\d+)(?:[._](\d{1,3}))?(?::(\d{1,5}))?$/.exec(user) ?? [];
	if (digits === undefined || Number(agent) > MAX_AGENT) return null;
	return device !== undefined || Number(agent) === 0 || user.includes('_') ? digits : null;
}

/** The agent is one byte. */
const MAX_AGENT = 255;

function withoutSuffix(text: string, bare: ChatKind, input: string): ChatId | null {
	if (bare !== 'person') return { kind: bare, user: text };
	if (isOldGroup(text)) return { kind: 'group', user: text };
	return { kind: 'person', user: personIn(text, input) };
}

/**
 * Whether it is the id of an older group: its creator's number and the second of its creation. That is longer by at
 * least two digits than any phone number.
 */
const isOldGroup = (text: string): boolean => /^\d{7,15}-1\d{9}$/.test(text);

function personIn(text: string, input: string): string {
	const reading = readPhone(text);
	if (reading === null) throw unknown(input);
	if ('digits' in reading) return reading.digits;
	throw new Refusal(`${quote(input)} ${reading.problem}`, reading.hint);
}

/**
 * The digits of a phone number with country code, where a phone number is required: in any notation, as the id of a
 * person, or in a link.
 * @throws Refusal, also for ids of groups, channels, the status and hidden ids, whose digits are nobody's number
 */
export function parsePhoneNumber(input: string): string {
	const text = withoutInvisible(input).trim();
	if (!/[@\uff20]/.test(text) && readPhoneLink(text) === null) return parsePhone(input);
	const chat = parseChatId(input);
	if (chat.kind === 'person') return chat.user;
	throw new Refusal(`${quote(input)} ${NO_PHONE.problem}`, NO_PHONE.hint);
}

/** Converts an id from a gateway to portable form; null if it is not one. */
export function portableId(raw: string | null): string | null {
	if (raw === null || raw.length > MAX_LENGTH) return null;
	const cut = raw.lastIndexOf('@');
	const suffix = raw.slice(cut + 1);
	const kind = cut < 0 ? null : kindNamed(suffix);
	// WhatsApp adds new kinds: an id of one is still a chat, but nobody can write to it.
	if (kind === null) return /^\d{1,25}@[a-z]+(\.[a-z]+)*$/.test(raw) ? raw : null;
	const user = raw.slice(0, cut);
	const exact = WITH_DEVICES.includes(kind) ? withoutDevice(user) : user;
	return exact !== null && USER[kind].test(exact) ? formatChatId({ kind, user: exact }) : null;
}

/** The digits of a person's id as a phone number; null for groups, channels and hidden ids. */
export const phoneOf = (id: string | null): string | null =>
	/^(\d+)@c\.us$/.exec(id ?? '')?.[1] ?? null;

/** The hidden id itself if it is one, else null. */
export const lidOf = (id: string | null): string | null =>
	id?.endsWith('@lid') === true ? id : null;

/** Whether an id belongs to several people, or to nobody in particular: a group, a channel, a broadcast. */
export const isOfMany = (id: string): boolean => /@(g\.us|newsletter|broadcast)$/.test(id);

export const isGroupId = (id: string | null): boolean => id?.endsWith('@g.us') === true;

/**
 * A message id is opaque and belongs to its gateway; only characters that could leave its place in a URL are refused.
 * @throws Refusal on an empty or dangerous id
 */
export function parseMessageId(input: string): string {
	const id = withoutInvisible(input).trim();
	if (id === '')
		throw new Refusal(
			'The message ID is empty',
			'Take it from the trigger or from the answer of a send operation.',
		);
	if (id.length > 256 || !/^[^\s/\\%?#\p{Cc}]+$/u.test(id) || /^\.+$/.test(id)) {
		throw new Refusal(
			`${quote(input)} is no message ID`,
			'Take it from the trigger or from the answer of a send operation.',
		);
	}
	return id;
}

/**
 * The name of a session. WARest and WAHA allow letters, digits, dot, dash and underscore (WARest 0.3.44 up to 64
 * characters, WAHA 2024.10 up to 54).
 * @throws Refusal on anything else
 */
export function parseSessionName(input: string): string {
	const name = withoutInvisible(input).trim();
	if (name === '')
		throw new Refusal(
			'The session is empty',
			'Pick a session from the list or write its name, for example default.',
		);
	if (!/^[\w.-]{1,64}$/.test(name) || /^\.+$/.test(name)) {
		throw new Refusal(
			`${quote(input)} is no session name`,
			'A session name has up to 64 letters, digits, dots, dashes and underscores.',
		);
	}
	return name;
}
