import { failed, notDone, page, PRIVATE, said, unknown, wordless, type AnswerCase } from './shape';

const FIELDS = 'Check the fields of the operation.';
const MORE = `${FIELDS} The log of Evolution API may tell more.`;
const ADDRESS =
	'Check Gateway and Base URL in the credential: the address must be that of Evolution API itself.';
const LINK =
	'Start it with Session > Start. If its phone is not linked then, scan the QR code with Session > Get QR Code.';
const LOG =
	'Check the file or the address of it, the chat and the message. The log of Evolution API tells more.';

const REASONS: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	500: 'Internal Server Error',
};

/** The server's own envelope around a message. */
const enveloped = (status: number, message: unknown): ReturnType<typeof said> =>
	said(status, { status, error: REASONS[status] ?? 'Error', response: { message } });

export const evolutionCases: readonly AnswerCase[] = [
	{
		title: '400 with what is wrong',
		answers: [
			enveloped(400, [['instance requires property "text"']]),
			enveloped(400, ['instance requires property "text"']),
			enveloped(400, 'instance requires property "text"'),
			enveloped(400, [{ property: 'text', message: 'instance requires property "text"' }]),
			enveloped(400, { archived: false, message: ['instance requires property "text"'] }),
			{ ...enveloped(400, [['instance requires property "text"']]), type: 'text/plain' },
		],
		...notDone(
			'Evolution API did not accept the request: instance requires property "text"',
			FIELDS,
		),
	},
	{
		title: '400 with several things',
		answers: [enveloped(400, [['instance requires property "text"', 'number is not a string']])],
		...notDone(
			'Evolution API did not accept the request: instance requires property "text"; number is not a string',
			FIELDS,
		),
	},
	{
		title: '400, the number is not on WhatsApp',
		answers: [
			enveloped(400, [
				{ jid: '491701234567@s.whatsapp.net', exists: false, number: '491701234567' },
			]),
		],
		...notDone(
			'Evolution API did not send it: 491701234567 is not on WhatsApp',
			'Check the number, and above all its country code.',
		),
	},
	{
		title: '400 from a server in front, or without a reason',
		answers: wordless(400),
		...notDone('Evolution API did not accept the request', FIELDS),
	},
	{
		title: '400 of its own without a reason',
		answers: [enveloped(400, []), enveloped(400, {}), enveloped(400, null), enveloped(400, '')],
		...unknown('Evolution API did not accept the request', FIELDS),
	},
	{
		title: '400 with what was thrown while it was sent',
		answers: [
			enveloped(400, ['Error: Timed Out']),
			enveloped(400, 'Error: Timed Out'),
			enveloped(400, [['Error: Timed Out']]),
		],
		...unknown('Evolution API did not accept the request: Error: Timed Out', FIELDS),
	},
	{
		title: '400 with an error without words, or one of the program',
		answers: [enveloped(400, ['[object Object]'])],
		...unknown('Evolution API did not accept the request: [object Object]', FIELDS),
	},
	{
		title: '400 with an error of the program',
		answers: [enveloped(400, ["TypeError: Cannot read properties of undefined (reading 'id')"])],
		...unknown(
			"Evolution API did not accept the request: TypeError: Cannot read properties of undefined (reading 'id')",
			FIELDS,
		),
	},
	{
		title: '400 because the database failed, maybe after the message had left',
		answers: [
			enveloped(400, [`PrismaClientKnownRequestError: invocation with ${PRIVATE}`]),
			enveloped(400, [`PrismaClientInitializationError: ${PRIVATE}`]),
		],
		...unknown(
			'The database of Evolution API failed, maybe after WhatsApp had taken it',
			'Look into the log of Evolution API, and check its database.',
		),
	},
	{
		title: '400 because the connection of the session is lost',
		answers: [enveloped(400, ['Error: Connection Closed'])],
		...unknown('The session on Evolution API lost its connection to WhatsApp', LINK),
	},
	{
		title: '400 because WhatsApp limits the account',
		answers: [enveloped(400, ['Error: rate-overlimit'])],
		...unknown(
			'WhatsApp wants this account to slow down',
			'Send fewer messages at a time, and wait some minutes.',
		),
	},
	{
		title: '401',
		answers: [enveloped(401, 'Unauthorized'), ...wordless(401)],
		...notDone(
			'Evolution API refused the API key',
			'Check API Key, Gateway and Base URL in the credential.',
		),
	},
	{
		title: '403',
		answers: wordless(403),
		...notDone('Evolution API does not allow this', 'A session of this name may exist already.'),
	},
	{
		title: '404 for a session',
		answers: [enveloped(404, ['The "default" instance does not exist'])],
		...notDone(
			'Evolution API has no such session',
			'Pick the session with From List, or run Session > Get Many to see which ones there are.',
		),
	},
	{
		title: '404 for a route',
		answers: [enveloped(404, ['Cannot POST /message/sendText/default'])],
		...notDone(
			'This Evolution API does not know the operation',
			'The server is older than the operation, or the base URL is not that of Evolution API. Update it, and check Gateway and Base URL in the credential.',
		),
	},
	{
		title: '404 without a reason',
		answers: wordless(404),
		...notDone('Evolution API did not find what was asked for', 'Check the ids in the fields.'),
	},
	{
		title: '409, 415, 422 or any other of 4xx with a reason',
		answers: [409, 415, 422, 418].map((status) => enveloped(status, ['no such thing'])),
		...notDone('Evolution API said: no such thing', MORE),
	},
	...[409, 415, 422, 501].map((status) => ({
		title: `${status} without a reason`,
		answers: wordless(status),
		...notDone(`Evolution API answered with HTTP status ${status}`, MORE),
	})),
	{
		title: '413, also from a server in front',
		answers: [page(413), enveloped(413, 'too large'), ...wordless(413)],
		...notDone(
			'The request is larger than the server takes',
			'A proxy in front of Evolution API may limit the size. Send a smaller file, or a URL that Evolution API can download.',
		),
	},
	{
		title: '429 from a server in front that tells a pause of more than five minutes',
		answers: [
			{ ...page(429), headers: { 'retry-after': '900' } },
			said(429, {}, { 'retry-after': '900' }),
		],
		...notDone(
			'A server in front of Evolution API asks to slow down',
			'Send fewer messages at a time.',
		),
	},
	{
		title: '500 for a session that was never connected, when it was waited for',
		answers: [
			enveloped(500, "Cannot read properties of undefined (reading 'onWhatsApp')"),
			enveloped(500, ["TypeError: Cannot read properties of undefined (reading 'onWhatsApp')"]),
		],
		...notDone('The session on Evolution API is not ready: it was never connected', LINK),
	},
	{
		title: '500 with what happened',
		answers: [enveloped(500, ['Invalid URL'])],
		...failed('Evolution API failed to do this: Invalid URL', LOG),
	},
	{
		title: '500 without a reason',
		answers: wordless(500),
		...failed('Evolution API failed to do this', LOG),
	},
	{
		title: '502',
		answers: [page(502), ...wordless(502)],
		...unknown(
			'The server in front of Evolution API could not reach it',
			'Check that Evolution API is running.',
		),
	},
	{
		title: '503 because a server of version 2.4 was never activated',
		answers: [
			said(503, {
				error: 'service not activated',
				code: 'LICENSE_REQUIRED',
				register_url: 'https://license.example.com/register',
				instance_id: '5b1f',
				message: 'activate it',
			}),
		],
		...notDone(
			'This Evolution API was never activated, and does nothing before that',
			'From version 2.4 on it asks for a licence of its maker. Open its manager (/manager) and activate it there, or run version 2.3.7.',
		),
	},
	{
		title: '503',
		answers: [page(503), ...wordless(503)],
		...unknown('Evolution API is not available', 'It may be starting. Try again in a moment.'),
	},
	{
		title: '504',
		answers: [page(504), ...wordless(504)],
		...unknown(
			'The server in front of Evolution API stopped waiting for it',
			'Check that Evolution API is running, and let the server in front wait longer.',
		),
	},
	{
		title: '200 that is a failure',
		answers: [
			said(200, { error: true, message: 'Instance is closed' }),
			said(201, { error: true, message: 'Instance is closed' }),
		],
		...failed(
			'Evolution API could not do this: Instance is closed',
			`The session may be closed. ${LINK}`,
		),
	},
	{
		title: '200 that is a failure without words',
		answers: [said(200, { error: true, message: '[object Object]' }), said(200, { error: true })],
		...failed(
			'Evolution API could not do this with the session',
			`The session may be closed. ${LINK}`,
		),
	},
	{
		title: 'A web page with 4xx or 501',
		answers: [400, 401, 403, 404, 409, 415, 422, 501].map(page),
		...notDone('A web page came back instead of an answer from Evolution API', ADDRESS),
	},
	{
		title: 'A web page with 200 or 500',
		answers: [page(200), page(500), { status: 201, type: 'text/html', body: '' }],
		...failed('A web page came back instead of an answer from Evolution API', ADDRESS),
	},
];
