import { GatewayProblem } from '../../nodes/WhatsApp/portable/problem';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { answer } from '../support/dryRun';
import {
	BARE_ID,
	CHAT,
	FULL_ID,
	JID,
	only,
	run,
	seen,
	SENT,
	type Body,
	type Parameters,
} from './message.run';
import { ADA, button, card, field, list, URL, VCARD } from './message.samples';

const TEAM = '120363000000000001@g.us';
const NUMBER = '491701234567';
const FILM = 'https://files.test/film.mp4';

const evolution = (route: string, body: Body, file?: string): object => ({
	line: `POST /message/${route}/default`,
	body: { number: NUMBER, ...body },
	...(file === undefined ? {} : { file }),
});

const PNG = { mediatype: 'image', mimetype: 'image/png', fileName: 'a.png' };
const section = { title: 'Menu', rows: [{ title: 'Pizza', rowId: 'p1' }] };

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, evolution('sendText', { text: 'Hi' })],
	[
		'sendText',
		{ text: 'Hi', options: { linkPreview: false } },
		evolution('sendText', { text: 'Hi', linkPreview: false }),
	],
	// A form if every field beside the file is text, otherwise base64; an address is sent unchanged.
	['sendImage', {}, evolution('sendMedia', PNG, 'file')],
	[
		'sendImage',
		{ chatId: TEAM, options: { mentions: 'all' } },
		evolution('sendMedia', { ...PNG, number: TEAM, mentionsEveryOne: true }, 'media='),
	],
	['sendImage', URL, evolution('sendMedia', { ...PNG, media: URL.mediaUrl })],
	[
		'sendVideo',
		field('video'),
		evolution(
			'sendMedia',
			{ mediatype: 'video', mimetype: 'video/mp4', fileName: 'a.mp4' },
			'file',
		),
	],
	['sendVideo', { ...field('video'), options: { asNote: true } }, evolution('sendPtv', {}, 'file')],
	[
		'sendVideo',
		{ ...URL, mediaUrl: FILM, options: { asNote: true } },
		evolution('sendPtv', { video: FILM }),
	],
	['sendVoice', field('song'), evolution('sendWhatsAppAudio', {}, 'file')],
	['sendSticker', {}, evolution('sendSticker', {}, 'sticker=')],
	[
		'sendContact',
		card({ ...ADA, email: 'ada@example.com' }),
		evolution('sendContact', {
			contact: [
				{ fullName: 'Ada', wuid: NUMBER, phoneNumber: `+${NUMBER}`, email: 'ada@example.com' },
			],
		}),
	],
	[
		'sendLocation',
		{ latitude: 52.5, longitude: 13.4 },
		evolution('sendLocation', { latitude: 52.5, longitude: 13.4, name: '', address: '' }),
	],
	[
		'sendPoll',
		{ question: 'Who?', pollAnswers: 'A\nB', multipleAnswers: false },
		evolution('sendPoll', { name: 'Who?', selectableCount: 1, values: ['A', 'B'] }),
	],
	[
		'sendPoll',
		{ question: 'Who?', pollAnswers: 'A\nB', multipleAnswers: true },
		evolution('sendPoll', { name: 'Who?', selectableCount: 0, values: ['A', 'B'] }),
	],
	[
		'sendButtons',
		button({ type: 'reply', text: 'Yes' }),
		evolution('sendButtons', {
			title: 'Well?',
			buttons: [{ type: 'reply', displayText: 'Yes', id: 'Yes' }],
		}),
	],
	[
		'sendList',
		{ ...list, sections: { section: [{ rows: { row: [{ title: 'Pizza', id: 'p1' }] } }] } },
		evolution('sendList', {
			title: 'Choose',
			footerText: '',
			buttonText: 'Menu',
			sections: [section],
		}),
	],
])(
	'Evolution API: %s with %j sends the expected request',
	async (operation, parameters, expected) => {
		expect(await only('evolution', operation, parameters)).toEqual(expected);
	},
);

test.each<[string, Parameters, string]>([
	['sendText', { text: 'Hi', options: { mentions: NUMBER } }, 'mentions people in groups only'],
	['sendText', { text: 'Hi', chatId: '13135550002@bot' }, 'cannot reach a bot'],
	[
		'sendVideo',
		{ ...field('video'), caption: 'Round', options: { asNote: true } },
		'A video note of Evolution API has no caption and no mentions',
	],
	[
		'sendVideo',
		{ ...field('video'), chatId: TEAM, options: { asNote: true, mentions: 'all' } },
		'A video note of Evolution API has no caption and no mentions',
	],
	['sendContact', card(), 'Contacts is empty'],
	['sendContact', { contactCards: { vcard: [{ vcard: VCARD }] } }, 'takes no vCard'],
	[
		'sendButtons',
		button({ type: 'reply', text: 'A' }, { type: 'copy', text: 'B', copyCode: 'C' }),
		'beside others',
	],
	[
		'sendPoll',
		{
			question: 'Who?',
			pollAnswers: Array.from({ length: 11 }, (_, i) => `A${i}`).join('\n'),
			multipleAnswers: true,
		},
		'takes 10 answers',
	],
	[
		'sendMedia',
		{ ...field('voice'), caption: 'Listen' },
		'A voice message has no caption and no mentions',
	],
	['react', { emoji: 'x', chatId: '447700900123@c.us' }, 'is in the chat'],
	['getMany', { options: { sentBy: 'others' } }, 'cannot leave out own messages'],
])('Evolution API: %s with %j is refused', async (operation, parameters, message) => {
	const sent = run('evolution', operation, parameters);
	await expect(sent).rejects.toThrow(Refusal);
	await expect(run('evolution', operation, parameters)).rejects.toThrow(message);
});

const stored = (...records: object[]): ReturnType<typeof answer> =>
	answer({
		messages: {
			total: records.length,
			pages: 1,
			currentPage: 1,
			records: JSON.parse(JSON.stringify(records)),
		},
	});

const KEY = { id: BARE_ID, remoteJid: JID, fromMe: false };

test('react takes all parts of the message key from a full message ID', async () => {
	const { requests } = await run('evolution', 'react', { emoji: 'x' });
	expect(requests.map(seen)).toEqual([
		{ line: 'POST /message/sendReaction/default', body: { key: KEY, reaction: 'x' } },
	]);
	const inTeam = { chatId: TEAM, messageId: `false_${TEAM}_A_${CHAT}`, emoji: 'x' };
	const [request] = (await run('evolution', 'react', inTeam)).requests;
	expect(request?.body).toEqual({
		key: { id: 'A', remoteJid: TEAM, fromMe: false, participant: JID },
		reaction: 'x',
	});
});

test('react with a bare message ID looks the message up first', async () => {
	const { requests } = await run('evolution', 'react', { emoji: 'x', messageId: BARE_ID }, [
		stored({ key: { ...KEY, fromMe: true } }),
		SENT.evolution,
	]);
	expect(requests.map(seen)).toEqual([
		{
			line: 'POST /chat/findMessages/default',
			body: { where: { key: { id: BARE_ID } }, page: 1, offset: 1 },
		},
		{
			line: 'POST /message/sendReaction/default',
			body: { key: { ...KEY, fromMe: true }, reaction: 'x' },
		},
	]);
});

test('a reply to a message that is not stored fails as not done, and is not sent', async () => {
	const answering = { text: 'Hi', options: { quotedMessageId: FULL_ID } };
	const failed = run('evolution', 'sendText', answering, [stored()]);
	await expect(failed).rejects.toThrow(GatewayProblem);
	await expect(failed).rejects.toMatchObject({ fate: 'notDone' });
	const { requests } = await run('evolution', 'sendText', answering, [
		stored({ key: KEY }),
		SENT.evolution,
	]);
	expect(requests[1]?.body).toEqual({
		number: NUMBER,
		text: 'Hi',
		quoted: { key: { id: BARE_ID } },
	});
});

test('the output has the chat ID under which WhatsApp sent the message', async () => {
	const answered = answer(
		{
			key: { remoteJid: '553187654321@s.whatsapp.net', fromMe: true, id: 'SENT' },
			messageTimestamp: '1700000000',
		},
		201,
	);
	const { items } = await run(
		'evolution',
		'sendText',
		{ text: 'Hi', chatId: '5531987654321@c.us' },
		[answered],
	);
	expect(items[0]).toMatchObject({
		messageId: 'true_553187654321@c.us_SENT',
		chatId: '553187654321@c.us',
		timestamp: '2023-11-14T22:13:20.000Z',
		ack: 'pending',
	});
});

test('a response without a body is a success, with a hint that the message ID is unknown', async () => {
	const { hint, items } = await run('evolution', 'sendImage', {}, [answer(null, 201)]);
	expect(items[0]).toMatchObject({ messageId: null, chatId: CHAT });
	expect(hint).toContain('did not say under which ID');
});

test('sendGif has a hint if the GIF was sent as a normal video', async () => {
	const playing = (gifPlayback: boolean): ReturnType<typeof answer> =>
		answer(
			{
				key: { remoteJid: JID, fromMe: true, id: 'SENT' },
				message: { videoMessage: gifPlayback ? { gifPlayback } : {} },
			},
			201,
		);
	const sent = async (gifPlayback: boolean): Promise<string | null> =>
		(await run('evolution', 'sendGif', field('video'), [playing(gifPlayback)])).hint;
	expect(await sent(true)).toBeNull();
	expect(await sent(false)).toContain('need Evolution API 2.4.0');
});

test('Show Presence First sends its own request, whose failure is ignored', async () => {
	const typing = { text: 'Hi', options: { presence: 'auto' } };
	const { requests } = await run('evolution', 'sendText', typing, [
		answer({ status: 500 }, 500),
		SENT.evolution,
	]);
	expect(requests.map(seen)).toMatchObject([
		{ line: 'POST /chat/sendPresence/default', body: { number: NUMBER, presence: 'composing' } },
		{ line: 'POST /message/sendText/default' },
	]);
	const [first] = (
		await run('evolution', 'sendVoice', { ...field('voice'), options: { presence: 'auto' } }, [
			answer({}),
			SENT.evolution,
		])
	).requests;
	expect(first?.body).toMatchObject({ presence: 'recording' });
});

test('get downloads the file of a message with a second request', async () => {
	const record = { key: KEY, message: { imageMessage: { mimetype: 'image/png' } } };
	const data = Buffer.from('file').toString('base64');
	const { items, requests } = await run('evolution', 'get', { options: { downloadMedia: true } }, [
		stored(record),
		answer({ base64: data, mimetype: 'image/png', fileName: 'a.png' }, 201),
	]);
	expect(requests.map(seen)[1]).toMatchObject({
		line: 'POST /chat/getBase64FromMediaMessage/default',
		body: { message: { key: { id: BARE_ID } } },
	});
	expect(items[0]).toMatchObject({ messageId: FULL_ID, type: 'image' });
});
