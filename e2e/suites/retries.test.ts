import type { INode } from 'n8n-workflow';
import type { Execution } from '../../harness/api';
import {
	SENDER,
	sending,
	startScriptedGateway,
	taken,
	type ScriptedGateway,
} from '../../harness/scripted';
import { startSuite, type Suite } from '../../harness/suite';

let suite: Suite;
let gateway: ScriptedGateway;

beforeAll(async () => {
	suite = await startSuite();
	gateway = await startScriptedGateway();
});
beforeEach(() => {
	gateway.arrivals.length = 0;
});
afterAll(async () => {
	await gateway.close();
	await suite.sandbox.close();
});

/** Sends one message to one chat and four to another, with a node that n8n tries three times. */
async function run(settings: Partial<INode>): Promise<Execution> {
	const items = gateway.offer(
		Array.from({ length: 5 }, (_, index) => ({
			text: `text ${index}`,
			chatId: index === 0 ? '491702222222' : '491701234567',
		})),
	);
	const credential = await gateway.credential(suite.api);
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0, ...settings };
	return await suite.api.run(sending(credential, items, retrying));
}

const texts = (): string[] => gateway.arrivals.map(({ text }) => text);

const times = (text: string): number => texts().filter((one) => one === text).length;

test('Retry On Fail sends refused messages again, and never sent ones', async () => {
	gateway.reply = (text, request, response) => {
		if (text !== 'text 0') return taken(text, request, response);
		return response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no"}');
	};
	const { data, status } = await run({ onError: 'continueRegularOutput' });
	expect(status).toBe('success');
	const items = data.resultData.runData[SENDER]?.[0]?.data?.main?.[0] ?? [];
	expect(items.map(({ json }) => json.error ?? json.text)).toEqual([
		expect.stringContaining('WAHA did not accept the request'),
		'text 1',
		'text 2',
		'text 3',
		'text 4',
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(times('text 0')).toBe(3);
	expect(texts().filter((text) => text !== 'text 0')).toEqual([
		'text 1',
		'text 2',
		'text 3',
		'text 4',
	]);
});

test('a message with unknown outcome stops the node, is not repeated, and all items are listed', async () => {
	gateway.reply = (text, request, response) =>
		text === 'text 2' ? request.socket.destroy() : taken(text, request, response);
	const { data, status } = await run({});
	expect(status).toBe('error');
	const { error } = data.resultData;
	expect(error?.message).toContain(
		'It may or may not have been sent (session default, chat 491701234567@c.us)',
	);
	expect(error?.description).toContain(
		'Sent: items 0 to 1. May have been sent: item 2. Not sent: items 3 to 4.',
	);
	expect(texts().sort()).toEqual(['text 0', 'text 1', 'text 2']);
});
