import { failed, notDone, page, PRIVATE, said, unknown, wordless, type AnswerCase } from './shape';

const FIELDS = 'Check the fields of the operation.';
const MORE = `${FIELDS} The log of WARest may tell more.`;
const SESSION =
	'Pick the session with From List, or run Session > Get Many to see which ones there are.';
const START =
	'Start it with Session > Start. If its phone is not linked then, scan the QR code with Session > Get QR Code.';
const ADDRESS =
	'Check Gateway and Base URL in the credential: the address must be that of WARest itself.';
const LOG = 'WARest does not say why; its log does. Check that the chat and the message exist.';
const IDS = 'Check the ids in the fields.';
const TYPE = 'Check the MIME type of the file and the operation.';
const ONLINE = 'Check that WARest is running and its phone is online.';
const STARTING = 'It may be starting. Try again in a moment.';

/** WARest's envelope of a failure. */
const envelope = (code: number, message: string): object => ({
	status: false,
	code,
	message,
	results: null,
});
const both = (status: number, code: number, message: string): AnswerCase['answers'] => [
	said(status, envelope(code, message)),
	said(status, { error: message }),
];

export const warestCases: readonly AnswerCase[] = [
	{
		title: '400 with what is wrong',
		answers: both(400, 1100, "Parameter 'message' is required"),
		...notDone("WARest did not accept the request: Parameter 'message' is required", FIELDS),
	},
	{
		title: '400 without a reason',
		answers: wordless(400),
		...notDone('WARest did not accept the request', FIELDS),
	},
	{
		title: '401',
		answers: [said(401, { error: 'Invalid X-WAREST-API-KEY' }), ...wordless(401)],
		...notDone(
			'WARest refused the API key',
			'Check API Key, Gateway and Base URL in the credential.',
		),
	},
	{
		title: '403, only for administrators',
		answers: [said(403, { error: 'Admin only' })],
		...notDone(
			'This needs an admin key of WARest',
			'Put the API key of an administrator into the credential, or leave this operation out.',
		),
	},
	{
		title: '403 with a reason',
		answers: both(403, 2201, 'Forbidden'),
		...notDone(
			'The API key may not do this on WARest: Forbidden',
			'The session may belong to another user of WARest, or the phone has no right to do this.',
		),
	},
	{
		title: '404 for a session',
		answers: both(404, 1101, 'Session not found'),
		...notDone('WARest has no such session', SESSION),
	},
	{
		title: '404 with a reason',
		answers: both(404, 2004, 'No such message'),
		...notDone('WARest did not find what was asked for: No such message', IDS),
	},
	{
		title: '404 without a reason',
		answers: wordless(404),
		...notDone('WARest did not find what was asked for', IDS),
	},
	{
		title: '409 for a session whose phone is not linked',
		answers: both(409, 1106, 'Login required (scan QR or pairing)'),
		...notDone(
			'The session on WARest is not ready: it is stopped, or its phone is not linked',
			START,
		),
	},
	{
		title: '409 without a reason',
		answers: wordless(409),
		...notDone('The session on WARest is not ready', START),
	},
	{
		title: '413, also from a server in front',
		answers: [page(413), ...both(413, 2009, 'request entity too large'), ...wordless(413)],
		...notDone(
			'The request is larger than WARest takes',
			'Where a picture is sent inside JSON the limit is 2 MB. Send a smaller file, or a URL.',
		),
	},
	{
		title: '415 with a reason',
		answers: both(415, 2007, 'Unsupported media'),
		...notDone('WARest does not take this kind of file here: Unsupported media', TYPE),
	},
	{
		title: '415 without a reason',
		answers: wordless(415),
		...notDone('WARest does not take this kind of file here', TYPE),
	},
	{
		title: '422 or any other of 4xx with a reason',
		answers: [...both(422, 2014, 'Voice note failed'), ...both(418, 2014, 'Voice note failed')],
		...notDone('WARest said: Voice note failed', MORE),
	},
	{
		title: '422 without a reason',
		answers: wordless(422),
		...notDone('WARest answered with HTTP status 422', MORE),
	},
	{
		title: '429 for a chat, with a pause of more than five minutes',
		answers: [said(429, { error: 'Recipient cooldown', retryAfter: 900 })],
		...notDone(
			'WARest wants a pause between two requests for the same chat',
			'Wait 900 seconds, or lower SPAM_COOLDOWN_MS on the server.',
		),
	},
	{
		title: '429 that tells a pause of more than five minutes',
		answers: [
			said(429, {}, { 'retry-after': '900' }),
			{ ...page(429), headers: { 'retry-after': '900' } },
		],
		...notDone(
			'WARest receives too many requests with this API key',
			'Send fewer messages at a time, or raise the limit on the server.',
		),
	},
	{
		title: '500 with a reason',
		answers: both(500, 8000, 'Internal server error'),
		...failed('WARest failed to do this: Internal server error', LOG),
	},
	{
		title: '500 without a reason',
		answers: [...wordless(500), said(500, { results: [{ text: PRIVATE }] })],
		...failed('WARest failed to do this', LOG),
	},
	{
		title: '501',
		answers: wordless(501),
		...notDone('WARest answered with HTTP status 501', MORE),
	},
	{
		title: '502 with a reason',
		answers: both(502, 3002, 'Send failed'),
		...unknown('WARest, or the server in front of it, got no usable answer: Send failed', ONLINE),
	},
	{
		title: '502 without a reason',
		answers: [page(502), ...wordless(502)],
		...unknown('WARest, or the server in front of it, got no usable answer', ONLINE),
	},
	{
		title: '503 with a reason',
		answers: both(503, 8001, 'Service unavailable'),
		...unknown('WARest is not available: Service unavailable', STARTING),
	},
	{
		title: '503 without a reason',
		answers: [page(503), ...wordless(503)],
		...unknown('WARest is not available', STARTING),
	},
	{
		title: '504',
		answers: [page(504), ...wordless(504)],
		...unknown(
			'The server in front of WARest stopped waiting for it',
			'Check that WARest is running, and let the server in front wait longer.',
		),
	},
	{
		title: '200 with status false',
		answers: [said(200, envelope(3012, 'Poll invalid'))],
		...failed('WARest said: Poll invalid', MORE),
	},
	{
		title: 'A web page with 4xx or 501',
		answers: [400, 401, 403, 404, 409, 415, 422, 501].map(page),
		...notDone('A web page came back instead of an answer from WARest', ADDRESS),
	},
	{
		title: 'A web page with 200 or 500',
		answers: [page(200), page(500)],
		...failed('A web page came back instead of an answer from WARest', ADDRESS),
	},
];
