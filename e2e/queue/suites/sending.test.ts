import type { GatewayName } from '../../../sandbox';
import { credentialData, gatewayNames } from '../../../harness/gateways';
import { startSuite, type Suite } from '../../../harness/suite';
import { startGate } from '../harness/gate';
import { WORKERS } from '../harness/installation';
import {
	begin,
	newChat,
	publishSending,
	SENDER,
	textsTo,
	WITHOUT_LIMITS,
	type Item,
} from '../harness/production';
import { told } from '../harness/told';

const SENDS = 200;
const CHATS = 4;

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite(WITHOUT_LIMITS);
});
afterAll(() => suite.sandbox.close());

const chatOf = (gateway: GatewayName, index: number): string => newChat(gateway, index % CHATS);

describe.each(gatewayNames)('a worker sending through %s', (gateway) => {
	told(
		`${gateway}: a worker sends ${SENDS} messages once each, in order within each of ${CHATS} chats`,
		async () => {
			const { api, credentials, sandbox } = suite;
			const sending = await publishSending(api, credentials[gateway]);
			const items: Item[] = Array.from({ length: SENDS }, (_, index) => ({
				text: `${gateway} ${index}`,
				chatId: chatOf(gateway, index),
			}));
			const { executionId, worker } = await begin(api, sending, items);
			const { data, status } = await api.finished(executionId);
			expect(data.resultData.error?.message).toBeUndefined();
			expect(status).toBe('success');
			expect(WORKERS).toContain(worker);
			const output = data.resultData.runData[SENDER]?.[0]?.data?.main?.[0] ?? [];
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
			const sent = Array.from({ length: CHATS }, (_, chat) =>
				textsTo(sandbox, chatOf(gateway, chat)),
			);
			expect(sent).toEqual(
				sent.map((_, chat) =>
					items.filter((__, index) => index % CHATS === chat).map(({ text }) => text),
				),
			);
			expect(sent.flat()).toHaveLength(SENDS);
		},
	);

	told(
		`${gateway}: Retry On Fail sends a refused message again, and no message twice`,
		async () => {
			const { api, sandbox } = suite;
			const gate = await startGate(sandbox[gateway].url);
			let refusals = 0;
			gate.judge = (body) => (body.includes('retry 2') && ++refusals <= 2 ? 'refuse' : 'pass');
			try {
				const credential = await api.createCredential(`${gateway} behind a gate`, {
					...credentialData(sandbox, gateway),
					baseUrl: gate.url,
				});
				const sending = await publishSending(api, credential, {
					retryOnFail: true,
					maxTries: 3,
					waitBetweenTries: 0,
				});
				const chatId = newChat(gateway, 100);
				const items = Array.from({ length: 5 }, (_, index) => ({ text: `retry ${index}`, chatId }));
				const { executionId } = await begin(api, sending, items);
				const { data, status } = await api.finished(executionId);
				expect(data.resultData.error?.message).toBeUndefined();
				expect(status).toBe('success');
				// Two refused requests, and a third one that was let through.
				expect(refusals).toBe(3);
				expect(textsTo(sandbox, chatId)).toEqual(items.map(({ text }) => text));
			} finally {
				await gate.close();
			}
		},
	);
});
