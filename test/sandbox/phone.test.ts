import { sampleMedia } from '../../sandbox/world';
import { send, json } from './client';
import { ANNA, HIDDEN } from './harness';
import { Hooked } from './hooked';
import { at } from './receiver';
import { until } from '../support/until';
import { TEAM } from './warest.requests';

const BEN = '447700900123@s.whatsapp.net';

let hooked: Hooked;
beforeEach(async () => {
	hooked = await Hooked.start();
});
afterEach(async () => await hooked.close());

/** Calls the page's API. */
async function act(name: string, body: object = {}): Promise<{ status: number; body: unknown }> {
	const call = {
		method: 'POST',
		path: `/api/${name}`,
		body: { session: 'default', chatId: ANNA, ...body },
	};
	const answer = await send(hooked.harness.sandbox.phone.url, call);
	return { status: answer.status, body: json(answer) };
}

async function done(name: string, body: object = {}): Promise<unknown> {
	const answer = await act(name, body);
	expect([name, answer.status, at(answer.body, 'error')]).toEqual([name, 200, undefined]);
	return answer.body;
}

describe('writing a message', () => {
	test.each(['image', 'video', 'voice', 'audio', 'document', 'sticker'] as const)(
		'sends a sample file of type %s, which the page can load',
		async (kind) => {
			await done('write', { text: 'look', media: { kind } });
			const { media, text } = hooked.harness.newest();
			expect([media?.kind, media?.data, text]).toEqual([kind, sampleMedia(kind).data, 'look']);
			const { url } = hooked.harness.sandbox.phone;
			const state = json(await send(url, { path: '/api/state' }));
			const shown = JSON.stringify(state);
			const path = /"kind":"\w+","mimeType":[^}]+"url":"([^"]+)"/.exec(
				shown.slice(shown.indexOf(hooked.harness.newest().id)),
			)?.[1];
			const answer = await fetch(`${url}${path}`);
			expect(Buffer.from(await answer.arrayBuffer())).toEqual(sampleMedia(kind).data);
			// A received file must not run as a page with the phone page's origin.
			expect(answer.headers.get('content-security-policy')).toContain('sandbox');
		},
	);

	test('sends a chosen file', async () => {
		const dataUrl = `data:text/csv;base64,${Buffer.from('a;b').toString('base64')}`;
		await done('write', { media: { kind: 'document', dataUrl, fileName: 'a.csv' } });
		expect(hooked.harness.newest().media).toMatchObject({
			mimeType: 'text/csv',
			fileName: 'a.csv',
			data: Buffer.from('a;b'),
		});
	});

	test.each([
		['location', { latitude: 1, longitude: 2, name: 'There' }],
		['contact', { name: 'Dora', phone: '+44 1' }],
		['poll', { question: 'Where?', options: ['a', 'b'] }],
	])('sends a %s', async (name, value) => {
		await done('write', { [name]: value });
		const type = name === 'contact' ? 'contacts' : name;
		expect(hooked.harness.newest().content).toMatchObject({ type });
	});

	test('sends a reply with mentions as a participant of a group', async () => {
		const [question] = hooked.harness.chat(TEAM).messages;
		const more = { quote: question?.id, mentions: ['+49 170 1112222'], from: '447700900123@c.us' };
		await done('write', { chatId: TEAM, text: 'yes', ...more });
		expect(hooked.harness.newest(TEAM)).toMatchObject({
			senderId: BEN,
			senderName: 'Benny',
			quote: { messageId: question?.id, text: question?.text },
			mentions: [ANNA],
		});
	});

	test.each([
		['without a number', {}, null],
		['with one', { phone: '+49 170 555' }, '49170555@s.whatsapp.net'],
	])('sends from a hidden ID %s', async (_name, more, phoneId) => {
		const chatId = '77@lid';
		await done('write', { chatId, text: 'psst', name: 'Shy', ...more });
		expect(hooked.harness.newest(chatId)).toMatchObject({ senderId: chatId, senderName: 'Shy' });
		expect(hooked.session.contacts.find(chatId)).toMatchObject({ lid: chatId, phoneId });
	});

	test('sends from the account’s own phone, and sends a message that arrives late', async () => {
		await done('write', { text: 'mine', fromMe: true });
		expect(hooked.harness.newest()).toMatchObject({ fromMe: true, origin: 'app' });
		await done('write', { text: 'old', old: true });
		expect(hooked.harness.newest()).toMatchObject({ fromMe: false, late: true });
	});

	test.each([
		['nothing', {}],
		['into no session', { session: 'nope', text: 'x' }],
		['into no chat', { chatId: '', text: 'x' }],
		['a file of no kind', { media: { kind: 'hologram' } }],
		['a file that is none', { media: { kind: 'image', dataUrl: 'x' } }],
		['a poll with one answer', { poll: { question: 'x', options: ['a'] } }],
	])('a request is refused with a reason: %s', async (_name, body) => {
		expect(await act('write', body)).toEqual({
			status: 400,
			body: { error: expect.stringMatching(/\w/) },
		});
	});
});

describe('acting on existing messages', () => {
	test('reacts to a message, edits it and deletes it for everyone', async () => {
		const message = hooked.harness.newest();
		const target = { messageId: message.id };
		await done('react', { ...target, emoji: '👍' });
		expect(message.reactions).toMatchObject([{ emoji: '👍', senderId: ANNA }]);
		await done('react', { ...target, emoji: '' });
		await done('edit', { ...target, text: 'better' });
		expect(message).toMatchObject({ reactions: [], text: 'better', edited: true });
		await done('revoke', target);
		expect(message.revoked).toBe(true);
		expect(await act('edit', { messageId: 'nope', text: 'x' })).toMatchObject({ status: 400 });
	});

	test('votes in a poll, replacing the previous vote', async () => {
		const poll = hooked.harness.chat(TEAM).messages.find(({ content }) => content?.type === 'poll');
		const vote = { chatId: TEAM, messageId: poll?.id, from: BEN };
		await done('vote', { ...vote, options: ['9:00', 'never'] });
		await done('vote', { ...vote, options: ['10:00'] });
		expect(poll?.votes).toMatchObject([{ voterId: BEN, options: ['10:00'] }]);
	});

	test('responds to a calendar event, and refuses an unknown response and other messages', async () => {
		const content = { type: 'proto' as const, message: { eventMessage: { name: 'Party' } } };
		const { id: messageId } = hooked.session.send({ chatId: TEAM, text: 'Party', content });
		await done('respond', { messageId, from: BEN, response: 'MAYBE' });
		for (const body of [
			{ messageId, response: 'PERHAPS' },
			{ messageId: hooked.harness.newest().id, response: 'GOING' },
		])
			expect(await act('respond', body)).toMatchObject({ status: 400 });
	});

	test('presses a button by its text or ID, and refuses an unknown one', async () => {
		const buttons = [
			{ kind: 'reply' as const, text: 'Yes', value: 'y' },
			{ kind: 'reply' as const, text: 'No', value: 'n' },
		];
		const content = { type: 'buttons' as const, footer: null, image: null, buttons };
		const { id: messageId } = hooked.session.send({ chatId: ANNA, text: 'Sure?', content });
		for (const button of ['No', 'n']) {
			await done('press', { messageId, button });
			expect(hooked.harness.newest()).toMatchObject({
				text: 'No',
				content: { type: 'buttonReply', id: 'n', form: 'template' },
				quote: { messageId },
			});
		}
		expect(await act('press', { messageId, button: 'Perhaps' })).toMatchObject({ status: 400 });
	});

	test('chooses a row of a list', async () => {
		const rows = [{ id: 'r1', title: 'Tea', description: 'Green' }];
		const sections = [{ title: null, rows }];
		const list = { type: 'list' as const, footer: null, image: null, buttonText: 'Menu', sections };
		const { id: messageId } = hooked.session.send({ chatId: ANNA, text: 'What?', content: list });
		await done('press', { messageId, button: 'Tea' });
		const content = { type: 'listReply', rowId: 'r1', title: 'Tea', description: 'Green' };
		expect(hooked.harness.newest()).toMatchObject({ text: 'Tea', content });
	});
});

test('calls, typing, groups, status posts and channels can be simulated, and cause events', async () => {
	const seen: string[] = [];
	hooked.harness.sandbox.world.subscribe((event) => seen.push(event.type));
	const { callId } = Object(await done('call', { video: true }));
	await done('call', { callId, end: 'terminate' });
	await done('presence', { state: 'typing' });
	const group = { chatId: TEAM, subject: 'Other', add: ['5511987654321'], promote: [BEN] };
	await done('group', { ...group, remove: ['491701112222'] });
	const team = hooked.session.groups.find(TEAM);
	expect(team?.subject).toBe('Other');
	expect(team?.participants).toEqual([
		{ id: hooked.session.myId, role: 'superadmin' },
		{ id: BEN, role: 'admin' },
		{ id: '5511987654321@s.whatsapp.net', role: 'member' },
	]);
	await done('status', { from: BEN, text: 'good morning' });
	await done('channel', { chatId: '120363000000000020@newsletter', text: 'news' });
	await done('group', { chatId: undefined, from: BEN, subject: 'Newest', members: [ANNA] });
	expect(hooked.session.groups.all().map(({ subject }) => subject)).toContain('Newest');
	await done('group', { chatId: TEAM, remove: [hooked.session.myId] });
	expect(hooked.session.groups.find(TEAM)).toBeUndefined();
	expect(seen).toEqual([
		...['call', 'call', 'presence.changed'],
		...['group.changed', 'group.participants', 'group.participants', 'group.participants'],
		...['message.added', 'message.added', 'group.created', 'chat.changed'],
		...['group.participants', 'group.changed'],
	]);
});

test('the phone can be disconnected, unlinked and linked again by QR code', async () => {
	const { session } = hooked;
	await done('session', { do: 'drop' });
	await until(() => session.status === 'working');
	await done('session', { do: 'unlink' });
	await until(() => session.status === 'waitingForQr');
	const first = session.qrText;
	await done('session', { do: 'renewQr' });
	expect(session.qrText).not.toBe(first);
	await done('session', { do: 'scan', phone: '+49 170 99', name: 'Mine' });
	expect([session.status, session.account?.phone]).toEqual(['working', '4917099']);
});

test('the page loads all its parts from the sandbox', async () => {
	const { url } = hooked.harness.sandbox.phone;
	const load = async (path: string): Promise<string> => {
		const answer = await send(url, { path });
		expect([path, answer.status]).toEqual([path, 200]);
		expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
		return answer.data;
	};
	const page = await load('/');
	const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
	expect(parts).toContain('/phone.js');
	for (const path of parts) {
		const text = await load(path);
		const imports = [...text.matchAll(/from '\.(\/[^']+)'/g)].map(([, name = '']) => name);
		for (const name of imports) await load(name);
		expect(text).not.toMatch(/https?:\/\//);
	}
});

test('a text sent through a gateway is pushed to an open page', async () => {
	const { phone } = hooked.harness.sandbox;
	const stop = new AbortController();
	const stream = await fetch(`${phone.url}/events`, { signal: stop.signal });
	const reader = stream.body?.getReader();
	const body = { session: 'default', chatId: HIDDEN, text: 'an answer' };
	await hooked.harness.waha('POST', '/api/sendText', body);
	let text = '';
	while (!text.includes('message.added')) {
		const chunk = await reader?.read();
		text += Buffer.from(chunk?.value ?? []).toString('utf8');
	}
	stop.abort();
	const state = await send(phone.url, { path: '/api/state' });
	expect(state.data).toContain('an answer');
});
