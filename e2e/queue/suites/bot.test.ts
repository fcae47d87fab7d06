import type { GatewayName } from '../../../sandbox';
import { answeringBot, answersIn, settled, writeOnPhone } from '../../../harness/bot';
import { gatewayNames } from '../../../harness/gateways';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { Notes, WEBHOOKS, WORKERS } from '../harness/installation';
import { newChat, WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

const MESSAGES = 12;

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

const textOf = (gateway: GatewayName, number: number): string => `${gateway} says ${number}`;

describe.each(gatewayNames)('an answering bot on %s', (gateway) => {
	told(
		`${gateway}: both webhook processes receive events, and workers answer each once`,
		async () => {
			const { api, credentials, sandbox } = suite;
			const notes = Notes.ofThisRun();
			const chatId = newChat(gateway, 200);
			const bot = await api.createWorkflow(answeringBot(credentials[gateway]));
			await api.activate(bot.id);
			for (let number = 0; number < MESSAGES; number++)
				await writeOnPhone(sandbox, { chatId, text: textOf(gateway, number) });
			const wanted = Array.from(
				{ length: MESSAGES },
				(_, number) => `You wrote: ${textOf(gateway, number)}`,
			);
			await until('answer to each message', () =>
				wanted.every((text) => answersIn(sandbox, chatId).includes(text)),
			);
			expect(await settled(api, bot.id)).toBe(MESSAGES);
			expect(answersIn(sandbox, chatId).sort()).toEqual([...wanted].sort());

			const executions = await api.listExecutions(bot.id);
			expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
			const cameIn = executions.map(({ id }) => notes.webhookOf(id));
			expect(new Set(cameIn)).toEqual(new Set(WEBHOOKS));
			const ranOn = executions.map(({ id }) => notes.workerOf(id));
			for (const worker of ranOn) expect(WORKERS).toContain(worker);
			await api.deactivate(bot.id);
		},
	);
});
