import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { N8nApi } from '../../harness/api';
import {
	answeringBot,
	answersIn,
	foreignWebhook,
	settled,
	TRIGGER,
	webhooksAt,
	writeOnPhone,
} from '../../harness/bot';
import { credentialData, credentialName } from '../../harness/gateways';
import { startN8n, temporaryHome, type N8nServer } from '../../harness/n8n';
import { installIntoN8n } from '../../harness/package';
import { packageTarball } from '../../harness/paths';
import { until } from '../../harness/until';
import { NODE_TYPE, TRIGGER_TYPE, type WorkflowJson } from '../../harness/workflow';
import { startSandbox, type Sandbox } from '../../sandbox';

const OWNER = {
	email: 'sharing@example.com',
	password: 'Sandbox-2026',
	firstName: 'Sha',
	lastName: 'Ring',
};
const ANNA = '491701112222@s.whatsapp.net';
/** The trigger checks every 45 seconds; the rest is for a busy machine. */
const PATIENCE_MS = 300_000;
/** Longest wait for an answer before the next message, so that n8n is busy but not overrun. In milliseconds. */
const GAP_MS = 5_000;
const NAMES = ['one', 'two', 'three'] as const;

type Name = (typeof NAMES)[number];

let home: string;
let n8n: N8nServer;
let api: N8nApi;
let sandbox: Sandbox;
const workflows = new Map<Name, WorkflowJson & { id: string }>();

const workflow = (name: Name): WorkflowJson & { id: string } => {
	const found = workflows.get(name);
	if (found === undefined) throw new Error(`no workflow ${name}`);
	return found;
};

/** A separate n8n, because it is stopped and started here. */
beforeAll(async () => {
	home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	await start();
	sandbox = await startSandbox({ warestLimits: { cooldownMs: 0 } });
	const credential = await api.createCredential(
		credentialName('warest'),
		credentialData(sandbox, 'warest'),
	);
	for (const name of NAMES) {
		const bot = answeringBot(credential);
		const nodes = bot.nodes.map((node) => {
			if (node.type !== NODE_TYPE) return node;
			const text = `=${name} heard: {{ $json.text ?? $json.type }}`;
			return { ...node, parameters: { ...node.parameters, text } };
		});
		workflows.set(name, await api.createWorkflow({ ...bot, name: `Bot ${name}`, nodes }));
	}
}, 600_000);
afterAll(async () => {
	await n8n.stop();
	await sandbox.close();
});

async function start(): Promise<void> {
	n8n = await startN8n(home, n8n ? Number(new URL(n8n.url).port) : undefined);
	api = await N8nApi.signIn(n8n.url, OWNER);
}

const answers = (name: Name, text: string): number =>
	answersIn(sandbox, ANNA).filter((answer) => answer === `${name} heard: ${text}`).length;

const url = async (): Promise<string> => JSON.stringify(await webhooksAt('warest', sandbox));

/** Each address to which WARest was told to post. */
const writes = (): string[] =>
	sandbox.requests
		.map(({ body }) => JSON.stringify(body ?? null))
		.filter((body) => body.includes('webhookUrl'));

/** The end of the address of a workflow's trigger. */
const idOf = (name: Name): string =>
	workflow(name).nodes.find(({ type }) => type === TRIGGER_TYPE)?.webhookId ?? '';

/** Waits for answers, but not for long: a lost message must not hold up the next one. */
async function answered(names: readonly Name[], text: string): Promise<void> {
	const end = Date.now() + GAP_MS;
	while (Date.now() < end && !names.every((name) => answers(name, text) > 0)) await sleep(20);
}

/** Writes, waits until these have answered and until all is quiet: then each answered exactly once. */
async function heardBy(...names: Name[]): Promise<void> {
	const text = `hello ${randomUUID()}`;
	await writeOnPhone(sandbox, { chatId: ANNA, text });
	for (const name of names)
		await until(`answer of ${name}`, () => (answers(name, text) > 0 ? true : undefined));
	for (const name of NAMES) await settled(api, workflow(name).id);
	expect(NAMES.map((name) => [name, answers(name, text)])).toEqual(
		NAMES.map((name) => [name, names.includes(name) ? 1 : 0]),
	);
}

describe('three workflows on one WARest session', () => {
	test('all answer each message once', async () => {
		for (const [index, name] of NAMES.entries()) {
			await api.activate(workflow(name).id);
			await heardBy(...NAMES.slice(0, index + 1));
		}
		expect(await url()).toContain(`/webhook/${idOf('one')}/webhook?also=`);
	});

	test('all answer while the editor listens for a test event of one', async () => {
		const { id } = workflow('two');
		await api.listen(workflow('two'), TRIGGER);
		await until('listening', async () =>
			(await url()).includes('/webhook-test/') ? true : undefined,
		);
		const runs = await settled(api, id);
		const text = `a test ${randomUUID()}`;
		await writeOnPhone(sandbox, { chatId: ANNA, text });
		// The test and the active workflow: two executions of the second one.
		await until('execution of the test', async () =>
			(await settled(api, id)) === runs + 2 ? true : undefined,
		);
		await until('end of listening', async () =>
			(await url()).includes('/webhook-test/') ? undefined : true,
		);
		for (const name of ['one', 'three'] as const) expect(answers(name, text)).toBe(1);
		await heardBy(...NAMES);
	});

	test('all answer after a restart of n8n', async () => {
		const before = writes().length;
		await n8n.stop();
		await start();
		await until('activation of all at the start', () =>
			writes().length >= before + NAMES.length ? true : undefined,
		);
		await heardBy(...NAMES);
	});

	test('all answer after WARest lost the webhook at a reconnect', async () => {
		await axios.get(`${sandbox.warest.url}/api/v1/session/reconnect`, {
			params: { sessionId: 'default' },
			headers: { 'X-WAREST-API-KEY': sandbox.warest.apiKey },
		});
		const before = writes().length;
		await until('the webhook', () => (writes().length > before ? true : undefined), PATIENCE_MS);
		await heardBy(...NAMES);
	});

	test('miss no message while the one with the webhook is deactivated, except if n8n is late', async () => {
		const stands = await url();
		const first = NAMES.find((name) => stands.includes(`/webhook/${idOf(name)}/webhook?`));
		if (first === undefined) throw new Error(`nobody has the webhook: ${stands}`);
		const others = NAMES.filter((name) => name !== first);
		const isLate = await api.publishesLater(workflow(first).id);
		const texts: string[] = [];
		const writing = { isOver: false };
		/** The messages that came before n8n had removed the webhook. */
		const late = { from: 0, to: 0 };
		const written = (async () => {
			while (!writing.isOver) {
				texts.push(`while it goes ${texts.length}`);
				await writeOnPhone(sandbox, { chatId: ANNA, text: texts.at(-1) });
				await answered(others, texts.at(-1) ?? '');
			}
		})();
		try {
			await until('some messages', () => (texts.length > 10 ? true : undefined));
			late.from = texts.length - 1;
			await api.deactivate(workflow(first).id);
			await until('another one in its place', async () =>
				(await url()).includes(`/webhook/${idOf(first)}/webhook?`) ? undefined : true,
			);
			late.to = texts.length;
			await until('some more messages', () => (texts.length > late.to + 10 ? true : undefined));
		} finally {
			writing.isOver = true;
			await written;
		}
		await until('all answers', () =>
			others.every((name) => answers(name, texts.at(-1) ?? '') > 0) ? true : undefined,
		);
		for (const name of NAMES) await settled(api, workflow(name).id);
		for (const name of others)
			for (const [index, text] of texts.entries()) {
				// An n8n that publishes later answers 404 for a workflow before it stops its trigger, and WARest repeats
				// nothing.
				const mayMiss = isLate && index >= late.from && index <= late.to;
				const count = answers(name, text);
				expect([text, count]).toEqual([text, mayMiss && count === 0 ? 0 : 1]);
			}
		await heardBy(...others);
		await api.activate(workflow(first).id);
		await heardBy(...NAMES);
	});

	test('stop answering one after another when deactivated, and the last one removes the webhook', async () => {
		await api.deactivate(workflow('two').id);
		await heardBy('one', 'three');
		await api.deactivate(workflow('one').id);
		await heardBy('three');
		await api.deactivate(workflow('three').id);
		// After five seconds WARest shows the URL again, but posts nothing to it.
		expect(writes().at(-1)).toContain('"webhookUrl":""');
		const before = sandbox.deliveries.length;
		await heardBy();
		expect(sandbox.deliveries).toHaveLength(before);
	});
});

test("activation is refused while another system's webhook is registered", async () => {
	const other = await startSandbox();
	try {
		await foreignWebhook('warest', other);
		const before = await webhooksAt('warest', other);
		const credential = await api.createCredential('other', credentialData(other, 'warest'));
		const bot = await api.createWorkflow(answeringBot(credential));
		// n8n 1 shows the second sentence.
		await expect(api.activate(bot.id)).rejects.toThrow(
			/another address already|one webhook for each session/,
		);
		await api.deactivate(bot.id);
		expect(await webhooksAt('warest', other)).toEqual(before);
	} finally {
		await other.close();
	}
});
