import { bareMimeType } from '../portable/mimeType';
import type { MessageType } from '../portable/shapes';

/**
 * What a kind of message is to a person who looks at the chat: `content` is a message to read, `waiting` stands in for
 * a message that is still to come or stays on the phone, `notice` is a line that WhatsApp writes by itself, `hidden` is
 * not shown as a message.
 */
export type Visibility = 'content' | 'waiting' | 'notice' | 'hidden';

type Kind = MessageType | Exclude<Visibility, 'content'>;

/**
 * What a message is, by all the names that gateways and WhatsApp's own libraries use, written without separators,
 * version and the word "message": `pollCreationMessageV3` is `pollcreation` here. The names are those of WhatsApp's
 * protocol (Baileys 7.0, whatsmeow of 2026) and of WhatsApp Web (whatsapp-web.js 1.34, wa-js 4.6).
 */
const KINDS: Readonly<Record<string, Kind>> = {
	chat: 'text',
	comment: 'text',
	conversation: 'text',
	extendedtext: 'text',
	questionresponse: 'text',
	richresponse: 'text',
	statusquestionanswer: 'text',
	statusquoted: 'text',
	text: 'text',
	image: 'image',
	gif: 'video',
	ptv: 'video',
	video: 'video',
	ptt: 'voice',
	voice: 'voice',
	audio: 'audio',
	document: 'document',
	documentwithcaption: 'document',
	file: 'document',
	lottiesticker: 'sticker',
	sticker: 'sticker',
	stickerpack: 'sticker',
	livelocation: 'location',
	location: 'location',
	contact: 'contact',
	contacts: 'contact',
	contactsarray: 'contact',
	multivcard: 'contact',
	vcard: 'contact',
	poll: 'poll',
	pollcreation: 'poll',
	pollresultsnapshot: 'poll',
	list: 'list',
	listresponse: 'list',
	button: 'buttons',
	buttons: 'buttons',
	buttonsresponse: 'buttons',
	highlystructured: 'buttons',
	hsm: 'buttons',
	interactive: 'buttons',
	interactiveresponse: 'buttons',
	nativeflow: 'buttons',
	nativeflowresponse: 'buttons',
	template: 'buttons',
	templatebuttonreply: 'buttons',
	event: 'event',
	eventcreation: 'event',
	eventinvite: 'event',
	scheduledcallcreation: 'event',
	scheduledeventcreation: 'event',
	order: 'order',
	product: 'product',
	invoice: 'payment',
	payment: 'payment',
	paymentinvite: 'payment',
	paymentreminder: 'payment',
	requestpayment: 'payment',
	sendpayment: 'payment',
	splitpayment: 'payment',
	groupinvite: 'groupInvite',
	groupsv4invite: 'groupInvite',
	newsletteradmininvite: 'channelInvite',
	newsletterfollowerinvite: 'channelInvite',
	// WhatsApp announces a pin to everybody as a message of the person who pins.
	pin: 'system',
	pininchat: 'system',
	pinned: 'system',
	// Content that is still encrypted, or that the phone keeps for itself.
	ciphertext: 'waiting',
	conditionalreveal: 'waiting',
	enccomment: 'waiting',
	oversized: 'waiting',
	placeholder: 'waiting',
	// Empty wrappers.
	associatedchild: 'waiting',
	botforwarded: 'waiting',
	botinvoke: 'waiting',
	bottask: 'waiting',
	devicesent: 'waiting',
	edited: 'waiting',
	ephemeral: 'waiting',
	groupmentioned: 'waiting',
	groupstatus: 'waiting',
	question: 'waiting',
	questionreply: 'waiting',
	spoiler: 'waiting',
	viewonce: 'waiting',
	broadcastnotification: 'notice',
	calllog: 'notice',
	cancelpaymentrequest: 'notice',
	declinepaymentrequest: 'notice',
	e2enotification: 'notice',
	gp2: 'notice',
	groupnotification: 'notice',
	messagehistorynotice: 'notice',
	newsletternotification: 'notice',
	notification: 'notice',
	notificationtemplate: 'notice',
	requestphonenumber: 'notice',
	scheduledcalledit: 'notice',
	system: 'notice',
	album: 'hidden',
	bcall: 'hidden',
	call: 'hidden',
	debug: 'hidden',
	debugplaceholder: 'hidden',
	enceventresponse: 'hidden',
	encreaction: 'hidden',
	eventresponse: 'hidden',
	grouprootkeyshare: 'hidden',
	groupstatusmention: 'hidden',
	keepinchat: 'hidden',
	limitsharing: 'hidden',
	messagehistorybundle: 'hidden',
	polladdoption: 'hidden',
	pollupdate: 'hidden',
	protocol: 'hidden',
	reaction: 'hidden',
	reactionenc: 'hidden',
	secretencrypted: 'hidden',
	statusmention: 'hidden',
	statusnotification: 'hidden',
	statusstickerinteraction: 'hidden',
	stickersyncrmr: 'hidden',
};

/**
 * A name in the spelling of the list above. WhatsApp's protocol misspells `callLogMesssage`. Its `chat` is a contact of
 * old apps; here `chat` is WhatsApp Web's, which is a text.
 */
export const plainName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.replace(/mes+age(v\d+)?(extension)?$/, '');

const kindNamed = (name: string | null): Kind | null => {
	const plain = plainName(name ?? '');
	return Object.hasOwn(KINDS, plain) ? (KINDS[plain] ?? null) : null;
};

/** What a kind is to a person; null for an unknown name. */
export function standingNamed(name: string | null): Visibility | null {
	const kind = kindNamed(name);
	if (kind === null) return null;
	return kind === 'waiting' || kind === 'notice' || kind === 'hidden' ? kind : 'content';
}

/** The type for a name; null for an unknown name. */
export function typeNamed(name: string | null): MessageType | null {
	const kind = kindNamed(name);
	const isNoContent = kind === 'waiting' || kind === 'notice' || kind === 'hidden';
	return isNoContent ? typeOfStanding(kind) : kind;
}

/** The type of a message without content: one that waits may become anything. */
export const typeOfStanding = (standing: Exclude<Visibility, 'content'>): MessageType =>
	standing === 'waiting' ? 'unknown' : 'system';

/** The type of a media message if only its file is known. */
export function typeOfFile(mimeType: string | null): MessageType | null {
	if (mimeType === null) return null;
	const [family = ''] = bareMimeType(mimeType).split('/');
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}
