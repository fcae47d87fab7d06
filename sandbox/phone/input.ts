import { fromDataUri } from '../http/dataUri';
import { asObject, asString, isObject, type JsonObject, stringsOf } from '../http/json';
import {
	isLidId,
	type Media,
	MEDIA_KINDS,
	type Message,
	type MessageContent,
	PERSON_SUFFIX,
	sampleMedia,
	type Session,
	type World,
} from '../world';

/** An invalid request; the text says what is missing. */
export class BadInput extends Error {}

/** The world's address for an address in any gateway's form, or bare digits. */
export function addressIn(text: string): string {
	if (!text.includes('@')) return `${text.replace(/\D/g, '')}${PERSON_SUFFIX}`;
	return text.replace(/@c\.us$/, PERSON_SUFFIX);
}

export function addressesIn(value: unknown): string[] {
	return stringsOf(value).map(addressIn);
}

export function sessionIn(input: JsonObject, world: World): Session {
	const session = world.find(asString(input.session) ?? '');
	if (!session) throw new BadInput('session must be the name of a session');
	return session;
}

export function textIn(input: JsonObject, name: string): string {
	const text = asString(input[name]);
	if (text === undefined) throw new BadInput(`${name} must be a text`);
	return text;
}

export function chatIn(input: JsonObject): string {
	const chatId = asString(input.chatId);
	if (!chatId) throw new BadInput('chatId is needed');
	return addressIn(chatId);
}

/** Who acts; undefined for the person whose chat it is. */
export function writerIn({ from }: JsonObject): string | undefined {
	return typeof from === 'string' && from !== '' ? addressIn(from) : undefined;
}

/** The message to act on. */
export function messageIn(input: JsonObject, session: Session): Message {
	const id = textIn(input, 'messageId');
	const found = session.chats.messageAnywhere(id);
	if (!found) throw new BadInput(`there is no message ${id}`);
	return found;
}

export function oneOf<T extends string>(value: unknown, choices: readonly T[], name: string): T {
	const found = choices.find((choice) => choice === value);
	if (found === undefined) throw new BadInput(`${name} must be one of ${choices.join(', ')}`);
	return found;
}

/** `{kind}` stands for a sample of this kind; `dataUrl` is the file itself, `fileName` its name. */
export function mediaIn(value: unknown, caption: string): Media | undefined {
	if (value === undefined || value === null) return undefined;
	const { kind: wanted, dataUrl, fileName } = asObject(value);
	const kind = oneOf(wanted, MEDIA_KINDS, 'media.kind');
	const sample = sampleMedia(kind, caption || null);
	if (dataUrl === undefined) return sample;
	const file = fromDataUri(asString(dataUrl) ?? '');
	if (!file) throw new BadInput('media.dataUrl must be a data URL');
	return {
		...sample,
		mimeType: file.mimeType ?? 'application/octet-stream',
		fileName: asString(fileName) ?? (kind === 'document' ? 'file' : null),
		data: file.data,
	};
}

/**
 * `location`, `contact` or `poll`: what a message can be besides text and files; `proto` is any message in WhatsApp's
 * own form, such as `{ orderMessage: { … } }`.
 */
export function contentIn({
	location,
	contact,
	poll,
	proto,
}: JsonObject): MessageContent | undefined {
	if (isObject(proto)) return { type: 'proto', message: proto };
	if (isObject(location)) {
		const { latitude, longitude, name, address } = location;
		return {
			type: 'location',
			location: {
				latitude: Number(latitude),
				longitude: Number(longitude),
				name: asString(name) ?? null,
				address: asString(address) ?? null,
			},
		};
	}
	if (isObject(contact)) return { type: 'contacts', contacts: [cardIn(contact)] };
	if (!isObject(poll)) return undefined;
	const options = stringsOf(poll.options);
	if (options.length < 2) throw new BadInput('poll.options must be at least two texts');
	const selectable = poll.multiple === true ? 0 : 1;
	return { type: 'poll', poll: { question: textIn(poll, 'question'), options, selectable } };
}

function cardIn(contact: JsonObject) {
	const name = textIn(contact, 'name');
	const phone = asString(contact.phone) ?? null;
	const call = phone === null ? [] : [`TEL;type=CELL;waid=${phone.replace(/\D/g, '')}:${phone}`];
	const lines = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, ...call, 'END:VCARD'];
	return { name, phone, organization: null, email: null, vcard: lines.join('\n') };
}

/** Gives a name to somebody the account does not know yet, and perhaps a phone number to a hidden id. */
export function introduce(id: string, { name, phone }: JsonObject, session: Session): void {
	const known = session.contacts.find(id);
	const pushName = asString(name) || known?.pushName || null;
	if (isLidId(id)) {
		const number = asString(phone) || known?.phoneId || null;
		session.others.meetHidden(id, pushName ?? 'Hidden', number);
	} else if (pushName !== null && !known && id.endsWith(PERSON_SUFFIX)) {
		session.contacts.put(id, { pushName });
	}
}
