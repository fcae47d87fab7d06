import { type Media, sampleMedia } from '../../sandbox/world';
import { ANNA } from './harness';
import { Hooked } from './hooked';
import { at } from './receiver';
import { TEAM } from './warest.requests';

const BEN = '447700900123@s.whatsapp.net';
const LID = '5566778899@lid';
const ELSEWHERE = 'https://files.example.com/a';

let hooked: Hooked;
afterEach(async () => await hooked.close());

const next = async (event: string): Promise<unknown> =>
	(await hooked.receiver.next(event)).body.data;
const write = (more: object = {}) =>
	hooked.session.others.write({ chatId: ANNA, text: 'hi', ...more });

describe('message_received', () => {
	beforeEach(async () => {
		hooked = await Hooked.warest();
	});

	test('contains text, key and sender of a person’s message', async () => {
		const { id, timestamp } = write();
		expect(await next('message_received')).toEqual({
			id: 'default',
			tags: 'text',
			message: {
				key: { remoteJid: ANNA, fromMe: false, id },
				messageTimestamp: timestamp,
				pushName: 'Anna',
				broadcast: false,
				message: { conversation: 'hi' },
				__warestMentionInfo: { normalized: [], replacements: [] },
			},
			text: 'hi',
			contentType: 'conversation',
			sender: { chatId: ANNA, fromMe: false, isGroup: false, authorJid: ANNA },
			mentions: [],
			type: 'notify',
			sessionId: 'default',
		});
	});

	test('contains quote and mentions of a message in a group, with known numbers for LIDs', async () => {
		hooked.session.others.meetHidden(LID, 'Shy', '491705550000');
		const [question] = hooked.harness.chat(TEAM).messages;
		const text = '@5566778899 and @447700900123';
		const mentions = [LID, BEN, '999@lid'];
		write({ chatId: TEAM, from: BEN, text, mentions, quotedMessageId: question?.id });
		const known = ['491705550000@s.whatsapp.net', BEN];
		expect(await next('message_received')).toMatchObject({
			tags: 'extended_text',
			text: '@491705550000 and @447700900123',
			contentType: 'extendedTextMessage',
			quoted: { text: question?.text, type: 'text', contentType: 'conversation', raw: {} },
			sender: { chatId: TEAM, isGroup: true, authorJid: BEN },
			mentions: known,
			message: {
				key: { participant: BEN },
				message: { extendedTextMessage: { contextInfo: { mentionedJid: mentions } } },
				__warestMentionInfo: { normalized: known },
			},
		});
	});

	test.each([
		['is not known', null, {}],
		['is known', '491705550000', { senderPn: '491705550000@s.whatsapp.net' }],
	])(
		'turns the LID of a sender whose number %s into a wrong number',
		async (_name, phone, more) => {
			hooked.session.others.meetHidden(LID, 'Shy', phone);
			const { id } = write({ chatId: LID });
			const data = await next('message_received');
			expect(at(data, 'sender')).toEqual({
				chatId: LID,
				fromMe: false,
				isGroup: false,
				authorJid: '5566778899@s.whatsapp.net',
			});
			expect(at(data, 'message', 'key')).toEqual({ remoteJid: LID, fromMe: false, id, ...more });
		},
	);

	test('has the type append for a message that arrives late', async () => {
		write({ late: true });
		expect(await next('message_received')).toMatchObject({ type: 'append' });
	});

	test('is not sent for own messages, status posts and channel posts', async () => {
		const { session } = hooked;
		session.send({ chatId: ANNA, text: 'mine' });
		session.others.postStatus(ANNA, { text: 'x' });
		const channel = session.channels.find('120363000000000020@newsletter');
		if (channel) session.channels.post(channel, 'x');
		write();
		await hooked.receiver.got(1);
		await hooked.settled();
		expect(hooked.receiver.events).toEqual(['message_received']);
	});

	const place = { latitude: 51.5, longitude: -0.1, name: 'Here', address: null };
	const card = { name: 'Dora', phone: '1', organization: null, email: null, vcard: null };
	const poll = { question: 'When?', options: ['1', '2'], selectable: 1 };
	const reply = { type: 'buttonReply', id: 'y', text: 'Yes' } as const;
	const row = { type: 'listReply', rowId: 'r', title: 'Row', description: null } as const;
	test.each([
		['a place', { type: 'location', location: place }, 'location', 'locationMessage', ''],
		['a card', { type: 'contacts', contacts: [card] }, 'contact', 'contactMessage', 'Dora'],
		[
			'two cards',
			{ type: 'contacts', contacts: [card, card] },
			'contacts',
			'contactsArrayMessage',
			'Contacts: 2',
		],
		['a poll', { type: 'poll', poll }, 'poll', 'pollCreationMessageV3', ''],
		['a button', { ...reply, form: 'template' }, 'interactive', 'templateButtonReplyMessage', ''],
		['an old button', { ...reply, form: 'buttons' }, 'interactive', 'buttonsResponseMessage', ''],
		[
			'a new button',
			{ ...reply, form: 'interactive' },
			'interactive',
			'interactiveResponseMessage',
			'',
		],
		['a row of a list', row, 'interactive', 'listResponseMessage', ''],
	])(
		'has the right tags, content type and text for %s',
		async (_name, content, tags, contentType, text) => {
			write({ text: '', content });
			expect(await next('message_received')).toMatchObject({ tags, contentType, text });
		},
	);
});

describe('a received file', () => {
	const KINDS: Array<[Media['kind'] & string, string, string, string]> = [
		['image', 'media', 'imageMessage', 'image/png'],
		['video', 'media', 'videoMessage', 'video/mp4'],
		['document', 'file', 'documentMessage', 'application/pdf'],
		['voice', 'audio', 'audioMessage', 'audio/ogg'],
		['sticker', 'sticker', 'stickerMessage', 'image/webp'],
	];
	test.each(KINDS)('%s can be downloaded without a key', async (kind, tags, type, mimeType) => {
		hooked = await Hooked.warest();
		const file = sampleMedia(kind);
		write({ text: '', media: file });
		const data = await next('message_received');
		expect(data).toMatchObject({
			tags,
			contentType: type,
			media: {
				hasMedia: true,
				type,
				mimeType,
				caption: '',
				fileLength: file.data.length,
				mediaKey: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
				storageDriver: 'local',
			},
		});
		const url = String(at(data, 'media', 'url'));
		const start = `http://localhost:7308/storages/incoming-media/default/${type}/`;
		expect(url.startsWith(start)).toBe(true);
		expect(at(data, 'message', 'message', type)).toMatchObject({
			url,
			urlDecrypt: url,
			mimetype: file.mimeType,
			mediaKey: { type: 'Buffer', data: expect.any(Array) },
		});
		const answer = await fetch(`${hooked.harness.sandbox.warest.url}${new URL(url).pathname}`);
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(file.data);
	});

	test('has a URL on the configured host', async () => {
		hooked = await Hooked.warest({ baseUrls: { warest: 'https://warest.example.com' } });
		write({ text: '', media: sampleMedia('image') });
		const url = String(at(await next('message_received'), 'media', 'url'));
		expect(url).toMatch(/^https:\/\/warest\.example\.com\/storages\/incoming-media\//);
	});

	test('that could not be downloaded has a URL at WhatsApp', async () => {
		hooked = await Hooked.warest();
		const media = { ...sampleMedia('image'), data: Buffer.alloc(0), url: ELSEWHERE };
		write({ text: '', media });
		const data = await next('message_received');
		const raw = String(at(data, 'message', 'message', 'imageMessage', 'url'));
		expect(raw).toMatch(/^https:\/\/mmg\.whatsapp\.net\/.+\.enc$/);
		expect(at(data, 'media', 'url')).toBe(raw.replace(/\.enc$/, '.png'));
		expect(at(data, 'media', 'storageKey')).toBeUndefined();
	});
});
