import type { World } from '../../sandbox';
import type { Call } from './client';

/**
 * Exchanges captured from WAHA 2024.10.8 CORE with NOWEB, in a logical order. That server could not reach WhatsApp, so
 * sessions stay in STARTING until the world goes online.
 */
export interface Exchange {
	name: string;
	before?: (world: World) => void;
	call: Call;
	status: number;
	/** The expected parsed body; undefined for an empty body. */
	body: unknown;
}

const config = {
	metadata: { 'user.id': '123' },
	webhooks: [{ url: 'http://n8n:5678/hook', events: ['session.status'] }],
};
const created = {
	name: 'default',
	status: 'STARTING',
	config,
	me: null,
	engine: { engine: 'NOWEB' },
};
const wrongStatus = (expected: string) => ({
	error: 'Session status is not as expected. Try again later or restart the session',
	session: 'default',
	status: 'STARTING',
	expected: [expected],
});
const engineError = (request: object) => ({
	statusCode: 500,
	timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
	exception: {
		message: expect.stringContaining('undefined'),
		name: 'TypeError',
		stack: expect.any(String),
	},
	request: { query: {}, ...request },
	version: expect.objectContaining({ version: '2024.10.8', engine: 'NOWEB', tier: 'CORE' }),
});
const session = (method: string, action = '', body?: unknown): Call => ({
	method,
	path: `/api/sessions/default${action}`,
	body,
});
const text = { session: 'default', chatId: '123@c.us', text: 'hi' };
const online = (status: 'waitingForQr' | 'working') => (world: World) =>
	world.session('default').become(status);

export const EXCHANGES: Exchange[] = [
	{
		name: 'lists a session nobody has started',
		call: { path: '/api/sessions?all=true' },
		status: 200,
		body: [{ name: 'default', status: 'STOPPED', config: null, me: null }],
	},
	{
		name: 'refuses all=banana',
		call: { path: '/api/sessions?all=banana' },
		status: 400,
		body: { statusCode: 400, message: ['all must be a boolean value'], error: 'Bad Request' },
	},
	{
		name: 'validates a new session',
		call: { method: 'POST', path: '/api/sessions', body: { name: 5, start: 'yes' } },
		status: 400,
		body: {
			statusCode: 400,
			message: [
				'name must be shorter than or equal to 54 characters',
				'name must be a string',
				'start must be a boolean value',
			],
			error: 'Bad Request',
		},
	},
	{
		name: 'validates the URL of a webhook',
		call: {
			method: 'POST',
			path: '/api/sessions',
			body: { name: 'default', config: { webhooks: [{ url: 'no', events: [] }] } },
		},
		status: 400,
		body: {
			statusCode: 400,
			message: ['config.webhooks.0.url must be a URL address'],
			error: 'Bad Request',
		},
	},
	{
		name: 'says that a session exists',
		call: { method: 'POST', path: '/api/sessions', body: { name: 'default' } },
		status: 422,
		body: {
			statusCode: 422,
			message: "Session 'default' already exists. Use PUT to update it.",
			error: 'Unprocessable Entity',
		},
	},
	{ name: 'deletes', call: session('DELETE'), status: 200, body: undefined },
	{ name: 'deletes again', call: session('DELETE'), status: 200, body: undefined },
	{
		name: 'creates without starting: nothing to see',
		call: { method: 'POST', path: '/api/sessions', body: { name: 'default', start: false } },
		status: 201,
		body: undefined,
	},
	{
		name: 'creates and starts',
		call: { method: 'POST', path: '/api/sessions', body: { name: 'default', start: true, config } },
		status: 201,
		body: created,
	},
	{
		name: 'does not know another session',
		call: { path: '/api/sessions/nosuch' },
		status: 404,
		body: { statusCode: 404, message: 'Session not found', error: 'Not Found' },
	},
	{
		name: 'cannot send while starting',
		call: { method: 'POST', path: '/api/sendText', body: text },
		status: 422,
		body: wrongStatus('WORKING'),
	},
	{
		name: 'has no QR while starting',
		call: { path: '/api/default/auth/qr' },
		status: 422,
		body: wrongStatus('SCAN_QR_CODE'),
	},
	{ name: 'knows nobody yet', call: session('GET', '/me'), status: 200, body: undefined },
	{
		name: 'replaces the config and restarts',
		call: session('PUT', '', { config: { webhooks: [] } }),
		status: 200,
		body: expect.objectContaining({ status: 'STARTING', config: { webhooks: [] } }),
	},
	{
		name: 'an empty body wipes the config',
		call: session('PUT', '', {}),
		status: 200,
		body: expect.objectContaining({ config: null }),
	},
	{
		name: 'stops',
		call: session('POST', '/stop'),
		status: 201,
		body: expect.objectContaining({ status: 'STOPPED' }),
	},
	{
		name: 'stops again',
		call: session('POST', '/stop'),
		status: 201,
		body: expect.objectContaining({ status: 'STOPPED' }),
	},
	{
		name: 'cannot send while stopped',
		call: { method: 'POST', path: '/api/sendText', body: text },
		status: 404,
		body: {
			statusCode: 404,
			message: expect.stringContaining("We didn't find a session with name 'default'"),
			error: 'Not Found',
		},
	},
	{
		name: 'starts',
		call: session('POST', '/start'),
		status: 201,
		body: expect.objectContaining({ status: 'STARTING' }),
	},
	{
		name: 'does not start twice',
		call: session('POST', '/start'),
		status: 422,
		body: {
			statusCode: 422,
			message: expect.stringContaining('already started'),
			error: 'Unprocessable Entity',
		},
	},
	{
		name: 'tells the server status',
		call: { path: '/api/server/status' },
		status: 200,
		body: { startTimestamp: expect.any(Number), uptime: expect.any(Number), worker: { id: '' } },
	},
	{
		name: 'keeps health for PLUS',
		call: { path: '/health' },
		status: 422,
		body: {
			statusCode: 422,
			message: expect.stringContaining('only in Plus version'),
			error: 'Unprocessable Entity',
		},
	},
	{
		name: 'shows the QR text',
		before: online('waitingForQr'),
		call: { path: '/api/default/auth/qr?format=raw', headers: { Accept: '*/*' } },
		status: 200,
		body: { value: expect.stringMatching(/^2@/) },
	},
	{
		name: 'shows the QR as JSON for exactly this Accept',
		call: { path: '/api/default/auth/qr', headers: { Accept: 'application/json' } },
		status: 200,
		body: { mimetype: 'image/png', data: expect.stringMatching(/^iVBOR/) },
	},
	{
		name: 'wants buttons',
		before: online('working'),
		call: {
			method: 'POST',
			path: '/api/sendButtons',
			body: { session: 'default', chatId: '123@c.us' },
		},
		status: 400,
		body: {
			statusCode: 400,
			message: [expect.any(String), expect.any(String), expect.any(String)],
			error: 'Bad Request',
		},
	},
	{
		name: 'trips over a group without participants',
		call: { method: 'POST', path: '/api/default/groups', body: { name: 'x' } },
		status: 500,
		body: engineError({ path: '/api/default/groups', method: 'POST', body: { name: 'x' } }),
	},
	{
		name: 'keeps images for PLUS',
		call: { method: 'POST', path: '/api/sendImage', body: { session: 'default' } },
		status: 422,
		body: {
			statusCode: 422,
			message: expect.stringContaining('only in Plus version'),
			error: 'Unprocessable Entity',
		},
	},
	{
		name: 'speaks of broken JSON in a string',
		call: { method: 'POST', path: '/api/sendText', body: '{bad' },
		status: 400,
		body: { statusCode: 400, message: expect.stringContaining('JSON'), error: 'Bad Request' },
	},
	{
		name: 'does not have what came later',
		call: { method: 'POST', path: '/api/default/chats/123@c.us/messages/read' },
		status: 404,
		body: {
			statusCode: 404,
			message: 'Cannot POST /api/default/chats/123@c.us/messages/read',
			error: 'Not Found',
		},
	},
];
