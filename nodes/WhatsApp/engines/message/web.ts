import { idsIn, NO_CONTENT, type MessageContent, mentionsEverybody } from '../content';
import { portableId } from '../../portable/ids';
import { isObject, type Json } from '../../portable/json';
import { actionOfStanding, type MessageAction } from '../messageAction';
import {
	plainName,
	standingNamed,
	typeNamed,
	typeOfStanding,
	type Visibility,
} from '../messageType';
import type { Media, Message, MessageDetails } from '../../portable/shapes';
import { readVcard } from '../../portable/vcard';
import { groupInviteIn, listIn, orderIn, pollIn, productIn, templateOptions } from './details';
import { isEncoded, isPicture, isForApps } from './unknown';
import { amountAt, entriesAt, fieldAt, partAt, wordsAt } from './fields';

/**
 * Reads a message as WhatsApp Web keeps it (WAHA's engines WEBJS and WPP).
 * @param told what the gateway gives as the message's text: the text, a thumbnail or a card
 */
export function readWebContent(data: Json | undefined, told: string | null): MessageContent {
	const name = wordsAt(data, 'type');
	const standing = standingOf(name);
	const revoked = name === 'revoked';
	const type = typeOf(data, name, standing);
	const edited = isObject(fieldAt(data, 'latestEditMsgKey'));
	if (standing !== 'content' || revoked) return { ...NO_CONTENT, type, edited, revoked };
	return {
		type,
		text: textIn(data, told),
		media: mediaIn(data),
		quoted: quotedIn(data),
		mentions: idsIn(fieldAt(data, 'mentionedJidList')),
		mentionsAll: mentionsEverybody(data),
		location: locationIn(data),
		contacts: contactsIn(data),
		details: detailsIn(data),
		edited,
		revoked,
	};
}

function standingOf(name: string | null): Visibility {
	if (name === null) return 'content';
	return standingNamed(name) ?? (isForApps(name) ? 'hidden' : 'content');
}

function typeOf(
	data: Json | undefined,
	name: string | null,
	standing: Visibility,
): MessageContent['type'] {
	if (standing !== 'content') return typeOfStanding(standing);
	return hasButtons(data) ? 'buttons' : typeNamed(name);
}

/** What a message of WhatsApp Web does, like actionIn; null for a message to read, or if it does not say. */
export function webActionIn(data: Json | undefined, told: string | null): MessageAction | null {
	const name = wordsAt(data, 'type');
	if (name === null) return null;
	if (name === 'revoked') return { does: 'revoke', target: {}, timestamp: null };
	if (plainName(name) === 'chat' && textIn(data, told) === null) return { does: 'wait' };
	return actionOfStanding(standingOf(name));
}

/** Kinds that a person writes, whose text WhatsApp Web keeps as it is. */
const WRITTEN = ['chat', 'text', 'hsm', 'comment'];

/** Kinds with a file; WhatsApp Web keeps a thumbnail in place of their text. */
const WITH_FILE = ['image', 'video', 'gif', 'ptv', 'audio', 'ptt', 'document', 'sticker'];

/** Where each other kind has its text, because WhatsApp Web keeps thumbnails in the usual place. */
const PATHS: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {
	vcard: [],
	multivcard: [],
	location: [['comment'], ['caption']],
	livelocation: [['comment'], ['caption']],
	order: [['message'], ['orderTitle']],
	product: [['caption'], ['title'], ['description']],
	payment: [
		['paymentNoteMsg', 'body'],
		['paymentNoteMsg', 'caption'],
		['paymentNoteMsg', 'text'],
		['paymentNote'],
	],
	pinned: [],
	stickerpack: [['caption'], ['name']],
};

function textIn(data: Json | undefined, told: string | null): string | null {
	const kind = plainName(wordsAt(data, 'type') ?? '');
	const body = told ?? wordsAt(data, 'body');
	if (WRITTEN.includes(kind)) return body;
	if (WITH_FILE.includes(kind)) return captionIn(data, told);
	const paths = Object.hasOwn(PATHS, kind) ? PATHS[kind] : undefined;
	if (paths !== undefined) return firstOf(data, paths);
	if (Object.hasOwn(INVITES, kind)) return invitationIn(data, body, INVITES[kind] ?? '');
	const chosen = kind === 'listresponse' ? wordsAt(data, 'listResponse', 'title') : null;
	const words = kind === '' ? unlessPicture(body) : unlessEncoded(body);
	return chosen ?? wordsAt(data, 'caption') ?? words ?? firstOf(data, NAMES);
}

/** What names a thing that has no text. */
const NAMES = [
	['pollName'],
	['eventName'],
	['list', 'description'],
	['list', 'title'],
	['comment'],
	['title'],
];

const firstOf = (data: Json | undefined, paths: ReadonlyArray<readonly string[]>): string | null =>
	paths.map((path) => wordsAt(data, ...path)).find((words) => words !== null) ?? null;

const unlessPicture = (text: string | null): string | null =>
	text === null || isPicture(text) ? null : text;

const unlessEncoded = (text: string | null): string | null =>
	text === null || isEncoded(text) ? null : text;

/** Where an invitation names what it is for. */
const INVITES: Readonly<Record<string, string>> = {
	groupsv4invite: 'inviteGrpName',
	newsletteradmininvite: 'newsletterName',
	newsletterfollowerinvite: 'newsletterName',
};

const invitationIn = (data: Json | undefined, body: string | null, name: string): string | null =>
	firstOf(data, [['comment'], ['caption']]) ?? unlessEncoded(body) ?? wordsAt(data, name);

/** The caption of a file. What the gateway gives is newer than what WhatsApp Web keeps, unless it is the thumbnail. */
function captionIn(data: Json | undefined, told: string | null): string | null {
	const newer = told === wordsAt(data, 'body') ? null : unlessEncoded(told);
	return newer ?? wordsAt(data, 'caption');
}

function mediaIn(data: Json | undefined): Media | null {
	const mimeType = wordsAt(data, 'mimetype');
	if (mimeType === null) return null;
	return {
		mimeType,
		fileName: wordsAt(data, 'filename'),
		sizeBytes: amountAt(data, 'size'),
		url: null,
	};
}

function quotedIn(data: Json | undefined): Message['quoted'] {
	const quoted = fieldAt(data, 'quotedMsg');
	const messageId = wordsAt(data, 'quotedStanzaID') ?? wordsAt(quoted, 'id', 'id');
	if (messageId === null) return null;
	return {
		messageId,
		text: textIn(quoted, null),
		from: idAt(data, 'quotedParticipant'),
	};
}

function locationIn(data: Json | undefined): Message['location'] {
	const [latitude, longitude] = [amountAt(data, 'lat'), amountAt(data, 'lng')];
	if (latitude === null || longitude === null) return null;
	const [title = ''] = (wordsAt(data, 'loc') ?? '').split('\n');
	return { latitude, longitude, title: title || null };
}

function contactsIn(data: Json | undefined): Message['contacts'] {
	const isCard = wordsAt(data, 'type') === 'vcard';
	const cards = entriesAt(data, 'vcardList').map((card) => wordsAt(card, 'vcard'));
	return (isCard ? [wordsAt(data, 'body')] : cards).filter((card) => card !== null).map(readVcard);
}

const idAt = (value: Json | undefined, name: string): string | null =>
	portableId(wordsAt(value, name, '_serialized') ?? wordsAt(value, name));

const hasButtons = (data: Json | undefined): boolean =>
	['dynamicReplyButtons', 'hydratedButtons'].some((name) => entriesAt(data, name).length > 0);

function detailsIn(data: Json | undefined): MessageContent['details'] {
	if (hasButtons(data)) return { choices: choicesIn(data) };
	switch (plainName(wordsAt(data, 'type') ?? '')) {
		case 'order':
			return { order: orderIn(data) };
		case 'product':
			return { product: productIn(data, idAt(data, 'businessOwnerJid')) };
		case 'payment':
			return { payment: paymentIn(data) };
		case 'groupsv4invite':
			return { groupInvite: groupInviteIn(data) };
		case 'poll':
		case 'pollcreation':
			return { poll: pollIn(data) };
		case 'list':
			return { choices: listIn(partAt(data, 'list')) };
		default:
			return {};
	}
}

const PAYMENTS = new Map<string | null, MessageDetails['payment']['action']>([
	['request', 'requested'],
	['send', 'sent'],
]);

function paymentIn(data: Json | undefined): MessageDetails['payment'] {
	const thousandths = amountAt(data, 'paymentAmount1000');
	return {
		action: PAYMENTS.get(wordsAt(data, 'subtype')) ?? null,
		amount: thousandths === null ? null : thousandths / 1000,
		currency: wordsAt(data, 'paymentCurrency'),
	};
}

function choicesIn(data: Json | undefined): MessageDetails['choices'] {
	const replies = entriesAt(data, 'dynamicReplyButtons').map((button) => ({
		id: wordsAt(button, 'buttonId'),
		text: wordsAt(button, 'buttonText', 'displayText'),
	}));
	return {
		title: wordsAt(data, 'title'),
		footer: wordsAt(data, 'footer'),
		options: [...replies, ...templateOptions(entriesAt(data, 'hydratedButtons'))],
	};
}
