import { bareMimeType } from './mimeType';
import type { MessageType } from './shapes';

/**
 * What a message is, by the many names that gateways and WhatsApp's own libraries have for it, written without
 * separators, version and the word "message": `pollCreationMessageV3` is `pollcreation` here.
 */
const NAMES: Readonly<Record<string, MessageType>> = {
	chat: 'text',
	conversation: 'text',
	extendedtext: 'text',
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
	livelocation: 'location',
	location: 'location',
	contact: 'contact',
	contacts: 'contact',
	contactsarray: 'contact',
	multivcard: 'contact',
	vcard: 'contact',
	poll: 'poll',
	pollcreation: 'poll',
	list: 'list',
	listresponse: 'list',
	button: 'buttons',
	buttons: 'buttons',
	buttonsresponse: 'buttons',
	interactive: 'buttons',
	interactiveresponse: 'buttons',
	template: 'buttons',
	templatebuttonreply: 'buttons',
	event: 'event',
	eventcreation: 'event',
	calllog: 'system',
	e2enotification: 'system',
	gp2: 'system',
	notification: 'system',
	notificationtemplate: 'system',
	pin: 'system',
	pininchat: 'system',
	pinned: 'system',
	protocol: 'system',
	system: 'system',
};

/** The type that a name stands for; null for a name nobody told us about. */
export function typeNamed(name: string | null): MessageType | null {
	const plain = (name ?? '')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.replace(/message(v\d+)?$/, '');
	return Object.hasOwn(NAMES, plain) ? (NAMES[plain] ?? null) : null;
}

/** The type of a media message of which only its file is known. */
export function typeOfFile(mimeType: string | null): MessageType | null {
	if (mimeType === null) return null;
	const [family = ''] = bareMimeType(mimeType).split('/');
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}
