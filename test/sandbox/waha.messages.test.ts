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
/** No such event arrives, although all the others have arrived. */
async function silence(...events: string[]): Promise<void> {
	await hooked.settled();
	expect(hooked.receiver.of(...events)).toEqual([]);
}

describe('message events', () => {
	const EVENTS = ['message', 'message.any', 'message.ack'];

	test('a person’s message is sent as message and as message.any', async () => {
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
	] as const)('an own message has the source %s when it is written %s', async (source, _how) => {
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

	test('a message in a group contains the group and the participant', async () => {
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
	])('a message contains the LID of a sender whose number %s', async (_name, phone, more) => {
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

	test('a location comes in a field of its own', async () => {
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

	test('a contact card comes as a vCard in a field of its own', async () => {
		hooked = await Hooked.waha(['message'], V2026);
		const card = {
			name: 'Carla',
			phone: '+49 171 5550000',
			organization: null,
			email: null,
			vcard: null,
		};
		hooked.session.others.write({
			chatId: ANNA,
			text: '',
			content: { type: 'contacts', contacts: [card] },
		});
		const vcard = expect.stringMatching(/^BEGIN:VCARD\n[^]*FN:Carla\n[^]*END:VCARD$/);
		expect(await next('message')).toMatchObject({
			body: null,
			vCards: [vcard],
			_data: { message: { contactMessage: { displayName: 'Carla', vcard } } },
		});
	});

	test('a pressed button comes with its text and ID', async () => {
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
	])('%s is reported, unless the config ignores %s', async (_name, ignored, from) => {
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

describe('a received file', () => {
	const receive = (): string =>
		hooked.session.others.write({
			chatId: ANNA,
			text: 'look',
			media: sampleMedia('image', 'look'),
		}).id;

	test('can be downloaded for three minutes, and only with the API key', async () => {
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

	test('has a URL on the configured host, and does not expire with a lifetime of 0', async () => {
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
	])('that version %s does not download has the media %p', async (wahaVersion, media) => {
		const webhooks = { wahaDownloads: false };
		hooked = await Hooked.waha(['message'], { wahaVersion, webhooks });
		receive();
		const message = await next('message');
		expect([at(message, 'hasMedia'), at(message, 'media')]).toEqual([true, media]);
	});

	test.each([
		['2025.2.5', true],
		['2026.7.1', false],
	])('has in version %s a second URL: %s', async (wahaVersion, hasTwo) => {
		hooked = await Hooked.waha(['message'], { wahaVersion });
		receive();
		const message = await next('message');
		expect(at(message, 'mediaUrl')).toBe(hasTwo ? at(message, 'media', 'url') : undefined);
	});
});
