import { type Sandbox, startSandbox } from '../../sandbox';
import { until } from '../support/until';
import { json, send } from './client';
import { EXCHANGES } from './waha.exchanges';

describe('responses captured from WAHA 2024.10.8', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({
			wahaVersion: '2024.10.8',
			seed: (world) => {
				world.online = false;
				world.addSession('default');
			},
		});
	});
	afterAll(async () => await sandbox.close());

	// The exchanges build on each other, as on the real server.
	test.each(EXCHANGES)('$name', async ({ before, call, status, body }) => {
		before?.(sandbox.world);
		const answer = await send(sandbox.waha.url, call);
		expect(json(answer)).toEqual(body);
		expect(answer.status).toBe(status);
		expect(answer.headers['content-type']).toBe(
			body === undefined ? undefined : 'application/json; charset=utf-8',
		);
	});

	test.each(['*/*', 'application/json, text/plain, */*'])(
		'returns the QR code as PNG for the header Accept: %s',
		async (accept) => {
			sandbox.world.session('default').become('waitingForQr');
			const answer = await send(sandbox.waha.url, {
				path: '/api/default/auth/qr',
				headers: { Accept: accept },
			});
			expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
		},
	);

	test('accepts a wrong API key', async () => {
		const answer = await send(sandbox.waha.url, {
			path: '/api/sessions',
			headers: { 'X-Api-Key': 'wrong' },
		});
		expect(answer.status).toBe(200);
	});
});

test('with real waits, sending waits until the session works', async () => {
	const sandbox = await startSandbox({
		waits: 'real',
		seed: (world) => world.addSession('default').become('starting'),
	});
	const { url, apiKey } = sandbox.waha;
	const answer = send(url, {
		method: 'POST',
		path: '/api/sendText',
		body: { session: 'default', chatId: '123@c.us', text: 'hi' },
		headers: { 'X-Api-Key': apiKey },
	});
	await until(() => sandbox.requests.length === 1);
	sandbox.world.session('default').scanQr({ phone: '1555', lid: '1', name: 'Me' });
	expect((await answer).status).toBe(201);
	await sandbox.close();
});
