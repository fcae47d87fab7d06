import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Delivers to an unreachable address, with retries only after hours, and closes. */
const PROGRAM = `
	const { startSandbox } = require('./sandbox/index.ts');
	(async () => {
		const webhooks = { wahaDelayScale: 10_000, warestRetryWaitsMs: [3_600_000] };
		const sandbox = await startSandbox({ webhooks });
		sandbox.world.bootMs = 3_600_000;
		const url = 'http://127.0.0.1:9/nobody';
		const post = async (gateway, method, path, body) =>
			await fetch(sandbox[gateway].url + path, {
				method,
				headers: { 'X-Api-Key': sandbox[gateway].apiKey, 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
		const config = { webhooks: [{ url, events: ['message', 'session.status'] }] };
		await post('waha', 'PUT', '/api/sessions/default', { config });
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

/** Milliseconds: less than anything that could keep the process alive, and more than closing takes on any machine. */
const LONGEST_WAIT_MS = 240_000;

test('nothing keeps the process alive after the sandbox is closed', async () => {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', '--input-type=commonjs', '-e', PROGRAM],
		{
			cwd: join(__dirname, '../..'),
			stdio: ['ignore', 'pipe', 'inherit'],
			timeout: LONGEST_WAIT_MS,
		},
	);
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => {
		said += chunk.toString('utf8');
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	expect([code, said]).toEqual([0, 'closed']);
});
