import type { Message } from '../../sandbox/world';
import { ANNA } from './harness';
import { refused, Warest } from './warest.client';

let warest: Warest;
beforeEach(async () => {
	warest = await Warest.start();
});
afterEach(async () => await warest.harness.sandbox.close());

const to = { sessionId: 'default', to: '491701112222' };

function message(fromMe: boolean): Message {
	const found = warest.harness.chat().messages.find((one) => one.fromMe === fromMe);
	if (!found) throw new Error('No such message');
	return found;
}

const act = async (line: string, id: string, body: object = {}) =>
	await warest.ask(line.replace('{id}', id), { ...to, ...body });
const ok = (text: string, status: string) => ({
	status: 200,
	body: { code: 1000, message: text, results: [{ sessionId: 'default', toJid: ANNA, status }] },
});

describe('actions on messages', () => {
	test('stars and unstars a message', async () => {
		const { id } = message(false);
		expect(await act('POST /messages/{id}/action/star', id)).toMatchObject(
			ok('Message starred', 'message starred success'),
		);
		expect(message(false).starred).toBe(true);
		await act('POST /messages/{id}/action/unstar', id);
		expect(message(false).starred).toBe(false);
	});

	test('adds, replaces and removes a reaction, and refuses an empty one', async () => {
		const { id } = message(false);
		await act('POST /messages/{id}/action/reaction', id, { emoji: '👍' });
		await act('POST /messages/{id}/action/reaction', id, { emoji: '🎉' });
		const answer = await warest.get('/chats/491701112222/messages?sessionId=default&search=blue');
		expect(answer).toMatchObject({
			body: { result: { data: [{ reactions: [{ emoji: '🎉' }] }] } },
		});
		await act('POST /messages/{id}/action/unreaction', id);
		expect(message(false).reactions).toEqual([]);
		expect(await act('POST /messages/{id}/action/reaction', id, { emoji: '' })).toMatchObject(
			refused(400, 2001),
		);
	});

	test('edits an own message, keeping < and >, and refuses an edit without text', async () => {
		const { id } = message(true);
		expect(
			await act('POST /messages/{id}/action/edit', id, { message: 'a < b > c' }),
		).toMatchObject(ok('Message edited', 'message edited success'));
		expect(message(true)).toMatchObject({ text: 'a < b > c', edited: true });
		expect(await act('POST /messages/{id}/action/edit', id)).toMatchObject(refused(400, 1100));
	});

	test('answers 200 to changes of other people’s messages, but changes nothing', async () => {
		const { id, text } = message(false);
		const edited = await act('POST /messages/{id}/action/edit', id, { message: 'x' });
		expect(edited).toMatchObject({ status: 200 });
		expect(await act('POST /messages/{id}/action/revoke', id)).toMatchObject({ status: 200 });
		expect(message(false)).toMatchObject({ text, revoked: false, edited: false });
	});

	test('deletes a message for everyone, for everyone and me, and for me only', async () => {
		const { id } = message(true);
		await act('POST /messages/{id}/action/revoke', id);
		expect(message(true).revoked).toBe(true);
		await act('POST /messages/{id}/action/revoke', id, { deleteForMe: 'true' });
		expect(() => message(true)).toThrow();
		await act('DELETE /messages/{id}/action/delete', message(false).id);
		expect(warest.harness.chat().messages).toHaveLength(2);
	});

	test('answers 200 for an unknown message ID', async () => {
		expect(await act('POST /messages/nope/action/star', '')).toMatchObject({ status: 200 });
	});
});

describe('actions on chats', () => {
	test.each([
		[undefined, 60],
		[5, 5],
		['10', 10],
		[0, 1],
		[99_999, 43_200],
	])('muting for %p minutes lasts %d minutes', async (duration, minutes) => {
		const { world } = warest.harness.sandbox;
		world.clock.use(1_700_000_000_000);
		expect(await act('POST /messages/action/mute', '', { duration })).toMatchObject(
			ok('Chat muted', 'chat muted success'),
		);
		expect(warest.harness.chat().mutedUntil).toBe(1_700_000_000 + minutes * 60);
		await act('POST /messages/action/unmute', '');
		expect(warest.harness.chat().mutedUntil).toBeNull();
	});

	test('clears a chat given in the body, and answers 404 if it is given in the query', async () => {
		expect(
			await warest.ask('DELETE /messages/action/clear-all?sessionId=default&to=491701112222'),
		).toMatchObject(refused(404, 1101));
		expect(warest.harness.chat().messages).toHaveLength(4);
		expect(await act('DELETE /messages/action/clear-all', '')).toMatchObject({ status: 200 });
		expect(warest.harness.chat().messages).toEqual([]);
	});
});
