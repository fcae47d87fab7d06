import { ANNA } from './harness';
import { refused, Warest } from './warest.client';
import { PNG_URI } from './warest.requests';

let warest: Warest;
beforeAll(async () => {
	warest = await Warest.start();
});
afterAll(async () => await warest.harness.sandbox.close());

const to = { sessionId: 'default', to: '491701112222' };
const send = async (kind: string, body: object) =>
	await warest.post(`/messages/send/${kind}`, { ...to, ...body });
const sent = (status: string, advancedInfo: object) => ({
	status: 200,
	body: { results: [{ toJid: ANNA, status, advancedInfo }] },
});

describe('sending a location', () => {
	const location = { latitude: 1.5, longitude: -2, name: null, address: null };
	test.each([
		['an object', { location: { latitude: 1.5, lng: '-2', name: 'Here' } }, { name: 'Here' }],
		['a pair', { location: [1.5, -2] }, {}],
		['a text', { location: '1.5, -2' }, {}],
		['flat', { lat: 1.5, lng: -2, address: 'Street 1' }, { address: 'Street 1' }],
	])('is accepted as %s', async (_name, body, more) => {
		expect(await send('location', body)).toMatchObject(
			sent('location success', { location: { degreesLatitude: 1.5, degreesLongitude: -2 } }),
		);
		expect(warest.harness.newest().content).toEqual({
			type: 'location',
			location: { ...location, ...more },
		});
	});

	test.each([{}, { location: 'here' }, { latitude: 1 }])('%j is refused', async (body) => {
		expect(await send('location', body)).toMatchObject(refused(400, 3012));
	});
});

describe('sending a poll', () => {
	test.each([
		[{ question: 'Tea?', options: ['a', 'b, c'], maxSelection: 0 }, ['a', 'b, c'], 1],
		[{ name: 'Tea?', options: 'a, b', selectableCount: 9 }, ['a', 'b'], 2],
		[{ poll: { question: 'Tea?', options: ['a', 'a'] } }, ['a', 'a'], 1],
		[{ question: 'Tea?', poll: ['a'] }, ['a'], 1],
	])('%j is accepted', async (body, options, selectable) => {
		expect(await send('poll', body)).toMatchObject(
			sent('poll success', { question: 'Tea?', options, maxSelection: selectable }),
		);
		expect(warest.harness.newest().content).toEqual({
			type: 'poll',
			poll: { question: 'Tea?', options, selectable },
		});
	});

	test.each([{ question: 'Tea?' }, { options: ['a'] }])('%j is refused', async (body) => {
		expect(await send('poll', body)).toMatchObject(refused(400, 3012));
	});

	test('can quote a message and mark the poll as forwarded', async () => {
		const { id } = warest.harness.newest();
		const poll = { question: 'Tea?', options: ['a'] };
		expect(await send('poll', { ...poll, replyMessageId: id, isForwarded: true })).toMatchObject(
			sent('poll success', { isForwarded: true, quotedMessageId: id }),
		);
		expect(warest.harness.newest()).toMatchObject({
			content: { type: 'poll' },
			quote: { messageId: id },
			forwarded: true,
		});
	});
});

describe('sending a contact', () => {
	test('writes values into the vCard without escaping them', async () => {
		const contact = { fullName: 'Ann\nX-EVIL:1', phone: '+49 170', org: 'Shop' };
		expect(await send('contact', { contact })).toMatchObject(sent('contact success', {}));
		expect(warest.harness.newest().content).toMatchObject({
			contacts: [{ phone: '+49 170', vcard: expect.stringContaining('\nX-EVIL:1\n') }],
		});
	});

	test('sends an empty card if no contact is given', async () => {
		expect(await send('contact', {})).toMatchObject(sent('contact success', { displayName: '' }));
	});
});

describe('buttons and lists', () => {
	const DEFAULT_IMAGE = 'https://placehold.co/800x400.png';
	test.each([
		['left out', {}, DEFAULT_IMAGE],
		['empty', { image: '' }, null],
		['given', { image: PNG_URI }, PNG_URI],
	])('buttons are sent with an image that is %s', async (_name, more, image) => {
		const buttons = [
			'Yes',
			{ type: 'url', displayText: 'Open', url: 'https://x.org' },
			{ title: 'No text' },
		];
		expect(await send('button', { text: '<b>a</b>', buttons, ...more })).toMatchObject(
			sent('interactive button success', { buttonCount: 3 }),
		);
		expect(warest.harness.newest()).toMatchObject({
			id: expect.stringMatching(/^[0-9A-Z]{26}$/),
			text: '<b>a</b>',
			content: {
				type: 'buttons',
				image,
				buttons: [
					{ kind: 'reply', text: 'Yes' },
					{ kind: 'url', text: 'Open', value: 'https://x.org' },
					{ text: '[object Object]' },
				],
			},
		});
	});

	test('a list is sent, and its rows get IDs if they have none', async () => {
		const list = {
			buttonText: 'Pick',
			sections: [{ title: 'S', rows: [{ id: '1', title: 'A' }, 'B'] }],
		};
		expect(await send('list', { title: 'T', list })).toMatchObject(
			sent('interactive list success', { sectionCount: 1, rowCount: 2 }),
		);
		expect(warest.harness.newest()).toMatchObject({
			text: 'T',
			content: {
				buttonText: 'Pick',
				sections: [{ rows: [{ id: '1' }, { id: expect.stringMatching(/^\w{26}$/), title: 'B' }] }],
			},
		});
	});

	test.each([
		['a type nobody knows', 'button', { buttons: [{ type: 'x', text: 'a' }] }, 500, 8000],
		['no buttons', 'button', {}, 400, 1100],
		['a list without rows', 'list', { sections: [{ rows: [] }] }, 400, 2000],
	])('%s is refused', async (_name, kind, body, status, code) => {
		expect(await send(kind, body)).toMatchObject(refused(status, code));
	});
});

describe('recipients', () => {
	const question = { question: '?', options: ['a'] };
	test.each([
		['an array', ['491701112222', '447700900123', '491701112222'], 2],
		['an array as text', '["491701112222","447700900123"]', 2],
		['a text with semicolons', '491701112222;447700900123', 2],
		['a number', 491701112222, 1],
	])('can be given as %s', async (_name, recipients, count) => {
		const answer = await send('poll', { ...question, to: recipients });
		expect(answer).toMatchObject({ body: { results: { length: count } } });
	});

	test('one that cannot be reached causes a 500 that hides what was sent before', async () => {
		const before = warest.harness.chat().messages.length;
		expect(await send('poll', { ...question, to: ['491701112222', 'nobody'] })).toEqual({
			status: 500,
			body: { status: false, code: 8000, message: 'Internal server error', results: null },
		});
		expect(warest.harness.chat().messages).toHaveLength(before + 1);
	});

	test('of files that cannot be reached are reported with 207', async () => {
		const files = ['data:text/plain;base64,aGk='];
		const answer = await send('files', { files, to: ['491701112222', 'nobody'] });
		expect(answer).toMatchObject({
			status: 207,
			body: { status: true, code: 1004, results: { length: 1 }, failed: [{ to: 'nobody' }] },
		});
	});
});

test('a poll ignores fields in the query', async () => {
	const query = '?sessionId=default&to=491701112222&question=a&options=b';
	expect(await warest.post(`/messages/send/poll${query}`, {})).toMatchObject(refused(404, 1101));
});
