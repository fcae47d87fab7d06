import { createHash, randomBytes } from 'node:crypto';
import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import { N8nApi, type CredentialReference, type Execution } from '../../harness/api';
import {
	answeringBot,
	answersIn,
	echoOfFiles,
	filesIn,
	TRIGGER,
	webhooksAt,
	writeAndWait,
	writeOnPhone,
} from '../../harness/bot';
import { credentialData, credentialName, gatewayNames } from '../../harness/gateways';
import { startN8n, temporaryHome, type N8nServer } from '../../harness/n8n';
import { installIntoN8n } from '../../harness/package';
import { isSince, packageTarball } from '../../harness/paths';
import { freePort } from '../../harness/ports';
import { until } from '../../harness/until';
import { exampleWorkflow, NODE_TYPE, withCredential } from '../../harness/workflow';

const OWNER = {
	email: 'settings@example.com',
	password: 'Sandbox-2026',
	firstName: 'Set',
	lastName: 'Tings',
};
const ANNA = '491701112222@s.whatsapp.net';
const BYTES = randomBytes(1_500_000);

/** Whether this n8n has the settings that were added between 2.8 and 2.41. */
const isRecent = isSince(2, 41);

let home: string;
let port: number;
let sandbox: Sandbox;

beforeAll(async () => {
	home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	port = await freePort();
	sandbox = await startSandbox({ warestLimits: { cooldownMs: 0 } });
}, 120_000);
afterAll(() => sandbox.close());

/** An n8n with these settings for the tests of a block, all in one home. */
function useN8n(settings: () => Record<string, string>): { readonly api: N8nApi } {
	let n8n: N8nServer;
	let api: N8nApi;
	beforeAll(async () => {
		n8n = await startN8n(home, port, settings());
		api = await N8nApi.signIn(n8n.url, OWNER);
	}, 600_000);
	afterAll(async () => await n8n.stop());
	return {
		get api() {
			return api;
		},
	};
}

/** A credential whose base URL begins like this. */
async function credentialAt(
	api: N8nApi,
	gateway: GatewayName,
	host = 'http://127.0.0.1',
): Promise<CredentialReference> {
	const { baseUrl, ...data } = credentialData(sandbox, gateway);
	const moved = { ...data, baseUrl: String(baseUrl).replace('http://127.0.0.1', host) };
	return await api.createCredential(credentialName(gateway), moved);
}

/** Sends one text. */
async function send(
	api: N8nApi,
	credential: CredentialReference,
	requestOptions: INodeParameters = {},
): Promise<Execution> {
	const workflow = withCredential(exampleWorkflow('send-a-message.json'), credential);
	const nodes = workflow.nodes.map((node) =>
		node.type === NODE_TYPE
			? { ...node, parameters: { ...node.parameters, requestOptions } }
			: node,
	);
	return await api.run({ ...workflow, nodes });
}

/** The report of Check Setup for the session "default". */
async function checkSetup(api: N8nApi, credential: CredentialReference): Promise<unknown> {
	const workflow = withCredential(exampleWorkflow('send-a-message.json'), credential);
	const parameters = {
		resource: 'server',
		operation: 'checkSetup',
		options: { onlySession: 'default' },
	};
	const nodes = workflow.nodes.map((node) =>
		node.type === NODE_TYPE ? { ...node, parameters } : node,
	);
	const { data, status } = await api.run({ ...workflow, nodes });
	expect(status).toBe('success');
	const { lastNodeExecuted = '', runData } = data.resultData;
	return runData[lastNodeExecuted]?.[0]?.data?.main?.[0]?.[0]?.json;
}

const sentTexts = (): number => answersIn(sandbox, ANNA).length;

(isRecent ? describe : describe.skip)('n8n that blocks requests to private networks', () => {
	const n8n = useN8n(() => ({
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		// n8n 3 blocks these by default.
		N8N_SSRF_BLOCKED_IP_RANGES: 'default,100.64.0.0/10',
	}));

	test.each(gatewayNames)('the error says how to allow requests to %s', async (gateway) => {
		const { api } = n8n;
		const before = sandbox.requests.length;
		for (const [host, advice] of [
			['127.0.0.1', 'Add 127.0.0.1/32 to N8N_SSRF_ALLOWED_IP_RANGES'],
			['localhost', 'Add localhost to N8N_SSRF_ALLOWED_HOSTNAMES'],
			['100.64.1.2', 'Add 100.64.1.2/32 to N8N_SSRF_ALLOWED_IP_RANGES'],
		] as const) {
			const { data, status } = await send(api, await credentialAt(api, gateway, `http://${host}`));
			expect(status).toBe('error');
			expect(data.resultData.error?.message).toMatch(/ cannot be reached: n8n blocks the address$/);
			expect(data.resultData.error?.description).toContain(advice);
		}
		expect(sandbox.requests).toHaveLength(before);
	});

	test.each(gatewayNames)(
		'the credential test for %s says how to allow requests',
		async (gateway) => {
			const data = credentialData(sandbox, gateway);
			const tested = await n8n.api.testCredential(await credentialAt(n8n.api, gateway), data);
			expect(tested.status).toBe('Error');
			expect(tested.message).toContain('n8n blocks the address');
			expect(tested.message).toContain('Add 127.0.0.1/32 to N8N_SSRF_ALLOWED_IP_RANGES');
		},
	);

	test('the activation of a trigger says that n8n blocks the address', async () => {
		const { api } = n8n;
		const bot = await api.createWorkflow(answeringBot(await credentialAt(api, 'waha')));
		await expect(api.activate(bot.id)).rejects.toThrow('n8n blocks the address');
		await api.deactivate(bot.id);
	});
});

describe('n8n with a configured webhook URL', () => {
	const n8n = useN8n(() => ({
		...(isRecent
			? {
					N8N_SSRF_PROTECTION_ENABLED: 'true',
					N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
					N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost',
					N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
					N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
					N8N_EDITOR_BASE_URL: 'https://editor.example.com/',
				}
			: { WEBHOOK_URL: `http://127.0.0.1:${port}/` }),
		N8N_DEFAULT_BINARY_DATA_MODE: isSince(2, 0) ? 'database' : 'filesystem',
	}));

	test.each(gatewayNames)('reaches %s by IP address, host name and expression', async (gateway) => {
		const { api } = n8n;
		for (const host of ['http://127.0.0.1', 'http://localhost', '=http://{{ "127.0.0." + 1 }}']) {
			const before = sentTexts();
			const { data, status } = await send(api, await credentialAt(api, gateway, host));
			expect(data.resultData.error?.message).toBeUndefined();
			expect(status).toBe('success');
			expect(sentTexts()).toBe(before + 1);
		}
	});

	test.each(gatewayNames)(
		'registers that URL at %s, also while listening for a test event',
		async (gateway) => {
			const { api } = n8n;
			const bot = await api.createWorkflow(
				answeringBot(await credentialAt(api, gateway), { options: { replaceWebhook: true } }),
			);
			const registered = async (): Promise<string> =>
				JSON.stringify(await webhooksAt(gateway, sandbox));
			await api.activate(bot.id);
			expect(await registered()).toContain(`http://127.0.0.1:${port}/webhook/`);
			await writeAndWait(sandbox, ANNA, `to ${gateway}`);
			await api.listen(bot, TRIGGER);
			// Beside the active workflow, or together with it if there is room for only one webhook.
			expect(await registered()).toMatch(
				new RegExp(`http://127\\.0\\.0\\.1:${port}/(webhook-test/|\\S+also=/webhook-test/)`),
			);
			await api.stopListening(bot.id);
			// n8n answers before it has removed the webhook for listening.
			await until('address without listening', async () =>
				(await registered()).includes('/webhook-test/') ? undefined : true,
			);
			await api.deactivate(bot.id);
			expect(await registered()).not.toContain('/webhook');
		},
	);

	test.each(gatewayNames)(
		'Check Setup reports whether events of %s arrive, and a wrong key',
		async (gateway) => {
			const { api } = n8n;
			const credential = await credentialAt(api, gateway);
			const bot = await api.createWorkflow(
				answeringBot(credential, { options: { replaceWebhook: true } }),
			);
			await api.activate(bot.id);
			expect(await checkSetup(api, credential)).toMatchObject({
				ok: true,
				n8nUrl: `http://127.0.0.1:${port}/`,
				sessions: [{ session: 'default', status: 'working' }],
				webhooks: [{ origin: `http://127.0.0.1:${port}`, reachesN8n: true }],
				checks: { reachable: { ok: true }, apiKey: { ok: true }, webhooks: { ok: true } },
			});
			await api.deactivate(bot.id);
			const wrong = await api.createCredential('Wrong key', {
				...credentialData(sandbox, gateway),
				apiKey: 'not-the-key',
			});
			expect(await checkSetup(api, wrong)).toMatchObject({
				ok: false,
				checks: { reachable: { ok: true }, apiKey: { ok: false }, webhooks: { ok: null } },
			});
		},
	);

	test.each(gatewayNames)('receives a file from %s and sends it back', async (gateway) => {
		await echo(n8n.api, gateway, '4917055500001@s.whatsapp.net');
	});
});

describe('n8n behind a proxy, with files in memory', () => {
	const proxy = useProxy();
	const n8n = useN8n(() => ({
		N8N_DEFAULT_BINARY_DATA_MODE: 'default',
		HTTP_PROXY: proxy.url,
		NO_PROXY: '127.0.0.1',
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_EDITOR_BASE_URL: 'https://editor.example.com/',
	}));

	test("listens for test events under the editor's URL since n8n 2.41, before under WEBHOOK_URL", async () => {
		const { api } = n8n;
		const bot = await api.createWorkflow(answeringBot(await credentialAt(api, 'waha')));
		await api.listen(bot, TRIGGER);
		const base = isRecent ? 'https://editor.example.com' : `http://127.0.0.1:${port}`;
		expect(JSON.stringify(await webhooksAt('waha', sandbox))).toContain(`${base}/webhook-test/`);
		await api.stopListening(bot.id);
	});

	test.each(gatewayNames)('receives a file from %s and sends it back', async (gateway) => {
		await echo(n8n.api, gateway, '4917055500002@s.whatsapp.net');
	});

	test.each(gatewayNames)(
		'reaches %s without the proxy if NO_PROXY has its host',
		async (gateway) => {
			const { api } = n8n;
			proxy.seen.length = 0;
			const direct = await send(api, await credentialAt(api, gateway));
			expect(direct.status).toBe('success');
			expect(proxy.seen).toHaveLength(0);
			const through = await send(api, await credentialAt(api, gateway, 'http://localhost'));
			expect(through.status).toBe('success');
			expect(proxy.seen).not.toHaveLength(0);
		},
	);

	test.each(gatewayNames)('reaches %s through the proxy set in the node', async (gateway) => {
		const { api } = n8n;
		proxy.seen.length = 0;
		const { status } = await send(api, await credentialAt(api, gateway), {
			proxy: proxy.url.replace('//', '//me:p%40ss@'),
		});
		expect(status).toBe('success');
		expect(proxy.seen).not.toHaveLength(0);
		for (const headers of proxy.seen)
			expect(headers['proxy-authorization']).toBe(
				`Basic ${Buffer.from('me:p@ss').toString('base64')}`,
			);
	});
});

/** Receives a file and sends it back. */
async function echo(api: N8nApi, gateway: GatewayName, of: string): Promise<void> {
	const chatId = of.replace('555', `55${6 + gatewayNames.indexOf(gateway)}`);
	const credential = await credentialAt(api, gateway, '=http://{{ "127.0.0." + 1 }}');
	const bot = await api.createWorkflow(echoOfFiles(gateway, credential));
	await api.activate(bot.id);
	const dataUrl = `data:application/pdf;base64,${BYTES.toString('base64')}`;
	const media = { kind: 'document', dataUrl, fileName: 'report.pdf' };
	// WARest gives no file for a document that has a caption.
	await writeOnPhone(sandbox, { chatId, media });
	const file = await until('file on the phone', () => filesIn(sandbox, chatId)[0]);
	expect(file.fileName).toBe('report.pdf');
	expect(file.sha256).toBe(createHash('sha256').update(BYTES).digest('hex'));
	await api.deactivate(bot.id);
}

/** A proxy that passes everything on, and records the headers. */
function useProxy(): { readonly url: string; readonly seen: IncomingHttpHeaders[] } {
	const seen: IncomingHttpHeaders[] = [];
	const server = createServer((incoming, outgoing) => {
		const target = new URL(incoming.url ?? '', 'http://nowhere.invalid');
		if (target.hostname === '127.0.0.1' || target.hostname === 'localhost')
			seen.push(incoming.headers);
		const { 'proxy-authorization': _, ...headers } = incoming.headers;
		const passed = forward(target, { method: incoming.method, headers, family: 4 }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		passed.on('error', () => outgoing.writeHead(502).end());
		incoming.pipe(passed);
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		get url() {
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		},
		seen,
	};
}
