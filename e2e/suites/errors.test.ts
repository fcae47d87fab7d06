import type { INode } from 'n8n-workflow';
import type { Execution } from '../../harness/api';
import { gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import {
	NODE_TYPE,
	exampleWorkflow,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';

const SENDER = 'Send a Message';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('a message that fails to send through %s', (gateway) => {
	const run = async (changes: Partial<INode>): Promise<Execution> => {
		const workflow = changeNode(exampleWorkflow('send-a-message.json'), changes);
		return await suite.api.run(withCredential(workflow, suite.credentials[gateway]));
	};

	test('ends the workflow with an error at its node', async () => {
		const { status, data } = await run({});
		expect(status).toBe('error');
		expect(data.resultData.lastNodeExecuted).toBe(SENDER);
		expect(data.resultData.error?.message).toEqual(expect.any(String));
	});

	test('becomes an item with an error if the node continues', async () => {
		const { status, data } = await run({ onError: 'continueRegularOutput' });
		expect(status).toBe('success');
		const [item] = outputOf(data, 0);
		expect(item).toMatchObject({ json: { error: expect.any(String) }, pairedItem: { item: 0 } });
	});

	test('is returned at the error output if the node has one', async () => {
		const { status, data } = await run({ onError: 'continueErrorOutput' });
		expect(status).toBe('success');
		expect(outputOf(data, 0)).toEqual([]);
		expect(outputOf(data, 1)).toHaveLength(1);
	});
});

/** The workflow with changes to its WhatsApp node, and a session that no gateway has. */
function changeNode(workflow: WorkflowJson, changes: Partial<INode>): WorkflowJson {
	const session = { __rl: true, mode: 'id', value: 'nobody' };
	const nodes = workflow.nodes.map((node) =>
		node.type === NODE_TYPE
			? { ...node, ...changes, parameters: { ...node.parameters, session } }
			: node,
	);
	return { ...workflow, nodes };
}

function outputOf(data: Execution['data'], output: number) {
	return data.resultData.runData[SENDER]?.[0]?.data?.main?.[output] ?? [];
}
