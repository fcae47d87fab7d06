import axios from 'axios';
import type { GatewayName } from '../../sandbox';
import { openTrigger, settled, webhookPath } from '../../harness/bot';
import { messageBody, post, SECRET, type Post } from '../../harness/deliveries';
import { gatewayNames } from '../../harness/gateways';
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

/** The header with which each gateway proves that it sent a delivery. */
const PROOF: Readonly<Record<GatewayName, string>> = {
	waha: 'x-webhook-hmac',
	warest: 'x-warest-signature',
	evolution: 'x-webhook-secret',
};

/** The result of an attack: the status of the response, and how many executions it starts. */
type Outcome = readonly [status: number, executions: number];

interface Attack {
	readonly title: string;
	readonly posted: (gateway: GatewayName) => Post;
	readonly outcome: Outcome;
	/** The gateways whose trigger responds differently. */
	readonly but?: Readonly<Partial<Record<GatewayName, Outcome>>>;
}

const TAKEN: Outcome = [200, 1];
const LEFT: Outcome = [200, 0];
/** WARest blocks an address that refuses deliveries, so its trigger answers 200 even to deliveries that it ignores. */
const FORGED = { outcome: [401, 0], but: { warest: LEFT } } as const;
/** Evolution API proves the sender, but signs neither the body nor its time. */
const FORGED_BODY = { outcome: [401, 0], but: { warest: LEFT, evolution: TAKEN } } as const;

const ATTACKS: readonly Attack[] = [
	{
		title: 'a signed message',
		posted: (gateway) => post(gateway, messageBody(gateway, 'GOOD')),
		outcome: TAKEN,
	},
	{
		title: 'the same once more',
		posted: (gateway) => post(gateway, messageBody(gateway, 'GOOD')),
		outcome: LEFT,
	},
	{
		title: 'no signature',
		posted: (gateway) => post(gateway, messageBody(gateway, 'A1'), null),
		...FORGED,
	},
	{
		title: 'the signature of another secret',
		posted: (gateway) => post(gateway, messageBody(gateway, 'A2'), 'guessed-secret'),
		...FORGED,
	},
	{
		title: 'half a signature',
		posted: (gateway) => {
			const whole = post(gateway, messageBody(gateway, 'A3'));
			const header = PROOF[gateway];
			return changed(whole, header, whole.headers[header]?.slice(0, -10) ?? '');
		},
		...FORGED,
	},
	{
		title: 'a body that was changed after it was signed',
		posted: (gateway) => {
			const whole = post(gateway, messageBody(gateway, 'A4'));
			return { ...whole, body: whole.body.replaceAll('A4', 'A5') };
		},
		...FORGED_BODY,
	},
	{
		title: 'an algorithm that the gateway does not use',
		posted: (gateway) => {
			if (gateway === 'evolution')
				return changed(post(gateway, messageBody(gateway, 'A6'), null), ...unsignedToken());
			const weak = post(gateway, messageBody(gateway, 'A6'), SECRET, 1);
			return gateway === 'waha' ? changed(weak, 'x-webhook-hmac-algorithm', 'sha1') : weak;
		},
		...FORGED,
	},
	{
		title: 'a signed message of two hours ago',
		posted: (gateway) => post(gateway, messageBody(gateway, 'A7', Date.now() - 2 * HOUR)),
		...FORGED_BODY,
	},
	{
		title: 'a signed event that nobody knows',
		posted: (gateway) =>
			post(
				gateway,
				messageBody(gateway, 'A8').replace(/"event":"[^"]+"/, '"event":"something.new"'),
			),
		outcome: LEFT,
	},
	{
		title: 'JSON that is no object',
		posted: (gateway) => post(gateway, '["A9"]'),
		outcome: [400, 0],
	},
	{
		title: 'a form instead of JSON',
		posted: (gateway) =>
			changed(post(gateway, 'a=1'), 'content-type', 'application/x-www-form-urlencoded'),
		outcome: [400, 0],
	},
	{
		title: 'a body larger than any event',
		posted: (gateway) => post(gateway, JSON.stringify({ text: 'x'.repeat(9 * 1_048_576) })),
		outcome: [413, 0],
	},
];

/** The header of a token that claims to need no signature. */
function unsignedToken(): [header: string, value: string] {
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const claims = part({ app: 'evolution', action: 'webhook' });
	return ['authorization', `Bearer ${part({ alg: 'none', typ: 'JWT' })}.${claims}.`];
}

describe.each(gatewayNames)('requests to the trigger in the name of %s', (gateway) => {
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

	test.each(ATTACKS)(
		'$title gets the expected status code and number of executions',
		async ({ posted, outcome, but }) => {
			const [status, executions] = but?.[gateway] ?? outcome;
			const before = await settled(suite.api, id);
			expect(await deliver(posted(gateway))).toBe(status);
			expect(await settled(suite.api, id)).toBe(before + executions);
		},
	);
});
