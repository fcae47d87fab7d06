import { failed, notDone, page, PRIVATE, said, unknown, wordless, type AnswerCase } from './shape';

const FIELDS = 'Check the fields of the operation.';
const MORE = `${FIELDS} The log of WAHA may tell more.`;
const SESSION =
	'Pick the session with From List, or run Session > Get Many to see which ones there are.';
const READY =
	'Wait until the session is working: start it, or scan its QR code with Session > Get QR Code.';
const ADDRESS =
	'Check Gateway and Base URL in the credential: the address must be that of WAHA itself.';
const LOG = 'Check that the chat, message or group exists. The log of WAHA tells more.';
const ENGINE = 'Use a session with another engine, or another operation.';

/** WAHA's format of a 500, which echoes the request and a stack trace. */
const thrown = (message: string, name = 'Error'): object => ({
	statusCode: 500,
	timestamp: '2026-01-01T00:00:00Z',
	exception: { message, name, stack: `${name}\n    at /app/secret/place.js:1:1` },
	request: { path: '/api/sendText', method: 'POST', body: { text: PRIVATE }, query: {} },
	version: { version: '2026.1.1' },
});

export const wahaCases: readonly AnswerCase[] = [
	{
		title: '400 with what is wrong',
		answers: [
			said(400, { statusCode: 400, message: ['text must be a string'], error: 'Bad Request' }),
			said(400, { statusCode: 400, message: 'text must be a string' }),
			said(400, { detail: 'text must be a string' }),
			said(400, { error: 'text must be a string' }),
			said(400, { error: { message: 'text must be a string' } }),
			{ ...said(400, { message: 'text must be a string' }), type: 'text/plain' },
			{ ...said(400, { message: 'text must be a string' }), type: '' },
		],
		...notDone('WAHA did not accept the request: text must be a string', FIELDS),
	},
	{
		title: '400 with several things',
		answers: [said(400, { message: ['chatId must be a string', 'text must be a string'] })],
		...notDone(
			'WAHA did not accept the request: chatId must be a string; text must be a string',
			FIELDS,
		),
	},
	{
		title: '400 without a reason',
		answers: wordless(400),
		...notDone('WAHA did not accept the request', FIELDS),
	},
	{
		title: '400, the store of the NOWEB engine is off',
		answers: [
			said(400, {
				message:
					'Enable NOWEB store "config.noweb.store.enabled=True" when starting a new session.',
			}),
		],
		...notDone(
			'WAHA keeps no chats, contacts and messages for this session: the store of its NOWEB engine is off',
			"Switch the store on in the session's configuration (config.noweb.store.enabled), then scan the QR code again.",
		),
	},
	{
		title: '401',
		answers: [said(401, { message: 'Unauthorized', statusCode: 401 }), ...wordless(401)],
		...notDone(
			'WAHA refused the API key',
			'Check API Key, Gateway and Base URL in the credential.',
		),
	},
	{
		title: '403',
		answers: [said(403, { message: 'Forbidden', statusCode: 403 }), ...wordless(403)],
		...notDone(
			'The API key may not do this on WAHA',
			'A key made for one session reaches only that session and the actions it was given. Use another key or an admin key.',
		),
	},
	{
		title: '404 for a session, on the routes of sessions',
		answers: [said(404, { statusCode: 404, message: 'Session not found', error: 'Not Found' })],
		...notDone('WAHA has no such session (Session not found)', SESSION),
	},
	{
		title: '422 for a session that is unknown',
		answers: [said(422, { error: 'Session "shop" does not exist', session: 'shop' })],
		...notDone('WAHA has no such session (shop)', SESSION),
	},
	{
		title: '404 for a route',
		answers: [said(404, { statusCode: 404, message: 'Cannot POST /api/sendText' })],
		...notDone(
			'This WAHA does not know the operation',
			'The server is older than the operation, or the base URL is not that of WAHA. Update WAHA, and check Gateway and Base URL in the credential.',
		),
	},
	{
		title: '404, 409, 415, 422 or any other of 4xx with a reason',
		answers: [404, 409, 415, 422, 418].flatMap((status) => [
			said(status, { error: { code: status, key: 'X', message: 'no such thing', details: 'x' } }),
			said(status, { message: 'no such thing', statusCode: status }),
		]),
		...notDone('WAHA said: no such thing', MORE),
	},
	...[404, 409, 415, 422].map((status) => ({
		title: `${status} without a reason`,
		answers: wordless(status),
		...notDone(`WAHA answered with HTTP status ${status}`, MORE),
	})),
	{
		title: '413, also from a server in front',
		answers: [page(413), said(413, { message: 'too large' }), ...wordless(413)],
		...notDone(
			'The request is larger than the server takes',
			'A proxy in front of WAHA may limit the size. Send a smaller file, or a URL that WAHA can download.',
		),
	},
	{
		title: '422 for a session that is not ready',
		answers: [
			said(422, {
				error: 'Session status is not as expected. Try again later or restart the session',
				session: 'default',
				status: 'STARTING',
				expected: ['WORKING'],
			}),
		],
		...notDone(
			'The session "default" on WAHA is not ready: its status is STARTING, it must be WORKING',
			READY,
		),
	},
	{
		title: '422, only with a Plus licence (before 2026.6.1)',
		answers: [
			said(422, { message: "The feature is available only in Plus version for 'WEBJS'" }),
			said(422, { message: "WAHA Core support only 'default' session." }),
		],
		...notDone(
			'This WAHA is too old to do this without a Plus licence',
			'It needs WAHA 2026.6.1 or newer. From then on it takes no Plus licence. Update the server.',
		),
	},
	{
		title: '429 from a server in front that tells a pause of more than five minutes',
		answers: [
			{ ...page(429), headers: { 'retry-after': '900' } },
			said(429, {}, { 'retry-after': '900' }),
		],
		...notDone('A server in front of WAHA asks to slow down', 'Send fewer messages at a time.'),
	},
	{
		title: '500 with what happened',
		answers: [said(500, thrown('no LID found'))],
		...failed('WAHA failed to do this: no LID found', LOG),
	},
	{
		title: '500 without a reason',
		answers: wordless(500),
		...failed('WAHA failed to do this', LOG),
	},
	{
		title: '500 for a request of more than 50 MB',
		answers: [said(500, thrown('request entity too large', 'PayloadTooLargeError'))],
		...notDone(
			'The file is larger than WAHA takes',
			'WAHA takes 50 MB of JSON by default, which is a file of about 37 MB. Send a smaller one, or a URL that WAHA can download.',
		),
	},
	{
		title: '500 because WhatsApp limits the account',
		answers: [said(500, thrown('server returned error 463'))],
		...failed(
			'WhatsApp does not let this account start new conversations for now',
			'It lifts by itself; Session > Get Restrictions tells when. Do not restart or pair the session again; answer people who write first.',
		),
	},
	{
		title: '500 because the quota of new conversations is used up',
		answers: [said(500, thrown('server returned error 475'))],
		...failed(
			'WhatsApp lets this account start no more new conversations for now: its quota is used up',
			'It is given anew after some time; Session > Get Restrictions tells when. Send nothing to new people until then. Chats that exist still work, and restarting the session changes nothing.',
		),
	},
	{
		title: '422 for what the engine lacks (before 2025.6.6)',
		answers: [
			said(422, { message: 'The method is not implemented by the engine.', statusCode: 422 }),
		],
		...notDone(
			'The engine of this WAHA session cannot do this: The method is not implemented by the engine.',
			'Use a session with another engine, or another operation.',
		),
	},
	{
		title: '501 with the name of the engine',
		answers: [said(501, { message: "not implemented by 'GOWS' engine", statusCode: 501 })],
		...notDone(
			"The engine of this WAHA session cannot do this: not implemented by 'GOWS' engine",
			ENGINE,
		),
	},
	{
		title: '501 without a reason',
		answers: wordless(501),
		...notDone('The engine of this WAHA session cannot do this', ENGINE),
	},
	{
		title: '502',
		answers: [page(502), ...wordless(502)],
		...unknown('The server in front of WAHA could not reach it', 'Check that WAHA is running.'),
	},
	{
		title: '503',
		answers: [page(503), ...wordless(503)],
		...unknown('WAHA is not available', 'It may be starting. Try again in a moment.'),
	},
	{
		title: '504',
		answers: [page(504), ...wordless(504)],
		...unknown(
			'The server in front of WAHA stopped waiting for it',
			'Check that WAHA is running, and let the server in front wait longer.',
		),
	},
	{
		title: 'A web page with 4xx or 501',
		answers: [400, 401, 403, 404, 409, 415, 422, 501].map(page),
		...notDone('A web page came back instead of an answer from WAHA', ADDRESS),
	},
	{
		title: 'A web page with 200 or 500',
		answers: [page(200), page(500), { status: 201, type: 'text/html', body: '' }],
		...failed('A web page came back instead of an answer from WAHA', ADDRESS),
	},
];
