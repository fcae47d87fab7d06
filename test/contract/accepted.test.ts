import { violations } from '../../sandbox/contract';
import { chat, form, image, multipart, routeOf, sent, type Case } from './requests';

const accepted: readonly Case[] = [
	['a text', 'waha', 'POST /api/sendText', { body: { ...chat, text: 'Hi', linkPreview: false } }],
	['a file by URL', 'waha', 'POST /api/sendImage', { body: { ...chat, file: image } }],
	[
		'a file as base64',
		'waha',
		'POST /api/sendVoice',
		{ body: { ...chat, file: { mimetype: 'audio/ogg', data: 'T2dn' } } },
	],
	[
		'a vCard',
		'waha',
		'POST /api/sendContactVcard',
		{ body: { ...chat, contacts: [{ vcard: 'BEGIN:VCARD' }] } },
	],
	[
		'flat dotted queries',
		'waha',
		'GET /api/x/chats/1/messages',
		{ query: { limit: '5', 'filter.timestamp.gte': '1', 'filter.fromMe': 'true' } },
	],
	[
		'a repeated query',
		'waha',
		'GET /api/x/chats/overview',
		{ query: { ids: ['1@c.us', '2@c.us'] } },
	],
	['a query list of one', 'waha', 'GET /api/x/groups', { query: { exclude: 'participants' } }],
	[
		'nulls as absent',
		'waha',
		'POST /api/sendText',
		{ body: { ...chat, text: 'Hi', reply_to: null } },
	],
	[
		'a webhook without a dot',
		'waha',
		'PUT /api/sessions/x',
		{ body: { config: { webhooks: [{ url: 'http://n8n:5678/x', events: ['message'] }] } } },
	],
	[
		'several recipients',
		'warest',
		'POST /api/v1/messages/send/poll',
		{ body: { ...sent, to: ['1', '2'], question: '?', options: ['a', 'b'] } },
	],
	[
		'a text in the query',
		'warest',
		'POST /api/v1/messages/send/text',
		{ query: { ...sent, message: 'Hi' } },
	],
	[
		'an alias',
		'warest',
		'POST /api/v1/messages/send/text',
		{ body: { sessionId: 'main', number: '1', text: 'Hi' } },
	],
	['the account instead of the id', 'warest', 'GET /api/v1/chats', { query: { phone: '62811' } }],
	[
		'a file part',
		'warest',
		'POST /api/v1/messages/send/media',
		{ contentType: multipart, body: { ...sent, viewOnce: 'true' }, files: ['media'] },
	],
	[
		'several file parts',
		'warest',
		'POST /api/v1/messages/send/files',
		{ contentType: multipart, body: sent, files: ['files', 'files'] },
	],
	[
		'a raw body',
		'warest',
		'POST /api/v1/messages/send/document',
		{ contentType: 'application/pdf', query: { ...sent, filename: 'a.pdf' } },
	],
	[
		'media as a data URI',
		'warest',
		'POST /api/v1/messages/send/gif',
		{ body: { ...sent, gif: 'data:video/mp4;base64,AAAA' } },
	],
	[
		'a location object',
		'warest',
		'POST /api/v1/messages/send/location',
		{ body: { ...sent, location: { latitude: 1.5, longitude: 2 } } },
	],
	[
		'flat coordinates',
		'warest',
		'POST /api/v1/messages/send/location',
		{ body: { ...sent, lat: 1.5, lng: 2, name: 'Here' } },
	],
	[
		'a list in one object',
		'warest',
		'POST /api/v1/messages/send/list',
		{ body: { ...sent, list: { sections: [{ rows: ['A'] }] } } },
	],
	['an empty configuration', 'warest', 'POST /api/v1/session/x/config', { body: {} }],
	[
		'a session id in the body',
		'warest',
		'DELETE /api/v1/session/delete',
		{ body: { sessionId: 'main' } },
	],
	[
		'a known QR format',
		'warest',
		'POST /api/v1/misc/convert-string-toqr/png',
		{ params: { target: 'png' }, body: { string: 'x' } },
	],
	[
		'a Buffer',
		'warest',
		'POST /api/v1/misc/crypto/hash',
		{ body: { input: { type: 'Buffer', data: [1] } } },
	],
	[
		'a file as part of a form',
		'evolution',
		'POST /message/sendMedia/x',
		{ ...form, body: { number: '1', mediatype: 'document', fileName: 'a.pdf' } },
	],
	[
		'a file as bare base64',
		'evolution',
		'POST /message/sendMedia/x',
		{ body: { number: '1', mediatype: 'image', media: 'T2dn', delay: 5 } },
	],
	[
		'a group without its suffix',
		'evolution',
		'GET /group/participants/x',
		{ query: { groupJid: '1' } },
	],
	[
		'a message that is not stored',
		'evolution',
		'POST /message/sendText/x',
		{
			body: {
				number: '1',
				text: 'x',
				quoted: { key: { id: 'A' }, message: { conversation: 'Hi' } },
			},
		},
	],
];

describe('requests that the gateways accept', () => {
	it.each(accepted)('%s is accepted by %s: %s', (_what, gateway, route, request) => {
		expect(violations(routeOf(gateway, route), request)).toEqual([]);
	});
});
