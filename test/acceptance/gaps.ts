import type { GatewayName } from '../../sandbox';

const OWN_ID =
	'a message gets its id from the server; choosing one sends nothing that could not be sent without';
const IN_THE_FORM = 'files travel as parts of a multipart form, which names and types each of them';

const SAID_ONCE = 'says again what the key of the poll says';

/** Parameters that a gateway reads and the node does not send, each with its reason. */
export const GAPS: Readonly<Record<GatewayName, Readonly<Record<string, string>>>> = {
	waha: {
		'GET /api/{session}/chats/{chatId}/messages query.sortBy':
			'its two values are one and the same time',
		'POST /api/sendLinkPreview body.id': OWN_ID,
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
	evolution: {},
};
