import { createHash, randomBytes } from 'node:crypto';
import type { IBinaryData } from 'n8n-workflow';
import { echoOfFiles, filesIn, settled, TRIGGER, writeOnPhone } from '../../../harness/bot';
import { gatewayNames } from '../../../harness/gateways';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { Notes, WORKERS } from '../harness/installation';
import { newChat, WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

const BYTES = randomBytes(20_000_000);
const DOCUMENT = { mimeType: 'application/pdf', fileName: 'report.pdf' };
/** Where this installation stores files. */
const STORE = process.env.E2E_QUEUE_INSTALLATION === 'offloaded' ? 'filesystem' : 'database';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

describe.each(gatewayNames)('files through %s', (gateway) => {
	told(
		`${gateway}: a worker sends back a file of 20 MB, which n8n stores in its ${STORE}`,
		async () => {
			const { api, credentials, sandbox } = suite;
			const chatId = newChat(gateway, 600);
			const bot = await api.createWorkflow(echoOfFiles(gateway, credentials[gateway]));
			await api.activate(bot.id);
			const dataUrl = `data:${DOCUMENT.mimeType};base64,${BYTES.toString('base64')}`;
			await writeOnPhone(sandbox, {
				chatId,
				media: { kind: 'document', dataUrl, fileName: DOCUMENT.fileName },
			});
			await until('file on the phone', () => filesIn(sandbox, chatId)[0]);
			expect(filesIn(sandbox, chatId)).toEqual([
				{ fileName: DOCUMENT.fileName, sha256: createHash('sha256').update(BYTES).digest('hex') },
			]);
			expect(await settled(api, bot.id)).toBe(1);
			const [execution] = await api.listExecutions(bot.id);
			const { data } = await api.finished(execution?.id ?? '');
			const file: IBinaryData | undefined =
				data.resultData.runData[TRIGGER]?.[0]?.data?.main?.[0]?.[0]?.binary?.data;
			expect(file?.id).toMatch(new RegExp(`^${STORE}`));
			expect(WORKERS).toContain(Notes.ofThisRun().workerOf(execution?.id ?? ''));
			await api.deactivate(bot.id);
		},
	);
});
