import {
	answeringBot,
	answersIn,
	settled,
	TRIGGER,
	webhooksAt,
	writeOnPhone,
} from '../../../harness/bot';
import { startSuite, type Suite } from '../../../harness/suite';
import { until } from '../../../harness/until';
import { NODE_TYPE, type WorkflowJson } from '../../../harness/workflow';
import { Notes, WEBHOOKS } from '../harness/installation';
import { newChat, WITHOUT_LIMITS } from '../harness/production';
import { told } from '../harness/told';

const NAMES = ['one', 'two', 'three'] as const;
const MESSAGES = 8;

type Name = (typeof NAMES)[number];

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

async function newBot(name: Name): Promise<WorkflowJson & { id: string }> {
	const bot = answeringBot(suite.credentials.warest);
	const nodes = bot.nodes.map((node) => {
		if (node.type !== NODE_TYPE) return node;
		return {
			...node,
			parameters: { ...node.parameters, text: `=${name} heard: {{ $json.text }}` },
		};
	});
	return await suite.api.createWorkflow({ ...bot, name: `Bot ${name}`, nodes });
}

told(
	'warest: three workflows and the listening editor share one webhook, whichever process receives a delivery',
	async () => {
		const { api, sandbox } = suite;
		const notes = Notes.ofThisRun();
		const chatId = newChat('warest', 700);
		const bots = new Map<Name, WorkflowJson & { id: string }>();
		for (const name of NAMES) {
			const bot = await newBot(name);
			await api.activate(bot.id);
			bots.set(name, bot);
		}
		const texts = Array.from({ length: MESSAGES }, (_, number) => `message ${number}`);
		for (const text of texts) await writeOnPhone(sandbox, { chatId, text });
		const wanted = NAMES.flatMap((name) => texts.map((text) => `${name} heard: ${text}`));
		await until('answer of each to each message', () =>
			wanted.every((text) => answersIn(sandbox, chatId).includes(text)),
		);
		for (const { id } of bots.values()) {
			expect(await settled(api, id)).toBe(MESSAGES);
			const cameIn = (await api.listExecutions(id)).map((one) => notes.webhookOf(one.id));
			expect(new Set(cameIn)).toEqual(new Set(WEBHOOKS));
		}
		expect(answersIn(sandbox, chatId).sort()).toEqual([...wanted].sort());

		const tested = bots.get('two');
		if (tested === undefined) throw new Error('no bot');
		await api.listen(tested, TRIGGER);
		await until('listening', async () =>
			JSON.stringify(await webhooksAt('warest', sandbox)).includes('/webhook-test/'),
		);
		await writeOnPhone(sandbox, { chatId, text: 'a test' });
		// The test, which main gets, and the active workflow.
		await until(
			'execution of the test',
			async () => (await settled(api, tested.id)) === MESSAGES + 2,
		);
		for (const { id } of bots.values()) await api.deactivate(id);
		await writeOnPhone(sandbox, { chatId, text: 'anybody there?' });
		for (const { id } of bots.values()) await settled(api, id);
		expect(answersIn(sandbox, chatId).filter((text) => text.includes('anybody'))).toEqual([]);
	},
);
