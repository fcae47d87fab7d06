import type { Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox';
import { N8nApi } from '../../harness/api';
import { usualPort } from '../../harness/ports';
import { until } from '../../harness/until';
import { clicksOn, picture, visit, walk, type Visit } from './pages/browser';
import { Editor } from './pages/editor';
import { PhonePage } from './pages/phonePage';
import { rowsBeforeSend } from './workflows';

/** From an empty canvas to a bot that answers, the way a first-time user would go. */

const NODE = 'WhatsApp Gateway';
const SEND = 'Send a text message';
const CREDENTIAL = 'Shop on WAHA';
const TEXT = 'Your order *4711* is on its way 🚲';

let sandbox: Sandbox;
let api: N8nApi;
let tab: Visit;
let editor: Editor;
let phone: PhonePage;
let clicks = 0;

const pages = (): readonly Page[] => [editor.page, phone.page];
const step = walk(pages);

beforeAll(async () => {
	const { E2E_N8N_COOKIE = '', E2E_N8N_URL = '' } = process.env;
	// The pictures show the address that most people have.
	sandbox = await startSandbox({ ports: { waha: await usualPort('WAHA', 3000) } });
	api = new N8nApi(E2E_N8N_URL, E2E_N8N_COOKIE);
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

step('the node panel finds the node by the gateway, and opens the picked action', async () => {
	await editor.begin();
	await editor.addFirst();
	await editor.nodePanel.search('waha');
	await editor.nodePanel.choose(NODE);
	await editor.nodePanel.scrollTo(SEND);
	await picture(editor.page, 'actions');
	await editor.nodePanel.pick(SEND);
	await editor.node.isOpen();
	expect(await editor.node.title()).toBe(SEND);
	expect(await editor.node.selected('operation')).toBe('Send Text');
});

step('the credential test refuses a wrong key and accepts the right one', async () => {
	const before = await clicksOn(editor.page);
	const { credential } = editor.node;
	await editor.node.newCredential();
	await credential.rename(CREDENTIAL);
	await credential.write('baseUrl', sandbox.waha.url);
	await credential.write('apiKey', 'not-the-key');
	await credential.save();
	expect(await credential.failure()).toContain('WAHA refused the API key.');
	await picture(editor.page, 'credential-refused');
	await credential.write('apiKey', sandbox.waha.apiKey);
	await credential.save();
	await credential.saved();
	if (!(await credential.isShown())) await editor.node.editCredential();
	await credential.passed();
	await picture(editor.page, 'credential');
	await credential.close();
	expect(await editor.node.credentialName()).toBe(CREDENTIAL);
	clicks -= (await clicksOn(editor.page)) - before;
});

step('session and chat are chosen from lists, without an expression', async () => {
	for (const parameter of ['session', 'chatId']) {
		expect([parameter, await editor.node.way(parameter)]).toEqual([
			parameter,
			{ mode: 'From list', isExpression: false },
		]);
		expect([parameter, await editor.node.listed(parameter)]).toEqual([parameter, '']);
	}
	await editor.node.pick('session', 'default');
	await editor.node.pick('chatId', 'Anna Lindt');
	expect(await editor.node.listed('chatId')).toContain('Anna Lindt');
	await editor.node.write('text', TEXT);
});

step('the message is sent within ten clicks, and the phone shows its bold text', async () => {
	const execution = await api.finished(await editor.node.execute());
	clicks += await clicksOn(editor.page);
	expect(execution.status).toBe('success');
	await editor.node.shows('success');
	const [item] = await editor.node.items();
	expect(Object.keys(item ?? {}).slice(0, 4)).toEqual([
		'messageId',
		'chatId',
		'session',
		'timestamp',
	]);
	await picture(editor.page, 'send');
	await phone.page.bringToFront();
	await phone.open('Anna Lindt');
	const message = await phone.sees('Your order 4711 is on its way');
	expect(await message.locator('strong').allInnerTexts()).toEqual(['4711']);
	await picture(phone.page, 'phone');
	// The README says so.
	expect(clicks).toBeLessThanOrEqual(10);
	console.log(
		`Clicks from an empty canvas to a sent message, with a credential at hand: ${clicks}`,
	);
});

step('a failed send shows the reason and what to do', async () => {
	await editor.page.bringToFront();
	await editor.node.pick('session', 'spare');
	const execution = await api.finished(await editor.node.execute());
	expect(execution.status).toBe('error');
	await editor.node.shows('error');
	const { advice, message } = await editor.node.error();
	expect(message).toContain('The session "spare" on WAHA is not ready');
	expect(advice).toContain('start it, or scan its QR code');
	await picture(editor.page, 'error');
	await editor.node.close();
});

step('the editor shows the output fields of a send before its first execution', async () => {
	const credential = (await api.credentials()).find(({ name }) => name === CREDENTIAL);
	const workflow = await api.createWorkflow(rowsBeforeSend(credential?.id ?? '', CREDENTIAL));
	await editor.open(workflow.id);
	await editor.openNode('Note');
	await editor.node.previews('messageId', 'chatId', 'session', 'timestamp');
	await picture(editor.page, 'schema');
	await editor.node.close();
});

step('the error branch gets the item with its error and details', async () => {
	await editor.openNode(SEND);
	await editor.node.settings();
	await editor.node.select('onError', 'Continue (using error output)');
	await editor.node.parameters();
	await api.finished(await editor.node.execute());
	await editor.node.branch('Error Branch');
	const [item] = await editor.node.items();
	expect(item).toEqual({
		order: 4711,
		phone: '+49 170 1112222',
		error: expect.stringContaining('The session "spare" on WAHA is not ready'),
		details: expect.objectContaining({
			outcome: 'notSent',
			session: 'spare',
			chatId: '491701112222@c.us',
			gateway: 'WAHA',
		}),
	});
	await picture(editor.page, 'error-branch');
});

step('an answer to the trigger needs only a credential and a text', async () => {
	await editor.begin();
	await editor.addFirst();
	await editor.nodePanel.search('whatsapp gateway');
	await editor.nodePanel.choose(NODE);
	await editor.nodePanel.pick('On message');
	await editor.node.isOpen();
	await editor.node.chooseCredential(CREDENTIAL);
	await editor.node.close();
	await editor.addBehind();
	await editor.nodePanel.search('whatsapp gateway');
	await editor.nodePanel.choose(NODE);
	await editor.nodePanel.pick(SEND);
	await editor.node.isOpen();
	await editor.node.chooseCredential(CREDENTIAL);
	await editor.node.write('text', 'We are open from 9 to 18.');
	await editor.node.close();
});

step('a published workflow answers a message, and can be deactivated', async () => {
	await editor.publish();
	await phone.page.bringToFront();
	await phone.open('Carla');
	await phone.write('When are you open?');
	await phone.sees('We are open from 9 to 18.');
	await editor.page.bringToFront();
	await editor.showSuccess();
	await picture(editor.page, 'bot');
	await api.deactivate(editor.workflowId);
	await until('webhook taken away', async () => (await webhooks()) === 0);
});

/** How many webhooks the gateway posts to. */
async function webhooks(): Promise<number> {
	const answer = await fetch(`${sandbox.waha.url}/api/sessions/default`, {
		headers: { 'X-Api-Key': sandbox.waha.apiKey },
	});
	const { config } = (await answer.json()) as { config?: { webhooks?: unknown[] } };
	return config?.webhooks?.length ?? 0;
}
