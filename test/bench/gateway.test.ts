import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance } from 'axios';
import { API_KEY, CONTROL, KEY_HEADERS, type Account } from '../../bench/gateway/protocol';
import { sampleFile } from '../../bench/gateway/sample';
import { createBenchServers } from '../../bench/gateway/server';
import { BenchState } from '../../bench/gateway/state';
import { itemAt, messageIdOf, SESSION } from '../../bench/items';
import { until } from '../support/until';

const PLAN = {
	items: 20,
	chats: 2,
	latencyMs: { min: 0, max: 0 },
	seed: 1,
	slowsAbove: null,
	fileBytes: 100_000,
};

const { plain, tls } = createBenchServers();
let http: AxiosInstance;

async function portOf(server: Server): Promise<number> {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
	const baseURL = `http://127.0.0.1:${await portOf(plain)}`;
	http = axios.create({ baseURL, validateStatus: () => true });
});
afterAll(() => {
	for (const server of [plain, tls]) {
		server.closeAllConnections();
		server.close();
	}
});
beforeEach(async () => await http.put(CONTROL.plan, PLAN));

const account = async (): Promise<Account> => (await http.get<Account>(CONTROL.account)).data;

const SENDS = {
	waha: (index: number, session = SESSION) => {
		const { chatId, text } = itemAt(index, PLAN.chats);
		return { url: '/api/sendText', data: { session, chatId, text } };
	},
	warest: (index: number, session = SESSION) => {
		const { to, text } = itemAt(index, PLAN.chats);
		return { url: '/api/v1/messages/send/text', data: { sessionId: session, to, message: text } };
	},
	evolution: (index: number, session = SESSION) => {
		const { number, text } = itemAt(index, PLAN.chats);
		return { url: `/message/sendText/${session}`, data: { number, text } };
	},
};
const GATEWAYS = ['waha', 'warest', 'evolution'] as const;

const headers = (gateway: keyof typeof SENDS) => ({ [KEY_HEADERS[gateway]]: API_KEY });

describe.each(GATEWAYS)('%s', (gateway) => {
	const send = async (index: number, more: object = {}, session = SESSION) => {
		const { url, data } = SENDS[gateway](index, session);
		return await http.post(url, { ...data, ...more }, { headers: headers(gateway) });
	};

	test("responds with the item's message ID, and counts items that are late in their chat", async () => {
		for (const index of [0, 3, 1, 2]) {
			const { status, data } = await send(index);
			expect(status).toBe(200);
			expect(JSON.stringify(data)).toContain(messageIdOf(index));
		}
		expect(await account()).toMatchObject({
			answered: 4,
			arrived: 4,
			lateArrivals: 1,
			lateAnswers: 1,
			maxInFlight: 1,
			wrong: [],
		});
	});

	test('counts concurrent requests', async () => {
		const { url, data } = SENDS[gateway](0);
		const body = JSON.stringify(data);
		const first = request(`${http.defaults.baseURL}${url}`, {
			method: 'POST',
			headers: { ...headers(gateway), 'content-length': Buffer.byteLength(body) },
		});
		first.write(body.slice(0, 5));
		await until(async () => (await account()).maxInFlight === 1);
		await send(2);
		first.end(body.slice(5)).on('response', (response) => response.resume());
		await once(first, 'close');
		expect(await account()).toMatchObject({ answered: 2, lateArrivals: 0, maxInFlight: 2 });
	});

	const other = itemAt(0, 2);
	test.each([
		['another text', { text: 'Message 1 says more', message: 'Message 1 says more' }, SESSION],
		['another chat', { chatId: other.chatId, to: other.to, number: other.number }, SESSION],
		['another session', {}, 'other'],
	])('refuses %s and records a fault', async (_, more, session) => {
		expect((await send(1, more, session)).status).toBe(400);
		expect((await account()).wrong).toHaveLength(1);
	});

	test('records an item sent twice, a missing key and an unknown route as faults', async () => {
		await send(1);
		await send(1);
		expect((await http.post(SENDS[gateway](2).url, SENDS[gateway](2).data)).status).toBe(400);
		expect((await http.get('/api/nowhere', { headers: headers(gateway) })).status).toBe(400);
		const { arrived, wrong } = await account();
		expect(arrived).toBe(1);
		expect(wrong).toEqual([
			expect.stringContaining('twice'),
			expect.stringContaining('key'),
			expect.stringContaining('no such route'),
		]);
	});
});

test('the TLS server is the same gateway', async () => {
	const { url, data } = SENDS.waha(0);
	const { status } = await axios.post(`https://127.0.0.1:${await portOf(tls)}${url}`, data, {
		headers: headers('waha'),
		httpsAgent: new Agent({ rejectUnauthorized: false }),
	});
	expect(status).toBe(200);
	expect((await account()).arrived).toBe(1);
});

test('latency grows with the square of the load above the limit', () => {
	const state = new BenchState();
	state.begin({ ...PLAN, latencyMs: { min: 20, max: 20 }, slowsAbove: 2 });
	const latencies = [0, 1, 2, 3].map((index) => {
		state.journal.arrive();
		return state.latencyOf(index);
	});
	expect(latencies).toEqual([20, 20, 45, 80]);
});

test('an invalid plan is refused', async () => {
	expect((await http.put(CONTROL.plan, { ...PLAN, items: 'many' })).status).toBe(400);
});

test('the sample file has the planned size', async () => {
	const { data } = await http.get<ArrayBuffer>(CONTROL.file, { responseType: 'arraybuffer' });
	expect(data.byteLength).toBe(PLAN.fileBytes);
});

test('the file of a stored message is complete, in base64', async () => {
	const post = async (route: string) =>
		await http.post(`/chat/${route}/${SESSION}`, {}, { headers: headers('evolution') });
	const { data: found } = await post('findMessages');
	expect(found.messages.records).toMatchObject([
		{
			key: { id: messageIdOf(0) },
			message: { documentMessage: { mimetype: expect.any(String) } },
		},
	]);
	for (const fileBytes of [0, 1, 65_536, 100_000]) {
		await http.put(CONTROL.plan, { ...PLAN, fileBytes });
		const { data } = await post('getBase64FromMediaMessage');
		const bytes = Buffer.from(data.base64, 'base64');
		expect(bytes.equals(Buffer.concat([...sampleFile(fileBytes)]))).toBe(true);
	}
});
