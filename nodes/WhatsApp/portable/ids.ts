import { quote, Refusal } from './refusal';

/** What kind of chat an id names. `lid` is a person whose phone number WhatsApp hides. */
export type ChatKind = 'person' | 'group' | 'channel' | 'lid' | 'broadcast';

/** A chat or a person, understood; each dialect writes it in its gateway's own form. */
export interface ChatId {
	readonly kind: ChatKind;
	/** Digits (a group may hold one dash; the status broadcast is the word `status`). */
	readonly user: string;
}

/** Suffixes people meet, with the kind each names. WhatsApp itself writes `s.whatsapp.net` for people. */
const KINDS: ReadonlyMap<string, ChatKind> = new Map([
	['c.us', 'person'],
	['s.whatsapp.net', 'person'],
	['g.us', 'group'],
	['newsletter', 'channel'],
	['lid', 'lid'],
	['broadcast', 'broadcast'],
]);

const SUFFIX: Readonly<Record<ChatKind, string>> = {
	person: 'c.us',
	group: 'g.us',
	channel: 'newsletter',
	lid: 'lid',
	broadcast: 'broadcast',
};

const USER: Readonly<Record<ChatKind, RegExp>> = {
	person: /^[1-9]\d{4,14}$/,
	group: /^\d{5,20}(-\d{5,15})?$/,
	channel: /^\d{5,25}$/,
	lid: /^\d{5,20}$/,
	broadcast: /^(status|\d{5,20})$/,
};

/** Longer than any id; what is longer is refused before a regular expression sees it. */
const MAX_LENGTH = 128;

const HINT =
	'Use a phone number with country code such as 491701234567, or an id that ends in @c.us, @g.us, @lid or @newsletter.';

/** Writes an id in the one form that leaves the node: `…@c.us`, `…@g.us`, `…@lid`, `…@newsletter`. */
export const formatChatId = (chat: ChatId): string => `${chat.user}@${SUFFIX[chat.kind]}`;

/**
 * Understands a chat in every form people type: a phone number with or without `+`, spaces, dashes and brackets,
 * a wa.me link, `…@c.us`, `…@s.whatsapp.net` (with or without a device number), `…@g.us`, `…@lid`, `…@newsletter`.
 * @param bare what digits alone mean: a person, unless the field asks for a group or channel
 * @throws Refusal when it is none of these
 */
export function parseChatId(input: string, bare: ChatKind = 'person'): ChatId {
	const text = input.trim();
	if (text === '') throw new Refusal('The chat is empty', HINT);
	if (text.length > MAX_LENGTH) throw new Refusal('The chat is too long to be an id', HINT);
	const chat = withSuffix(text, phoneDigits) ?? withoutSuffix(text, bare);
	if (chat === null || !USER[chat.kind].test(chat.user)) {
		throw new Refusal(`${quote(input)} is no phone number and no chat id`, HINT);
	}
	return chat;
}

/** @param digitsOf how the part before the ending of a person's id is read */
function withSuffix(text: string, digitsOf: (user: string) => string): ChatId | null {
	const cut = text.lastIndexOf('@');
	if (cut < 0) return null;
	const kind = KINDS.get(text.slice(cut + 1).toLowerCase());
	if (kind === undefined) return null;
	const user = text.slice(0, cut);
	// WhatsApp adds the device to a person's id ("491701234567:12@s.whatsapp.net"); messages go to the person.
	if (kind === 'person') return { kind, user: digitsOf(user.replace(/:\d+$/, '')) };
	return { kind, user: kind === 'lid' ? user.replace(/:\d+$/, '') : user };
}

function withoutSuffix(text: string, bare: ChatKind): ChatId | null {
	if (text.includes('@')) return null;
	const link = /^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com\/send\?phone=)\/?(\+?\d+)/i.exec(
		text,
	);
	if (link?.[1] !== undefined) return { kind: 'person', user: phoneDigits(link[1]) };
	if (bare !== 'person') return { kind: bare, user: text };
	if (/^\d{5,15}-\d{9,11}$/.test(text)) return { kind: 'group', user: text };
	return { kind: 'person', user: phoneDigits(text.replace(/^(tel|whatsapp):/i, '')) };
}

/** Digits of a phone number as people write it; anything but digits and the usual separators stays and is refused. */
function phoneDigits(text: string): string {
	// "+49 (0)170 …" shows the national zero that must not be dialled from abroad.
	const digits = text
		.replace(/^(\s*\+.*?)\(0\)/, '$1')
		.replace(/(?<!\.)\.(?!\.)|[\s()\-\u2010-\u2015]/g, '')
		.replace(/^(\+|00)/, '');
	if (/^0\d+$/.test(digits)) {
		throw new Refusal(
			`The phone number ${quote(text)} has no country code`,
			'Write it with the country code and without the leading zero, for example 491701234567.',
		);
	}
	return digits;
}

/** Reads an id a gateway sent, and gives it in our one form; null when it is none. */
export function portableId(raw: string | null): string | null {
	if (raw === null || raw.length > MAX_LENGTH) return null;
	// A gateway writes digits and nothing else; what a person may type is not looked for.
	const chat = withSuffix(raw, (user) => user);
	return chat !== null && USER[chat.kind].test(chat.user) ? formatChatId(chat) : null;
}

/** Digits of a person's id as a phone number; null for groups, channels and hidden ids. */
export const phoneOf = (id: string | null): string | null =>
	/^(\d+)@c\.us$/.exec(id ?? '')?.[1] ?? null;

/** The hidden id itself when it is one, else null. */
export const lidOf = (id: string | null): string | null =>
	id?.endsWith('@lid') === true ? id : null;

export const isGroupId = (id: string | null): boolean => id?.endsWith('@g.us') === true;

/**
 * A message id is opaque and belongs to its gateway; only what could leave its place in a URL is refused.
 * @throws Refusal on an empty or dangerous id
 */
export function parseMessageId(input: string): string {
	const id = input.trim();
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
 * The name of a session. Both gateways allow letters, digits, dot, dash and underscore
 * (WARest 0.3.44 up to 64 characters, WAHA 2024.10 up to 54).
 * @throws Refusal on anything else
 */
export function parseSessionName(input: string): string {
	const name = input.trim();
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
