import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import {
	startSandbox,
	type Delivery,
	type GatewayName,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox';
import { N8nApi } from '../../harness/api';
import {
	answeringBot,
	answersIn,
	foreignWebhook,
	TRIGGER,
	webhooksAt,
	writeOnPhone,
} from '../../harness/bot';
import { credentialData, credentialName, gatewayNames } from '../../harness/gateways';
import { startN8n, temporaryHome, type N8nServer } from '../../harness/n8n';
import { installIntoN8n } from '../../harness/package';
import { isSince, packageTarball } from '../../harness/paths';
import { until } from '../../harness/until';
import { NODE_TYPE, TRIGGER_TYPE, type WorkflowJson } from '../../harness/workflow';

const OWNER = {
	email: 'healing@example.com',
	password: 'Sandbox-2026',
	firstName: 'Hea',
	lastName: 'Ling',
};
const ANNA = '491701112222@s.whatsapp.net';
/** The trigger checks every 45 seconds; the rest is reserve for a busy machine. */
const PATIENCE_MS = 300_000;
/** Older versions of n8n report a trigger that fails at once, and do not try it again. */
const triesAgain = isSince(2, 40);
/** Longer than n8n 2.41 itself tries to register: five times within 15 seconds. */
const AWAY_MS = 40_000;

let home: string;
let n8n: N8nServer;
let api: N8nApi;
const sandboxes: Sandbox[] = [];

/** A separate n8n, because it is stopped and started here. */
beforeAll(async () => {
	home = await temporaryHome();
	await installIntoN8n(packageTarball(), home);
	n8n = await startN8n(home);
	api = await N8nApi.signIn(n8n.url, OWNER);
}, 600_000);
afterAll(async () => {
	await n8n.stop();
	await Promise.all(sandboxes.map(async (sandbox) => await sandbox.close()));
});

/** A workflow with its own WhatsApp. */
interface Case {
	readonly gateway: GatewayName;
	readonly sandbox: Sandbox;
	readonly workflow: WorkflowJson & { id: string };
}

async function newSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox({ warestLimits: { cooldownMs: 0 }, ...options });
	sandboxes.push(sandbox);
	return sandbox;
}

async function answering(
	gateway: GatewayName,
	sandbox: Sandbox,
	parameters: INodeParameters = {},
): Promise<WorkflowJson> {
	const name = `${credentialName(gateway)} ${sandbox[gateway].url}`;
	const credential = await api.createCredential(name, credentialData(sandbox, gateway));
	return answeringBot(credential, parameters);
}

async function newCase(gateway: GatewayName, options: SandboxOptions = {}): Promise<Case> {
	const sandbox = await newSandbox(options);
	return {
		gateway,
		sandbox,
		workflow: await api.createWorkflow(await answering(gateway, sandbox)),
	};
}

async function activeCase(gateway: GatewayName): Promise<Case> {
	const made = await newCase(gateway);
	await api.activate(made.workflow.id);
	return made;
}

/** Writes again and again, until the bot answers. */
async function heard({ sandbox }: Case): Promise<void> {
	const texts: string[] = [];
	await until(
		'answer',
		async () => {
			texts.push(`still there? ${randomUUID()}`);
			await writeOnPhone(sandbox, { chatId: ANNA, text: texts.at(-1) });
			await sleep(2_000);
			const answers = answersIn(sandbox, ANNA);
			return texts.some((text) => answers.includes(`You wrote: ${text}`)) ? true : undefined;
		},
		PATIENCE_MS,
	);
}

/** Makes the gateway lose the webhook, like a recreated container or a reconnect. */
async function lose({ gateway, sandbox }: Case): Promise<void> {
	if (gateway === 'waha') return await sandbox.renewWaha();
	if (gateway === 'evolution') return await switchOff(sandbox);
	await axios.get(`${sandbox.warest.url}/api/v1/session/reconnect`, {
		params: { sessionId: 'default' },
		headers: { 'X-WAREST-API-KEY': sandbox.warest.apiKey },
	});
}

/** Somebody disables Evolution API's webhook and removes its events. */
async function switchOff({ evolution: { apiKey, url } }: Sandbox): Promise<void> {
	const headers = { apikey: apiKey };
	const { data } = await axios.get<object>(`${url}/webhook/find/default`, { headers });
	const webhook = { ...data, enabled: false, events: [] };
	await axios.post(`${url}/webhook/set/default`, { webhook }, { headers });
}

/** The path at which each gateway returns the webhook of a session. */
const LOOKS_AT: Readonly<Record<GatewayName, string>> = {
	waha: '/api/sessions/default',
	warest: '/api/v1/session/default/config',
	evolution: '/webhook/find/default',
};

/** Waits for the trigger's next check of its webhook; on WARest it reads and then writes. */
async function looked(
	{ gateway, sandbox }: Case,
	requests = gateway === 'warest' ? 2 : 1,
): Promise<void> {
	const path = LOOKS_AT[gateway];
	const looks = (): number => sandbox.requests.filter(({ url }) => url.startsWith(path)).length;
	const wanted = looks() + requests;
	await until('look', () => (looks() >= wanted ? true : undefined), PATIENCE_MS);
}

const starts = ({ sandbox }: Case): number => sandbox.world.find('default')?.starts ?? 0;

/** A trigger for the session's status, with no sending node after it. */
async function statusWatch(sandbox: Sandbox): Promise<WorkflowJson & { id: string }> {
	const bot = await answering('waha', sandbox, { events: ['sessionStatus'] });
	const nodes = bot.nodes.map((node) =>
		node.type === NODE_TYPE
			? { ...node, type: 'n8n-nodes-base.noOp', parameters: {}, credentials: {} }
			: node,
	);
	return await api.createWorkflow({ ...bot, nodes });
}

const runsOf = async ({ id }: { id: string }): Promise<number> => (await api.executions(id)).count;

type AddressKind = '/webhook/' | '/webhook-test/';

const addressOf = ({ nodes }: WorkflowJson, kind: AddressKind): string =>
	`${kind}${nodes.find(({ type }) => type === TRIGGER_TYPE)?.webhookId}`;

/** Restarts the session, and waits until this trigger was told at that address that it works again. */
async function restart(
	sandbox: Sandbox,
	workflow: WorkflowJson,
	kind: AddressKind,
	change: () => Promise<void>,
): Promise<void> {
	const address = addressOf(workflow, kind);
	const isEnd = ({ body }: Delivery): boolean => JSON.stringify(body).includes('"WORKING"');
	const told = (): number =>
		sandbox.deliveries.filter(
			(delivery) => delivery.url.includes(address) && delivery.status === 200 && isEnd(delivery),
		).length;
	const before = told();
	await change();
	await until('end of the restart', () => (told() > before ? true : undefined));
}

/** The phone loses its connection, and has it again soon. */
async function drop({ phone }: Sandbox): Promise<void> {
	await axios.post(`${phone.url}/api/session`, { session: 'default', do: 'drop' });
}

/** Waits until no workflow listens in the editor, and this one has been told that the session works. */
async function settled(sandbox: Sandbox, workflow: WorkflowJson): Promise<void> {
	const headers = { 'X-Api-Key': sandbox.waha.apiKey };
	const address = addressOf(workflow, '/webhook/');
	await until('end of listening', async () => {
		const { data } = await axios.get<object>(`${sandbox.waha.url}/api/sessions/default`, {
			headers,
		});
		const session = JSON.stringify(data);
		const isOver = session.includes('"WORKING"') && !session.includes('/webhook-test/');
		const told = sandbox.deliveries.filter(({ url }) => url.includes(address));
		return isOver && told.every(({ status }) => status === 200) ? true : undefined;
	});
}

let editor: Promise<void> = Promise.resolve();

/** Listens in the editor one at a time, because n8n 1 fails if one begins while another ends. */
async function inEditor(tell: () => Promise<void>): Promise<void> {
	const mine = editor.then(tell);
	editor = mine.catch(() => undefined);
	await mine;
}

/** Waits until n8n has removed the webhook with which it listened. */
async function listened({ requests }: Sandbox): Promise<void> {
	const writes = (): number =>
		requests.filter(
			({ body, method, url }) =>
				method === 'PUT' || url.startsWith('/webhook/set/') || 'webhookUrl' in Object(body),
		).length;
	await until('end of listening', () => (writes() === 2 ? true : undefined));
}

/**
 * The scenarios of one test, which run in parallel, so that their waits overlap. False stands for one that the n8n under
 * test cannot have.
 */
type Stories = Readonly<Record<string, false | (() => Promise<void>)>>;

/** One test for each scenario. */
function sideBySide(stories: Stories): void {
	const running = new Map<string, Promise<void>>();
	beforeAll(() => {
		for (const [name, tell] of Object.entries(stories)) {
			if (!tell) continue;
			const story = tell();
			// The error is reported by the scenario's own test.
			story.catch(() => undefined);
			running.set(name, story);
		}
	});
	for (const [name, tell] of Object.entries(stories))
		(tell ? test : test.skip)(name, async () => await running.get(name));
}

const onEach = (name: string, tell: false | ((gateway: GatewayName) => Promise<void>)): Stories =>
	Object.fromEntries(
		gatewayNames.map((gateway) => [
			`${gateway}: ${name}`,
			tell && (async () => await tell(gateway)),
		]),
	);

describe('while n8n is running', () => {
	sideBySide({
		...onEach('a lost webhook is registered again, and can be removed', async (gateway) => {
			const lost = await activeCase(gateway);
			await lose(lost);
			await heard(lost);
			await api.deactivate(lost.workflow.id);
			const before = lost.sandbox.deliveries.length;
			await writeOnPhone(lost.sandbox, { chatId: ANNA, text: 'anybody there?' });
			expect(lost.sandbox.deliveries).toHaveLength(before);
		}),
		...onEach('a workflow deactivated during a check leaves no webhook', async (gateway) => {
			const [left, watched] = [await activeCase(gateway), await activeCase(gateway)];
			await lose(left);
			const config = await webhooksAt(gateway, left.sandbox);
			// The check finds it missing, and checks once more before it is put back.
			await looked(left, 1);
			await api.deactivate(left.workflow.id);
			await looked(watched);
			await looked(watched);
			const before = left.sandbox.deliveries.length;
			await writeOnPhone(left.sandbox, { chatId: ANNA, text: 'anybody there?' });
			expect(left.sandbox.deliveries).toHaveLength(before);
			if (gateway === 'waha') expect(await webhooksAt(gateway, left.sandbox)).toEqual(config);
		}),
		...onEach('a check of a registered webhook changes and restarts nothing', async (gateway) => {
			const calm = await activeCase(gateway);
			const linked = starts(calm);
			const config = await webhooksAt(gateway, calm.sandbox);
			await looked(calm);
			expect(starts(calm)).toBe(linked);
			expect(await webhooksAt(gateway, calm.sandbox)).toEqual(config);
		}),
		"warest: another system's webhook is reported once and stays registered": async () => {
			const taken = await activeCase('warest');
			await foreignWebhook('warest', taken.sandbox);
			const theirs = await webhooksAt('warest', taken.sandbox);
			const said = (): number =>
				n8n.log().split('sends its events to another address now (127.0.0.1:9)').length - 1;
			await until('word in the log', () => (said() > 0 ? true : undefined), PATIENCE_MS);
			const { requests } = taken.sandbox;
			const before = requests.length;
			await until('look', () => (requests.length > before ? true : undefined), PATIENCE_MS);
			expect(said()).toBe(1);
			expect(await webhooksAt('warest', taken.sandbox)).toEqual(theirs);
		},
		...onEach('a workflow published while the gateway is down answers later', async (gateway) => {
			const early = await newCase(gateway);
			const { id } = early.workflow;
			await early.sandbox.setDown(gateway, true);
			if (!(await api.publishesLater(id))) {
				// n8n reports this at once, and leaves the workflow inactive.
				await expect(api.publish(id)).rejects.toThrow('answered 400');
				await early.sandbox.setDown(gateway, false);
				await api.activate(id);
				return await heard(early);
			}
			await api.publish(id);
			await sleep(AWAY_MS);
			// n8n has given up, and reports it. The node that answers also counts as a trigger, because it can wait for
			// an answer.
			const { status, triggers } = await api.published(id);
			expect(status).toMatch(/^(failed|partial)$/);
			expect(triggers).toContainEqual(
				expect.objectContaining({
					status: 'failed',
					errorMessage: expect.stringContaining('cannot be reached'),
				}),
			);
			await early.sandbox.setDown(gateway, false);
			await heard(early);
		}),
		...onEach(
			'publishing succeeds if the gateway is back before n8n gives up',
			triesAgain &&
				(async (gateway) => {
					const early = await newCase(gateway);
					const { id } = early.workflow;
					expect(await api.publishesLater(id)).toBe(true);
					await early.sandbox.setDown(gateway, true);
					await api.publish(id);
					await sleep(2_000);
					await early.sandbox.setDown(gateway, false);
					await api.activate(id);
					await heard(early);
				}),
		),
		...onEach('a new credential moves the webhook to the other gateway', async (gateway) => {
			const moved = await activeCase(gateway);
			const { id } = moved.workflow;
			const next = { ...moved, sandbox: await newSandbox() };
			const { nodes } = await answering(gateway, next.sandbox);
			await api.publishChange(id, {
				...moved.workflow,
				nodes: moved.workflow.nodes.map((node) => ({
					...node,
					credentials: nodes.find(({ name }) => name === node.name)?.credentials ?? {},
				})),
			});
			await heard(next);
			const before = moved.sandbox.deliveries.length;
			await writeOnPhone(moved.sandbox, { chatId: ANNA, text: 'who hears this?' });
			expect(moved.sandbox.deliveries).toHaveLength(before);
		}),
		...onEach(
			'a test event runs the node after the trigger',
			async (gateway) =>
				await inEditor(async () => {
					const tried = await newCase(gateway);
					await api.listen(tried.workflow, TRIGGER);
					await heard(tried);
					await until('execution', async () =>
						(await runsOf(tried.workflow)) === 1 ? true : undefined,
					);
					await listened(tried.sandbox);
				}),
		),
		'waha: publishing a change of another node keeps the trigger working': async () => {
			const edited = await activeCase('waha');
			const { id, nodes } = edited.workflow;
			const linked = starts(edited);
			await api.publishChange(id, {
				...edited.workflow,
				nodes: nodes.map((node) => (node.type === NODE_TYPE ? { ...node, notes: 'new' } : node)),
			});
			// Newer versions of n8n do not touch an unchanged trigger.
			const isLeft = await api.publishesLater(id);
			await heard(edited);
			expect(starts(edited) - linked).toBe(isLeft ? 0 : 2);
		},
		'waha: a restart caused by a registration starts no workflow on Session Status': async () => {
			const sandbox = await newSandbox({ waits: 'real' });
			const watching = await statusWatch(sandbox);
			const activate = async (): Promise<void> => await api.activate(watching.id);
			await restart(sandbox, watching, '/webhook/', activate);
			const another = await statusWatch(sandbox);
			const takeBack = async (): Promise<void> => await api.deactivate(another.id);
			await restart(sandbox, another, '/webhook/', async () => await api.activate(another.id));
			await restart(sandbox, watching, '/webhook/', takeBack);
			await inEditor(async () => {
				const listening = await statusWatch(sandbox);
				const listen = async (): Promise<void> => await api.listen(listening, TRIGGER);
				await restart(sandbox, listening, '/webhook-test/', listen);
				expect(await runsOf(watching)).toBe(0);
				expect(await runsOf(another)).toBe(0);
				expect(await runsOf(listening)).toBe(0);
				// What happens after that is reported to both.
				await drop(sandbox);
				await until('execution by the editor', async () =>
					(await runsOf(listening)) > 0 ? true : undefined,
				);
			});
			// Listening ends with its first event, and the restart that this causes may cover what else was reported then.
			await settled(sandbox, watching);
			const before = await runsOf(watching);
			await drop(sandbox);
			await until('executions of what is active', async () =>
				(await runsOf(watching)) === before + 2 ? true : undefined,
			);
		},
	});
});

describe('after n8n is started again', () => {
	/** Cases that stay active over the restart. */
	const cases: Record<string, Case> = {};

	beforeAll(async () => {
		for (const gateway of gatewayNames)
			for (const name of ['lost', 'away']) cases[`${gateway} ${name}`] = await activeCase(gateway);
		await n8n.stop();
		for (const gateway of gatewayNames) {
			const { sandbox } = cases[`${gateway} away`] ?? {};
			await sandbox?.setDown(gateway, true);
		}
		n8n = await startN8n(home);
		api = await N8nApi.signIn(n8n.url, OWNER);
	}, 600_000);

	const caseOf = (gateway: GatewayName, name: string): Case => {
		const found = cases[`${gateway} ${name}`];
		if (found === undefined) throw new Error('not prepared');
		return found;
	};

	sideBySide({
		...onEach('a lost webhook is registered again', async (gateway) => {
			const lost = caseOf(gateway, 'lost');
			await heard(lost);
			await lose(lost);
			await heard(lost);
		}),
		...onEach('a gateway down at the start of n8n gets its webhook later', async (gateway) => {
			const away = caseOf(gateway, 'away');
			const { url } = away.sandbox[gateway];
			await until('word in the log', () =>
				n8n.log().includes(`${url} cannot be reached`) ? true : undefined,
			);
			await away.sandbox.setDown(gateway, false);
			if (gateway === 'waha') await away.sandbox.renewWaha();
			await heard(away);
		}),
	});
});
