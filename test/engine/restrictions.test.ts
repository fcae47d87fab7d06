import { runNode } from '../support/engine';
import { byId, useSandbox } from '../support/sandbox';

const UNTIL = Date.UTC(2099, 0) / 1_000;

describe('an account restricted by WhatsApp', () => {
	const box = useSandbox({ wahaVersion: '2026.9' });
	const run = async (parameters: object) =>
		await runNode({
			credential: box.credential('waha'),
			parameters: { session: byId('default'), ...parameters },
		});
	const sendTo = async (phone: string) =>
		await run({ resource: 'message', operation: 'sendText', chatId: byId(phone), text: 'hi' });
	const restrictionsOf = async () =>
		(await run({ resource: 'session', operation: 'getRestrictions' })).items[0]?.json;

	test('has no restrictions at first', async () => {
		expect(await restrictionsOf()).toMatchObject({
			session: 'default',
			canStartChats: true,
			timelocked: false,
			quotaStatus: 'free',
		});
		expect((await sendTo('491709998880')).error).toBeUndefined();
	});

	test.each([
		{
			what: 'a time lock',
			phone: '491709998881',
			restrictions: { timelockedUntil: UNTIL, status: 'NONE' },
			message: 'does not let this account start new conversations for now',
			told: { timelocked: true, timelockEndsAt: '2099-01-01T00:00:00.000Z' },
		},
		{
			what: 'a quota that is used up',
			phone: '491709998882',
			restrictions: { timelockedUntil: null, status: 'CAPPED' },
			message: 'its quota is used up',
			told: { quotaStatus: 'usedUp' },
		},
	] as const)('with $what: a send to a new chat fails with the reason', async (row) => {
		const { phone, restrictions, message, told } = row;
		const { restrictions: now } = box.sandbox.world.session('default');
		now.timelockedUntil = restrictions.timelockedUntil;
		now.quota.status = restrictions.status;
		const { error } = await sendTo(phone);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Session > Get Restrictions tells when');
		expect(error?.context?.outcome).toBe('failed');
		expect(await restrictionsOf()).toMatchObject({ canStartChats: false, ...told });
		// People who have written before can still be answered.
		expect((await sendTo('491701112222')).error).toBeUndefined();
	});
});
