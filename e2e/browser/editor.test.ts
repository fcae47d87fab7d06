import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { vocabulary } from '../../nodes/WhatsApp/operations';
import type { Vocabulary } from '../../nodes/WhatsApp/operations/operation';
import { N8nApi } from '../../harness/api';
import { credentialData, credentialName, gatewayNames, GATEWAYS } from '../../harness/gateways';
import { until } from '../../harness/until';
import { visit, walk, type Visit } from './pages/browser';
import { Editor } from './pages/editor';
import { PhonePage } from './pages/phonePage';

/** What the editor shows of the node, beyond the single path of the walk. */

const NODE = 'WhatsApp Gateway';
const BEN = '447700900123@c.us';
const resources: Vocabulary = vocabulary;

let sandbox: Sandbox;
let api: N8nApi;
let tab: Visit;
let editor: Editor;
let phone: PhonePage;

const pages = (): readonly Page[] => [editor.page, phone.page];
const step = walk(pages);

beforeAll(async () => {
	const { E2E_N8N_COOKIE = '', E2E_N8N_URL = '' } = process.env;
	sandbox = await startSandbox();
	api = new N8nApi(E2E_N8N_URL, E2E_N8N_COOKIE);
	for (const gateway of gatewayNames)
		await api.createCredential(credentialName(gateway), credentialData(sandbox, gateway));
	tab = await visit(E2E_N8N_URL, E2E_N8N_COOKIE);
	editor = new Editor(await tab.context.newPage(), E2E_N8N_URL);
	phone = new PhonePage(await tab.context.newPage(), sandbox.phone.url);
	await phone.visit();
	await editor.page.bringToFront();
});
afterAll(async () => {
	await tab?.close();
	await sandbox?.close();
});

step('the node panel finds the node by each gateway and by what it can do', async () => {
	await editor.begin();
	await editor.addFirst();
	for (const text of [
		...Object.values(GATEWAYS),
		'whatsapp image',
		'send an image',
		'whatsapp gateway',
	]) {
		await editor.nodePanel.search(text);
		await editor.nodePanel.shows(NODE);
	}
});

step('the node panel lists the most frequent actions and trigger first', async () => {
	await editor.nodePanel.choose(NODE);
	const triggers = await editor.nodePanel.names('Triggers');
	const actions = await editor.nodePanel.names('Actions');
	const place = (names: string[], name: string) => names.indexOf(name) + 1;
	console.log(
		`"Send an image" is action ${place(actions, 'Send an image')} of ${actions.length}, "On message" trigger ${place(triggers, 'On message')} of ${triggers.length}`,
	);
	expect(actions.slice(0, 2)).toEqual(['Send a text message', 'Send an image']);
	expect(triggers[0]).toBe('On message');
	const shown = new WhatsApp().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) =>
			options.map((option) => ('action' in option ? option.action : '')),
		);
	expect(actions).toEqual(shown);
});

step('each resource preselects an operation that only reads, or Send Text', async () => {
	await editor.nodePanel.pick('Send a text message');
	await editor.node.isOpen();
	for (const { name, operations, preset } of Object.values(resources).reverse()) {
		await editor.node.select('resource', name);
		await editor.node.becomes('operation', operations[preset]?.name ?? '');
		expect([name, await editor.node.selected('operation')]).toEqual([
			name,
			expect.stringMatching(/^(Get|Ping|Send Text|Validate)/),
		]);
	}
});

step('Delete for Everyone requires a session and a chat', async () => {
	await editor.node.chooseCredential(credentialName('waha'));
	await editor.node.select('operation', 'Delete for Everyone');
	const refusal = await editor.node.refusal();
	expect(refusal).toContain('Parameter "Session" is required');
	expect(refusal).toContain('Parameter "Chat" is required');
});

for (const gateway of gatewayNames) {
	step(
		`the credential test for ${GATEWAYS[gateway]} refuses a wrong key and accepts the right one`,
		async () => {
			const { credential } = editor.node;
			const { apiKey, url } = sandbox[gateway];
			await editor.node.newCredential();
			await credential.rename(`${GATEWAYS[gateway]} by hand`);
			await credential.select('gateway', GATEWAYS[gateway]);
			await credential.write('baseUrl', url);
			await credential.write('apiKey', 'not-the-key');
			await credential.save();
			expect(await credential.failure()).toContain(`${GATEWAYS[gateway]} refused the API key.`);
			await credential.write('apiKey', apiKey);
			await credential.save();
			await credential.saved();
			if (!(await credential.isShown())) await editor.node.editCredential();
			await credential.passed();
			await credential.close();
			expect(await editor.node.credentialName()).toBe(`${GATEWAYS[gateway]} by hand`);
		},
	);

	step(`a text is sent through ${GATEWAYS[gateway]} with session and chat from lists`, async () => {
		const text = `Sent through ${GATEWAYS[gateway]}`;
		await editor.node.chooseCredential(credentialName(gateway));
		await editor.node.select('operation', 'Send Text');
		await editor.node.pick('session', 'default');
		// Evolution API's list has the name that he has given himself, not the one in the address book.
		await editor.node.pick('chatId', BEN);
		await editor.node.write('text', text);
		await api.finished(await editor.node.execute());
		await editor.node.shows('success');
		// The previous gateway's item may still be shown for a moment.
		const item = await until('item of this text', async () =>
			(await editor.node.items()).find((shown) => shown.text === text),
		);
		expect(item).toMatchObject({ chatId: BEN, session: 'default' });
		await phone.page.bringToFront();
		await phone.open('Ben Okafor');
		await phone.sees(text);
		await editor.page.bringToFront();
	});
}
