import axios from 'axios';
import type { GatewayName } from '../../sandbox';
import { openTrigger, settled, webhookPath } from '../../harness/bot';
import { messageBody, post, SECRET, type Post } from '../../harness/deliveries';
import { longSuiteGateways } from '../../harness/gateways';
import { startSuite, type Suite } from '../../harness/suite';

const HOUR = 3_600_000;

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
afterAll(() => suite.sandbox.close());

const changed = ({ headers, body }: Post, header: string, value: string): Post => ({
	headers: { ...headers, [header]: value },
	body,
});

const signatureHeader = (gateway: GatewayName): string =>
	gateway === 'waha' ? 'x-webhook-hmac' : 'x-warest-signature';

/** name, posted request, status of WAHA's trigger, status of WARest's trigger, executions */
const ATTACKS: ReadonlyArray<[string, (gateway: GatewayName) => Post, number, number, number]> = [
	['a signed message', (gateway) => post(gateway, messageBody(gateway, 'GOOD')), 200, 200, 1],
	['the same once more', (gateway) => post(gateway, messageBody(gateway, 'GOOD')), 200, 200, 0],
	['no signature', (gateway) => post(gateway, messageBody(gateway, 'A1'), null), 401, 200, 0],
	[
		'the signature of another secret',
		(gateway) => post(gateway, messageBody(gateway, 'A2'), 'guessed-secret'),
		401,
		200,
		0,
	],
	[
		'half a signature',
		(gateway) => {
			const whole = post(gateway, messageBody(gateway, 'A3'));
			const header = signatureHeader(gateway);
			return changed(whole, header, whole.headers[header]?.slice(0, -10) ?? '');
		},
		401,
		200,
		0,
	],
	[
		'a body that was changed after it was signed',
		(gateway) => {
			const whole = post(gateway, messageBody(gateway, 'A4'));
			return { ...whole, body: whole.body.replaceAll('A4', 'A5') };
		},
		401,
		200,
		0,
	],
	[
		'an algorithm that the gateway does not use',
		(gateway) => {
			const weak = post(gateway, messageBody(gateway, 'A6'), SECRET, 1);
			return gateway === 'waha' ? changed(weak, 'x-webhook-hmac-algorithm', 'sha1') : weak;
		},
		401,
		200,
		0,
	],
	[
		'a signed message of two hours ago',
		(gateway) => post(gateway, messageBody(gateway, 'A7', Date.now() - 2 * HOUR)),
		401,
		200,
		0,
	],
	[
		'a signed event that nobody knows',
		(gateway) =>
			post(
				gateway,
				messageBody(gateway, 'A8').replace(/"event":"[^"]+"/, '"event":"something.new"'),
			),
		200,
		200,
		0,
	],
	['JSON that is no object', (gateway) => post(gateway, '["A9"]'), 400, 400, 0],
	[
		'a form instead of JSON',
		(gateway) => changed(post(gateway, 'a=1'), 'content-type', 'application/x-www-form-urlencoded'),
		400,
		400,
		0,
	],
	[
		'a body larger than any event',
		(gateway) => post(gateway, JSON.stringify({ text: 'x'.repeat(9 * 1_048_576) })),
		413,
		413,
		0,
	],
];

describe.each(longSuiteGateways)('what is posted to the trigger in the name of %s', (gateway) => {
	let id: string;
	let url: string;

	const deliver = async ({ headers, body }: Post): Promise<number> => {
		const { status } = await axios.post(url, body, {
			headers,
			transformRequest: (data: string) => data,
			maxBodyLength: Infinity,
			validateStatus: () => true,
		});
		return status;
	};

	beforeAll(async () => {
		const workflow = openTrigger(suite.credentials[gateway]);
		id = (await suite.api.createWorkflow(workflow)).id;
		await suite.api.activate(id);
		url = `${process.env.E2E_N8N_URL ?? ''}/webhook/${webhookPath(workflow)}`;
	});
	afterAll(async () => await suite.api.deactivate(id));

	test.each(ATTACKS)('%s', async (_, attack, waha, warest, executions) => {
		const before = await settled(suite.api, id);
		expect(await deliver(attack(gateway))).toBe(gateway === 'waha' ? waha : warest);
		expect(await settled(suite.api, id)).toBe(before + executions);
	});
});
