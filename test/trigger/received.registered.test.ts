import axios from 'axios';
import { runNode } from '../support/engine';
import { byId } from '../support/sandbox';
import { ANNA } from './acts';
import { byWaha, byWarest, wahaMessage, warestMessage } from './bench';
import { wahaHooks, warestHook } from './gateways';
import { NEWEST } from './received.run';
import { Stage, type Staged } from './stage';

const OTHER = 'somebody else has it';

let stage: Stage;
beforeEach(async () => {
	stage = await Stage.start({ wahaVersion: NEWEST });
});
afterEach(async () => await stage.close());

const hook = async (): ReturnType<typeof warestHook> =>
	await warestHook(stage.warest.bench.credential);

/** What the trigger makes of a message that comes now. */
async function heard(gateway: Staged, text: string): Promise<unknown[]> {
	await stage.begin();
	await stage.act('write', { chatId: ANNA, text });
	await stage.settled();
	return stage[gateway].items.map((item) => item.text);
}

/** Somebody who knows the address of a trigger posts to it. */
async function forge(gateway: Staged): Promise<{ status: number; data: unknown }> {
	const forged =
		gateway === 'waha'
			? byWaha(wahaMessage({ text: 'forged' }), OTHER)
			: byWarest(warestMessage({ text: 'forged' }), OTHER);
	const { url } = stage[gateway].bench;
	const { status, data } = await axios.post<unknown>(url, forged.rawBody, {
		headers: { ...forged.headers },
		validateStatus: () => true,
	});
	return { status, data };
}

test.each([
	['waha', 401],
	['warest', 200],
] as const)('a delivery with a wrong signature changes nothing on %s', async (gateway, status) => {
	const before = [await hook(), await wahaHooks(stage.waha.bench.credential)];
	expect(await forge(gateway)).toEqual({
		status,
		data: { received: false, reason: 'The signature is wrong' },
	});
	expect([await hook(), await wahaHooks(stage.waha.bench.credential)]).toEqual(before);
	expect(await heard(gateway, 'a real one')).toEqual(['a real one']);
});

describe('with another secret in the webhook of WARest', () => {
	let url: string;
	beforeEach(async () => {
		url = (await hook()).webhookUrl;
		await warestHook(stage.warest.bench.credential, { webhookUrl: url, webhookSecret: OTHER });
	});

	test('deliveries are refused without losing the webhook, and the next start of n8n repairs it', async () => {
		expect(await heard('warest', 'unheard')).toEqual([]);
		expect(stage.warest.recent.map(({ status, body }) => [status, body])).toEqual([
			[200, { received: false, reason: 'The signature is wrong' }],
		]);
		expect((await hook()).webhookUrl).toBe(url);
		// n8n registers again at each of its starts.
		await stage.warest.bench.activate('init');
		expect(await heard('warest', 'heard')).toEqual(['heard']);
	});

	test('a response of 401 would lose the webhook', async () => {
		stage.warest.receiver.answers = [401];
		expect(await heard('warest', 'lost')).toEqual([]);
		expect((await hook()).webhookUrl).toBe('');
		await stage.warest.bench.activate('init');
		expect(await heard('warest', 'blocked')).toEqual([]);
	});
});

const operation = async (gateway: Staged, name: string): Promise<void> => {
	const { credential } = stage[gateway].bench;
	const parameters = { resource: 'session', operation: name, session: byId('default') };
	const { error } = await runNode({ credential, parameters });
	expect(error).toBeUndefined();
	await stage.works();
};

test.each([
	['waha', 'restart'],
	['warest', 'restart'],
	['warest', 'start'],
] as const)('on %s deliveries continue after Session > %s of the node', async (gateway, name) => {
	const starts = stage.session.starts;
	if (name === 'start') await stage.act('session', { do: 'stop' });
	await operation(gateway, name);
	expect(stage.session.starts).toBe(starts + 1);
	expect(await heard(gateway, 'after it')).toEqual(['after it']);
});

test('after a reconnect by other means WARest delivers nothing until the next activation', async () => {
	const { url, apiKey } = stage.sandbox.warest;
	await axios.get(`${url}/api/v1/session/reconnect`, {
		params: { sessionId: 'default' },
		headers: { 'X-WAREST-API-KEY': apiKey },
	});
	await stage.works();
	expect(await heard('warest', 'unheard')).toEqual([]);
	expect(await stage.warest.bench.activate()).toBe('registered');
	expect(await heard('warest', 'heard')).toEqual(['heard']);
});
