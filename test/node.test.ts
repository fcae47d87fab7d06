import { startSandbox, type Sandbox } from '../sandbox';
import { runNode } from './support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ warestLimits: { cooldownMs: 0, rateLimitMax: Infinity, quotaMax: Infinity } });
});
afterAll(async () => await sandbox.close());

describe.each(['waha', 'warest'] as const)('%s', (name) => {
	test('sends', async () => {
		const credential = { gateway: name, baseUrl: sandbox[name].url, apiKey: sandbox[name].apiKey };
		const r = await runNode({ credential, parameters: { resource: 'message', operation: 'sendText', chatId: { __rl: true, mode: 'id', value: '+49 170 1234567' }, text: '=hello {{ 1 + 1 }}' } });
		console.log(JSON.stringify(r.items), r.error?.message, r.error?.stack);
		for (const [resource, operation] of [['session','getMany'],['chat','getMany'],['server','ping'],['session','getQrCode']]) {
			const x = await runNode({ credential, parameters: { resource, operation, session: 'default' } });
			console.log(resource, operation, JSON.stringify(x.items).slice(0, 3000), x.error?.message, x.error?.description, x.hints);
		}
	});
});
afterAll(() => { setTimeout(() => { const h = (process as any)._getActiveHandles(); require('fs').writeFileSync('/tmp/handles.txt', h.map((x: any) => x.constructor.name + ' ' + JSON.stringify({ fd: x.fd, addr: x.localPort, r: x.remotePort, path: x.path ?? x.spawnfile })).join('\n') + '\n' + process.getActiveResourcesInfo().join(',')); }, 300); });
