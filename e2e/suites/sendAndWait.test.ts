import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { GatewayName } from '../../sandbox';
import { answersIn } from '../../harness/bot';
import { gatewayNames } from '../../harness/gateways';
import {
	AFTER,
	asker,
	ASKER,
	asking,
	DOUBLE,
	ended,
	EVENT,
	linksIn,
	noOp,
	open,
	outputOf,
	questionTo,
} from '../../harness/question';
import { startSuite, type Suite } from '../../harness/suite';
import { until } from '../../harness/until';

const CHAT = '491701112222';
const JID = `${CHAT}@s.whatsapp.net`;

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite({ warestLimits: { cooldownMs: 0 } });
});
afterAll(async () => {
	await suite.sandbox.close();
});

interface Asked {
	readonly executionId: string;
	readonly link: string;
}

/** Runs the workflow up to its question, and returns the link that arrived on the phone. */
async function ask(
	gateway: GatewayName,
	parameters: INodeParameters = {},
	events?: readonly object[],
	more: Partial<INode> = {},
): Promise<Asked> {
	const before = linksIn(suite.sandbox, JID).length;
	const node = asker(suite.credentials[gateway], questionTo(CHAT, parameters), more);
	const execution = await suite.api.run(asking(node, events));
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(execution.status).toBe('waiting');
	const [link = '', ...others] = linksIn(suite.sandbox, JID).slice(before);
	expect(others).toEqual([]);
	expect(link).toContain(`/webhook-waiting/${execution.id}/`);
	return { executionId: execution.id, link };
}

const statusOf = async (executionId: string): Promise<string> =>
	(await suite.api.finished(executionId)).status;

/** The input of the node after the question. */
async function cameOut(executionId: string): Promise<unknown[]> {
	const execution = await ended(suite.api, executionId);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(execution.status).toBe('success');
	return outputOf(execution, AFTER);
}

const answered = (data: object): unknown[] => [
	{ data: { ...data, respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) } },
];

const approve = async (link: string) => await open(link, 'POST', { decision: 'approve' });

/**
 * Programs that open a link without a person: gateways, WhatsApp itself, other messengers, search engines, mail
 * scanners.
 */
const CRAWLERS = [
	'WhatsApp/2.24.20.89 A',
	'WhatsApp/2.2587.9 W',
	'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
	'Twitterbot/1.0',
	'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
	'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
	'TelegramBot (like TwitterBot)',
	'',
];

describe.each(gatewayNames)('Send and Wait through %s', (gateway) => {
	test('an approval needs the form behind the link, and link previews do not trigger it', async () => {
		const { executionId, link } = await ask(gateway, DOUBLE);
		const sent = answersIn(suite.sandbox, JID).at(-1);
		expect(sent).toBe(`Refund order 1042?\n\nApprove / Decline:\n${link}`);

		for (const crawler of CRAWLERS) {
			expect((await open(link, 'GET', null, crawler)).status).toBe(200);
			await open(link, 'HEAD', null, crawler);
		}
		const page = await open(link);
		expect(page.status).toBe(200);
		expect(page.headers).toMatchObject({
			'content-type': expect.stringMatching(/^text\/html/),
			'content-security-policy': expect.stringMatching(
				/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self';/,
			),
			'cache-control': expect.stringContaining('no-store'),
			'referrer-policy': 'no-referrer',
			'x-robots-tag': expect.stringContaining('noindex'),
		});
		expect(page.data).toContain('Refund order 1042?');
		expect(page.data).toContain('Refunds &amp; &lt;b&gt;more&lt;/b&gt;');
		expect(await statusOf(executionId)).toBe('waiting');

		const done = await approve(link);
		expect(done.status).toBe(200);
		expect(done.headers['content-type']).toMatch(/^text\/html/);
		expect(done.data).toContain('Your answer was sent: <span dir="auto">Approve</span>');
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
		expect(linksIn(suite.sandbox, JID).filter((one) => one === link)).toHaveLength(1);
	});

	test("a disapproval reaches the workflow, also with special characters in the node's name", async () => {
		const parameters = {
			approvalOptions: {
				values: { approvalType: 'double', approveLabel: 'Ja', disapproveLabel: 'Nein' },
			},
			options: { responseFormTitle: 'Buchhaltung' },
		};
		const name = `Frag "den" {{ Chef }} \\ 'n'`;
		const { executionId, link } = await ask(gateway, parameters, undefined, { name });
		const page = await open(link);
		expect(page.data).toContain('<title>Buchhaltung</title>');
		expect(page.data).toContain('>Ja</button>');
		const done = await open(link, 'POST', { decision: 'disapprove' });
		expect(done.data).toContain('<span dir="auto">Nein</span>');
		expect(await cameOut(executionId)).toEqual(answered({ approved: false }));
	});

	test('a form value that the page does not offer is refused', async () => {
		const { executionId, link } = await ask(gateway);
		for (const form of [{ decision: 'disapprove' }, { decision: 'yes' }, { text: 'approve' }]) {
			const page = await open(link, 'POST', form);
			expect([page.status, page.data]).toEqual([400, expect.stringContaining('role="alert"')]);
		}
		expect(await statusOf(executionId)).toBe('waiting');
		await approve(link);
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
	});

	test('a written answer requires text and reaches the workflow unchanged', async () => {
		const { executionId, link } = await ask(gateway, {
			responseType: 'freeText',
			options: { messageButtonLabel: 'Write here', responseFormButtonLabel: 'Send it' },
		});
		expect(answersIn(suite.sandbox, JID).at(-1)).toContain(`\n\nWrite here:\n${link}`);
		expect((await open(link)).data).toContain('>Send it</button>');
		const empty = await open(link, 'POST', { text: '  ' });
		expect([empty.status, empty.data]).toEqual([400, expect.stringContaining('Write something')]);
		expect(await statusOf(executionId)).toBe('waiting');
		const words = 'Yes,\nbut <script>alert(1)</script> "only" half & half \u{1F600}';
		const done = await open(link, 'POST', { text: words });
		expect(done.data).toContain('Your answer was sent.');
		expect(done.data).not.toContain('<script');
		expect(await cameOut(executionId)).toEqual(answered({ text: words }));
	});

	test('a second answer changes nothing and gets a notice', async () => {
		const { executionId, link } = await ask(gateway, DOUBLE);
		await approve(link);
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
		for (const again of [await open(link), await open(link, 'POST', { decision: 'disapprove' })]) {
			expect(again.status).toBe(200);
			expect(again.data).toMatch(/No action required/i);
		}
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
	});

	test.each([
		['the other button', 'disapprove', 409, 'No longer open'],
		['the same button', 'approve', 200, 'Your answer was sent'],
	])('of two simultaneous answers only one counts: %s', async (_, decision, status, told) => {
		const { executionId, link } = await ask(gateway, DOUBLE);
		const both = await Promise.all([approve(link), open(link, 'POST', { decision })]);
		const sorted = both.sort((one, other) => one.status - other.status);
		expect(sorted[0]?.data).toContain('Your answer was sent');
		// If n8n is already at work on the first answer, it answers the second one itself.
		const { data: second = '', status: seen } = sorted[1] ?? {};
		const isByN8n = seen === 409 && second.includes('is running already');
		expect([seen, second.includes(told), isByN8n]).toEqual(
			isByN8n ? [409, false, true] : [status, true, false],
		);
		const [came] = await cameOut(executionId);
		expect([came]).toEqual(answered({ approved: expect.any(Boolean) }));
		const word = JSON.stringify(came).includes('true') ? 'Approve' : 'Decline';
		expect(sorted[0]?.data).toContain(`<span dir="auto">${word}</span>`);
	});

	test('a changed link shows nothing and answers nothing', async () => {
		const { executionId, link } = await ask(gateway, DOUBLE);
		const other = await ask(gateway, DOUBLE);
		const changed = (change: (url: URL) => void): string => {
			const url = new URL(link);
			change(url);
			return url.toString();
		};
		const theirs = new URL(other.link).searchParams;
		const links = [
			changed((url) => url.searchParams.set('question', '0'.repeat(32))),
			changed((url) => url.searchParams.set('question', theirs.get('question') ?? '')),
			changed((url) => url.searchParams.delete('question')),
			changed((url) => (url.search = '')),
			changed((url) => (url.search = `?${theirs.toString()}`)),
			changed((url) => (url.pathname = url.pathname.replace(executionId, other.executionId))),
			changed((url) => (url.pathname = url.pathname.replace(/\/[^/]+$/, '/0'))),
		];
		for (const one of links) {
			for (const answer of [await open(one), await approve(one)]) {
				expect([one, answer.status]).toEqual([one, expect.any(Number)]);
				expect(answer.data).not.toContain('Refund order');
				expect(answer.data).not.toContain('Your answer was sent');
			}
		}
		for (const id of [executionId, other.executionId]) expect(await statusOf(id)).toBe('waiting');
		await approve(link);
		await approve(other.link);
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
		expect(await cameOut(other.executionId)).toEqual(answered({ approved: true }));
	});

	test('the workflow does not wait if the message was not sent', async () => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const node = asker(suite.credentials[gateway], questionTo('nobody'), { onError });
			const execution = await suite.api.run(asking(node, [EVENT, { ...EVENT, order: 1043 }]));
			expect(execution.status).toBe(onError === 'stopWorkflow' ? 'error' : 'success');
			if (onError === 'stopWorkflow') continue;
			expect(outputOf(execution, AFTER)).toEqual(
				[1042, 1043].map((order) => ({
					...EVENT,
					order,
					error: expect.stringContaining('is no phone number and no chat id'),
					details: expect.objectContaining({ outcome: 'notSent' }),
				})),
			);
		}
	});

	test('one message is sent for all items, and items with different messages are refused', async () => {
		const several = [EVENT, { ...EVENT, order: 1043 }];
		const { executionId, link } = await ask(gateway, {}, several);
		await approve(link);
		expect(await cameOut(executionId)).toEqual(answered({ approved: true }));
		const before = answersIn(suite.sandbox, JID).length;
		const node = asker(
			suite.credentials[gateway],
			questionTo(CHAT, { message: '=Refund {{ $json.order }}?' }),
		);
		const { data, status } = await suite.api.run(asking(node, several));
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toContain('One message is sent for all 2 items');
		expect(answersIn(suite.sandbox, JID)).toHaveLength(before);
	});

	test('after Limit Wait Time the incoming items are returned', async () => {
		const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
		const { executionId, link } = await ask(gateway, {
			...DOUBLE,
			options: { limitWaitTime: { values: limit } },
		});
		expect(await cameOut(executionId)).toEqual([EVENT]);
		const late = await approve(link);
		expect([late.status, late.data]).toEqual([200, expect.stringMatching(/No action required/i)]);
		expect(await cameOut(executionId)).toEqual([EVENT]);
	});

	test('a link is closed for later messages in a loop', async () => {
		const node = asker(suite.credentials[gateway], questionTo(CHAT, DOUBLE));
		const workflow = asking(node);
		// Asks again until somebody approves.
		workflow.nodes.push({
			...noOp('Approved?'),
			type: 'n8n-nodes-base.filter',
			typeVersion: 2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 1 },
					conditions: [
						{
							id: 'a',
							leftValue: '={{ $json.data.approved }}',
							rightValue: '',
							operator: { type: 'boolean', operation: 'false', singleValue: true },
						},
					],
					combinator: 'and',
				},
				options: {},
			},
		});
		workflow.connections[AFTER] = { main: [[{ node: 'Approved?', type: 'main', index: 0 }]] };
		workflow.connections['Approved?'] = { main: [[{ node: ASKER, type: 'main', index: 0 }]] };
		const before = linksIn(suite.sandbox, JID).length;
		const { id, status } = await suite.api.run(workflow);
		expect(status).toBe('waiting');
		const [first = ''] = linksIn(suite.sandbox, JID).slice(before);
		await open(first, 'POST', { decision: 'disapprove' });
		const second = await until('second question', async () =>
			(await statusOf(id)) === 'waiting' ? linksIn(suite.sandbox, JID)[before + 1] : undefined,
		);
		expect(second).not.toBe(first);
		for (const answer of [await open(first), await approve(first)]) {
			expect(answer.status).toBe(410);
			expect(answer.data).toContain('No longer open');
		}
		expect(await statusOf(id)).toBe('waiting');
		await approve(second);
		const execution = await ended(suite.api, id);
		expect(execution.status).toBe('success');
		expect([0, 1].map((run) => outputOf(execution, AFTER, run))).toEqual([
			answered({ approved: false }),
			answered({ approved: true }),
		]);
	});

	test('an active workflow waits for the answer, too', async () => {
		const path = `question-${gateway}`;
		const node = asker(suite.credentials[gateway], questionTo(CHAT, DOUBLE));
		const workflow = asking(node);
		const nodes = workflow.nodes.map((one) =>
			one.name === 'Event'
				? {
						...one,
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						webhookId: path,
						parameters: { path, httpMethod: 'POST', options: {} },
					}
				: one,
		);
		const { id } = await suite.api.createWorkflow({
			...workflow,
			nodes: nodes.filter(({ type }) => type !== 'n8n-nodes-base.manualTrigger'),
			connections: Object.fromEntries(
				Object.entries(workflow.connections).filter(([name]) => ['Event', ASKER].includes(name)),
			),
		});
		await suite.api.activate(id);
		try {
			const before = linksIn(suite.sandbox, JID).length;
			await axios.post(`${process.env.E2E_N8N_URL}/webhook/${path}`, { order: 1042 });
			const execution = await until('waiting execution', async () =>
				(await suite.api.listExecutions(id)).find(({ status }) => status === 'waiting'),
			);
			const [link = ''] = linksIn(suite.sandbox, JID).slice(before);
			expect((await approve(link)).status).toBe(200);
			expect(await cameOut(execution.id)).toEqual(answered({ approved: true }));
		} finally {
			await suite.api.deactivate(id);
		}
	});
});
