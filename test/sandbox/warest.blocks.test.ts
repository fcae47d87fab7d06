import { ANNA } from './harness';
import { Hooked, SECRET } from './hooked';
import { at, Receiver } from './receiver';
import { until } from '../support/until';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const MINUTE_MS = 60_000;
const say = (text: string): void => void hooked.session.receive({ chatId: ANNA, text });
const texts = (): unknown[] => hooked.receiver.received.map(({ body }) => at(body, 'data', 'text'));
/** The webhook that the API shows. */
async function stored(): Promise<unknown> {
	const { body } = await hooked.harness.warest('POST', 'session/default/config', {});
	const [result] = [at(body, 'results')].flat();
	return at(result, 'webhookUrl');
}
/** Registers, fails for good with these answers, and then answers 200. */
async function fail(...answers: Receiver['answers']): Promise<void> {
	hooked = await Hooked.warest();
	hooked.receiver.answers = answers;
	say('lost');
	await hooked.receiver.got(answers.length);
	await hooked.settled();
}

describe('losing the webhook after failed deliveries', () => {
	test('clears the stored URL, but the running session delivers until a restart', async () => {
		await fail(404);
		say('still');
		await hooked.receiver.got(2);
		expect([texts(), await stored()]).toEqual([['lost', 'still'], '']);
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('unheard');
		await hooked.register();
		say('back');
		await hooked.receiver.got(3);
		expect(texts()).toEqual(['lost', 'still', 'back']);
	});

	test('clears the current URL even if deliveries to an earlier one failed', async () => {
		const other = await Receiver.start();
		hooked = await Hooked.start({ webhooks: { warestRetryWaitsMs: [150] } });
		await hooked.register(other.url);
		other.answers = [500, 500];
		say('hi');
		await other.got(1);
		await hooked.register();
		await other.got(2);
		await hooked.settled();
		expect(await stored()).toBe('');
		await other.close();
	});

	test('keeps the secret', async () => {
		await fail(410);
		const { body } = await hooked.harness.warest('POST', 'session/default/config', {});
		expect(body).toMatchObject({ results: [{ webhookUrl: '', webhookSecret: SECRET }] });
	});
});

describe('blocked URLs', () => {
	test.each([401, 403])(
		'a URL that answers %d is blocked for 15 minutes, even if it is registered again',
		async (status) => {
			await fail(status);
			await hooked.register();
			say('blocked');
			const { deliveries, world } = hooked.harness.sandbox;
			await until(() => deliveries.length === 2);
			expect(deliveries[1]).toMatchObject({ attempt: 0, error: 'the address is blocked' });
			world.clock.advance(15 * MINUTE_MS - 1_000);
			say('blocked too');
			world.clock.advance(1_500);
			say('free');
			await hooked.receiver.got(2);
			expect(texts()).toEqual(['lost', 'free']);
		},
	);

	test('another URL of the same session is not blocked', async () => {
		await fail(401);
		await hooked.register(`${hooked.receiver.url}/other`);
		say('there');
		await hooked.receiver.got(2);
		expect(hooked.receiver.received[1]?.path).toBe('/other');
	});

	test('five failed attempts in a row block a URL for a minute', async () => {
		await fail(500, 500, 500, 500);
		await hooked.register();
		hooked.receiver.answers = [404];
		say('the fifth');
		await hooked.receiver.got(5);
		await hooked.settled();
		await hooked.register();
		say('blocked');
		hooked.harness.sandbox.world.clock.advance(MINUTE_MS + 1);
		say('free');
		await hooked.receiver.got(6);
		expect(texts().slice(4)).toEqual(['the fifth', 'free']);
	});

	test('a success in between resets the count of failed attempts', async () => {
		await fail(500, 500, 500, 500);
		for (const text of ['good', 'bad', 'good again']) {
			await hooked.register();
			if (text === 'bad') hooked.receiver.answers = [404];
			const before = hooked.receiver.received.length;
			say(text);
			await hooked.receiver.got(before + 1);
			await hooked.settled();
		}
		expect(texts().slice(4)).toEqual(['good', 'bad', 'good again']);
	});

	test('a restart of the server lifts the block', async () => {
		await fail(401);
		await hooked.register();
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('free');
		await hooked.receiver.got(2);
		expect(texts()).toEqual(['lost', 'free']);
	});
});

describe('forgetting a webhook', () => {
	const get = async (path: string): Promise<void> =>
		void (await hooked.harness.warest('GET', path));
	const works = async (): Promise<void> => await until(() => hooked.session.status === 'working');

	test.each([
		['a reconnect', async () => await get('session/reconnect?sessionId=default')],
		[
			'creating a session that was stopped',
			async () => {
				hooked.session.stop();
				await get('session/create?sessionId=default');
			},
		],
		[
			'a pairing code for a session that was stopped',
			async () => {
				hooked.session.stop();
				await get('session/create/pair-code?sessionId=default&phone=4917');
			},
		],
		['an empty URL', async () => await hooked.register('')],
	])('%s stops deliveries, although the API shows the URL again', async (_name, forget) => {
		hooked = await Hooked.warest();
		await forget();
		await works();
		await hooked.settled();
		hooked.receiver.received.length = 0;
		say('unheard');
		expect(await stored()).toBe('');
		hooked.harness.sandbox.world.clock.advance(5_000);
		expect(await stored()).toBe(hooked.url);
		say('unheard too');
		await hooked.register();
		say('heard');
		await hooked.receiver.got(1);
		await hooked.settled();
		expect(texts()).toEqual(['heard']);
	});

	test('a restart of the server activates the stored URL again', async () => {
		hooked = await Hooked.warest();
		await hooked.register('');
		await hooked.harness.sandbox.setDown('warest', true);
		await hooked.harness.sandbox.setDown('warest', false);
		say('heard');
		await hooked.receiver.got(1);
		expect(texts()).toEqual(['heard']);
	});
});
