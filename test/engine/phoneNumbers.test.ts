import type { INode } from 'n8n-workflow';
import { recipientOf, sentBy, useWatchedGateway } from '../execution/gateway';
import { runNode, type RunResult } from '../support/engine';
import { byId, GATEWAYS } from '../support/sandbox';

const gateway = useWatchedGateway();

const GERMAN = '491701234567';
const BRAZILIAN = '5511912345678';

describe.each(GATEWAYS)('phone numbers on %s', (name) => {
	const inGateway = (digits: string): string => `${digits}@c.us`;

	beforeEach(() => {
		gateway.reply = () => sentBy(name);
	});

	const run = async (parameters: INode['parameters'], json: object = {}): Promise<RunResult> =>
		await runNode({
			credential: { gateway: name, baseUrl: gateway.url, apiKey: 'key' },
			parameters: {
				resource: 'message',
				operation: 'sendText',
				session: byId('default'),
				chatId: byId(GERMAN),
				text: 'hello',
				...parameters,
			},
			items: [{ json: { ...json } }],
		});

	const recipient = (): unknown => gateway.arrivals.map(recipientOf)[0];

	test.each([
		['a decimal of a sheet, as text', '491701234567.0', GERMAN],
		['a number', 491701234567, GERMAN],
		['a link with a dash', 'https://wa.me/551191234-5678', BRAZILIAN],
		['a link with a blank', 'https://wa.me/49170 1234567', GERMAN],
		[
			'a link with all its parameters',
			'https://api.whatsapp.com/send/?phone=491701234567&text&type=phone_number',
			GERMAN,
		],
		['an encoded plus', 'https://wa.me/%2B491701234567', GERMAN],
		['a bracketed zero', '0049 (0)170 1234567', GERMAN],
		['signs that nobody sees', '\u202a+49 170 1234567\u202c', GERMAN],
		['a user, an agent and a device', '447123456789.0:5@s.whatsapp.net', '447123456789'],
		['a hosted account', '491701234567@hosted', GERMAN],
		['digits of another script', '+٤٩ ١٧٠ ١٢٣٤٥٦٧', GERMAN],
	])('accepts %s', async (_, phone, digits) => {
		const { error } = await run({ chatId: byId('={{ $json.phone }}') }, { phone });
		expect(error).toBeUndefined();
		expect(recipient()).toBe(inGateway(digits));
	});

	test.each([
		['a fraction', 491701234567.5, 'has a fraction'],
		['a trunk zero without brackets', '+49 0170 1234567', 'has a zero behind the country code 49'],
		['an unclear zero', '+39 (0)347 123 4567', 'leaves open whether'],
		['no country code', '0170 1234567', 'has no country code'],
		['two numbers', '491701234567, 447700900123', 'is no phone number and no chat id'],
		['an id that JSON rounded', 120363025246125490, 'its last ones are lost'],
		['a sign that nobody sees, in a name', 'Ann\u200b', '"Ann[U+200B]" is no phone number'],
		['a negative number', -491701234567, 'is no phone number'],
		['a list', ['491701234567'], 'must be text'],
	])('refuses %s, and sends nothing', async (_, phone, message) => {
		const { error } = await run({ chatId: byId('={{ $json.phone }}') }, { phone });
		expect(error?.message).toContain(message);
		expect(error?.context?.outcome).toBe('notSent');
		expect(gateway.arrivals).toEqual([]);
	});

	const card = (phone: string): INode['parameters'] => ({
		operation: 'sendContact',
		contactCards: { details: [{ fullName: 'Ann', phone }] },
	});
	const call = (phoneNumber: string): INode['parameters'] => ({
		operation: 'sendButtons',
		buttons: { button: [{ type: 'call', text: 'Call', phoneNumber }] },
	});
	const check = (phone: string): INode['parameters'] => ({
		resource: 'contact',
		operation: 'checkExists',
		phone,
	});
	const pairing = (phone: string): INode['parameters'] => ({
		resource: 'session',
		operation: 'getPairingCode',
		phone,
	});

	test.each([
		['a hidden ID', '200000000000001@lid'],
		['a group', '120363025246125486@g.us'],
		['an old group', '491701234567-1412345678@g.us'],
		['a channel', '120363025246125486@newsletter'],
		['the status', 'status@broadcast'],
		['a bot', '867051314767696@bot'],
		['a link to a group', 'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl'],
	])('refuses %s where a phone number is required', async (_, id) => {
		for (const parameters of [card(id), call(id), check(id), pairing(id)]) {
			const { error } = await run(parameters);
			expect(error?.message).toMatch(/is no phone number|leads to a group/);
		}
		expect(gateway.arrivals).toEqual([]);
	});

	test('accepts different notations where a phone number is required', async () => {
		await run(card('+49 (0)170 1234567'));
		await run(call('wa.me/491701234567'));
		await run(check('0049 170 1234567'));
		const [carded, called, checked] = gateway.arrivals;
		expect(JSON.stringify(carded?.body)).toMatch(/"phone(Number)?":"\+?491701234567"/);
		expect(JSON.stringify(called?.body)).toContain('"phoneNumber":"+491701234567"');
		expect(`${checked?.line} ${checked?.bytes.toString()}`).toMatch(/[="]491701234567/);
	});

	test('reads participants in the same way, and refuses all if one is invalid', async () => {
		const adding = {
			resource: 'group',
			operation: 'addParticipants',
			groupId: byId('120363000000000001@g.us'),
		};
		await run({
			...adding,
			participants: '+49 (0)170 1234567, wa.me/55 11 91234-5678\n٤٤٧٧٠٠٩٠٠١٢٣',
		});
		const sent = gateway.arrivals.map(({ bytes }) => bytes.toString()).join();
		for (const digits of [GERMAN, BRAZILIAN, '447700900123']) expect(sent).toContain(digits);
		gateway.arrivals.length = 0;
		for (const [second, message] of [
			['491701234567.5', '"491701234567.5" has a fraction'],
			['+49 0170 1234568', '"+49 0170 1234568" has a zero behind the country code 49'],
			[null, 'Entry 2 of Participants is empty'],
			['', 'Entry 2 of Participants is empty'],
			['120363000000000001@g.us', '"120363000000000001@g.us" is no person'],
			[{ id: '447700900123' }, 'Participants must be text'],
		] as const) {
			const { error } = await run(
				{ ...adding, participants: '={{ $json.people }}' },
				{ people: ['491701234567', second] },
			);
			expect(error?.message).toContain(message);
			expect(error?.context?.outcome).toBe('notSent');
		}
		expect(gateway.arrivals).toEqual([]);
	});

	test('reads mentions in the same way', async () => {
		const { error } = await run({
			// Every gateway can mention people in groups.
			chatId: byId('120363000000000001@g.us'),
			text: 'Hi @491701234567',
			options: { mentions: '\u200e+49 (0)170 1234567' },
		});
		expect(error).toBeUndefined();
		const mentioning = {
			waha: { mentions: [`${GERMAN}@c.us`] },
			// It finds them in the text, so the node only checks that they are in it.
			warest: { message: 'Hi @491701234567' },
			evolution: { mentioned: [GERMAN] },
		};
		expect(gateway.arrivals[0]?.body).toMatchObject(mentioning[name]);
		for (const [mentions, message] of [
			[['491701234567', null], 'Entry 2 of Mentions is empty'],
			[['+49 0170 1234567'], '"+49 0170 1234567" has a zero behind the country code 49'],
		] as const) {
			const refused = await run({ options: { mentions: '={{ $json.mentions }}' } }, { mentions });
			expect(refused.error?.message).toContain(message);
		}
		expect(gateway.arrivals).toHaveLength(1);
	});
});
