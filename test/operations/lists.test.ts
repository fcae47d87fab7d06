import { dryRun, type DryRun, type Parameters } from '../support/dryRun';
import { SENT } from '../gateways/message.run';
import { GATEWAYS } from '../support/sandbox';

const CHAT = '491701234567@c.us';
const button = { type: 'reply', text: 'A', id: 'a' };
const vcard = 'BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nTEL:+447700900123\nEND:VCARD';
const ann = { fullName: 'Ann', phone: '+49 (0)170 1234567' };

/** n8n's editor passes lists in its own format; tools of agents and hand-written workflows may not. */
describe.each(GATEWAYS)('lists on %s', (gateway) => {
	const run = async (operation: string, parameters: Parameters): Promise<DryRun> =>
		await dryRun(
			gateway,
			['message', operation],
			{ chatId: CHAT, text: 'x', options: {}, ...parameters },
			[SENT[gateway]],
		);

	test.each([[[button]], [{ button: [button] }], [{ button }], [button]])(
		'accepts a button in the form %j',
		async (buttons) => {
			const { requests } = await run('sendButtons', { buttons });
			expect(requests[0]?.body?.buttons).toHaveLength(1);
		},
	);

	test.each<[string, Parameters, RegExp]>([
		['sendButtons', { buttons: { button: [button, 'B'] } }, /^Entry 2 of Buttons is none/],
		['sendButtons', { buttons: { button: [null, button] } }, /^Entry 1 of Buttons is none/],
		['sendButtons', { buttons: { button: [[button]] } }, /^Entry 1 of Buttons is none/],
		['sendButtons', { buttons: 'A, B' }, /^Entry 1 of Buttons is none/],
		['sendButtons', { buttons: [button, {}] }, /^Text of a button is empty/],
		['sendButtons', { buttons: {} }, /^Buttons is empty/],
		['sendButtons', { buttons: { button: [] } }, /^Buttons is empty/],
		['sendButtons', { buttons: null }, /^Buttons is empty/],
		['sendContact', { contactCards: { details: [ann, 'Bob'] } }, /^Entry 2 of Contacts is none/],
		['sendContact', { contactCards: { vcard: [vcard] } }, /^Entry 1 of Contacts is none/],
		['sendContact', { contactCards: [ann, null] }, /^Entry 2 of Contacts is none/],
		['sendContact', { contactCards: {} }, /^Contacts is empty/],
	])('%s refuses %j', async (operation, parameters, message) => {
		await expect(run(operation, parameters)).rejects.toThrow(message);
	});
});

test('sendContact accepts contact details and vCards in one list', async () => {
	const { requests } = await dryRun(
		'waha',
		['message', 'sendContact'],
		{ chatId: CHAT, options: {}, contactCards: [ann, { vcard }] },
		[SENT.waha],
	);
	expect(requests[0]?.body?.contacts).toEqual([
		{ fullName: 'Ann', phoneNumber: '+491701234567', whatsappId: '491701234567' },
		{ vcard },
	]);
});

test.each([
	[{ sections: [{ title: 'Food', rows: [{ title: 'Pizza' }, 'Pasta'] }] }, /^Entry 2 of Rows/],
	[{ sections: { section: ['Food'] } }, /^Entry 1 of Sections/],
	[{ sections: { section: [{ title: 'Food', rows: {} }] } }, /has no rows/],
])('sendList refuses the list %j', async (parameters, message) => {
	await expect(
		dryRun('warest', ['message', 'sendList'], {
			chatId: CHAT,
			text: 'x',
			buttonText: 'Menu',
			options: {},
			...parameters,
		}),
	).rejects.toThrow(message);
});

test.each([
	['webhooks', { webhook: ['https://example.com'] }, /^Entry 1 of Webhooks/],
	['metadata', { entry: [null] }, /^Entry 1 of Metadata/],
	['apps', [{ app: 'calls' }, 5], /^Entry 2 of Apps/],
])('the options of Session > Update refuse %s %j', async (option, value, message) => {
	await expect(
		dryRun('waha', ['session', 'update'], { options: { [option]: value } }),
	).rejects.toThrow(message);
});

test('a buffer with invalid bytes is refused', async () => {
	const payload = { type: 'Buffer', data: [1, 2, 'x', 4] };
	await expect(
		dryRun('warest', ['utility', 'decryptPollVote'], {
			encPayload: payload,
			encIv: 'AAAA',
			pollMessageId: '3EB0',
			options: {},
		}),
	).rejects.toThrow('Encrypted Payload is empty or no base64');
});
