import type { Json, JsonObject } from '../../nodes/WhatsApp/portable/json';
import { answer } from '../support/dryRun';
import {
	waha,
	warest,
	lines,
	bodies,
	items,
	EMPTY,
	refused,
	enveloped,
	listed,
	open,
	stopped,
	stored,
	LIST,
	CONFIG,
	type Answer,
} from './session.run';

describe('getMe', () => {
	const nobody = { session: 'default', contactId: null, phone: null, lid: null, name: null };
	const anna = {
		session: 'default',
		contactId: '491701112222@c.us',
		phone: '491701112222',
		lid: '99123456@lid',
		name: 'Anna',
	};

	test.each<[string, Answer, unknown]>([
		[
			'the account',
			answer({
				id: '491701112222@c.us',
				pushName: 'Anna',
				lid: '99123456@lid',
				jid: '491701112222:3@s.whatsapp.net',
			}),
			anna,
		],
		['nobody', EMPTY, nobody],
	])('WAHA: reads %s', async (_, given, item) => {
		const done = await waha('getMe', {}, given);
		expect(lines(done)).toEqual(['GET /api/sessions/default/me']);
		expect(items(done)).toEqual([item]);
	});

	test.each<[string, Json, JsonObject, unknown]>([
		[
			'the account',
			{ id: '491701112222:3@s.whatsapp.net', lid: '99123456:3@lid' },
			{ name: 'Anna', phone: '491701112222', device: 'android' },
			anna,
		],
		[
			'a phone that was linked once',
			null,
			{ name: 'Anna', phone: '491701112222', device: 'WARest' },
			nobody,
		],
		['nobody', null, { name: null, phone: null, device: 'WARest' }, nobody],
	])('WARest: reads %s', async (_, me, devices, item) => {
		const devicesAnswer = enveloped(devices);
		const done = await warest(
			'getMe',
			{},
			listed({ id: 'default', status: 'open', me }),
			devicesAnswer,
		);
		expect(lines(done)).toEqual([LIST, 'GET /api/v1/session/devices']);
		expect(done.requests[1]?.query).toEqual({ sessionId: 'default', refresh: '1' });
		expect(items(done)).toEqual([item]);
	});
});

describe('getPairingCode', () => {
	const phone = '+49 170 1112222';
	const item = { session: 'default', phone: '491701112222', code: 'ABCD-1234' };
	const pending = enveloped({ sessionId: 'default', pairCode: '' }, 1110, 202);
	const ready = enveloped({ sessionId: 'default', pairCode: 'ABCD-1234' });

	test('WAHA sends the code for the phone number', async () => {
		const done = await waha(
			'getPairingCode',
			{ phone, options: { method: 'voice' } },
			answer({ code: 'ABCD-1234' }, 201),
		);
		expect(lines(done)).toEqual(['POST /api/default/auth/request-code']);
		expect(bodies(done)).toEqual([{ phoneNumber: '491701112222', method: 'voice' }]);
		expect(items(done)).toEqual([item]);
	});

	test('WARest is asked again while the code is pending', async () => {
		const done = await warest(
			'getPairingCode',
			{ phone },
			listed({ ...stopped, status: 'connecting' }),
			pending,
			ready,
		);
		const ask = 'GET /api/v1/session/create/pair-code';
		expect(lines(done)).toEqual([LIST, ask, ask]);
		expect(done.requests[1]?.query).toEqual({ sessionId: 'default', phone: '491701112222' });
		expect(items(done)).toEqual([item]);
	});

	test('WARest restores the webhook of a stopped session', async () => {
		const done = await warest('getPairingCode', { phone }, listed(stopped), stored, ready, stored);
		expect(lines(done)).toEqual([LIST, CONFIG, 'GET /api/v1/session/create/pair-code', CONFIG]);
	});

	test('fails after four responses of WARest without a code', async () => {
		await expect(
			warest(
				'getPairingCode',
				{ phone },
				listed({ ...stopped, status: 'connecting' }),
				pending,
				pending,
				pending,
				pending,
			),
		).rejects.toThrow('WARest has no pairing code for the session "default" yet');
	});

	test.each<[string, Answer[]]>([
		['by the list', [listed(open)]],
		[
			'by the answer',
			[listed({ ...stopped, status: 'starting' }), enveloped({ status: 'open' }, 1104)],
		],
	])('WARest: a linked session has no pairing code (known %s)', async (_, answers) => {
		await expect(warest('getPairingCode', { phone }, ...answers)).rejects.toThrow(
			'is connected already, so there is no pairing code',
		);
	});

	test('refuses a group ID, and on WARest the option Send Code By', async () => {
		await expect(waha('getPairingCode', { phone: '120363025246125486@g.us' })).rejects.toThrow(
			'is no phone number',
		);
		await expect(warest('getPairingCode', { phone, options: { method: 'sms' } })).rejects.toThrow(
			'Send Code By',
		);
	});
});

describe('getRestrictions', () => {
	const quota = { cappingStatus: 'NONE', totalQuota: 1000, usedQuota: 640 };
	const cycle = {
		cycleStart: 1782874800,
		cycleEnd: 1785553199,
		mvStatus: 'ACTIVE',
		oteStatus: null,
	};
	const [free, locked] = [
		{ enforcementType: 'DEFAULT', isActive: false, timeEnforcementEnds: null },
		{ enforcementType: 'BIZ_QUALITY', isActive: true, timeEnforcementEnds: 1785553199 },
	];
	const item = {
		session: 'default',
		canStartChats: true,
		timelocked: false,
		timelockEndsAt: null,
		timelockReason: 'DEFAULT',
		quotaStatus: 'free',
		quota: 1000,
		quotaUsed: 640,
		quotaLeft: 360,
		quotaStartsAt: '2026-07-01T03:00:00.000Z',
		quotaEndsAt: '2026-08-01T02:59:59.000Z',
	};

	test.each<[string, Answer, JsonObject, JsonObject]>([
		['nothing is restricted', answer(free), {}, {}],
		[
			'a time lock',
			answer(locked),
			{},
			{
				canStartChats: false,
				timelocked: true,
				timelockEndsAt: '2026-08-01T02:59:59.000Z',
				timelockReason: 'BIZ_QUALITY',
			},
		],
		[
			'a warning',
			answer(free),
			{ cappingStatus: 'FIRST_WARNING' },
			{ quotaStatus: 'firstWarning' },
		],
		[
			'the quota is used up, and more than that',
			answer(free),
			{ cappingStatus: 'CAPPED', usedQuota: 1003 },
			{ canStartChats: false, quotaStatus: 'usedUp', quotaUsed: 1003, quotaLeft: 0 },
		],
		[
			'a state that is not known yet',
			answer(free),
			{ cappingStatus: 'NEW_WORD' },
			{ canStartChats: null, quotaStatus: null },
		],
		[
			'an engine that knows no time lock',
			refused("The method is not implemented by 'WPP' engine.", 501),
			{},
			{ canStartChats: null, timelocked: null, timelockReason: null },
		],
		[
			'only the quota is known, and it is used up',
			refused("The method is not implemented by 'WPP' engine.", 501),
			{ cappingStatus: 'CAPPED' },
			{ canStartChats: false, timelocked: null, timelockReason: null, quotaStatus: 'usedUp' },
		],
	])('WAHA: reads the restrictions (%s)', async (_, timelock, capping, changed) => {
		const done = await waha(
			'getRestrictions',
			{},
			timelock,
			answer({ ...quota, ...cycle, ...capping }),
		);
		expect(lines(done)).toEqual([
			'GET /api/sessions/default/timelock',
			'GET /api/sessions/default/capping',
		]);
		expect(items(done)).toEqual([{ ...item, ...changed }]);
	});
});

test.each([
	['image/png', 'screenshot-default.png'],
	['image/jpeg', 'screenshot-default.jpg'],
])('getScreenshot returns a file of type %s', async (contentType, fileName) => {
	const done = await waha(
		'getScreenshot',
		{},
		{ ...answer(null), bytes: Buffer.from('x'), contentType },
	);
	expect(lines(done)).toEqual(['GET /api/screenshot']);
	expect(done.requests[0]).toMatchObject({
		query: { session: 'default' },
		answer: 'binary',
		effect: 'read',
	});
	expect(items(done)).toEqual([
		{ session: 'default', fileName, mimeType: contentType, sizeBytes: 1 },
	]);
});
