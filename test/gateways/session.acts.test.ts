import { answer } from '../support/dryRun';
import {
	waha,
	warest,
	lines,
	bodies,
	items,
	EMPTY,
	refused,
	enveloped,
	evolution,
	listed,
	open,
	stopped,
	stored,
	withoutWebhook,
	LIST,
	CONFIG,
	CREATE,
	type Answer,
} from './session.run';

describe('start, stop, restart, log out, delete', () => {
	test.each<[string, string, string | undefined, Answer, unknown]>([
		[
			'start',
			'POST /api/sessions/default/start',
			'repeatable',
			answer({ name: 'default', status: 'STARTING' }, 201),
			'starting',
		],
		[
			'start',
			'POST /api/sessions/default/start',
			'repeatable',
			refused("Session 'default' is already started."),
			null,
		],
		[
			'stop',
			'POST /api/sessions/default/stop',
			'repeatable',
			answer({ name: 'default', status: 'STOPPED' }, 201),
			'stopped',
		],
		[
			'restart',
			'POST /api/sessions/default/restart',
			undefined,
			answer({ name: 'default', status: 'STARTING' }, 201),
			'starting',
		],
		[
			'logout',
			'POST /api/sessions/default/logout',
			'repeatable',
			answer({ name: 'default', status: 'SCAN_QR_CODE' }, 201),
			'waitingForQr',
		],
	])('%s on WAHA', async (operation, line, effect, given, status) => {
		const done = await waha(operation, {}, given);
		expect(lines(done)).toEqual([line]);
		expect(done.requests[0]?.effect).toBe(effect);
		expect(done.requests[0]?.body).toBeUndefined();
		expect(items(done)).toEqual([{ success: true, session: 'default', status }]);
	});

	test('start fails if WAHA refuses it for another reason than a started session', async () => {
		await expect(waha('start', {}, refused('Something else'))).rejects.toThrow('Something else');
	});

	test('logout sends Purge Apps on WAHA, and WARest refuses the option', async () => {
		const done = await waha(
			'logout',
			{ options: { purgeApps: true } },
			answer({ status: 'STOPPED' }, 201),
		);
		expect(bodies(done)).toEqual([{ apps: { purge: true } }]);
		await expect(warest('logout', { options: { purgeApps: true } })).rejects.toThrow('Purge Apps');
	});

	test('delete succeeds on WAHA, and on WARest for a missing session', async () => {
		const there = await waha('delete', {}, EMPTY);
		expect(lines(there)).toEqual(['DELETE /api/sessions/default']);
		const gone = await warest('delete', {}, enveloped(null, 1101, 404, 'Session not found'));
		expect(lines(gone)).toEqual(['DELETE /api/v1/session/delete']);
		expect(gone.requests[0]?.query).toEqual({ sessionId: 'default' });
		for (const done of [there, gone]) {
			expect(done.requests[0]?.effect).toBe('repeatable');
			expect(items(done)).toEqual([{ success: true, session: 'default' }]);
		}
		await expect(warest('delete', {}, enveloped(null, 2201, 403, 'Forbidden'))).rejects.toThrow(
			'may not do this',
		);
	});

	test('logout on WARest is a GET request that is not treated as a read', async () => {
		const done = await warest('logout', {}, enveloped({ steps: { runtime: true, creds: true } }));
		expect(lines(done)).toEqual(['GET /api/v1/session/logout']);
		expect(done.requests[0]?.effect).toBe('repeatable');
		expect(items(done)).toEqual([{ success: true, session: 'default', status: 'stopped' }]);
	});

	test.each([
		[1104, 200, 'working'],
		[1107, 202, 'waitingForQr'],
		[1000, 200, 'starting'],
	])(
		'start on WARest restores the webhook of the session (code %d)',
		async (code, status, word) => {
			const done = await warest(
				'start',
				{},
				listed(stopped),
				stored,
				enveloped({ sessionId: 'default' }, code, status),
				stored,
			);
			expect(lines(done)).toEqual([LIST, CONFIG, CREATE, CONFIG]);
			expect(done.requests.map(({ effect }) => effect)).toEqual([
				'read',
				'read',
				'repeatable',
				'repeatable',
			]);
			expect(bodies(done)).toEqual([
				undefined,
				{},
				undefined,
				{ webhookUrl: 'http://n8n/hook', webhookSecret: 'secret-1' },
			]);
			expect(items(done)).toEqual([{ success: true, session: 'default', status: word }]);
		},
	);

	test('restart on WARest restores the webhook of the session', async () => {
		const done = await warest(
			'restart',
			{},
			listed(open),
			stored,
			enveloped(null, 1109, 202),
			stored,
		);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/reconnect', CONFIG]);
		expect(done.requests[2]?.effect).toBe('once');
		expect(items(done)).toEqual([{ success: true, session: 'default', status: 'starting' }]);
	});

	test('restart on WARest sets no webhook on a session that had none', async () => {
		const done = await warest(
			'restart',
			{},
			listed(open),
			withoutWebhook,
			enveloped(null, 1109, 202),
		);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/reconnect']);
	});

	test.each(['start', 'restart', 'getPairingCode', 'getMe', 'getQrCode'])(
		'%s never creates a missing session on WARest',
		async (operation) => {
			await expect(
				warest(operation, { session: 'sles', phone: '491701112222' }, listed(open)),
			).rejects.toThrow('WARest has no session "sles"');
		},
	);
});

describe('restart on Evolution API', () => {
	const [RESTART, CONNECT] = ['POST /instance/restart/default', 'GET /instance/connect/default'];
	const closed = answer({ error: true, message: '[object Object]' });
	const connected = answer({ instance: { instanceName: 'default', state: 'open' } });
	const withCode = answer({ code: '2@A', base64: 'data:image/png;base64,AA==', count: 1 });

	test.each<[string, Answer[], string[], unknown]>([
		['of a session that is connected', [connected], [RESTART], 'working'],
		['starts one that is closed', [closed, connected], [RESTART, CONNECT], 'working'],
		['shows what one needs', [closed, withCode], [RESTART, CONNECT], 'waitingForQr'],
	])('%s', async (_, answers, sent, status) => {
		const done = await evolution('restart', {}, ...answers);
		expect(lines(done)).toEqual(sent);
		expect(items(done)).toEqual([{ success: true, session: 'default', status }]);
	});

	test('fails if both the restart and the start fail', async () => {
		await expect(evolution('restart', {}, closed, closed)).rejects.toThrow('Evolution API');
	});
});
