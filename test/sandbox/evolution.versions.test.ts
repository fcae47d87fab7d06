import type { SandboxOptions } from '../../sandbox';
import { Evolution, idOf, refused } from './evolution.client';
import { ANNA } from './harness';
import { Hooked } from './hooked';

let evolution: Evolution | undefined;
afterEach(async () => {
	await evolution?.close();
	evolution = undefined;
});
const start = async (evolutionVersion: string, options: SandboxOptions = {}) =>
	(evolution = await Evolution.start({ ...options, evolutionVersion }));

const text = { number: '491701112222', text: 'Hello' };

describe('version 1.8', () => {
	test('reports its version, and answers 404 to a request of version 2', async () => {
		const old = await start('1.8.7');
		expect(await old.ask('GET /', undefined, null)).toMatchObject({ body: { version: '1.8.7' } });
		expect(await old.post('message/sendText', text)).toEqual(
			refused(404, ['Cannot POST /message/sendText/default']),
		);
	});
});

describe('version 2.2.3', () => {
	test('has no route for a single chat', async () => {
		const old = await start('2.2.3');
		const path = '/chat/findChatByRemoteJid/default?remoteJid=x';
		expect(await old.ask(`GET ${path}`)).toEqual(refused(404, [`Cannot GET ${path}`]));
	});

	test('refuses the webhook event SEND_MESSAGE_UPDATE', async () => {
		const old = await start('2.2.3');
		const set = async (events: string[]) =>
			await old.post('webhook/set', { webhook: { enabled: true, url: 'http://n8n:5678', events } });
		expect(await set(['SEND_MESSAGE_UPDATE'])).toMatchObject({ status: 400 });
		expect(await set(['SEND_MESSAGE'])).toMatchObject({ status: 201 });
	});

	test('sends jwt_key as a plain header of webhooks', async () => {
		const hook = { headers: { jwt_key: 'secret' } };
		const hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { evolutionVersion: '2.2.3', hook });
		hooked.session.receive({ chatId: ANNA, text: 'hi' });
		const { headers } = await hooked.receiver.next('messages.upsert');
		expect(headers).toMatchObject({ jwt_key: 'secret' });
		expect(headers.authorization).toBeUndefined();
		await hooked.close();
	});
});

describe('version 2.4', () => {
	test('answers 503 to everything but the version until it is activated', async () => {
		const shut = await start('2.4.0-rc2', { evolutionActivated: false });
		for (const line of ['GET /instance/fetchInstances', 'POST /message/sendText/nobody', 'GET /x'])
			expect(await shut.ask(line, undefined, null)).toEqual({
				status: 503,
				body: {
					error: 'service not activated',
					code: 'LICENSE_REQUIRED',
					register_url: expect.any(String),
					instance_id: expect.any(String),
					docs_url: expect.any(String),
					message: expect.any(String),
				},
			});
		expect(await shut.ask('GET /', undefined, null)).toMatchObject({ status: 200 });
	});

	test('uses a message ID generated in advance for a text, but not for a location', async () => {
		const server = await start('2.4.0');
		const { body } = await server.get('baileys/generateMessageID');
		const { id } = { id: '', ...(typeof body === 'object' ? body : {}) };
		expect(id).toMatch(/^3EB0[0-9A-F]{18}$/);
		expect(idOf(await server.post('message/sendText', { ...text, messageId: id }))).toBe(id);
		const place = { number: text.number, latitude: 1, longitude: 2, name: '', address: '' };
		const other = await server.post('message/sendLocation', { ...place, messageId: id });
		expect(idOf(other)).not.toBe(id);
	});

	test('sends buttons as an interactive message, and videos with gifPlayback as GIFs', async () => {
		const server = await start('2.4.0');
		const buttons = [{ type: 'reply', displayText: 'a', id: 'a' }];
		const answer = await server.post('message/sendButtons', { ...text, title: 'T', buttons });
		expect(answer).toMatchObject({ body: { messageType: 'interactiveMessage' } });
		await server.post('message/sendMedia', {
			number: text.number,
			mediatype: 'video',
			media: 'QUJD',
			gifPlayback: true,
		});
		expect(server.harness.newest().media?.kind).toBe('gif');
	});

	test('archives a chat by its ID alone, and accepts the logout of a closed instance', async () => {
		const server = await start('2.4.0');
		expect(await server.post('chat/archiveChat', { archive: true, chat: ANNA })).toMatchObject({
			status: 201,
		});
		expect(server.harness.chat().archived).toBe(true);
		expect(await server.ask('DELETE /instance/logout/spare')).toMatchObject({ status: 200 });
	});

	test('returns an empty list of channels', async () => {
		const server = await start('2.4.0');
		expect(await server.post('chat/findChannels', {})).toMatchObject({
			status: 200,
			body: { total: 0, records: [] },
		});
	});

	test('returns the results of a poll', async () => {
		const server = await start('2.4.0');
		const poll = { name: 'Tea?', selectableCount: 1, values: ['yes', 'no'] };
		const id = idOf(await server.post('message/sendPoll', { number: text.number, ...poll }));
		server.session.others.vote(server.harness.newest(), ['no'], ANNA);
		const body = { message: { key: { id } }, remoteJid: ANNA };
		expect(await server.post('chat/getPollVote', body)).toMatchObject({
			status: 200,
			body: {
				results: [
					{ name: 'yes', votes: 0 },
					{ name: 'no', voters: [ANNA] },
				],
			},
		});
	});

	test('adds its own headers to webhooks', async () => {
		const hooked = await Hooked.evolution(['MESSAGES_UPSERT'], { evolutionVersion: '2.4.0' });
		hooked.session.receive({ chatId: ANNA, text: 'hi' });
		const { headers } = await hooked.receiver.next('messages.upsert');
		expect(headers).toMatchObject({
			'x-instance-name': 'default',
			'x-event-type': 'messages.upsert',
			'x-timestamp': String(hooked.harness.sandbox.world.clock.nowMs()),
			'user-agent': 'EvolutionAPI-Webhook/2.3.7',
		});
		await hooked.close();
	});
});
