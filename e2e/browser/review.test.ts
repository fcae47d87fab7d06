import { startSandbox, type Sandbox } from '../../sandbox';
import { N8nApi } from '../../harness/api';
import { credentialData, credentialName } from '../../harness/gateways';
import { exampleWorkflow } from '../../harness/workflow';
import { picture, visit, walk, type Visit } from './pages/browser';
import { Editor } from './pages/editor';

/** Puts a person between an agent and its tools, by clicking. */

const TOOL = 'Tell the Team';

let sandbox: Sandbox;
let tab: Visit;
let editor: Editor;
let workflowId: string;

const step = walk(() => [editor.page]);

beforeAll(async () => {
	const { E2E_N8N_COOKIE = '', E2E_N8N_URL = '' } = process.env;
	sandbox = await startSandbox();
	const api = new N8nApi(E2E_N8N_URL, E2E_N8N_COOKIE);
	await api.createCredential(credentialName('waha'), credentialData(sandbox, 'waha'));
	const example = exampleWorkflow('agent-tool.json');
	const connections = { ...example.connections, [TOOL]: {} };
	const nodes = example.nodes.map((node) => ({ ...node, credentials: {} }));
	workflowId = (await api.createWorkflow({ ...example, nodes, connections })).id;
	tab = await visit(E2E_N8N_URL, E2E_N8N_COOKIE);
	editor = new Editor(await tab.context.newPage(), E2E_N8N_URL);
});
afterAll(async () => {
	await tab?.close();
	await sandbox?.close();
});

step('the node is offered as a human review of a tool', async () => {
	await editor.open(workflowId);
	await editor.addTool('Human review');
	await editor.nodePanel.shows('WhatsApp Gateway');
	await editor.nodePanel.add('WhatsApp Gateway');
});

step('the human review asks for chat and message, but not for resource and operation', async () => {
	await editor.node.isOpen();
	await editor.node.chooseCredential(credentialName('waha'));
	await editor.node.pick('session', 'default');
	await editor.node.pick('chatId', 'Ben Okafor');
	await picture(editor.page, 'review');
	expect(await editor.node.labels()).toEqual(
		expect.arrayContaining(['Session', 'Chat', 'Message', 'Approval Options']),
	);
	for (const name of ['Resource', 'Operation', 'Response Type'])
		expect(await editor.node.labels()).not.toContain(name);
});
