import { Evolution, idOf, invalid, refused } from './evolution.client';
import { ANNA } from './harness';
import { at } from './receiver';

let evolution: Evolution;
beforeAll(async () => {
	evolution = await Evolution.start();
});
afterAll(async () => await evolution.close());

const TEAM = '120363000000000001@g.us';
const number = '491701112222';
const send = async (kind: string, body: object) =>
	await evolution.post(`message/${kind}`, { number, ...body });
const sent = (more: object, remoteJid = ANNA) => ({
	status: 201,
	body: {
		key: { remoteJid, fromMe: true, id: expect.stringMatching(/^[0-9A-F]{22}$/) },
		pushName: 'Você',
		status: 'PENDING',
		messageTimestamp: expect.any(Number),
		instanceId: expect.any(String),
		source: expect.any(String),
		...more,
	},
});

describe('sending a text', () => {
	test('returns the sent message with the text as conversation', async () => {
		const answer = await send('sendText', { text: 'Hello' });
		expect(answer).toMatchObject(
			sent({ message: { conversation: 'Hello' }, messageType: 'conversation' }),
		);
		expect(evolution.harness.newest()).toMatchObject({ id: idOf(answer), text: 'Hello' });
	});

	test.each([
		['a missing text', {}, invalid('instance requires property "text"')],
		['a blank one', { text: ' \n' }, refused(400, ['Text is required'], 'Bad Request')],
		['a number that is no text', { text: 'x', number: 49170 }, invalid('Invalid format')],
		[
			'a delay that is a text',
			{ text: 'x', delay: '5' },
			invalid('delay is not of a type(s) integer'),
		],
		['null', { text: null }, invalid('text is not of a type(s) string')],
		[
			'a quote without its id',
			{ text: 'x', quoted: { key: {} } },
			invalid('quoted.key requires property "id"'),
		],
	])('%s is refused', async (_name, body, expected) => {
		const before = evolution.harness.chat().messages.length;
		const answer = await send('sendText', body);
		expect(answer).toEqual(expected);
		expect(evolution.harness.chat().messages).toHaveLength(before);
	});
});

describe('the recipient', () => {
	test.each([
		['+49 170 (111) 2222', ANNA],
		['491701112222@s.whatsapp.net', ANNA],
		['491701112222@c.us', ANNA],
		['120363000000000001', TEAM],
		[TEAM, TEAM],
		['98765432101234@lid', '98765432101234@lid'],
		// The server removes a 9 from area code 31 on, and the third of 13 digits in Mexico and Argentina; accounts
		// that have it keep it.
		['5531987654321', '553187654321@s.whatsapp.net'],
		['5511987654321', '5511987654321@s.whatsapp.net'],
		['5215512345678', '5215512345678@s.whatsapp.net'],
		['5491123456789', '5491123456789@s.whatsapp.net'],
	])('%s is the chat %s', async (written, chatId) => {
		expect(await send('sendText', { number: written, text: 'x' })).toMatchObject(sent({}, chatId));
		expect(evolution.harness.newest(chatId).text).toBe('x');
	});

	test('a number that is not on WhatsApp is refused with an object that names it', async () => {
		expect(await send('sendText', { number: '493000000404', text: 'x' })).toEqual(
			refused(400, [{ jid: '493000000404@s.whatsapp.net', exists: false, number: '493000000404' }]),
		);
	});

	test('an unknown group is refused with "[object Object]"', async () => {
		expect(await send('sendText', { number: '120363999999999999@g.us', text: 'x' })).toEqual(
			refused(400, ['[object Object]']),
		);
	});

	test('a number found on WhatsApp is not looked up again for a week', async () => {
		const { world } = evolution.harness.sandbox;
		const gone = '4915211110000';
		expect(await send('sendText', { number: gone, text: 'x' })).toMatchObject({ status: 201 });
		world.people.put(`${gone}@s.whatsapp.net`, { onWhatsApp: false });
		expect(await send('sendText', { number: gone, text: 'x' })).toMatchObject({ status: 201 });
		world.clock.advance(8 * 86_400_000);
		expect(await send('sendText', { number: gone, text: 'x' })).toMatchObject({ status: 400 });
	});
});

describe('quotes, mentions and message IDs', () => {
	test('a quoted message is found by its ID', async () => {
		const [first] = evolution.harness.chat().messages;
		const answer = await send('sendText', { text: 'Yes', quoted: { key: { id: first?.id } } });
		expect(answer).toMatchObject(sent({ contextInfo: { stanzaId: first?.id } }));
		expect(evolution.harness.newest().quote).toMatchObject({ messageId: first?.id });
	});

	test('a quote with an unknown ID is silently left out', async () => {
		const answer = await send('sendText', { text: 'Yes', quoted: { key: { id: 'NOBODY' } } });
		expect(answer).toMatchObject({ status: 201 });
		expect(answer.body).not.toHaveProperty('contextInfo');
		expect(evolution.harness.newest().quote).toBeNull();
	});

	test('a quote with an unknown ID is sent if it contains the whole message', async () => {
		const quoted = { key: { id: 'NOBODY' }, message: { conversation: 'Hi' } };
		await send('sendText', { text: 'Yes', quoted });
		expect(evolution.harness.newest().quote).toMatchObject({ messageId: 'NOBODY' });
	});

	test('mentions are sent in groups, and dropped in the chat of a person', async () => {
		const mentioned = ['447700900123'];
		await send('sendText', { number: TEAM, text: '@447700900123', mentioned });
		expect(evolution.harness.newest(TEAM).mentions).toEqual(['447700900123@s.whatsapp.net']);
		await send('sendText', { text: '@447700900123', mentioned });
		expect(evolution.harness.newest().mentions).toEqual([]);
		await send('sendText', { number: TEAM, text: '@all', mentionsEveryOne: true });
		expect(evolution.harness.newest(TEAM).mentions).toHaveLength(3);
	});

	test('a message ID given by the client is ignored', async () => {
		const answer = await send('sendText', { text: 'x', messageId: '3EB0AAAA' });
		expect(idOf(answer)).not.toBe('3EB0AAAA');
	});
});

test('texts sent to one chat at the same time arrive in another order', async () => {
	const texts = Array.from({ length: 20 }, (_one, index) => `at once ${index}`);
	await Promise.all(texts.map(async (text) => await send('sendText', { text })));
	const arrived = evolution.harness.chat().messages.slice(-20);
	expect(arrived.map(({ text }) => text).sort()).toEqual([...texts].sort());
	expect(arrived.map(({ text }) => text)).not.toEqual(texts);
});

test('sends a location', async () => {
	const body = { latitude: 1.5, longitude: -2, name: 'Here', address: '' };
	expect(await send('sendLocation', body)).toMatchObject(
		sent({
			messageType: 'locationMessage',
			message: { locationMessage: { degreesLatitude: 1.5, degreesLongitude: -2, name: 'Here' } },
		}),
	);
	expect(evolution.harness.newest().content).toEqual({
		type: 'location',
		location: { latitude: 1.5, longitude: -2, name: 'Here', address: null },
	});
});

describe('sending contacts', () => {
	const card = { fullName: 'Ben', phoneNumber: '+447700900123', organization: 'Bikes' };
	test('writes the vCard of a contact', async () => {
		const answer = await send('sendContact', { contact: [card] });
		expect(answer).toMatchObject(sent({ messageType: 'contactMessage' }));
		expect(at(answer.body, 'message', 'contactMessage', 'vcard')).toMatch(
			/FN:Ben\nORG:Bikes;\n.*waid=447700900123:\+447700900123/s,
		);
	});

	test('sends several contacts as one contactsArrayMessage', async () => {
		expect(
			await send('sendContact', { contact: [card, { ...card, fullName: 'B' }] }),
		).toMatchObject(sent({ messageType: 'contactsArrayMessage' }));
	});

	test('refuses a phone number that is too short', async () => {
		const contact = [{ fullName: 'Ben', phoneNumber: '123' }];
		expect(await send('sendContact', { contact })).toEqual(
			invalid('contact[0].phoneNumber does not meet minimum length of 10'),
		);
	});
});

describe('sending a poll', () => {
	const poll = { name: 'Tea?', selectableCount: 1, values: ['yes', 'no'] };
	test('returns the poll’s secret as an object of numbers', async () => {
		const answer = await send('sendPoll', poll);
		expect(answer).toMatchObject(sent({ messageType: 'pollCreationMessageV3' }));
		expect(at(answer.body, 'message', 'messageContextInfo', 'messageSecret', '0')).toEqual(
			expect.any(Number),
		);
		expect(evolution.harness.newest().content).toEqual({
			type: 'poll',
			poll: { question: 'Tea?', options: ['yes', 'no'], selectable: 1 },
		});
	});

	test.each([
		[{ values: ['yes'] }, 'values does not meet minimum length of 2'],
		[{ values: ['yes', 'yes'] }, 'values contains duplicate item'],
		[{ selectableCount: 11 }, 'selectableCount must be less than or equal to 10'],
	])('%j is refused', async (wrong, sentence) => {
		expect(await send('sendPoll', { ...poll, ...wrong })).toEqual(invalid(sentence));
	});
});

describe('sending buttons', () => {
	const reply = (id: string) => ({ type: 'reply', displayText: id, id });
	test('wraps them in a view-once message', async () => {
		const body = { title: 'T', description: 'D', footer: 'F', buttons: [reply('a')] };
		expect(await send('sendButtons', body)).toMatchObject(sent({ messageType: 'viewOnceMessage' }));
		expect(evolution.harness.newest()).toMatchObject({
			text: 'D',
			content: {
				type: 'buttons',
				header: 'T',
				footer: 'F',
				buttons: [{ kind: 'reply', text: 'a', value: 'a' }],
			},
		});
	});

	test.each([
		['none', []],
		['four replies', ['a', 'b', 'c', 'd'].map(reply)],
		[
			'replies beside others',
			[reply('a'), { type: 'url', displayText: 'b', url: 'https://x.test' }],
		],
	])('buttons are refused if there are %s', async (_name, buttons) => {
		expect(await send('sendButtons', { title: 'T', buttons })).toEqual(
			refused(400, [expect.any(String)]),
		);
	});
});

describe('sending a list', () => {
	const row = { title: 'A', rowId: 'a' };
	const list = { title: 'T', description: 'D', footerText: 'F', buttonText: 'B' };
	test('sends sections and rows', async () => {
		const body = { ...list, sections: [{ title: 'S', rows: [row] }] };
		expect(await send('sendList', body)).toMatchObject(sent({ messageType: 'listMessage' }));
		expect(evolution.harness.newest().content).toMatchObject({
			type: 'list',
			sections: [{ title: 'S', rows: [{ id: 'a', title: 'A', description: null }] }],
		});
	});

	test('refuses an empty description of a row', async () => {
		const sections = [{ title: 'S', rows: [{ ...row, description: '' }] }];
		expect(await send('sendList', { ...list, sections })).toEqual(
			invalid('sections[0].rows[0].description does not meet minimum length of 1'),
		);
	});
});

describe('reactions', () => {
	const react = async (reaction: string, id = evolution.harness.newest().id) =>
		await evolution.post('message/sendReaction', {
			key: { id, remoteJid: ANNA, fromMe: false },
			reaction,
		});
	test.each(['👍', '❤️', '🇩🇪', '👩‍🚀'])('%s is added and removed', async (emoji) => {
		expect(await react(emoji)).toMatchObject(
			sent({ messageType: 'reactionMessage', message: { reactionMessage: { text: emoji } } }),
		);
		expect(evolution.harness.newest().reactions).toMatchObject([{ emoji }]);
		expect(await react('')).toMatchObject({ status: 201 });
		expect(evolution.harness.newest().reactions).toEqual([]);
	});

	test.each(['👍👍', 'x'])('%s is refused', async (text) => {
		expect(await react(text)).toEqual(refused(400, [expect.any(String)]));
	});

	test('a reaction to an unknown message is accepted', async () => {
		expect(await react('👍', 'NOBODY')).toMatchObject(sent({ messageType: 'reactionMessage' }));
	});
});

describe('status posts', () => {
	const text = { type: 'text', content: 'Sale', backgroundColor: '#ff0000', font: 1 };
	const post = async (body: object) => await evolution.post('message/sendStatus', body);
	const statuses = () => evolution.session.statuses.all();

	test('go to the given recipients, or to all contacts that have a name', async () => {
		const answer = await post({ ...text, statusJidList: ['491701112222@s.whatsapp.net'] });
		expect(answer).toMatchObject(sent({ message: { conversation: 'Sale' } }, 'status@broadcast'));
		expect(statuses().at(-1)).toMatchObject({ audience: [ANNA], font: 1 });
		await post({ ...text, allContacts: true });
		expect(statuses().at(-1)?.audience).toHaveLength(4);
	});

	test.each([
		['without anybody', {}],
		['without a colour', { backgroundColor: undefined, allContacts: true }],
		['with font 0', { font: 0, allContacts: true }],
	])('%s are refused', async (_name, wrong) => {
		expect(await post({ ...text, ...wrong })).toEqual(refused(400, [expect.any(String)]));
	});

	test('content that is not a URL is opened as a file on the server', async () => {
		const { serverPathReads } = evolution.harness.sandbox;
		const before = serverPathReads.length;
		const body = { type: 'image', content: '/etc/passwd', allContacts: true };
		expect(await post(body)).toMatchObject({ status: 201 });
		expect(serverPathReads.slice(before)).toEqual([
			expect.objectContaining({ field: 'content', value: '/etc/passwd', isPath: true }),
		]);
		await post({ ...body, content: 'https://files.test/a.jpg' });
		expect(serverPathReads).toHaveLength(before + 1);
		const file = { bytes: Buffer.from('a picture'), name: 'a.png', type: 'image/png' };
		const answer = await evolution.form('message/sendStatus', { type: 'image', file });
		expect(answer).toMatchObject({ status: 400 });
	});
});

describe('failures while sending', () => {
	const text = 'on its way';
	const meet = async (
		mishap: 'closedBefore' | 'closedAfter' | 'overLimit' | 'databaseFails' | 'emptyAnswer',
	) => {
		evolution.harness.sandbox.evolutionMishaps.push(mishap);
		const before = evolution.harness.chat().messages.length;
		const answer = await send('sendText', { text });
		return { answer, left: evolution.harness.chat().messages.length > before };
	};
	test.each([
		['closedBefore', refused(400, ['Error: Connection Closed']), false],
		['overLimit', refused(400, ['Error: rate-overlimit']), false],
		['closedAfter', refused(400, ['Error: Connection Closed']), true],
		['databaseFails', refused(400, [expect.stringMatching(/^PrismaClient\w+Error: /)]), true],
		['emptyAnswer', { status: 201, body: undefined }, true],
	] as const)(
		'%s affects the response to one request, and the next one succeeds',
		async (mishap, answer, left) => {
			expect(await meet(mishap)).toEqual({ answer, left });
			expect(await send('sendText', { text })).toMatchObject({ status: 201 });
		},
	);

	test('a message sent while the database failed is not stored, one sent before a disconnect is', async () => {
		const stored = async () => {
			const where = { key: { id: evolution.harness.newest().id } };
			const answer = await evolution.post('chat/findMessages', { where });
			return at(answer.body, 'messages', 'total');
		};
		await meet('closedAfter');
		expect(await stored()).toBe(1);
		await meet('databaseFails');
		expect(await stored()).toBe(0);
	});
});
