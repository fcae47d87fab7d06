import { WebhookContext } from 'n8n-core';
import { WAIT_INDEFINITELY, type INode, type INodeExecutionData } from 'n8n-workflow';
import { runNode, runOn, visit, type RunRequest, type RunResult } from '../support/engine';
import { answering, silent, useFakeGateway } from '../support/fakeGateway';
import { byId, GATEWAYS, useSandbox } from '../support/sandbox';

const box = useSandbox({ wahaVersion: '2026.7.1' });
const fake = useFakeGateway();
const ANNA = '491701112222';
const ADDRESS = 'https://n8n.example.com/';

const DOUBLE = { approvalOptions: { values: { approvalType: 'double' } } };

const request = (
	gateway: (typeof GATEWAYS)[number],
	parameters: INode['parameters'] = {},
	more: Partial<RunRequest> = {},
): RunRequest => ({
	credential: box.credential(gateway),
	n8nAddress: ADDRESS,
	parameters: {
		resource: 'message',
		operation: 'sendAndWait',
		session: byId('default'),
		chatId: byId(ANNA),
		message: 'Refund order 1042?',
		responseType: 'approval',
		...parameters,
	},
	...more,
});

const textsTo = (phone: string): string[] =>
	box.sandbox.world
		.session('default')
		.chats.find(`${phone}@s.whatsapp.net`)
		?.messages.map(({ text }) => text) ?? [];

const sentSince = async (act: () => Promise<RunResult>, phone = ANNA) => {
	const before = textsTo(phone).length;
	const result = await act();
	return { ...result, sent: textsTo(phone).slice(before) };
};

/** The query of the link in the sent text. */
const queryIn = (text = ''): Record<string, string> => {
	const link = /https:\S+$/.exec(text)?.[0] ?? '';
	expect(link).toMatch(/^https:\/\/n8n\.example\.com\/webhook-waiting\/77\/2\?/);
	return Object.fromEntries(new URL(link).searchParams);
};

describe.each(GATEWAYS)('through %s', (gateway) => {
	test('sends the question with its link, waits, and continues with the answer', async () => {
		const asked = request(gateway, DOUBLE);
		const { error, run, sent } = await sentSince(() => runNode(asked));
		expect(error).toBeUndefined();
		expect(sent).toEqual([
			expect.stringMatching(/^Refund order 1042\?\n\nApprove \/ Decline:\nhttps:\S+$/),
		]);
		expect(run.waitTill).toEqual(WAIT_INDEFINITELY);
		const query = queryIn(sent[0]);

		const opened = await visit(asked, run, { method: 'GET', query });
		expect(opened.given).toEqual({ noWebhookResponse: true });
		expect(opened).toMatchObject({
			status: 200,
			headers: { 'Cache-Control': 'no-store, max-age=0' },
			page: expect.stringContaining('Refund order 1042?'),
		});
		expect(opened.page).toContain('<title>Refunds</title>');

		const answered = await visit(asked, run, {
			method: 'POST',
			query,
			body: { decision: 'disapprove' },
		});
		expect(answered.page).toBeNull();
		expect(answered.given).toEqual({
			webhookResponse: expect.stringContaining('Your answer was sent: <span dir="auto">Decline'),
			workflowData: [
				[{ json: { data: { approved: false, respondedAt: expect.stringMatching(/Z$/) } } }],
			],
		});
		expect(answered.headers).toEqual(opened.headers);
	});

	test('asks for free text, with custom title and labels', async () => {
		const asked = request(gateway, {
			responseType: 'freeText',
			options: {
				messageButtonLabel: 'Write to us',
				responseFormTitle: 'Your opinion',
				responseFormButtonLabel: 'Send it',
			},
		});
		const { run, sent } = await sentSince(() => runNode(asked));
		expect(sent[0]).toContain('\n\nWrite to us:\nhttps:');
		const query = queryIn(sent[0]);
		const { page } = await visit(asked, run, { method: 'GET', query });
		for (const part of ['<title>Your opinion</title>', '<textarea', '>Send it</button>'])
			expect(page).toContain(part);
		const empty = await visit(asked, run, { method: 'POST', query, body: { text: '' } });
		expect(empty).toMatchObject({ status: 400, given: { noWebhookResponse: true } });
		const { given } = await visit(asked, run, { method: 'POST', query, body: { text: 'Fine' } });
		expect(given.workflowData).toEqual([
			[{ json: { data: { text: 'Fine', respondedAt: expect.any(String) } } }],
		]);
	});

	test.each([
		['another token', { question: '0'.repeat(32) }],
		['no token', {}],
		['a list of tokens', { question: ['a', 'b'] }],
	])('a link with %s shows nothing and accepts nothing', async (_, query) => {
		const asked = request(gateway);
		const { run } = await runNode(asked);
		for (const method of ['GET', 'POST'] as const) {
			const { given, page, status } = await visit(asked, run, {
				method,
				query: query as Record<string, string>,
				body: { decision: 'approve' },
			});
			expect([status, given]).toEqual([410, { noWebhookResponse: true }]);
			expect(page).not.toContain('Refund');
		}
	});

	test('a second answer that differs is not accepted, and the page does not show the question', async () => {
		const asked = request(gateway, DOUBLE);
		const { run, sent } = await sentSince(() => runNode(asked));
		const answer = async (decision: string) =>
			await visit(asked, run, { method: 'POST', query: queryIn(sent[0]), body: { decision } });
		expect((await answer('approve')).given.workflowData).toHaveLength(1);
		const same = await answer('approve');
		expect(same).toMatchObject({ status: 200, given: { noWebhookResponse: true } });
		expect(same.page).toContain('Your answer was sent');
		const other = await answer('disapprove');
		expect(other).toMatchObject({ status: 409, given: { noWebhookResponse: true } });
		expect(other.page).toContain('No longer open');
		expect(other.page).not.toContain('Refund');
	});

	test('if n8n cannot read the question, nothing is accepted, and the page says to try again', async () => {
		const asked = request(gateway);
		const { run, sent } = await sentSince(() => runNode(asked));
		const query = queryIn(sent[0]);
		const reading = jest.spyOn(WebhookContext.prototype, 'evaluateExpression');
		reading.mockImplementation(() => {
			throw new Error('the expression took too long');
		});
		const body = { decision: 'approve' };
		const { given, page, status } = await visit(asked, run, { method: 'POST', query, body });
		reading.mockRestore();
		expect([status, given]).toEqual([500, { noWebhookResponse: true }]);
		expect(page).toContain('Try again later');
	});

	test('the page shows the question as sent, without evaluating expressions again', async () => {
		const asked = request(
			gateway,
			{ message: '={{ "Refund " + $json.order + "?" }}' },
			{
				items: [{ json: { order: 1042 } }],
			},
		);
		const { run, sent } = await sentSince(() => runNode(asked));
		const changed = { ...asked, parameters: { ...asked.parameters, message: '={{ $fail.now }}' } };
		const { page } = await visit(changed, run, { method: 'GET', query: queryIn(sent[0]) });
		expect(page).toContain('>Refund 1042?</p>');
	});

	test('returns the input items when the time limit has passed', async () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' };
		const items: INodeExecutionData[] = [{ json: { order: 1 } }, { json: { order: 2 } }];
		const asked = request(gateway, { options: { limitWaitTime: { values } } }, { items });
		const before = Date.now();
		const { run, sent } = await sentSince(() => runNode(asked));
		expect(sent).toHaveLength(1);
		const waitsMs = (run.waitTill?.getTime() ?? 0) - before;
		expect(waitsMs).toBeGreaterThanOrEqual(5_400_000);
		expect(waitsMs).toBeLessThan(5_460_000);
		const after = await sentSince(() => runOn(asked, run));
		expect(after.sent).toEqual([]);
		expect(after.items.map(({ json }) => json)).toEqual([{ order: 1 }, { order: 2 }]);
		expect(after.run.waitTill).toBeUndefined();
	});

	test.each([
		['2099-05-04T18:00:00', 'Europe/Berlin', '2099-05-04T16:00:00.000Z'],
		['2099-05-04T18:00:00', 'Asia/Kolkata', '2099-05-04T12:30:00.000Z'],
		['2099-05-04T18:00:00+02:00', 'Asia/Kolkata', '2099-05-04T16:00:00.000Z'],
		['4081600800', 'UTC', '2099-05-04T18:00:00.000Z'],
	])('waits until the time %s in the time zone %s', async (maxDateAndTime, timezone, expected) => {
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime };
		const { error, run } = await runNode(
			request(
				gateway,
				{ options: { limitWaitTime: { values } } },
				{ workflowSettings: { timezone } },
			),
		);
		expect(error?.message).toBeUndefined();
		expect(run.waitTill?.toISOString()).toBe(expected);
	});

	test.each([
		['nothing to ask', { message: ' ' }, 'Message is empty'],
		['nobody', { chatId: byId('Anna') }, 'is no phone number and no chat id'],
		[
			'a past moment',
			limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00' }),
			'is past',
		],
		[
			'no moment',
			limited({ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }),
			'is no date of this century',
		],
		['an empty moment', limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '' }), 'is empty'],
		['no time', limited({ resumeAmount: 0 }), 'must be more than 0 and at most 87600 hours'],
		['ages', limited({ resumeAmount: 4000, resumeUnit: 'days' }), 'at most 3650 days'],
		['a unit of its own', limited({ resumeUnit: 'weeks' }), 'must be one of'],
		['a type of its own', { responseType: 'customForm' }, 'must be one of: approval, freeText'],
	])(
		'%s is refused before anything is sent, and the execution does not wait',
		async (_, parameters, message) => {
			const { error, run, sent } = await sentSince(() => runNode(request(gateway, parameters)));
			expect(error?.message).toContain(message);
			expect(sent).toEqual([]);
			expect(run.waitTill).toBeUndefined();
		},
	);

	test('refuses items with different questions, unless Execute Once is on', async () => {
		const items = [{ json: { order: 1 } }, { json: { order: 2 } }, { json: { order: 2 } }];
		const { error, run, sent } = await sentSince(() =>
			runNode(request(gateway, { message: '=Refund {{ $json.order }}?' }, { items })),
		);
		expect([error?.message, sent, run.waitTill]).toEqual([
			'One message is sent for all 3 items, and item 1 has another session, chat or message than item 0',
			[],
			undefined,
		]);
		expect(error?.description).toContain('Loop Over Items');
		const once = await sentSince(() =>
			runNode(
				request(
					gateway,
					{ message: '=Refund {{ $json.order }}?' },
					{
						items,
						settings: { executeOnce: true },
					},
				),
			),
		);
		expect([once.error?.message, once.sent.length]).toEqual([undefined, 1]);
	});

	test('looks the number up first', async () => {
		const { error, sent } = await sentSince(
			() =>
				runNode(
					request(gateway, { chatId: byId('+55 31 98765-4321'), options: { lookUpNumber: true } }),
				),
			'553187654321',
		);
		expect(error?.message).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	test('returns failed items after a refusal by the gateway, and does not wait', async () => {
		const refused = answering(400, 'application/json', '{"message":"No"}');
		fake.answer = refused;
		const items = [{ json: { order: 1 } }, { json: { order: 2 } }];
		const asked = request(
			gateway,
			{},
			{
				credential: { gateway, baseUrl: fake.url, apiKey: 'key' },
				items,
				settings: { onError: 'continueRegularOutput' },
			},
		);
		const { items: came, run } = await runNode(asked);
		expect(run.waitTill).toBeUndefined();
		expect(came.map(({ json }) => json)).toEqual(
			items.map(({ json }) => ({
				...json,
				error: expect.any(String),
				details: expect.objectContaining({ chatId: `${ANNA}@c.us` }),
			})),
		);
	});

	test('reports a question that may not have been sent, and does not wait', async () => {
		fake.answer = silent;
		const { error, run } = await runNode(
			request(gateway, {}, { credential: { gateway, baseUrl: fake.url, apiKey: 'key' } }),
		);
		expect(error?.message).toContain('may or may not have been sent');
		expect(run.waitTill).toBeUndefined();
	});
});

function limited(values: INode['parameters']): INode['parameters'] {
	return { options: { limitWaitTime: { values } } };
}
