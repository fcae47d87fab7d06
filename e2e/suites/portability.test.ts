import { gatewayNames } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';
import { exampleWorkflow, withCredential } from '../../harness/workflow';
import { personId } from '../../sandbox/world/ids';

const ANNA = '491701112222';

let suite: Suite;

beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

test('the same workflow sends a message through each gateway, equal on WAHA and WARest', async () => {
	const workflow = exampleWorkflow('send-a-message.json');
	const arrived = [];
	for (const gateway of gatewayNames) {
		const run = await suite.api.run(withCredential(workflow, suite.credentials[gateway]));
		expect(run.status).toBe('success');
		arrived.push(lastMessageTo(ANNA));
		expect(suite.sandbox.requests.at(-1)?.gateway).toBe(gateway);
	}
	const [first, second] = arrived;
	expect(first?.id).not.toBe(second?.id);
	expect({ ...first, id: null, timestamp: null }).toEqual({ ...second, id: null, timestamp: null });
});

function lastMessageTo(phone: string) {
	const chat = suite.sandbox.world.session('default').chats.find(personId(phone));
	const message = chat?.messages.at(-1);
	expect(message).toMatchObject({ fromMe: true, text: expect.stringContaining('Hello from n8n') });
	return message;
}
