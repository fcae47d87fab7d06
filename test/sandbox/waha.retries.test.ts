import { ANNA } from './harness';
import { Hooked, plannedWaits } from './hooked';
import { type Receiver } from './receiver';
import { until } from '../support/until';

let hooked: Hooked;
afterEach(async () => {
	jest.restoreAllMocks();
	await hooked.close();
});

const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });

describe('webhook retries', () => {
	test.each([400, 401, 404, 429, 500, 503])(
		'a delivery answered with %d is retried until it succeeds',
		async (status) => {
			hooked = await Hooked.waha(['message']);
			hooked.receiver.answers = [status, status, 201];
			say('hi');
			const attempts = await hooked.receiver.got(3);
			await hooked.settled();
			expect(attempts).toHaveLength(3);
			expect(new Set(attempts.map(({ raw }) => raw)).size).toBe(1);
			const ids = attempts.map(({ headers }) => headers['x-webhook-request-id']);
			expect(new Set(ids).size).toBe(1);
			const { deliveries } = hooked.harness.sandbox;
			expect(deliveries.filter(({ event }) => event === 'message')).toMatchObject(
				[status, status, 201].map((answered, index) => ({
					gateway: 'waha',
					session: 'default',
					event: 'message',
					url: hooked.url,
					attempt: index + 1,
					status: answered,
				})),
			);
		},
	);

	test('a delivery is retried after a broken connection', async () => {
		hooked = await Hooked.waha(['message']);
		hooked.receiver.answers = [(response) => response.destroy()];
		say('hi');
		await hooked.receiver.got(2);
		const [first] = hooked.harness.sandbox.deliveries.filter(({ event }) => event === 'message');
		expect(first).toMatchObject({ status: null, error: expect.stringContaining('hang up') });
	});

	test.each([
		['15 times when nobody says', {}, 16],
		['as often as asked', { retries: { attempts: 2, delaySeconds: 1, policy: 'linear' } }, 3],
		['never', { retries: { attempts: 0 } }, 1],
	])('retries %s, then drops the event', async (_name, hook, count) => {
		hooked = await Hooked.waha(['message'], { hook });
		hooked.receiver.answers = Array.from({ length: 40 }, () => 500);
		say('hi');
		await hooked.receiver.got(count);
		hooked.receiver.answers = [];
		say('second');
		await until(() => hooked.receiver.received.some(({ raw }) => raw.includes('second')));
		expect(hooked.receiver.received.filter(({ raw }) => raw.includes('"hi"'))).toHaveLength(count);
	});

	test('version 2024.10.8 never retries, whatever the config says', async () => {
		const hook = { retries: { attempts: 5, delaySeconds: 0 } };
		hooked = await Hooked.waha(['message'], { wahaVersion: '2024.10.8', hook });
		hooked.receiver.answers = [503];
		say('hi');
		await hooked.receiver.got(1);
		say('second');
		await hooked.receiver.got(2);
		expect(hooked.receiver.received[1]?.raw).toContain('second');
	});

	/** The waits between four attempts in milliseconds, on a clock that runs a hundred times faster. */
	async function waits(retries: object, answers: Receiver['answers']): Promise<number[]> {
		hooked = await Hooked.waha(['message'], {
			hook: { retries },
			webhooks: { wahaDelayScale: 0.01 },
		});
		const planned = plannedWaits();
		hooked.receiver.answers = answers;
		say('hi');
		await hooked.receiver.got(4);
		hooked.waited(planned());
		return planned();
	}

	test.each([
		['constant', {}, [20, 20, 20]],
		['linear', { policy: 'linear', delaySeconds: 3, attempts: 3 }, [30, 60, 90]],
		// With half of the random fifth.
		['exponential', { policy: 'exponential', delaySeconds: 2, attempts: 3 }, [44, 88, 176]],
	])('waits follow the retry policy: %s', async (_policy, retries, expected) => {
		expect(await waits(retries, [500, 500, 500])).toEqual(expected);
	});

	test('waits are at least as long as the receiver’s Retry-After header', async () => {
		const asks: Receiver['answers'][number] = (response) =>
			response.writeHead(503, { 'Retry-After': '5' }).end();
		const retries = { delaySeconds: 3, attempts: 3 };
		expect(await waits(retries, [asks, 500, asks])).toEqual([50, 30, 50]);
	});
});
