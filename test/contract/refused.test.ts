import { findings, violations, type RequestParts } from '../../sandbox/contract';
import { chat, form, multipart, routeOf, sent, type Case } from './requests';

const button = (fields: object): RequestParts => ({
	body: { ...chat, buttons: [{ text: 'B', ...fields }] },
});
const session = (config: object): RequestParts => ({ body: { config } });
const hello = { ...sent, message: 'Hi' };

const refused: ReadonlyArray<readonly [...Case, expected: readonly string[]]> = [
	[
		'a missing field',
		'waha',
		'POST /api/sendText',
		{ body: chat },
		['text is required in the body and must be a string'],
	],
	[
		'an empty required text',
		'waha',
		'POST /api/sendText',
		{ body: { ...chat, text: '' } },
		['text should not be empty'],
	],
	[
		'no body',
		'waha',
		'PUT /api/x/profile/name',
		{},
		['name is required in the body and must be a string'],
	],
	[
		'a body that is a text',
		'waha',
		'POST /api/server/stop',
		{ body: 'x' },
		['body must be an object'],
	],
	[
		'an unknown field',
		'waha',
		'POST /api/server/stop',
		{ body: { now: true } },
		['the body has no field now'],
	],
	['an unknown query', 'waha', 'GET /ping', { query: { x: '1' } }, ['the query has no field x']],
	[
		'a wrong boolean',
		'waha',
		'GET /api/sessions',
		{ query: { all: 'banana' } },
		['all must be a boolean value'],
	],
	[
		'a text for a boolean in JSON',
		'waha',
		'POST /api/server/stop',
		{ body: { force: 'true' } },
		['force must be a boolean value'],
	],
	[
		'a wrong number',
		'waha',
		'GET /api/x/chats',
		{ query: { limit: 'ten' } },
		['limit must be an integer number'],
	],
	[
		'a long name',
		'waha',
		'POST /api/sessions',
		{ body: { name: 'x'.repeat(55) } },
		['name must be shorter than or equal to 54 characters'],
	],
	[
		'a fixed value',
		'waha',
		'POST /api/x/presence',
		{ body: { presence: 'dancing' } },
		['presence must be one of the following values: offline, online, typing, recording, paused'],
	],
	[
		'another pin duration',
		'waha',
		'POST /api/x/chats/1/messages/2/pin',
		{ body: { duration: 60 } },
		['duration must be one of the following values: 86400, 604800, 2592000'],
	],
	[
		'a webhook without a scheme',
		'waha',
		'PUT /api/sessions/x',
		session({ webhooks: [{ url: 'n8n', events: [] }] }),
		['config.webhooks.0.url must be a URL address'],
	],
	[
		'metadata of numbers',
		'waha',
		'PUT /api/sessions/x',
		session({ metadata: { a: 1 } }),
		['config.metadata must be an object of strings'],
	],
	[
		'a file without its type',
		'waha',
		'POST /api/sendImage',
		{ body: { ...chat, file: { url: 'http://x' } } },
		['file.mimetype is required in the body and must be a string'],
	],
	[
		'a file that is a text',
		'waha',
		'POST /api/sendImage',
		{ body: { ...chat, file: 'http://x' } },
		['file must be an object'],
	],
	[
		'a button without its number',
		'waha',
		'POST /api/sendButtons',
		button({ type: 'call' }),
		['buttons.0.phoneNumber is required in the body and must be a string'],
	],
	[
		'no buttons',
		'waha',
		'POST /api/sendButtons',
		{ body: { ...chat, buttons: [] } },
		['buttons must contain at least 1 elements'],
	],
	[
		'another content type',
		'waha',
		'POST /api/server/stop',
		{ contentType: 'text/plain', body: {} },
		['Content-Type must be application/json'],
	],
	[
		'a real boolean where words are read',
		'warest',
		'POST /api/v1/messages/send/text',
		{ body: { ...hello, isForwarded: true } },
		['isForwarded must be one of the following values: true, 1, yes, on, false, 0, no, off'],
	],
	[
		'an array of recipients of a text',
		'warest',
		'POST /api/v1/messages/send/text',
		{ body: { ...hello, to: ['1'] } },
		['to must be a string'],
	],
	[
		'a number below its bound',
		'warest',
		'GET /api/v1/chats',
		{ query: { sessionId: 'main', limit: '0' } },
		['limit must not be less than 1'],
	],
	[
		'a number above its bound',
		'warest',
		'GET /api/v1/chats',
		{ query: { sessionId: 'main', limit: '501' } },
		['limit must not be greater than 500'],
	],
	[
		'seconds for a time',
		'warest',
		'GET /api/v1/chats/1/messages',
		{ query: { sessionId: 'main', startTime: '1600000000' } },
		['startTime must be an ISO 8601 time'],
	],
	[
		'what is never read',
		'warest',
		'GET /api/v1/chats/1/messages',
		{ query: { sessionId: 'main', isFromMe: 'true' } },
		['isFromMe is never read by the server'],
	],
	[
		'what is never read in a list',
		'warest',
		'POST /api/v1/messages/send/files',
		{ body: { ...sent, files: [{ file: 'http://x', caption: 'c' }] } },
		['files.0.caption is never read by the server'],
	],
	[
		'an entry without its file',
		'warest',
		'POST /api/v1/messages/send/files',
		{ body: { ...sent, files: [{ filename: 'a.pdf' }] } },
		['files.0.file is required in the body and must be a string'],
	],
	[
		'more files than are read',
		'warest',
		'POST /api/v1/messages/send/files',
		{ body: { ...sent, files: Array(21).fill('http://x') } },
		['files must contain no more than 20 elements'],
	],
	[
		'a second file part',
		'warest',
		'POST /api/v1/messages/send/media',
		{ contentType: multipart, body: sent, files: ['media', 'x'] },
		['media must be one file'],
	],
	[
		'multipart without a file',
		'warest',
		'POST /api/v1/messages/send/audio',
		{ contentType: multipart, body: sent },
		['audio is required in the body and must be a string'],
	],
	[
		'a longitude alone',
		'warest',
		'POST /api/v1/messages/send/location',
		{ body: { ...sent, longitude: 2 } },
		['longitude is read only beside latitude'],
	],
	[
		'a group id of another kind',
		'warest',
		'GET /api/v1/group/info',
		{ query: { sessionId: 'main', groupId: '1@c.us' } },
		['groupId must be a group id'],
	],
	[
		'a picture as raw base64',
		'warest',
		'POST /api/v1/profile/picture',
		{ body: { sessionId: 'main', picture: 'iVBOR' } },
		['picture must be a data:image URI or a URL'],
	],
	[
		'an unknown QR format',
		'warest',
		'POST /api/v1/misc/convert-string-toqr/gif',
		{ params: { target: 'gif' }, body: { string: 'x' } },
		['target must be one of the following values: base64, svg, png, jpg, jpeg, webp'],
	],
	[
		'a number as a part of a form',
		'evolution',
		'POST /message/sendMedia/x',
		{ ...form, body: { number: '1', mediatype: 'image', delay: '5' } },
		['delay must be an integer number'],
	],
	[
		'a file as a data URI',
		'evolution',
		'POST /message/sendMedia/x',
		{ body: { number: '1', mediatype: 'image', media: 'data:image/png;base64,T2dn' } },
		['media must be an address or bare base64'],
	],
	[
		'a form where none is read',
		'evolution',
		'POST /message/sendSticker/x',
		{ ...form, body: { number: '1', sticker: 'T2dn' } },
		['Content-Type must be application/json'],
	],
	[
		'an instance in the query, which would be laid over the path',
		'evolution',
		'GET /instance/connectionState/x',
		{ query: { instanceName: 'y' } },
		['the query has no field instanceName'],
	],
	[
		'a whole link instead of the code',
		'evolution',
		'GET /group/inviteInfo/x',
		{ query: { inviteCode: 'https://chat.whatsapp.com/AAAAAAAAAAAAAAAAAAAAAA' } },
		['inviteCode must be an invite code'],
	],
	[
		'a webhook without its events',
		'evolution',
		'POST /webhook/set/x',
		{ body: { webhook: { enabled: true, url: 'https://hooks.test' } } },
		['webhook.events is required in the body and must be an array'],
	],
];

describe('requests that the gateways refuse or do not fully read', () => {
	it.each(refused)('%s is reported for %s: %s', (_what, gateway, route, request, expected) => {
		expect(violations(routeOf(gateway, route), request)).toEqual(expected);
	});

	it('findings name the kind of the fault and the parameter', () => {
		const request = { query: { sessionId: 'main', limit: '501', x: '1' } };
		expect(
			findings(routeOf('warest', 'GET /api/v1/chats'), request).map(({ kind, name }) => [
				kind,
				name,
			]),
		).toEqual([
			['bounds', 'limit'],
			['unknown', 'x'],
		]);
	});
});
