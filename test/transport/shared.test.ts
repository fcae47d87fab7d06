import type { GatewayAnswer, GatewayRequest } from '../../nodes/WhatsApp/transport/request';
import { SharedAnswers } from '../../nodes/WhatsApp/transport/shared';
import { answer } from '../support/dryRun';

const request = (phone: string): GatewayRequest => ({
	method: 'GET',
	path: '/check',
	query: { phone },
	effect: 'read',
});

test('the same request, in parallel or later, is sent only once', async () => {
	const shared = new SharedAnswers();
	let asked = 0;
	const ask = async (): Promise<GatewayAnswer> => {
		await Promise.resolve();
		return answer({ n: ++asked });
	};
	const both = await Promise.all([shared.of(request('1'), ask), shared.of(request('1'), ask)]);
	const again = await shared.of(request('1'), ask);
	expect([...both, again].map(({ body }) => body)).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
	expect((await shared.of(request('2'), ask)).body).toEqual({ n: 2 });
});

test('a failure is reported to all who wait for it, and the next request is sent again', async () => {
	const shared = new SharedAnswers();
	let fail: (error: Error) => void = () => undefined;
	const failing = async (): Promise<GatewayAnswer> =>
		await new Promise((_, reject) => {
			fail = reject;
		});
	const waiting = [shared.of(request('1'), failing), shared.of(request('1'), failing)];
	fail(new Error('broken'));
	for (const one of waiting) await expect(one).rejects.toThrow('broken');
	expect((await shared.of(request('1'), async () => await Promise.resolve(answer(7)))).body).toBe(
		7,
	);
});
