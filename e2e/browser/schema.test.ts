import { startSandbox, type Sandbox } from '../../sandbox';
import { N8nApi } from '../../harness/api';
import { credentialData, credentialName } from '../../harness/gateways';
import { visit, walk, type Visit } from './pages/browser';
import { Editor } from './pages/editor';
import { rowsBeforeSend } from './workflows';

/** Short enough to run on every n8n whose editor shows schemas: `npm run browser -- --n8n 2.8 schema`. */

let sandbox: Sandbox;
let tab: Visit;
let editor: Editor;
let workflowId: string;

const step = walk(() => [editor.page]);

beforeAll(async () => {
	const { E2E_N8N_COOKIE = '', E2E_N8N_URL = '' } = process.env;
	sandbox = await startSandbox();
	const api = new N8nApi(E2E_N8N_URL, E2E_N8N_COOKIE);
	const name = credentialName('waha');
	const { id } = await api.createCredential(name, credentialData(sandbox, 'waha'));
	workflowId = (await api.createWorkflow(rowsBeforeSend(id, name))).id;
	tab = await visit(E2E_N8N_URL, E2E_N8N_COOKIE);
	editor = new Editor(await tab.context.newPage(), E2E_N8N_URL);
});
afterAll(async () => {
	await tab?.close();
	await sandbox?.close();
});

step('the node after a send shows the fields of its output before any execution', async () => {
	await editor.open(workflowId);
	await editor.openNode('Note');
	await editor.node.previews('messageId', 'chatId', 'session', 'timestamp', 'ack');
	await editor.node.close();
});
