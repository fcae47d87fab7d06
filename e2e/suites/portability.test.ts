import { gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { exampleWorkflow, withCredential } from '../../harness/workflow';
import type { Message } from '../../sandbox/world';
import { personId } from '../../sandbox/world/ids';

const ANNA = '491701112222';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

test('the same workflow sends an equal message through each gateway', async () => {
	const workflow = exampleWorkflow('send-a-message.json');
	const ids = new Set<string>();
	const arrived = [];
	for (const gateway of gatewayNames) {
		const run = await suite.api.run(withCredential(workflow, suite.credentials[gateway]));
		expect(run.status).toBe('success');
		const { id, timestamp: _time, ...message } = lastMessageTo(ANNA);
		ids.add(id);
		arrived.push(message);
		expect(suite.sandbox.requests.at(-1)?.gateway).toBe(gateway);
	}
	expect(ids.size).toBe(gatewayNames.length);
	for (const message of arrived) expect(message).toEqual(arrived[0]);
});

function lastMessageTo(phone: string): Message {
	const chat = suite.sandbox.world.session('default').chats.find(personId(phone));
	const message = chat?.messages.at(-1);
	if (message === undefined) throw new Error(`no message to ${phone}`);
	expect(message).toMatchObject({ fromMe: true, text: expect.stringContaining('Hello from n8n') });
	return message;
}
