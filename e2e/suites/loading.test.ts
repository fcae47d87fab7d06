import { startSuite, type Suite } from '../../harness/suite';
import { NODE_TYPE, TRIGGER_TYPE } from '../../harness/workflow';
import { catalogue } from '../../nodes/WhatsApp/gateways/catalogue';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

const THEMES = ['light', 'dark'] as const;

test.each([
	{ what: 'for workflows', type: NODE_TYPE },
	{ what: 'as a tool for AI agents', type: `${NODE_TYPE}Tool` },
])('n8n shows the node $what with its icons', async ({ type }) => {
	const node = (await suite.api.nodeTypes()).find(({ name }) => name === type);
	expect(node).toBeDefined();
	for (const theme of THEMES) {
		const url = typeof node?.iconUrl === 'object' ? node.iconUrl[theme] : undefined;
		const icon = await suite.api.file(`/${url}`);
		expect(icon.status).toBe(200);
		expect(icon.body).toContain('<svg');
	}
});

test.each([NODE_TYPE, TRIGGER_TYPE])(
	'n8n finds %s by the name and the search words of each gateway',
	async (type) => {
		const node = (await suite.api.nodeTypes()).find(({ name }) => name === type);
		const words = Object.values(catalogue).flatMap(({ name, searchWords }) => [
			name,
			...searchWords,
		]);
		expect(node?.codex?.alias).toEqual(expect.arrayContaining(words));
	},
);
