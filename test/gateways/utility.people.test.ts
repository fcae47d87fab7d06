import { answer, dryRun, type Parameters } from '../support/dryRun';
import { items, lines, run, sent, told, type Answer } from './utility.run';

const resolve = async (parameters: Parameters, given: Answer) =>
	await dryRun('warest', ['contact', 'resolveId'], parameters, [given]);

describe('phone numbers, IDs and poll votes', () => {
	test.each([
		['+49 170 1234567', '491701234567', '4', true, 'DE', 'DE'],
		['+1 415 555 0100', '14155550100', '1', true, 'CA', null],
		['447700900123', '447700900123', '4', false, 'GB', 'GB'],
	])(
		'validatePhone sends %s with its country code',
		async (phone, digits, country, exists, guess, shown) => {
			const done = await run(
				'validatePhone',
				{ phone },
				told({
					data: {
						exists,
						e164: `+${digits}`,
						jid: `${digits}@s.whatsapp.net`,
						lid: null,
						country: guess,
					},
				}),
			);
			expect(lines(done)).toEqual(['POST /api/v1/misc/whatsapp/validate/phone']);
			// With this field the server's own rule adds nothing, because the digits begin with the country code.
			expect(await sent(done)).toEqual({ sessionId: 'default', phone: digits, country });
			expect(items(done)).toEqual([
				{
					session: 'default',
					phone: digits,
					exists,
					contactId: exists ? `${digits}@c.us` : null,
					lid: null,
					country: shown,
				},
			]);
		},
	);

	test.each([
		['491701234567', '491701234567@s.whatsapp.net', '491701234567@c.us', 'person'],
		['status@broadcast', 'status@broadcast', 'status@broadcast', 'broadcast'],
	])('validateJid looks up %s', async (chatId, jid, shown, type) => {
		const done = await run(
			'validateJid',
			{ chatId },
			told({ data: { exists: true, type: 'user' } }),
		);
		expect(await sent(done)).toEqual({ sessionId: 'default', jid });
		expect(items(done)).toEqual([{ session: 'default', chatId: shown, type, exists: true }]);
		expect(done.hint).toBeNull();
	});

	test.each([
		['120363025246125486@g.us', 'group'],
		['120363025246125486@newsletter', 'channel'],
		['99123456789@lid', 'lid'],
		['1234567890@broadcast', 'broadcast'],
	])('validateJid returns exists null for %s without a request', async (chatId, type) => {
		const done = await run('validateJid', { chatId });
		expect(done.requests).toEqual([]);
		expect(items(done)).toEqual([{ session: 'default', chatId, type, exists: null }]);
		expect(done.hint).toContain('phone numbers only');
	});

	test.each([
		[
			'491701234567',
			'491701234567@s.whatsapp.net',
			'491701234567@s.whatsapp.net',
			'99123456789@lid',
			true,
		],
		['99123456789@lid', '99123456789@lid', null, '99123456789@lid', false],
		[
			'491701234567@c.us',
			'491701234567@s.whatsapp.net',
			'491701234567@s.whatsapp.net',
			null,
			false,
		],
	])('resolveId returns phone number and LID of %s', async (contactId, input, jid, lid, found) => {
		const done = await resolve(
			{ contactId },
			told({ data: { isValid: true, type: 'jid', jid, lid, country: 'DE' } }),
		);
		expect(lines(done)).toEqual(['POST /api/v1/misc/whatsapp/resolve/jid-or-lid']);
		expect(await sent(done)).toEqual({ sessionId: 'default', input });
		const phone = jid === null ? null : '491701234567';
		expect(items(done)).toEqual([
			{ session: 'default', contactId: phone === null ? lid : `${phone}@c.us`, phone, lid, found },
		]);
	});

	test.each([
		['the digits of the hidden ID', '44912345678', '44912345678@lid'],
		['with its country code before them', '6244912345678', '44912345678@lid'],
		['nobody can have', '200000000000001', '200000000000001@lid'],
	])('resolveId does not return a number that WARest made up: %s', async (_, digits, lid) => {
		const data = { isValid: true, type: 'lid', jid: `${digits}@s.whatsapp.net`, lid };
		const done = await resolve({ contactId: lid }, told({ data }));
		expect(items(done)).toEqual([
			{ session: 'default', contactId: lid, phone: null, lid, found: false },
		]);
	});

	test('decryptPollVote reads the poll, and has a hint if the choice is not returned', async () => {
		const done = await run(
			'decryptPollVote',
			{
				encPayload: { type: 'Buffer', data: [1, 2, 3] },
				encIv: 'AQID',
				pollMessageId: '3EB0C0',
				options: {
					pollChatId: '120363025246125486@g.us',
					pollCreator: '99123456789@lid',
					pollKey: 'AQIDBA==',
					voter: '491701234567',
				},
			},
			told({
				messageKey: { id: '3EB0C0', remoteJid: '120363025246125486@g.us' },
				pollCreatorJid: '99123456789@lid',
				voterJid: '491701234567@s.whatsapp.net',
				votedOptionIndexes: [],
				votedOptionNames: [],
				pollTitle: 'Color?',
				pollOptions: [{ index: 0, name: 'Red' }],
			}),
		);
		expect(lines(done)).toEqual(['POST /api/v1/misc/whatsapp/poll-update-vote']);
		expect(await sent(done)).toEqual({
			sessionId: 'default',
			pollUpdateVote: {
				vote: { encPayload: 'AQID', encIv: 'AQID' },
				pollCreationMessageKey: {
					id: '3EB0C0',
					remoteJid: '120363025246125486@g.us',
					participant: '99123456789@lid',
				},
			},
			pollEncKey: 'AQIDBA==',
			pollCreatorJid: '99123456789@lid',
			voterJid: '491701234567@s.whatsapp.net',
		});
		expect(items(done)).toEqual([
			{
				session: 'default',
				pollMessageId: '3EB0C0',
				chatId: '120363025246125486@g.us',
				creatorId: '99123456789@lid',
				voterId: '491701234567@c.us',
				title: 'Color?',
				options: ['Red'],
				selectedOptions: null,
			},
		]);
		expect(done.hint).toContain('does not tell which options');
	});

	test.each<[string, Parameters, string]>([
		[
			'decryptPollVote',
			{ encPayload: '', encIv: 'AQID', pollMessageId: 'A' },
			'Encrypted Payload is empty',
		],
		[
			'decryptPollVote',
			{ encPayload: 'AQID', encIv: 'AQID', pollMessageId: 'true_491701234567@c.us_A' },
			'comes from another gateway',
		],
		['validatePhone', { phone: '0170 1234567' }, 'has no country code'],
	])('%s refuses %j', async (operation, parameters, message) => {
		await expect(run(operation, parameters)).rejects.toThrow(message);
	});

	test('validatePhone fails if the session is not linked', async () => {
		const given = answer(
			{ status: false, code: 1106, message: 'Session is not ready', results: [] },
			409,
		);
		await expect(run('validatePhone', { phone: '491701234567' }, given)).rejects.toThrow(
			'The session on WARest is not ready',
		);
	});
});
