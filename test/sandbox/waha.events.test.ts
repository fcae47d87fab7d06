import { sampleMedia } from '../../sandbox/world';
import { send } from './client';
import { ANNA, ANNA_CUS } from './harness';
import { Hooked } from './hooked';
import { at, type Received } from './receiver';
import { TEAM } from './waha.requests';

const V2026 = { wahaVersion: '2026.8.2' };
/** A channel that the account follows. */
const NEWS = '120363000000000020@newsletter';
const BEN = '447700900123@s.whatsapp.net';
const BEN_CUS = '447700900123@c.us';
const LID = '5566778899@lid';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const payload = ({ body }: Received): unknown => body.payload;
const next = async (event: string): Promise<unknown> => payload(await hooked.receiver.next(event));
/** Nothing of this kind comes, although everything that comes has come. */
async function silence(...events: string[]): Promise<void> {
	await hooked.settled();
	expect(hooked.receiver.of(...events)).toEqual([]);
}

describe('a message', () => {
	const EVENTS = ['message', 'message.any', 'message.ack'];

	test('of a person is both a message and any message', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const [quoted] = hooked.harness.chat().messages;
		const { id } = hooked.session.others.write({
			chatId: ANNA,
			text: 'hi @447700900123',
			quotedMessageId: quoted?.id,
			mentions: [BEN],
		});
		expect(await next('message')).toEqual({
			id: `false_${ANNA_CUS}_${id}`,
			timestamp: expect.any(Number),
			from: ANNA_CUS,
			fromMe: false,
			source: 'app',
			body: 'hi @447700900123',
			hasMedia: false,
			media: null,
			ack: 2,
			ackName: 'DEVICE',
			replyTo: { id: quoted?.id, participant: ANNA_CUS, body: quoted?.text },
			_data: expect.objectContaining({
				key: { remoteJid: ANNA, fromMe: false, id },
				pushName: 'Anna',
				message: {
					extendedTextMessage: {
						text: 'hi @447700900123',
						contextInfo: expect.objectContaining({ stanzaId: quoted?.id, mentionedJid: [BEN] }),
					},
				},
			}),
		});
		expect(await next('message.any')).toMatchObject({ id: `false_${ANNA_CUS}_${id}` });
	});

	test.each([
		['api', 'through the gateway'],
		['app', 'on the phone'],
	] as const)('of the account has the source %s when it is written %s', async (source, _how) => {
		hooked = await Hooked.waha(EVENTS, V2026);
		if (source === 'app') hooked.session.send({ chatId: ANNA, text: 'mine', origin: 'app' });
		else {
			const body = { session: 'default', chatId: ANNA_CUS, text: 'mine' };
			await hooked.harness.waha('POST', '/api/sendText', body);
		}
		const { id } = hooked.harness.newest();
		const full = `true_${ANNA_CUS}_${id}`;
		expect(await next('message.any')).toMatchObject({ id: full, fromMe: true, source });
		expect(await next('message.ack')).toMatchObject({ id: full, ack: 1, ackName: 'SERVER' });
		await silence('message');
	});

	test('in a group names the group, and who has written', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const { id } = hooked.session.others.write({ chatId: TEAM, from: BEN, text: 'hello' });
		expect(await next('message')).toMatchObject({
			id: `false_${TEAM}_${id}_${BEN_CUS}`,
			from: TEAM,
			to: TEAM,
			participant: BEN_CUS,
			_data: { key: { remoteJid: TEAM, participant: BEN } },
		});
	});

	test.each([
		['is not known', null, {}],
		['is known', '491705550000', { senderPn: '491705550000@s.whatsapp.net' }],
	])('from a hidden id whose number %s', async (_name, phone, more) => {
		hooked = await Hooked.waha(EVENTS, V2026);
		hooked.session.others.meetHidden(LID, 'Shy', phone);
		const { id } = hooked.session.others.write({ chatId: LID, text: 'psst' });
		expect(await next('message')).toMatchObject({
			id: `false_${LID}_${id}`,
			from: LID,
			_data: { key: { remoteJid: LID, fromMe: false, id, ...more }, pushName: 'Shy' },
		});
		const found = await hooked.harness.waha('GET', `/api/default/lids/${LID}`);
		const pn = phone === null ? null : `${phone}@c.us`;
		expect(found).toEqual({ status: 200, body: { lid: LID, pn } });
	});

	test('with a place or a card has it in fields of its own', async () => {
		hooked = await Hooked.waha(['message'], V2026);
		const location = { latitude: 51.5, longitude: -0.1, name: 'Here', address: null };
		hooked.session.others.write({
			chatId: ANNA,
			text: '',
			content: { type: 'location', location },
		});
		expect(await next('message')).toMatchObject({
			body: null,
			location: { latitude: '51.5', longitude: '-0.1' },
			_data: { message: { locationMessage: { degreesLatitude: 51.5, name: 'Here' } } },
		});
	});

	test('that answers to a button carries what was pressed', async () => {
		hooked = await Hooked.waha(['message'], V2026);
		const buttons = [{ kind: 'reply' as const, text: 'Yes', value: 'y' }];
		const asked = hooked.session.send({
			chatId: ANNA,
			text: 'Sure?',
			content: { type: 'buttons', footer: null, image: null, buttons },
		});
		hooked.session.others.press(asked, { id: 'y', text: 'Yes' });
		expect(await next('message')).toMatchObject({
			body: 'Yes',
			_data: {
				message: {
					templateButtonReplyMessage: {
						selectedId: 'y',
						selectedDisplayText: 'Yes',
						contextInfo: { stanzaId: asked.id },
					},
				},
			},
		});
	});

	test.each([
		['a status', 'status', 'status@broadcast'],
		['a post in a channel', 'channels', NEWS],
		['a group', 'groups', TEAM],
	])('%s comes, unless the config ignores %s', async (_name, ignored, from) => {
		const write = (): void => {
			const { session } = hooked;
			const channel = session.channels.find(NEWS);
			if (from === 'status@broadcast') session.others.postStatus(ANNA, { text: 'x' });
			else if (channel && from === NEWS) session.channels.post(channel, 'x');
			else session.others.write({ chatId: from, from: ANNA, text: 'x' });
		};
		hooked = await Hooked.waha(['message'], V2026);
		write();
		expect(await next('message')).toMatchObject({ from, body: 'x', fromMe: false });
		const webhooks = [{ url: hooked.url, events: ['message'] }];
		await hooked.configure({ ignore: { [ignored]: true }, webhooks });
		write();
		await silence('message');
	});
});

describe('a file', () => {
	const receive = (): string =>
		hooked.session.others.write({
			chatId: ANNA,
			text: 'look',
			media: sampleMedia('image', 'look'),
		}).id;

	test('is downloaded, with the key only and for three minutes', async () => {
		hooked = await Hooked.waha(['message'], V2026);
		const id = receive();
		const path = `/api/files/default/${id}.png`;
		expect(await next('message')).toMatchObject({
			body: 'look',
			hasMedia: true,
			media: { url: `http://localhost:3000${path}`, mimetype: 'image/png', filename: null },
		});
		const { waha, world } = hooked.harness.sandbox;
		const headers = { 'X-Api-Key': waha.apiKey };
		const answer = await fetch(`${waha.url}${path}`, { headers });
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(sampleMedia('image').data);
		expect((await send(waha.url, { path })).status).toBe(401);
		world.clock.advance(180_001);
		const gone = { status: 404, body: { error: { key: 'FILE_NOT_FOUND' } } };
		expect(await hooked.harness.waha('GET', path)).toMatchObject(gone);
		const messages = `/api/default/chats/${ANNA_CUS}/messages?limit=1&downloadMedia=true`;
		await hooked.harness.waha('GET', messages);
		expect((await send(waha.url, { path, headers })).status).toBe(200);
	});

	test('is named on the host that the server was told, for as long as it was told', async () => {
		hooked = await Hooked.waha(['message'], {
			...V2026,
			baseUrls: { waha: 'https://waha.example.com' },
			wahaFilesLifetimeSeconds: 0,
		});
		const id = receive();
		const url = `https://waha.example.com/api/files/default/${id}.png`;
		expect(await next('message')).toMatchObject({ media: { url } });
		hooked.harness.sandbox.world.clock.advance(86_400_000);
		const { status } = await send(hooked.harness.sandbox.waha.url, {
			path: `/api/files/default/${id}.png`,
			headers: { 'X-Api-Key': hooked.harness.sandbox.waha.apiKey },
		});
		expect(status).toBe(200);
	});

	test.each([
		['2026.7.1', null],
		['2026.8.2', { url: null, mimetype: 'image/png', filename: null }],
	])('that %s does not download is %p', async (wahaVersion, media) => {
		const webhooks = { wahaDownloads: false };
		hooked = await Hooked.waha(['message'], { wahaVersion, webhooks });
		receive();
		const message = await next('message');
		expect([at(message, 'hasMedia'), at(message, 'media')]).toEqual([true, media]);
	});

	test.each([
		['2025.2.5', true],
		['2026.7.1', false],
	])('has in %s a second address: %s', async (wahaVersion, hasTwo) => {
		hooked = await Hooked.waha(['message'], { wahaVersion });
		receive();
		const message = await next('message');
		expect(at(message, 'mediaUrl')).toBe(hasTwo ? at(message, 'media', 'url') : undefined);
	});
});

describe('what is done to a message', () => {
	const EVENTS_2025 = ['message', 'message.any', 'message.reaction', 'message.revoked'];
	const EVENTS = [...EVENTS_2025, 'message.edited'];

	test('a reaction, and taking it back', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.react(target, '👍');
		expect(await next('message.reaction')).toEqual({
			id: `false_${ANNA_CUS}_${id}`,
			timestamp: expect.any(Number),
			from: ANNA_CUS,
			fromMe: false,
			source: 'app',
			reaction: { text: '👍', messageId: `false_${ANNA_CUS}_${target.id}` },
		});
		hooked.session.others.react(target, '');
		const [, second] = await hooked.receiver.got(2);
		expect(at(second?.body, 'payload', 'reaction', 'text')).toBe('');
		await silence('message', 'message.any');
	});

	test('a reaction of the account itself is told as well', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const messageId = `false_${ANNA_CUS}_${hooked.harness.newest().id}`;
		const body = { session: 'default', messageId, reaction: '👍' };
		const answer = await hooked.harness.waha('PUT', '/api/reaction', body);
		const id = String(at(answer.body, 'key', 'id'));
		const reaction = { text: '👍', messageId };
		expect(await next('message.reaction')).toMatchObject({
			id: `true_${ANNA_CUS}_${id}`,
			fromMe: true,
			reaction,
		});
	});

	test('an edit', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.edit(target, 'better');
		expect(await next('message.edited')).toMatchObject({
			id: `false_${ANNA_CUS}_${id}`,
			from: ANNA_CUS,
			body: 'better',
			editedMessageId: target.id,
			_data: { message: { protocolMessage: { type: 'MESSAGE_EDIT', key: { id: target.id } } } },
		});
		await silence('message', 'message.any');
	});

	test('an edit before there was an event for it is a message without text', async () => {
		hooked = await Hooked.waha(EVENTS_2025);
		hooked.session.others.edit(hooked.harness.newest(), 'better');
		expect(await next('message')).toMatchObject({
			body: null,
			hasMedia: false,
			_data: { message: { protocolMessage: { editedMessage: { conversation: 'better' } } } },
		});
	});

	test('taking it back', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const target = hooked.harness.newest();
		const { id } = hooked.session.others.revoke(target);
		expect(await next('message.revoked')).toMatchObject({
			after: { id: `false_${ANNA_CUS}_${id}`, body: null },
			before: null,
			revokedMessageId: target.id,
		});
		await silence('message', 'message.any');
	});

	test('taking it back in 2025 does not name it beside the raw message', async () => {
		hooked = await Hooked.waha(EVENTS_2025);
		const target = hooked.harness.newest();
		hooked.session.others.revoke(target);
		const revoked = await next('message.revoked');
		expect(at(revoked, 'revokedMessageId')).toBeUndefined();
		expect(at(revoked, '_data', 'message', 'protocolMessage', 'key', 'id')).toBe(target.id);
	});
});

describe('acknowledgements', () => {
	test('of a person', async () => {
		hooked = await Hooked.waha(['message.ack']);
		const { id } = hooked.session.send({ chatId: ANNA, text: 'mine' });
		hooked.session.chats.readByOthers(ANNA);
		const sent = await hooked.sent(3);
		const full = `true_${ANNA_CUS}_${id}`;
		expect(sent.map((body) => at(body, 'payload'))).toEqual([
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 1, ackName: 'SERVER' },
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 2, ackName: 'DEVICE' },
			{ id: full, from: ANNA_CUS, fromMe: true, ack: 3, ackName: 'READ' },
		]);
	});

	test.each([
		['2025.12.1', 'message.ack', ['message.ack']],
		['2025.12.2', 'message.ack.group', ['message.ack', 'message.ack.group']],
	])('of a group come in %s as %s', async (wahaVersion, event, events) => {
		hooked = await Hooked.waha(events, { wahaVersion });
		hooked.session.send({ chatId: TEAM, text: 'mine' });
		hooked.receiver.received.length = 0;
		hooked.session.chats.readByOthers(TEAM, BEN);
		await hooked.sent(3);
		const read = hooked.receiver.of(event).map(payload);
		expect(read).toContainEqual(
			expect.objectContaining({
				from: TEAM,
				to: TEAM,
				participant: BEN_CUS,
				fromMe: true,
				ack: 3,
				ackName: 'READ',
			}),
		);
	});
});

describe('a vote', () => {
	const EVENTS = ['poll.vote', 'poll.vote.failed', 'message'];
	const ask = (options: string[]): { poll: string; vote: string } => {
		const poll = { question: 'When?', options: ['1', '2'], selectable: 1 };
		const content = { type: 'poll' as const, poll };
		const asked = hooked.session.send({ chatId: TEAM, text: '', content });
		return { poll: asked.id, vote: hooked.session.others.vote(asked, options, BEN).id };
	};

	test('tells the whole choice', async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
		const { poll, vote } = ask(['2']);
		expect(await next('poll.vote')).toEqual({
			vote: {
				id: `false_${TEAM}_${vote}_${BEN_CUS}`,
				to: TEAM,
				from: BEN_CUS,
				fromMe: false,
				selectedOptions: ['2'],
				timestamp: expect.any(Number),
			},
			poll: { id: `true_${TEAM}_${poll}`, to: TEAM, from: 'me', fromMe: true },
		});
		await silence('message', 'poll.vote.failed');
	});

	test('on a poll that the server has not kept cannot be read', async () => {
		hooked = await Hooked.waha(EVENTS, { ...V2026, wahaStore: false });
		ask(['2']);
		expect(await next('poll.vote.failed')).toMatchObject({ vote: { selectedOptions: [] } });
		await silence('poll.vote');
	});
});

describe('groups', () => {
	const EVENTS = [
		...['group.v2.join', 'group.v2.leave', 'group.v2.update', 'group.v2.participants'],
		'group.v2.participants.join-request',
	];
	const group = (): NonNullable<ReturnType<Hooked['session']['groups']['find']>> => {
		const found = hooked.session.groups.find(TEAM);
		if (!found) throw new Error('no team');
		return found;
	};
	beforeEach(async () => {
		hooked = await Hooked.waha(EVENTS, V2026);
	});

	test('the account is put into one', async () => {
		const { id } = hooked.session.groups.create(BEN, 'New', [hooked.session.myId]);
		expect(await next('group.v2.join')).toMatchObject({
			timestamp: expect.any(Number),
			group: {
				id,
				subject: 'New',
				description: '',
				invite: expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\/\w+$/),
				membersCanAddNewMember: true,
				membersCanSendMessages: true,
				newMembersApprovalRequired: false,
				participants: [
					{ id: BEN_CUS, role: 'superadmin' },
					{ id: '491700000001@c.us', role: 'participant' },
				],
			},
		});
	});

	test('it leaves one, which is told twice', async () => {
		hooked.session.groups.leave(group(), hooked.session.myId);
		expect(await next('group.v2.leave')).toMatchObject({ group: { id: TEAM } });
		expect(await next('group.v2.participants')).toMatchObject({
			type: 'leave',
			participants: [{ id: '491700000001@c.us', role: 'left' }],
		});
	});

	test.each([
		['subject', { subject: 'Other' }, { subject: 'Other' }],
		['description', { description: null }, { description: '' }],
		['rights', { messagesAdminOnly: true }, { membersCanSendMessages: false }],
	])('a new %s', async (_name, settings, changed) => {
		hooked.session.groups.change(group(), settings);
		expect(at(await next('group.v2.update'), 'group')).toEqual({ id: TEAM, ...changed });
	});

	test.each([
		['join', 'participant', (id: string) => hooked.session.groups.add(group(), id)],
		['promote', 'admin', (id: string) => void hooked.session.groups.setRole(group(), id, 'admin')],
		['leave', 'left', (id: string) => hooked.session.groups.remove(group(), id)],
	])('somebody: %s', async (type, role, change) => {
		const newcomer = '5511987654321@s.whatsapp.net';
		change(type === 'join' ? newcomer : BEN);
		expect(await next('group.v2.participants')).toMatchObject({
			type,
			group: { id: TEAM },
			participants: [{ id: type === 'join' ? '5511987654321@c.us' : BEN_CUS, role }],
		});
	});

	test('somebody asks to be let in', async () => {
		hooked.session.groups.ask(group(), '499@s.whatsapp.net');
		expect(await next('group.v2.participants.join-request')).toMatchObject({
			group: { id: TEAM },
			action: 'created',
			requesterId: '499@c.us',
		});
	});
});

describe('other happenings', () => {
	test.each([
		['call.received', { isVideo: true, isGroup: false, from: ANNA_CUS, id: expect.any(String) }],
		['call.rejected', { from: ANNA_CUS }],
	])('%s', async (event, expected) => {
		hooked = await Hooked.waha(['call.received', 'call.accepted', 'call.rejected']);
		hooked.harness.sandbox.world.clock.use(1_700_000_000_500);
		const call = hooked.session.others.call(ANNA, { isVideo: true });
		hooked.session.calls.end(call, 'terminate');
		expect(await next(event)).toMatchObject({ ...expected, timestamp: 1_700_000_000.5 });
		await silence('call.accepted');
	});

	test('who writes is told to everybody, who comes only to those who watch', async () => {
		hooked = await Hooked.waha(['presence.update']);
		hooked.session.others.show(BEN, 'online');
		hooked.session.others.show(BEN, 'typing');
		expect(await next('presence.update')).toEqual({
			id: BEN_CUS,
			presences: [{ participant: BEN_CUS, lastKnownPresence: 'typing', lastSeen: null }],
		});
		await hooked.harness.waha('POST', `/api/default/presence/${BEN_CUS}/subscribe`);
		hooked.session.others.show(BEN, 'offline');
		const [, offline] = await hooked.receiver.got(2);
		expect(at(offline?.body, 'payload', 'presences')).toEqual([
			{ participant: BEN_CUS, lastKnownPresence: 'offline', lastSeen: expect.any(Number) },
		]);
	});

	test.each([
		['ANY', 1],
		['WEBJS', 1],
		['NOWEB', 0],
	] as const)('%s tells of archived chats %d times', async (wahaEngine, times) => {
		hooked = await Hooked.waha(['chat.archive', 'label.upsert'], { wahaEngine });
		await hooked.harness.waha('POST', `/api/default/chats/${ANNA_CUS}/archive`);
		await hooked.settled();
		expect(hooked.receiver.of('chat.archive').map(payload)).toEqual(
			Array.from({ length: times }, () => ({
				id: ANNA_CUS,
				archived: true,
				timestamp: expect.any(Number),
			})),
		);
	});

	test('labels, and putting them on chats', async () => {
		const events = ['label.upsert', 'label.deleted', 'label.chat.added', 'label.chat.deleted'];
		hooked = await Hooked.waha(events);
		const { labels } = hooked.session;
		const label = labels.create('VIP', 1);
		labels.setForChat(BEN, [label.id]);
		labels.remove(label);
		const sent = await hooked.sent(4);
		const shown = { id: label.id, name: 'VIP', color: 1, colorHex: '#64c4ff' };
		const onChat = { labelId: label.id, chatId: BEN_CUS, label: shown };
		expect(sent.map((body) => [at(body, 'event'), at(body, 'payload')])).toEqual([
			['label.upsert', shown],
			['label.chat.added', onChat],
			['label.chat.deleted', onChat],
			['label.deleted', shown],
		]);
	});

	test('the engine itself, in its own words', async () => {
		hooked = await Hooked.waha(['engine.event', 'state.change']);
		hooked.session.others.write({ chatId: ANNA, text: 'hi' });
		expect(await next('engine.event')).toMatchObject({
			event: 'messages.upsert',
			data: { type: 'notify', messages: [{ message: { conversation: 'hi' } }] },
		});
		hooked.session.dropConnection();
		expect(await next('state.change')).toMatchObject({ connection: 'close' });
	});
});
