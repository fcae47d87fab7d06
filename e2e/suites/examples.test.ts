import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialReference } from '../../harness/api';
import { answersIn, settled, writeOnPhone } from '../../harness/bot';
import { credentialData, gatewayNames } from '../../harness/gateways';
import { attachmentsOf, headerOf, startMailbox, type Mailbox } from '../../harness/mailbox';
import { startModel } from '../../harness/model';
import { startOutside, type Outside } from '../../harness/outside';
import { isSince, projectRoot } from '../../harness/paths';
import { ended, linksIn, open } from '../../harness/question';
import { startSuite, type Suite } from '../../harness/suite';
import { until } from '../../harness/until';
import {
	CREDENTIAL_TYPE,
	exampleWorkflow,
	withCredential,
	type WorkflowJson,
} from '../../harness/workflow';
import { startSandbox, type GatewayName, type Sandbox } from '../../sandbox';
import { FaultProxy } from '../../test/faults/proxy';

const ANNA = '491701112222@s.whatsapp.net';
const BEN = '447700900123@s.whatsapp.net';
const CARLA = '5511987654321@s.whatsapp.net';
/** A number without WhatsApp. */
const NOBODY = '493000000404@s.whatsapp.net';
const TEAM = '120363000000000001@g.us';
/** n8n 1 has no human review of tools. */
const REVIEWED = 'reviewed-agent.json';
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** Replacements for nodes in a test, by the node's name. */
type Stands = Readonly<Record<string, (node: INode) => INode>>;

/** The same node with some parameters changed, as a user would. */
const set =
	(parameters: INodeParameters) =>
	(node: INode): INode => ({ ...node, parameters: { ...node.parameters, ...parameters } });

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

describe.each(gatewayNames)('examples with %s', (gateway) => {
	let suite: Suite;
	let sandbox: Sandbox;
	let mailbox: Mailbox;
	let outside: Outside;
	let smtp: CredentialReference;
	let active: string | undefined;

	beforeEach(async () => {
		suite = await startSuite({ warestLimits: { cooldownMs: 0 } });
		sandbox = suite.sandbox;
		mailbox = await startMailbox();
		outside = await startOutside();
		smtp = await mailbox.credential(suite.api);
	});
	afterEach(async () => {
		if (active !== undefined) await suite.api.deactivate(active);
		active = undefined;
		await Promise.all([sandbox.close(), mailbox.close(), outside.close()]);
	});

	/** An example as a user sets it up here: credentials chosen, and external services replaced. */
	function example(
		file: string,
		stands: Stands = {},
		credential = suite.credentials[gateway],
	): WorkflowJson {
		const workflow = withCredential(exampleWorkflow(file), credential);
		const names = workflow.nodes.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(stands)));
		const nodes = workflow.nodes.map((node) => {
			const own = node.credentials?.smtp ? { ...node, credentials: { smtp } } : node;
			return stands[node.name]?.(own) ?? own;
		});
		return { ...workflow, nodes };
	}

	async function activate(workflow: WorkflowJson): Promise<string> {
		const { id } = await suite.api.createWorkflow(workflow);
		active = id;
		await suite.api.activate(id);
		return id;
	}

	/** Executes it like the editor's button; an error in a node fails the test with its message. */
	async function run(workflow: WorkflowJson): Promise<void> {
		const { data, status } = await suite.api.run(workflow);
		expect(data.resultData.error?.message).toBeUndefined();
		expect(status).toBe('success');
	}

	const executionsOf = async (id: string, count: number): Promise<void> => {
		await until(`${count} executions`, async () =>
			(await settled(suite.api, id)) >= count ? true : undefined,
		);
	};

	const answered = async (chatId: string, text: string): Promise<void> => {
		await until(`"${text}" in ${chatId}`, () =>
			answersIn(sandbox, chatId).includes(text) ? true : undefined,
		);
	};

	const onPhone = async (act: string, input: Record<string, unknown>): Promise<void> => {
		await axios.post(`${sandbox.phone.url}/api/${act}`, { session: 'default', ...input });
	};

	const mailsArrived = async (count: number): Promise<void> => {
		await until(`mail number ${count}`, () => (mailbox.mails.length >= count ? true : undefined));
	};

	test('send-a-message.json sends a message', async () => {
		await run(example('send-a-message.json'));
		expect(answersIn(sandbox, ANNA).at(-1)).toMatch(/^Hello from n8n!/);
	});

	test.each([
		['approve', 'Order 1042 will be refunded.'],
		['disapprove', 'Order 1042 will not be refunded.'],
	])('approval.json reports the decision %s', async (decision, told) => {
		const { data, id, status } = await suite.api.run(example('approval.json'));
		expect([data.resultData.error?.message, status]).toEqual([undefined, 'waiting']);
		expect(answersIn(sandbox, ANNA).at(-1)).toMatch(
			/^Refund 49.90 EUR for order 1042\?\n\nRefund \/ Keep:/,
		);
		await open(linksIn(sandbox, ANNA).at(-1) ?? '', 'POST', { decision });
		expect((await ended(suite.api, id)).status).toBe('success');
		await answered(BEN, told);
	});

	test('approval.json reports that nobody answered in time', async () => {
		const workflow = example('approval.json', {
			'Ask the Manager': (node) => {
				const text = JSON.stringify(node).replace(
					'"resumeAmount":1,"resumeUnit":"days"',
					'"resumeAmount":0.05,"resumeUnit":"minutes"',
				);
				return JSON.parse(text) as INode;
			},
		});
		const { id } = await suite.api.run(workflow);
		expect((await ended(suite.api, id)).status).toBe('success');
		await answered(ANNA, 'Nobody has decided about order 1042.');
	});

	test('answering-bot.json answers a message', async () => {
		await activate(example('answering-bot.json'));
		await writeOnPhone(sandbox, { chatId: BEN, text: 'hello' });
		await answered(BEN, 'You wrote: hello');
	});

	test('qr-code-by-email.json sends the QR code when executed manually', async () => {
		const link = exampleWorkflow('qr-code-by-email.json');
		const session = link.nodes.find(({ name }) => name === 'Session to Link');
		const parameters = JSON.parse(
			JSON.stringify(session?.parameters).replace('"default"', '"support"'),
		) as INodeParameters;
		await run(example('qr-code-by-email.json', { 'Session to Link': set(parameters) }));
		expect(mailbox.mails).toHaveLength(1);
		expectQrCodes(mailbox, ['WhatsApp session support asks for its QR code']);
	});

	test('qr-code-by-email.json sends one email when the session needs its QR code', async () => {
		const id = await activate(example('qr-code-by-email.json'));
		await onPhone('session', { do: 'unlink' });
		await mailsArrived(1);
		// What a run keeps is stored at its end; a gateway takes its time between two codes, too.
		await settled(suite.api, id);
		await onPhone('session', { do: 'renewQr' });
		await settled(suite.api, id);
		const runs = await settled(suite.api, id);
		await onPhone('session', { do: 'scan' });
		await executionsOf(id, runs + 1);
		expect(mailbox.mails).toHaveLength(1);
		expectQrCodes(mailbox, ['WhatsApp session default asks for its QR code']);
	});

	test('broadcast-from-a-sheet.json sends to open rows and writes each result', async () => {
		const cut = await cutting(sandbox[gateway].url, 'Lou');
		const credential = await suite.api.createCredential('cut', {
			...credentialData(sandbox, gateway),
			baseUrl: cut.url,
		});
		const rows = [
			{ row_number: 2, phone: '+49 170 1112222', name: 'Anna', result: '' },
			{ row_number: 3, phone: '+49 3000000404', name: 'Nobody', result: '' },
			{ row_number: 4, phone: '+44 7700 900123', name: 'Ben', result: 'not sent: gateway away' },
			{ row_number: 5, phone: '+44 7700 900123', name: 'Again', result: 'sent 2026-01-01' },
			{ row_number: 6, phone: '+55 11 98765-4321', name: 'Lou', result: '' },
		];
		const stands: Stands = {
			'Read Rows': (node) => outside.giving(node, rows),
			'Write Result': (node) => outside.takingJson(node),
		};
		await run(example('broadcast-from-a-sheet.json', stands, credential));
		await cut.close();
		const written = outside.delivered
			.map(({ body }) => JSON.parse(body.toString()) as { row_number: number; result: string })
			.sort((one, other) => one.row_number - other.row_number);
		expect(written).toEqual([
			{ row_number: 2, result: expect.stringMatching(/^sent \d{4}-/) },
			{ row_number: 3, result: expect.stringMatching(/^not sent: .*WhatsApp/) },
			{ row_number: 4, result: expect.stringMatching(/^sent \d{4}-/) },
			{ row_number: 6, result: expect.stringMatching(/^look at the chat \(unknown\): /) },
		]);
		const hello = (name: string) => `Hello ${name}, our shop is open on Sunday from 10 to 16.`;
		expect(answersIn(sandbox, ANNA).at(-1)).toBe(hello('Anna'));
		expect(answersIn(sandbox, BEN)).toContain(hello('Ben'));
		expect(answersIn(sandbox, BEN)).not.toContain(hello('Again'));
		expect(answersIn(sandbox, NOBODY)).toEqual([]);
	});

	test('paced-broadcast-from-a-sheet.json sends long texts in parts and writes each result', async () => {
		const long = 'This is the first part of a long text. '.repeat(20).trim();
		const rows = [
			{ row_number: 2, phone: '+49 170 1112222', name: 'Anna', text: long, result: '' },
			{ row_number: 3, phone: '+49 3000000404', name: 'Nobody', text: 'Hello', result: '' },
			{ row_number: 4, phone: '+44 7700 900123', name: 'Ben', text: 'Hello Ben', result: '' },
		];
		const pauseBetween = { range: { minSeconds: 0.2, maxSeconds: 0.4 } };
		const stands: Stands = {
			'Read Rows': (node) => outside.giving(node, rows),
			'Write Result': (node) => outside.takingJson(node),
			'Send Message': (node) =>
				set({ options: { ...Object(node.parameters.options), pauseBetween } })(node),
		};
		const before = answersIn(sandbox, ANNA).length;
		await run(example('paced-broadcast-from-a-sheet.json', stands));
		const written = outside.delivered
			.map(({ body }) => JSON.parse(body.toString()) as { row_number: number; result: string })
			.sort((one, other) => one.row_number - other.row_number);
		expect(written).toEqual([
			{ row_number: 2, result: expect.stringMatching(/^sent \d{4}-.* in 2 parts$/) },
			{ row_number: 3, result: expect.stringMatching(/^not sent: .*WhatsApp/) },
			{ row_number: 4, result: expect.stringMatching(/^sent \d{4}-[^ ]*$/) },
		]);
		const parts = answersIn(sandbox, ANNA).slice(before);
		expect(parts).toHaveLength(2);
		expect(parts.join(' ')).toBe(long);
		expect(answersIn(sandbox, BEN).at(-1)).toBe('Hello Ben');
		const typed = sandbox.requests.some(({ url }) => url.endsWith('/startTyping'));
		expect(typed).toBe(gateway === 'waha');
	});

	test("agent-tool.json writes to the team's group only, and answers the customer", async () => {
		const model = await startModel();
		try {
			const openAiApi = await model.credential(suite.api);
			model.steps = ([answer]) =>
				answer === undefined
					? { call: { text: 'Wants ten roses', chatId: BEN } }
					: { say: 'Somebody will write to you soon.' };
			const stands: Stands = {
				Model: (node) => ({ ...node, credentials: { openAiApi } }),
				'Tell the Team': set({ chatId: byId(TEAM) }),
			};
			const bens = answersIn(sandbox, BEN).length;
			await activate(example('agent-tool.json', stands));
			await writeOnPhone(sandbox, { chatId: ANNA, text: 'Ten roses, please' });
			await answered(ANNA, 'Somebody will write to you soon.');
			expect(answersIn(sandbox, TEAM).at(-1)).toMatch(/^From .*: Wants ten roses$/);
			expect(answersIn(sandbox, BEN)).toHaveLength(bens);
		} finally {
			model.close();
		}
	});

	const reviewed = isSince(2, 8) ? test : test.skip;
	reviewed.each([
		['sent', 'approve', ['Ten roses are 25 EUR.']],
		['not sent', 'disapprove', []],
	])('reviewed-agent.json: the answer is %s after "%s"', async (_what, decision, sent) => {
		const model = await startModel();
		try {
			const openAiApi = await model.credential(suite.api);
			model.steps = ([answer]) =>
				answer === undefined
					? { call: { toolParameters: { text: 'Ten roses are 25 EUR.' }, hitlParameters: {} } }
					: { say: 'Done.' };
			const id = await activate(
				example(REVIEWED, {
					Model: (node) => ({ ...node, credentials: { openAiApi } }),
				}),
			);
			const annas = answersIn(sandbox, ANNA).length;
			await writeOnPhone(sandbox, { chatId: ANNA, text: 'What do ten roses cost?' });
			const link = await until('question to the manager', () => linksIn(sandbox, BEN).at(-1));
			expect(answersIn(sandbox, BEN).at(-1)).toMatch(
				/^Send this to .+\?\n\nTen roses are 25 EUR\.\n\nSend \/ Do Not Send:\nhttp/,
			);
			expect(answersIn(sandbox, ANNA)).toHaveLength(annas);
			const waiting = await until('execution that waits', async () =>
				(await suite.api.listExecutions(id)).find(({ status }) => status === 'waiting'),
			);
			expect((await open(link, 'POST', { decision })).status).toBe(200);
			expect((await ended(suite.api, waiting.id)).status).toBe('success');
			expect(answersIn(sandbox, ANNA).slice(annas)).toEqual(sent);
		} finally {
			model.close();
		}
	});

	test('support-hand-over.json stops the bot for a customer who asks for a person', async () => {
		const team = set({ chatId: byId(TEAM) });
		const id = await activate(example('support-hand-over.json', { 'Tell the Team': team }));
		const bot =
			'We are open Monday to Saturday from 10 to 18. Write "person" to talk to one of us.';
		const botIn = (chat: string) => answersIn(sandbox, chat).filter((text) => text === bot).length;

		await writeOnPhone(sandbox, { chatId: ANNA, text: 'hello' });
		await answered(ANNA, bot);
		await settled(suite.api, id);
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'A person, please' });
		await answered(ANNA, 'One of us will write to you here in a moment.');
		await until('message to the team', () =>
			answersIn(sandbox, TEAM).some((text) =>
				/ asks for a person \(\+491701112222\): A person, please$/.test(text),
			)
				? true
				: undefined,
		);
		await settled(suite.api, id);
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'still there?' });
		await executionsOf(id, 3);
		expect(botIn(ANNA)).toBe(1);
		await writeOnPhone(sandbox, { chatId: BEN, text: 'hello' });
		await answered(BEN, bot);
	});

	test('group-welcome.json welcomes a new participant, and is silent when one leaves', async () => {
		const id = await activate(example('group-welcome.json'));
		const welcomes = () =>
			(sandbox.world.find('default')?.chats.find(TEAM)?.messages ?? []).filter(
				({ text }) => text?.startsWith('Welcome') === true,
			);
		await onPhone('group', { chatId: TEAM, add: ['4915700000009'] });
		await until('welcome', () => (welcomes().length > 0 ? true : undefined));
		expect(welcomes()).toMatchObject([
			{
				fromMe: true,
				text: 'Welcome @4915700000009! Please read the description of this group first.',
				mentions: ['4915700000009@s.whatsapp.net'],
			},
		]);
		await onPhone('group', { chatId: TEAM, remove: ['4915700000009'] });
		await executionsOf(id, 2);
		expect(welcomes()).toHaveLength(1);
	});

	test('media-archive.json saves files and reports one that is too large', async () => {
		const options = { downloadMedia: true, maxMegabytes: 1 };
		const stands: Stands = {
			'When a File Arrives': set({ options }),
			'Save File': (node) => outside.takingFiles(node),
		};
		const id = await activate(example('media-archive.json', stands));
		const file = (bytes: Buffer, fileName: string) => ({
			kind: 'document',
			dataUrl: `data:application/pdf;base64,${bytes.toString('base64')}`,
			fileName,
		});
		const offer = Buffer.from('%PDF-1.4 an offer');
		await writeOnPhone(sandbox, { chatId: ANNA, text: 'only words' });
		await writeOnPhone(sandbox, { chatId: ANNA, media: file(offer, 'offer.pdf') });
		await until('saved file', () => (outside.delivered.length > 0 ? true : undefined));
		await writeOnPhone(sandbox, {
			chatId: ANNA,
			media: file(Buffer.alloc(2_000_000, 'x'), 'large.pdf'),
		});
		await mailsArrived(1);
		await settled(suite.api, id);
		expect(outside.delivered).toHaveLength(1);
		expect(outside.delivered[0]?.body.equals(offer)).toBe(true);
		expect(outside.delivered[0]?.path).toMatch(
			/^\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d 491701112222 offer\.pdf$/,
		);
		expect(mailbox.mails.map((mail) => headerOf(mail, 'Subject'))).toEqual([
			'A file in 491701112222@c.us was not saved',
		]);
	});

	test('alert-to-a-group.json sends an alert with the right key only', async () => {
		const headerAuth = await suite.api.createCredential(
			'alerts',
			{ name: 'X-Alert-Key', value: 'for-alerts-only' },
			'httpHeaderAuth',
		);
		await activate(
			example('alert-to-a-group.json', {
				'When an Alert Arrives': (node) => ({
					...node,
					credentials: { httpHeaderAuth: headerAuth },
				}),
				'Send Alert': set({ chatId: byId(TEAM) }),
			}),
		);
		const alert = { title: 'Disk full', message: 'web1 has 2% left', severity: 'critical' };
		const post = async (key: string) =>
			await axios.post<{ messageId?: string }>(
				`${process.env.E2E_N8N_URL ?? ''}/webhook/whatsapp-alert`,
				alert,
				{ headers: { 'X-Alert-Key': key }, validateStatus: () => true },
			);
		const before = answersIn(sandbox, TEAM);
		expect((await post('wrong')).status).toBe(403);
		const { data, status } = await post('for-alerts-only');
		expect(status).toBe(200);
		expect(data.messageId).toEqual(expect.any(String));
		expect(answersIn(sandbox, TEAM)).toEqual([
			...before,
			'*CRITICAL: Disk full*\nweb1 has 2% left',
		]);
		await sandbox.setDown(gateway, true);
		expect((await post('for-alerts-only')).status).toBe(500);
		await sandbox.setDown(gateway, false);
	});

	test('session-watchdog.json restarts a stopped session and reports once one that needs its QR code', async () => {
		const often = set({ rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } });
		const id = await activate(example('session-watchdog.json', { 'Every Five Minutes': often }));
		await mailsArrived(1);
		await until('restart of the stopped session', () =>
			sandbox.world.session('spare').status === 'working' ? true : undefined,
		);
		const { count } = await suite.api.executions(id);
		await until('two looks more', async () =>
			(await suite.api.executions(id)).count >= count + 2 ? true : undefined,
		);
		expect(mailbox.mails.map((mail) => headerOf(mail, 'Subject'))).toEqual([
			'WhatsApp session support needs you',
		]);
		expect(sandbox.world.session('default').status).toBe('working');
	});

	test('session-watchdog.json reports a failed restart once', async () => {
		const proxy = await FaultProxy.start({
			gateway,
			target: sandbox[gateway].url,
			script: (key) => ({
				fault: /re(start|connect)/.test(key) ? 'failing' : 'none',
				latencyMs: 0,
			}),
			patienceMs: 60_000,
		});
		const data = { ...credentialData(sandbox, gateway), baseUrl: proxy.url };
		const credential = await suite.api.createCredential('failing restarts', data);
		const often = set({ rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } });
		const stands = { 'Every Five Minutes': often };
		const id = await activate(example('session-watchdog.json', stands, credential));
		await mailsArrived(2);
		const { count } = await suite.api.executions(id);
		await until('two looks more', async () =>
			(await suite.api.executions(id)).count >= count + 2 ? true : undefined,
		);
		expect(mailbox.mails.map((mail) => headerOf(mail, 'Subject')).sort()).toEqual([
			'WhatsApp session spare needs you',
			'WhatsApp session support needs you',
		]);
		expect(sandbox.world.session('spare').status).toBe('stopped');
		expect(proxy.errors).toEqual([]);
		await proxy.close();
	});

	test.each(['with a session', 'empty'])(
		'move-between-gateways.json moves the sessions to a gateway %s',
		async (to) => {
			const other: GatewayName = gateway === 'waha' ? 'warest' : 'waha';
			const target = await startSandbox({
				seed: (world) => {
					if (to === 'empty') return;
					world
						.addSession('default')
						.scanQr({ phone: '491700000001', lid: '11223344556677', name: 'Sandbox Shop' });
				},
			});
			const credential = await suite.api.createCredential('new', credentialData(target, other));
			const atNew = (node: INode): INode => ({
				...node,
				credentials: { [CREDENTIAL_TYPE]: credential },
			});
			const statesOf = ({ world }: Sandbox) =>
				['default', 'support', 'spare'].map((name) => world.find(name)?.status);
			const before = statesOf(sandbox);
			await run(
				example('move-between-gateways.json', {
					'Sessions of New Gateway': atNew,
					'Create Session': atNew,
					'Get QR Code': atNew,
				}),
			);
			const first = to === 'empty' ? 'waitingForQr' : 'working';
			expect(statesOf(target)).toEqual([first, 'waitingForQr', 'waitingForQr']);
			expect(statesOf(sandbox)).toEqual(before);
			const moved = to === 'empty' ? ['default', 'spare', 'support'] : ['spare', 'support'];
			expectQrCodes(
				mailbox,
				moved.map((name) => `Link the WhatsApp session ${name} to the new gateway`),
			);
			await target.close();
		},
	);

	test('look-up-before-sending.json sends an email if a number is not on WhatsApp', async () => {
		const rows = [
			{ phone: '+49 3000000404', email: 'nobody@example.com', text: 'For nobody' },
			{ phone: '+49 170 1112222', email: 'anna@example.com', text: 'For Anna' },
			{ phone: '+55 11 8765-4321', email: 'carla@example.com', text: 'For Carla' },
		];
		await run(
			example('look-up-before-sending.json', { Recipient: (node) => outside.giving(node, rows) }),
		);
		expect(answersIn(sandbox, ANNA).at(-1)).toBe('For Anna');
		// Her WhatsApp number has a ninth digit.
		expect(answersIn(sandbox, CARLA).at(-1)).toBe('For Carla');
		expect(mailbox.mails.map(({ to }) => to)).toEqual(['nobody@example.com']);
		expect(mailbox.mails[0]?.source).toContain('For nobody');
	});
});

function expectQrCodes({ mails }: Mailbox, subjects: readonly string[]): void {
	expect(mails.map((mail) => headerOf(mail, 'Subject')).sort()).toEqual([...subjects].sort());
	for (const mail of mails) {
		const [picture, ...more] = attachmentsOf(mail);
		expect(more).toEqual([]);
		expect(picture?.subarray(0, PNG.length)).toEqual(PNG);
	}
}

/** A connection to a gateway that breaks after any request whose body contains this word. */
async function cutting(
	target: string,
	word: string,
): Promise<{ url: string; close: () => Promise<void> }> {
	const server = createServer(async (request, response) => {
		const body = await buffer(request);
		if (body.includes(word)) return request.socket.destroy();
		const answer = await axios.request<Buffer>({
			method: request.method ?? 'GET',
			url: `${target}${request.url ?? ''}`,
			headers: { ...request.headers, host: new URL(target).host },
			...(body.length > 0 ? { data: body } : {}),
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
		const type = String(answer.headers['content-type'] ?? 'application/json');
		return response.writeHead(answer.status, { 'content-type': type }).end(answer.data);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

test('n8n knows the type, version and parameters of every node in the examples', async () => {
	const suite = await startSuite();
	await suite.sandbox.close();
	const types = await suite.api.nodeTypes();
	const unknown = readdirSync(path.join(projectRoot, 'examples'))
		.filter((file) => file.endsWith('.json'))
		.filter((file) => isSince(2, 8) || file !== REVIEWED)
		.flatMap((file) =>
			exampleWorkflow(file).nodes.flatMap(({ name, parameters, type, typeVersion }) => {
				const known = types.find(
					(one) => one.name === type && [one.version].flat().includes(typeVersion),
				);
				if (known === undefined) return [`${file}: ${name}: ${type} ${typeVersion}`];
				const properties = known.properties.map((property) => property.name);
				return Object.keys(parameters)
					.filter((parameter) => !properties.includes(parameter))
					.map((parameter) => `${file}: ${name}: ${parameter}`);
			}),
		);
	expect(unknown).toEqual([]);
});
