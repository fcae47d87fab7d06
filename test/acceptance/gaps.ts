import type { GatewayName } from '../../sandbox';

const OWN_ID =
	'a message gets its id from the server; choosing one sends nothing that could not be sent without';
const IN_THE_FORM = 'files travel as parts of a multipart form, which names and types each of them';

const TYPING =
	'what the chat sees first is a request of its own, which goes with forms and files, too';
const BY_ID = 'the server finds what is answered by its id, and nothing else is read then';
const NO_WORDS = 'people are mentioned in words, and there are none here';
const OWN_QUERY = 'a query wins over the path and the body: what it names is another instance';
const OF_MANAGER = 'a setting of the server that its manager shows, and no gateway beside it has';
const BY_TRIGGER = 'the trigger sets the webhook itself, with a secret of its own';

/** What every type of message may have in addition, with the reason why it is left out. */
const besideMessage = (...routes: readonly string[]): Readonly<Record<string, string>> =>
	Object.fromEntries(
		routes.flatMap((route) => [
			[`POST /message/${route}/{instance} body.delay`, TYPING],
			...['key.remoteJid', 'key.fromMe', 'message'].map((name) => [
				`POST /message/${route}/{instance} body.quoted.${name}`,
				BY_ID,
			]),
		]),
	);
const withoutWords = (...routes: readonly string[]): Readonly<Record<string, string>> =>
	Object.fromEntries(
		routes.flatMap((route) =>
			['mentionsEveryOne', 'mentioned'].map((name) => [
				`POST /message/${route}/{instance} body.${name}`,
				NO_WORDS,
			]),
		),
	);
const ofInstance = (
	reason: string,
	...names: readonly string[]
): Readonly<Record<string, string>> =>
	Object.fromEntries(names.map((name) => [`POST /instance/create body.${name}`, reason]));

const SAID_ONCE = 'says again what the key of the poll says';

/** Parameters that a gateway reads and the node does not send, each with its reason. */
export const GAPS: Readonly<Record<GatewayName, Readonly<Record<string, string>>>> = {
	waha: {
		'GET /api/{session}/chats/{chatId}/messages query.sortBy':
			'its two values are one and the same time',
		'POST /api/sendLinkPreview body.id': OWN_ID,
		'POST /api/sendPollVote body.pollServerId':
			'for channels only, whose number of a poll WAHA looks up itself',
	},
	warest: {
		'POST /api/v1/messages/send/audio body.mimetype': IN_THE_FORM,
		'POST /api/v1/messages/send/files body.files[].file': IN_THE_FORM,
		'POST /api/v1/messages/send/files body.files[].filename': IN_THE_FORM,
		'POST /api/v1/messages/send/files body.files[].mimetype': IN_THE_FORM,
		'POST /api/v1/messages/send/files body.files[].replyMessageId':
			'one quoted message for all files, as for every other send',
		'POST /api/v1/messages/send/sticker body.compression.enable':
			'the option Compress says the same',
		'GET /api/v1/chats/{chatId}/messages body.isFromMe':
			'read in the body of a GET only, which n8n does not send',
		'POST /api/v1/misc/whatsapp/poll-update-vote body.pollUpdateVote.key': SAID_ONCE,
		'POST /api/v1/misc/whatsapp/poll-update-vote body.pollMsgId': SAID_ONCE,
		'POST /api/v1/misc/whatsapp/poll-update-vote body.pollRemoteJid': SAID_ONCE,
		'POST /api/v1/misc/convert-string-toqr/{target} body.encoding':
			'used for SVG only, which holds nothing but plain letters',
	},
	evolution: {
		...besideMessage(
			'sendText',
			'sendMedia',
			'sendWhatsAppAudio',
			'sendPtv',
			'sendSticker',
			'sendLocation',
			'sendPoll',
			'sendButtons',
			'sendList',
		),
		...withoutWords(
			'sendWhatsAppAudio',
			'sendPtv',
			'sendSticker',
			'sendLocation',
			'sendPoll',
			'sendButtons',
			'sendList',
		),
		'POST /message/sendMedia/{instance} body.messageId': OWN_ID,
		'POST /message/sendPtv/{instance} body.messageId': OWN_ID,
		'POST /message/sendSticker/{instance} body.messageId': OWN_ID,
		'POST /message/sendMedia/{instance} body.gifAttribution':
			'names a library of GIFs, from which nothing is sent here',
		'POST /message/sendWhatsAppAudio/{instance} body.encoding':
			'the server converts by itself, and fails without it where the file is in a form',
		'POST /message/sendSticker/{instance} body.notConvertSticker':
			'the server makes stickers of what is none, and leaves those that are',
		'POST /message/sendContact/{instance} body.contact[].url': 'a contact has no page here',
		'POST /chat/findMessages/{instance} body.where.key.remoteJidAlt':
			'finds nothing by itself (2.3.7, observed)',
		'POST /chat/findMessages/{instance} body.where.messageType':
			'says as WhatsApp does what the later node filters by its type',
		'POST /chat/findChats/{instance} body.where.messageTimestamp.gte':
			'chats have no such filter here',
		'POST /chat/findChats/{instance} body.where.messageTimestamp.lte':
			'chats have no such filter here',
		'POST /chat/findContacts/{instance} body.where.pushName': 'is not heard before 2.3.7',
		'POST /chat/findContacts/{instance} body.where.id': 'is not heard before 2.3.7',
		'POST /group/create/{instance} body.description': 'Group > Set Description does it',
		'POST /group/create/{instance} body.promoteParticipants':
			'Group > Promote Participants does it',
		'GET /instance/fetchInstances query.instanceName': OWN_QUERY,
		'GET /instance/fetchInstances query.instanceId': OWN_QUERY,
		'GET /instance/fetchInstances query.number': OWN_QUERY,
		...ofInstance('the server makes one up, which nobody has to know', 'token'),
		...ofInstance('Session > Get Pairing Code asks for one', 'number'),
		...ofInstance(
			OF_MANAGER,
			'rejectCall',
			'msgCall',
			'alwaysOnline',
			'readMessages',
			'readStatus',
			'syncFullHistory',
		),
		...ofInstance(
			BY_TRIGGER,
			...['enabled', 'url', 'events', 'headers', 'byEvents', 'base64'].map(
				(name) => `webhook.${name}`,
			),
		),
		'POST /settings/set/{instance} body.msgCall': 'is written back where the server has one',
	},
};
