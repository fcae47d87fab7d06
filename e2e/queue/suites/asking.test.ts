import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { gatewayNames } from '../../../harness/gateways';
import {
	AFTER,
	asker,
	ASKER,
	DOUBLE,
	ended,
	linksIn,
	noOp,
	open,
	outputOf,
	questionTo,
} from '../../../harness/question';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { Notes, WORKERS } from '../harness/installation';
import { newChat, WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });

describe.each(gatewayNames)('Send and Wait for Response through %s', (gateway) => {
	told(
		`${gateway}: a worker sends the question, a webhook process receives the answer, and the workflow continues`,
		async () => {
			const { api, credentials, sandbox } = suite;
			const notes = Notes.ofThisRun();
			const chat = newChat(gateway, 300);
			const path = randomUUID();
			const { id } = await api.createWorkflow({
				name: `Asking ${path}`,
				nodes: [
					{
						...noOp('Webhook'),
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						webhookId: path,
						parameters: { httpMethod: 'POST', path, options: {} },
					},
					asker(credentials[gateway], questionTo(chat, DOUBLE)),
					noOp(AFTER),
				],
				connections: { Webhook: to(ASKER), [ASKER]: to(AFTER) },
				settings: {},
			});
			await api.activate(id);
			await axios.post(`${notes.addresses.inTurns}/webhook/${path}`, {});
			const executionId = await until(
				'execution that waits',
				async () => (await api.listExecutions(id)).find(({ status }) => status === 'waiting')?.id,
			);
			expect(WORKERS).toContain(notes.workerOf(executionId));
			const [link = ''] = linksIn(sandbox, chat);
			expect(link).toContain(`${notes.addresses.inTurns}/webhook-waiting/${executionId}/`);
			const page = await open(link);
			expect([page.status, page.data]).toEqual([200, expect.stringContaining('Refund order')]);
			const done = await open(link, 'POST', { decision: 'approve' });
			expect([done.status, done.data]).toEqual([
				200,
				expect.stringContaining('Your answer was sent'),
			]);
			const execution = await ended(api, executionId);
			expect(execution.status).toBe('success');
			expect(outputOf(execution, AFTER)).toEqual([
				{ data: { approved: true, respondedAt: expect.any(String) } },
			]);
			await api.deactivate(id);
		},
	);
});
