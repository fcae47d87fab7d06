import { answeringBot, answersIn, TRIGGER, writeOnPhone } from '../../../harness/bot';
import { gatewayNames } from '../../../harness/gateways';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { exampleWorkflow, withCredential } from '../../../harness/workflow';
import { Notes, WORKERS } from '../harness/installation';
import { newChat, WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

/** Whether workers run what is started in the editor; otherwise main does. */
const isOffloaded = process.env.E2E_QUEUE_INSTALLATION === 'offloaded';
const PLACE = isOffloaded ? 'a worker' : 'the main process';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

function expectItRanInPlace(executionId: string): void {
	const worker = Notes.ofThisRun().workerOf(executionId);
	if (isOffloaded) expect(WORKERS).toContain(worker);
	else expect(worker).toBeUndefined();
}

describe.each(gatewayNames)('the editor with %s', (gateway) => {
	told(`${gateway}: a test event runs the workflow on ${PLACE}`, async () => {
		const { api, credentials, sandbox } = suite;
		const chatId = newChat(gateway, 500);
		const bot = await api.createWorkflow(
			answeringBot(credentials[gateway], { options: { replaceWebhook: gateway !== 'waha' } }),
		);
		await api.listen(bot, TRIGGER);
		await writeOnPhone(sandbox, { chatId, text: 'a test' });
		const executionId = await until(
			'execution of the test',
			async () => (await api.listExecutions(bot.id))[0]?.id,
		);
		const { data, mode, status } = await api.finished(executionId);
		expect(data.resultData.error?.message).toBeUndefined();
		expect({ mode, status }).toEqual({ mode: 'manual', status: 'success' });
		expect(data.resultData.runData[TRIGGER]?.[0]?.data?.main?.[0]?.[0]?.json).toMatchObject({
			event: 'message',
			text: 'a test',
		});
		expect(answersIn(sandbox, chatId)).toEqual(['You wrote: a test']);
		expectItRanInPlace(executionId);
	});

	told(`${gateway}: a workflow started in the editor runs on ${PLACE}`, async () => {
		const { api, credentials } = suite;
		const workflow = withCredential(exampleWorkflow('send-a-message.json'), credentials[gateway]);
		const { data, id, status } = await api.run(workflow);
		expect(data.resultData.error?.message).toBeUndefined();
		expect(status).toBe('success');
		expectItRanInPlace(id);
	});
});
