import { createHmac } from 'node:crypto';
import { Bench, unsigned, type Posted } from '../trigger/bench';
import { useTern } from './server';

const tern = useTern();

const note = () => ({
	kind: 'note',
	line: 'shop',
	ticket: 'T-9',
	from: '491701112222@c.us',
	words: 'hello',
	at: Math.floor(Date.now() / 1000),
});

function sealed(body: unknown, secret: string): Posted {
	const posted = unsigned(body);
	const seal = createHmac('sha256', secret)
		.update(posted.rawBody ?? '')
		.digest('hex');
	return { ...posted, headers: { ...posted.headers, 'x-tern-seal': seal } };
}

const bench = (): Bench =>
	new Bench({
		credential: { gateway: 'tern', baseUrl: tern.url, apiKey: tern.token },
		parameters: { session: 'shop', events: ['message'], registration: 'automatic' },
	});

test('the trigger registers, accepts a signed delivery once, and removes its webhook', async () => {
	const trigger = bench();
	expect(await trigger.activate()).toBe('registered');
	expect(tern.hook?.target.split('?')[0]).toBe(trigger.url);
	const posted = sealed(note(), tern.hook?.seal ?? '');
	const { items, status } = await trigger.deliver(posted);
	expect(status).toBe(200);
	expect(items?.map(({ json }) => json)).toMatchObject([
		{ event: 'message', messageId: 'T-9', chatId: '491701112222@c.us', text: 'hello' },
	]);
	expect((await trigger.deliver(posted)).items).toBeNull();
	await trigger.deactivate();
	expect(tern.hook).toBeNull();
});

test("a delivery with a wrong signature or none is refused with Tern's status code", async () => {
	const trigger = bench();
	await trigger.activate();
	for (const posted of [sealed(note(), 'another secret'), unsigned(note())])
		expect(await trigger.deliver(posted)).toMatchObject({ status: 403, items: null });
	await trigger.deactivate();
});

test('activation refuses an event that Tern does not report', async () => {
	const trigger = bench();
	trigger.parameters = { ...trigger.parameters, events: ['call'] };
	await expect(trigger.activate()).rejects.toThrow('Tern does not report: Call');
});
