import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Delivers to nobody, which is repeated for half a minute, and closes. */
const PROGRAM = `
	const { startSandbox } = require('./sandbox/index.ts');
	(async () => {
		const sandbox = await startSandbox();
		const url = 'http://127.0.0.1:9/nobody';
		const post = async (gateway, method, path, body) =>
			await fetch(sandbox[gateway].url + path, {
				method,
				headers: { 'X-Api-Key': sandbox[gateway].apiKey, 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
		const webhooks = [{ url, events: ['message', 'session.status'] }];
		await post('waha', 'PUT', '/api/sessions/default', { config: { webhooks } });
		const warest = { webhookUrl: url, webhookSecret: 'long enough' };
		await post('warest', 'POST', '/api/v1/session/default/config', warest);
		const session = sandbox.world.session('default');
		session.receive({ chatId: '491701112222@s.whatsapp.net', text: 'hi' });
		session.dropConnection();
		while (sandbox.deliveries.length < 4) await new Promise((resolve) => setTimeout(resolve, 10));
		await sandbox.close();
		process.stdout.write('closed');
	})();
`;

test('nothing keeps the process alive after the sandbox is closed', async () => {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', '--input-type=commonjs', '-e', PROGRAM],
		{
			cwd: join(__dirname, '../..'),
			stdio: ['ignore', 'pipe', 'inherit'],
			timeout: 25_000,
		},
	);
	let said = '';
	let closedAt = 0;
	child.stdout.on('data', (chunk: Buffer) => {
		said += chunk.toString('utf8');
		closedAt = Date.now();
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	expect([code, said]).toEqual([0, 'closed']);
	// WAHA alone would have gone on for half a minute.
	expect(Date.now() - closedAt).toBeLessThan(10_000);
});
