import type { Gateway } from './route';

/** A place where this table differs from a gateway's published documents, and why this table is right. */
export interface Difference {
	readonly gateway: Gateway;
	/** Method and path of the routes concerned. */
	readonly routes: readonly string[];
	readonly field: string;
	/** What the field is in this table, contrary to the documents. */
	readonly here: 'optional' | 'accepted' | 'absent';
	readonly reason: string;
}

const waha = (
	routes: string | readonly string[],
	field: string,
	here: Difference['here'],
	reason: string,
): Difference => ({
	gateway: 'waha',
	routes: typeof routes === 'string' ? [routes] : routes,
	field,
	here,
	reason,
});

const warest = (
	path: string,
	field: string,
	here: Difference['here'],
	reason: string,
): Difference => ({
	gateway: 'warest',
	routes: [path.replace(' ', ' /api/v1')],
	field,
	here,
	reason,
});

const evolution = (
	routes: readonly string[],
	field: string,
	here: Difference['here'],
	reason: string,
): Difference => ({
	gateway: 'evolution',
	routes: routes.map((route) => `${route}/{instance}`),
	field,
	here,
	reason,
});

const AS_OTHER_FILES =
	'the list names the route alone; it takes what the other files do, and reads as they do (2.3.7 source)';
const VIDEO_ROUTES = ['POST /api/sendVideo', 'POST /api/{session}/status/video'];
const CONVERTING_ROUTES = [
	...VIDEO_ROUTES,
	'POST /api/sendVoice',
	'POST /api/{session}/status/voice',
];
const MENTIONING_ROUTES = [
	'POST /api/sendText',
	'POST /api/sendImage',
	'POST /api/sendFile',
	'POST /api/sendVideo',
	'PUT /api/{session}/chats/{chatId}/messages/{messageId}',
];
const CHANNEL_SEARCHES = ['view', 'text'].map(
	(by) => `POST /api/{session}/channels/search/by-${by}`,
);
const LOGOUT = 'POST /api/sessions/{session}/logout';
const CHAT_MESSAGES = 'GET /chats/{chatId}/messages';

/** Every known difference from the documents; a test finds missing and outdated ones. */
export const differences: readonly Difference[] = [
	waha(MENTIONING_ROUTES, 'body.mentions', 'accepted', 'only the guide on sending has it'),
	waha(LOGOUT, 'body.apps', 'accepted', 'came with 2026.8, after the last document'),
	waha(LOGOUT, 'body.apps.purge', 'accepted', 'came with 2026.8, after the last document'),
	waha(
		'GET /api/{session}/auth/qr',
		'query.format',
		'optional',
		'observed: the picture when left out',
	),
	waha(CONVERTING_ROUTES, 'body.convert', 'optional', 'false when left out'),
	waha(VIDEO_ROUTES, 'body.file.filename', 'optional', 'has a default on the server'),
	waha('POST /api/sendButtons', 'body.header', 'optional', 'the validation lets it be absent'),
	waha('POST /api/sendButtons', 'body.body', 'optional', 'the validation lets it be absent'),
	waha('POST /api/sendButtons', 'body.footer', 'optional', 'the validation lets it be absent'),
	waha(
		'POST /api/{session}/channels/search/by-view',
		'body.view',
		'optional',
		'has a default on the server',
	),
	waha(
		'POST /api/{session}/channels/search/by-view',
		'body.countries',
		'optional',
		'the US when left out; an empty list is refused (2026.2.1, observed)',
	),
	waha(CHANNEL_SEARCHES, 'body.categories', 'optional', 'none when left out'),
	waha(CHANNEL_SEARCHES, 'body.limit', 'optional', 'has a default on the server'),
	waha(CHANNEL_SEARCHES, 'body.startCursor', 'optional', 'the start when left out'),
	waha(
		'POST /api/sendContactVcard',
		'body.contacts[].vcard',
		'optional',
		'built by the server from the name and number',
	),
	waha(
		'POST /api/{session}/presence',
		'body.chatId',
		'optional',
		'online and offline belong to no chat; 2026 agrees',
	),
	warest(
		'POST /session/{sessionId}/config',
		'body.webhookUrl',
		'optional',
		'observed: an empty body reads the configuration',
	),
	warest(
		'POST /session/{sessionId}/config',
		'body.webhookSecret',
		'optional',
		'observed: an empty body reads the configuration',
	),
	warest('POST /messages/send/button', 'body.text', 'optional', 'an empty text becomes a space'),
	warest('POST /messages/send/list', 'body.title', 'absent', 'another name of text'),
	warest('POST /messages/send/list', 'body.message', 'absent', 'another name of text'),
	warest(
		CHAT_MESSAGES,
		'body.isFromMe',
		'accepted',
		'observed: works as a boolean in the body, not in the query',
	),
	warest(
		'POST /group/description',
		'body.groupDescription',
		'optional',
		'left out, the description is cleared',
	),
	warest(
		'POST /group/announcement',
		'body.announcement',
		'optional',
		'left out, it stands for false',
	),
	warest('POST /group/locked', 'body.locked', 'optional', 'left out, it stands for false'),
	warest('POST /misc/base64', 'body.action', 'optional', 'encode when left out'),
	evolution(
		['POST /message/sendMedia', 'POST /message/sendWhatsAppAudio', 'POST /message/sendStatus'],
		'body.file',
		'accepted',
		'the part of a form, instead of an address or base64',
	),
	evolution(['POST /message/sendPtv'], 'body.number', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.video', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.file', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.delay', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.quoted', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.mentionsEveryOne', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.mentioned', 'accepted', AS_OTHER_FILES),
	evolution(['POST /message/sendPtv'], 'body.messageId', 'accepted', AS_OTHER_FILES),
	evolution(
		['POST /message/sendButtons'],
		'body.messageId',
		'absent',
		'the list itself says elsewhere that buttons do not take it',
	),
	evolution(
		['POST /chat/archiveChat'],
		'body.lastMessage',
		'optional',
		'2.4 takes the chat alone, and before it fails as it is done and is not refused',
	),
];
