import type { INodeParameters } from 'n8n-workflow';
import type { Execution } from '../../harness/api';
import { answersIn } from '../../harness/bot';
import {
	SENDER,
	sending,
	startScriptedGateway,
	taken,
	type ScriptedGateway,
	type Sending,
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
	gateway.reply = taken;
});
afterAll(async () => {
	await gateway.close();
	await suite.sandbox.close();
});

const ANNA = '491701112222@s.whatsapp.net';

const items = (count: number, chatId = '491701234567'): Sending[] =>
	Array.from({ length: count }, (_, index) => ({ text: `text ${index}`, chatId }));

async function run(count: number, requestOptions: INodeParameters = {}): Promise<Execution> {
	const credential = await gateway.credential(suite.api);
	const workflow = sending(credential, gateway.offer(items(count)), {
		parameters: { requestOptions },
	});
	return await suite.api.run(workflow);
}

const sentItems = ({ data }: Execution) =>
	data.resultData.runData[SENDER]?.[0]?.data?.main?.[0]?.map(({ json }) => json.messageId);

/** The clocks of two processes round differently. */
const ROUNDING_MS = 5;

test('Batching waits for its interval between two sends', async () => {
	const { status } = await run(4, { batching: { batch: { batchSize: 1, batchInterval: 1_500 } } });
	expect(status).toBe('success');
	expect(gateway.arrivals).toHaveLength(4);
	for (const [index, { atMs }] of gateway.arrivals.entries()) {
		const before = gateway.arrivals[index - 1];
		// The pause begins after the answer, which a busy machine may notice late, but never before the request.
		if (before !== undefined)
			expect(atMs - before.atMs).toBeGreaterThanOrEqual(1_500 - ROUNDING_MS);
	}
});

test('n8n opens one connection per request, as documented in docs/benchmarks.md', async () => {
	const before = gateway.connections;
	expect((await run(5)).status).toBe('success');
	// One more fetches the items. Fewer mean that n8n now reuses connections: then say so, and measure again.
	expect(gateway.connections - before).toBe(5 + 1);
});

test('waits for the Retry-After of a gateway, and sends each message once', async () => {
	let refusedMs = 0;
	gateway.reply = (text, request, response) => {
		if (text !== 'text 1' || refusedMs > 0) return taken(text, request, response);
		refusedMs = performance.now();
		return response
			.writeHead(429, { 'content-type': 'application/json', 'retry-after': '3' })
			.end('{"message":"Too many requests"}');
	};
	const execution = await run(3);
	expect(execution.status).toBe('success');
	expect(sentItems(execution)).toHaveLength(3);
	expect(gateway.arrivals.map(({ text }) => text)).toEqual([
		'text 0',
		'text 1',
		'text 1',
		'text 2',
	]);
	const [, , again] = gateway.arrivals;
	expect((again?.atMs ?? 0) - refusedMs).toBeGreaterThanOrEqual(3_000 - ROUNDING_MS);
});

test('40 texts to one WARest chat all arrive in order', async () => {
	const before = answersIn(suite.sandbox, ANNA).length;
	const wanted = items(40, '491701112222');
	const workflow = sending(suite.credentials.warest, gateway.offer(wanted));
	const execution = await suite.api.run(workflow);
	expect(execution.status).toBe('success');
	expect(sentItems(execution)).toHaveLength(40);
	expect(answersIn(suite.sandbox, ANNA).slice(before)).toEqual(wanted.map(({ text }) => text));
});
