import { N8nApi } from '../../harness/api';
import {
	answeringBot,
	answersIn,
	foreignWebhook,
	settled,
	TRIGGER,
	webhooksAt,
	writeAndWait,
	writeOnPhone,
} from '../../harness/bot';
import { credentialData, credentialName, gatewayNames } from '../../harness/gateways';
import { startN8n, temporaryHome, type N8nServer } from '../../harness/n8n';
import { installIntoN8n } from '../../harness/package';
import { packageTarball } from '../../harness/paths';
import { until } from '../../harness/until';
import type { WorkflowJson } from '../../harness/workflow';
import { startSandbox, type Sandbox } from '../../sandbox';

const OWNER = {
	email: 'trigger@example.com',
	password: 'Sandbox-2026',
	firstName: 'Trig',
	lastName: 'Ger',
};
const ANNA = '491701112222@s.whatsapp.net';
const NEW = '4915700000001@s.whatsapp.net';

let home: string;
let n8n: N8nServer;
let api: N8nApi;

/** A separate n8n, because it is stopped and started here. */
beforeAll(async () => {
	home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	await start();
}, 120_000);
afterAll(async () => await n8n.stop());

async function start(): Promise<void> {
	n8n = await startN8n(home, n8n ? Number(new URL(n8n.url).port) : undefined);
	api = await N8nApi.signIn(n8n.url, OWNER);
}

describe.each(gatewayNames)('an answering bot on %s', (gateway) => {
	let sandbox: Sandbox;
	let workflow: WorkflowJson & { id: string };
	let before: unknown;

	const starts = (): number => sandbox.world.find('default')?.starts ?? 0;

	beforeAll(async () => {
		sandbox = await startSandbox({ warestLimits: { cooldownMs: 0 } });
		const credential = await api.createCredential(
			credentialName(gateway),
			credentialData(sandbox, gateway),
		);
		await foreignWebhook(gateway, sandbox);
		before = await webhooksAt(gateway, sandbox);
		const replaceWebhook = gateway !== 'waha';
		workflow = await api.createWorkflow(answeringBot(credential, { options: { replaceWebhook } }));
	});
	afterAll(() => sandbox.close());

	test('answers a message once after activation', async () => {
		await api.activate(workflow.id);
		await writeAndWait(sandbox, ANNA, 'hello');
		expect(await settled(api, workflow.id)).toBe(1);
		expect(answersIn(sandbox, ANNA).filter((text) => text === 'You wrote: hello')).toHaveLength(1);
	});

	test("keeps another system's webhook if the gateway has room for both", async () => {
		const config = JSON.stringify(await webhooksAt(gateway, sandbox));
		expect(config).toContain('/webhook/');
		expect(config.includes('of-somebody-else')).toBe(gateway === 'waha');
	});

	test('does not answer own messages or a group message without a mention', async () => {
		const runs = await settled(api, workflow.id);
		const group = [...(sandbox.world.find('default')?.groups.all() ?? [])][0];
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'from my own phone', fromMe: true });
		await writeOnPhone(sandbox, { chatId: group?.id, from: ANNA, text: 'not to the bot' });
		await writeAndWait(sandbox, ANNA, 'after all these');
		expect(await settled(api, workflow.id)).toBe(runs + 1);
	});

	test('answers a file from an unknown contact', async () => {
		await writeOnPhone(sandbox, { chatId: NEW, name: 'Nora', media: { kind: 'image' } });
		await until('answer to the picture', () =>
			answersIn(sandbox, NEW).includes('You wrote: image') ? true : undefined,
		);
	});

	test('answers after a restart of n8n, without restarting the session', async () => {
		const linked = starts();
		await n8n.stop();
		await start();
		await until('activation at the start', async () => {
			const config = JSON.stringify(await webhooksAt(gateway, sandbox));
			return config.includes('/webhook/') ? true : undefined;
		});
		await writeAndWait(sandbox, ANNA, 'after a restart of n8n');
		expect(starts()).toBe(linked);
	});

	test('answers after the gateway was unreachable', async () => {
		await sandbox.setDown(gateway, true);
		await sandbox.setDown(gateway, false);
		await writeAndWait(sandbox, ANNA, 'after a restart of the gateway');
	});

	test('receives a test event, and the active workflow answers afterwards', async () => {
		await api.listen(workflow, TRIGGER);
		const runs = await settled(api, workflow.id);
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'a test' });
		await until('execution of the test', async () => {
			const { count } = await api.executions(workflow.id);
			return count > runs ? true : undefined;
		});
		await until('end of listening', async () => {
			const config = JSON.stringify(await webhooksAt(gateway, sandbox));
			return config.includes('/webhook-test/') ? undefined : true;
		});
		await writeAndWait(sandbox, ANNA, 'after the test');
	});

	test('removes only its own webhook when deactivated', async () => {
		await api.deactivate(workflow.id);
		expect(await webhooksAt(gateway, sandbox)).toEqual(before);
		const runs = await settled(api, workflow.id);
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'anybody there?' });
		expect(await settled(api, workflow.id)).toBe(runs);
	});
});
