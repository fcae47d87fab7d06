import { answer } from '../support/dryRun';
import { CHAT, FULL_ID, JID, only, run, type Body, type Parameters } from './message.run';

const waha = (route: string, body: Body, file?: string): object => ({
	line: `POST /api/${route}`,
	body: { session: 'default', chatId: CHAT, ...body },
	...(file === undefined ? {} : { file }),
});
const warest = (route: string, body: Body, file?: string): object => ({
	line: `POST /api/v1/messages/send/${route}`,
	body: { sessionId: 'default', to: JID, ...body },
	...(file === undefined ? {} : { file }),
});

const URL = { source: 'url', mediaUrl: 'https://example.com/a.png' };
const PNG = { mimetype: 'image/png', filename: 'a.png' };
const field = (inputBinaryField: string): Parameters => ({ source: 'binary', inputBinaryField });
const list = { buttonText: 'Menu', text: 'Choose' };
const button = (...buttons: Parameters[]): Parameters => ({
	text: 'Well?',
	buttons: { button: buttons },
});
const card = (...details: Parameters[]): Parameters => ({ contactCards: { details } });
const ADA = { fullName: 'Ada', phone: '+49 170 1234567' };
const VCARD = 'BEGIN:VCARD\nFN:Ada\nTEL;waid=491701234567:+49 170\nEND:VCARD';

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, waha('sendText', { text: 'Hi' })],
	[
		'sendLinkPreview',
		{ link: 'https://example.com', title: 'T' },
		waha('sendLinkPreview', { url: 'https://example.com', title: 'T' }),
	],
	['sendImage', {}, waha('sendImage', { file: PNG }, 'file.data=')],
	['sendImage', URL, waha('sendImage', { file: { ...PNG, url: URL.mediaUrl } })],
	[
		'sendImage',
		{ source: 'url', mediaUrl: 'https://example.com/' },
		waha('sendImage', { file: { mimetype: 'image/jpeg', url: 'https://example.com/' } }),
	],
	[
		'sendVideo',
		field('video'),
		waha('sendVideo', { file: { mimetype: 'video/mp4', filename: 'a.mp4' } }, 'file.data='),
	],
	[
		'sendVoice',
		field('voice'),
		waha('sendVoice', { file: { mimetype: 'audio/ogg', filename: 'a.ogg' } }, 'file.data='),
	],
	[
		'sendVoice',
		field('song'),
		waha(
			'sendVoice',
			{ file: { mimetype: 'audio/mpeg', filename: 'a.mp3' }, convert: true },
			'file.data=',
		),
	],
	[
		'sendDocument',
		field('pdf'),
		waha('sendFile', { file: { mimetype: 'application/pdf', filename: 'a.pdf' } }, 'file.data='),
	],
	[
		'sendDocument',
		{ source: 'url', mediaUrl: 'https://example.com/', mimeType: 'application/pdf' },
		waha('sendFile', {
			file: { mimetype: 'application/pdf', filename: 'file.pdf', url: 'https://example.com/' },
		}),
	],
	['sendMedia', field('data'), waha('sendImage', { file: PNG }, 'file.data=')],
	[
		'sendMedia',
		field('gif'),
		waha('sendImage', { file: { mimetype: 'image/gif', filename: 'a.gif' } }, 'file.data='),
	],
	[
		'sendMedia',
		field('video'),
		waha('sendVideo', { file: { mimetype: 'video/mp4', filename: 'a.mp4' } }, 'file.data='),
	],
	[
		'sendMedia',
		field('voice'),
		waha('sendVoice', { file: { mimetype: 'audio/ogg', filename: 'a.ogg' } }, 'file.data='),
	],
	[
		'sendMedia',
		field('song'),
		waha('sendFile', { file: { mimetype: 'audio/mpeg', filename: 'a.mp3' } }, 'file.data='),
	],
	[
		'sendMedia',
		field('thing'),
		waha(
			'sendFile',
			{ file: { mimetype: 'application/octet-stream', filename: 'a.xyz' } },
			'file.data=',
		),
	],
	[
		'sendButtons',
		button({ type: 'reply', text: 'Yes' }),
		waha('sendButtons', { body: 'Well?', buttons: [{ type: 'reply', text: 'Yes' }] }),
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a, b\nc', multipleAnswers: false },
		waha('sendPoll', { poll: { name: 'Q', options: ['a, b', 'c'], multipleAnswers: false } }),
	],
	[
		'sendLocation',
		{ latitude: 52.5, longitude: '13.4' },
		waha('sendLocation', { latitude: 52.5, longitude: 13.4, title: '' }),
	],
	[
		'sendContact',
		card(ADA),
		waha('sendContactVcard', {
			contacts: [{ fullName: 'Ada', phoneNumber: '+491701234567', whatsappId: '491701234567' }],
		}),
	],
	[
		'sendContact',
		{
			contactCards: {
				details: [{ ...ADA, whatsAppPhone: '447700900123', organization: 'O' }],
				vcard: [{ vcard: VCARD }],
			},
		},
		waha('sendContactVcard', {
			contacts: [
				{
					fullName: 'Ada',
					organization: 'O',
					phoneNumber: '+491701234567',
					whatsappId: '447700900123',
				},
				{ vcard: VCARD },
			],
		}),
	],
	['forward', {}, waha('forwardMessage', { messageId: FULL_ID })],
])('WAHA: %s %j, with nothing that nobody set', async (operation, parameters, request) => {
	expect(await only('waha', operation, parameters)).toEqual(request);
});

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, warest('text', { message: 'Hi' })],
	['sendImage', {}, warest('media', {}, 'media')],
	['sendImage', URL, warest('media', { media: URL.mediaUrl })],
	['sendVideo', field('video'), warest('media', {}, 'media')],
	['sendVoice', field('song'), warest('audio', { isVN: true }, 'audio')],
	['sendAudio', field('song'), warest('audio', {}, 'audio')],
	[
		'sendAudio',
		{ source: 'url', mediaUrl: 'https://example.com/a', mimeType: 'audio/mp4' },
		warest('audio', { audio: 'https://example.com/a', mimetype: 'audio/mp4' }),
	],
	['sendDocument', field('pdf'), warest('document', { filename: 'a.pdf' }, 'document')],
	[
		'sendDocument',
		{ ...URL, fileName: 'b.png' },
		warest('document', { filename: 'b.png', document: URL.mediaUrl }),
	],
	['sendGif', field('video'), warest('gif', {}, 'gif')],
	['sendGif', field('gif'), warest('gif', {}, 'gif')],
	['sendSticker', {}, warest('sticker', {}, 'sticker')],
	['sendMedia', {}, warest('media', {}, 'media')],
	['sendMedia', field('gif'), warest('gif', {}, 'gif')],
	['sendMedia', field('video'), warest('media', {}, 'media')],
	['sendMedia', field('voice'), warest('audio', { isVN: true }, 'audio')],
	['sendMedia', field('song'), warest('audio', {}, 'audio')],
	['sendMedia', field('pdf'), warest('document', { filename: 'a.pdf' }, 'document')],
	// Left out, WARest would put a placeholder picture above.
	[
		'sendButtons',
		button({ type: 'reply', text: 'Yes', id: 'y' }),
		warest('button', {
			text: 'Well?',
			buttons: [{ type: 'reply', displayText: 'Yes', id: 'y' }],
			image: '',
		}),
	],
	[
		'sendList',
		{
			...list,
			sections: {
				section: [
					{ title: 'S', rows: { row: [{ title: 'R', id: '1', description: 'D', header: 'H' }] } },
				],
			},
		},
		warest('list', {
			text: 'Choose',
			buttonText: 'Menu',
			sections: [{ title: 'S', rows: [{ title: 'R', id: '1', description: 'D', header: 'H' }] }],
			image: '',
		}),
	],
	[
		'sendList',
		{
			...list,
			sections: {
				section: [
					{ rows: { row: [{ title: 'A' }] } },
					{ buttonText: 'Own', rows: { row: [{ title: 'B' }] } },
					{ rows: { row: [{ title: 'C' }] } },
				],
			},
		},
		warest('list', {
			text: 'Choose',
			lists: [
				{ buttonText: 'Menu', sections: [{ rows: [{ title: 'A' }] }, { rows: [{ title: 'C' }] }] },
				{ buttonText: 'Own', sections: [{ rows: [{ title: 'B' }] }] },
			],
			image: '',
		}),
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: ['a', 'b', 'c'], multipleAnswers: false },
		warest('poll', { question: 'Q', options: ['a', 'b', 'c'], maxSelection: 1 }),
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb\nc', multipleAnswers: true },
		warest('poll', { question: 'Q', options: ['a', 'b', 'c'], maxSelection: 3 }),
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb\nc', multipleAnswers: true, options: { maxSelection: 2 } },
		warest('poll', { question: 'Q', options: ['a', 'b', 'c'], maxSelection: 2 }),
	],
	[
		'sendLocation',
		{ latitude: 52.5, longitude: 13.4, options: { placeName: 'Gate', address: 'Square 1' } },
		warest('location', {
			location: { latitude: 52.5, longitude: 13.4, name: 'Gate', address: 'Square 1' },
		}),
	],
	[
		'sendContact',
		card({ ...ADA, organization: 'O', email: 'a@example.com' }),
		warest('contact', {
			contact: {
				name: 'Ada',
				fullName: 'Ada',
				phone: '491701234567',
				organization: 'O',
				email: 'a@example.com',
			},
		}),
	],
])('WARest: %s %j, with nothing that nobody set', async (operation, parameters, request) => {
	expect(await only('warest', operation, parameters)).toEqual(request);
});

const quoted = { quotedMessageId: FULL_ID };
const quotedBare = { quotedMessageId: 'Q', forwarded: true, presence: 'auto' };
const every = { replyMessageId: 'Q', isForwarded: true, presence: true };

test.each<[string, Parameters, Body]>([
	[
		'sendText',
		{
			text: 'Hi',
			options: { ...quoted, linkPreview: false, linkPreviewHighQuality: true, mentions: 'all' },
		},
		{ reply_to: FULL_ID, linkPreview: false, linkPreviewHighQuality: true, mentions: ['all'] },
	],
	[
		'sendText',
		{ text: 'Hi', options: { mentions: '+49 170 1234567, 123456789@lid' } },
		{ mentions: [CHAT, '123456789@lid'] },
	],
	[
		'sendImage',
		{ options: { ...quoted, caption: 'C', mentions: [CHAT] } },
		{ reply_to: FULL_ID, caption: 'C', mentions: [CHAT] },
	],
	[
		'sendVideo',
		{ ...field('video'), options: { ...quoted, caption: 'C', asNote: true, convert: true } },
		{ reply_to: FULL_ID, caption: 'C', asNote: true, convert: true },
	],
	[
		'sendVoice',
		{ ...field('song'), options: { ...quoted, convert: false } },
		{ reply_to: FULL_ID, convert: false },
	],
	['sendDocument', { options: { ...quoted, caption: 'C' } }, { reply_to: FULL_ID, caption: 'C' }],
	['sendMedia', { options: { ...quoted, caption: 'C' } }, { reply_to: FULL_ID, caption: 'C' }],
	[
		'sendButtons',
		{ ...button({ text: 'a' }), options: { header: 'H', footer: 'F' } },
		{ header: 'H', footer: 'F' },
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb', multipleAnswers: true, options: quoted },
		{ reply_to: FULL_ID },
	],
	[
		'sendLocation',
		{ latitude: 1, longitude: 2, options: { ...quoted, placeName: 'P' } },
		{ reply_to: FULL_ID, title: 'P' },
	],
	['sendContact', { ...card(ADA), options: quoted }, { reply_to: FULL_ID }],
])('WAHA: %s sends its options', async (operation, parameters, body) => {
	expect(await only('waha', operation, parameters)).toMatchObject({ body });
});

test.each<[string, Parameters, Body]>([
	// A boolean is ignored on this route.
	['sendText', { text: 'Hi', options: quotedBare }, { ...every, isForwarded: 'true' }],
	[
		'sendText',
		{ text: 'Hi @491701234567!', options: { mentions: CHAT } },
		{ message: 'Hi @491701234567!' },
	],
	['sendText', { text: 'a <b> :c: d' }, { message: 'a \u2039b\u203a :\u2060c: d' }],
	[
		'sendImage',
		{
			options: {
				...quotedBare,
				caption: '<C>',
				compress: false,
				compression: '{"quality":50}',
				viewOnce: true,
			},
		},
		{
			...every,
			caption: '\u2039C\u203a',
			compress: false,
			compression: { quality: 50 },
			viewOnce: true,
		},
	],
	[
		'sendVideo',
		{ ...field('video'), options: { presence: 'composing', compress: true, viewOnce: true } },
		{ presence: 'composing', compress: true, viewOnce: true },
	],
	[
		'sendGif',
		{
			...field('video'),
			options: { ...quotedBare, caption: 'C', compress: false, compression: { crf: 30 } },
		},
		{ ...every, caption: 'C', compress: false, compression: { crf: 30 } },
	],
	[
		'sendSticker',
		{
			options: {
				...quotedBare,
				compress: true,
				stickerQuality: 50,
				stickerSize: 256,
				stickerEffort: 6,
			},
		},
		{ ...every, compress: true, compression: { quality: 50, maxDimension: 256, webpEffort: 6 } },
	],
	['sendAudio', { ...field('song'), options: quotedBare }, every],
	['sendVoice', { ...field('song'), options: quotedBare }, every],
	[
		'sendDocument',
		{ options: { ...quotedBare, caption: '<C>' } },
		{ ...every, caption: '\u2039C\u203a' },
	],
	[
		'sendButtons',
		{ ...button({ text: '<a>' }), options: { ...quotedBare, footer: 'F' } },
		{ ...every, footer: 'F' },
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb', multipleAnswers: false, options: quotedBare },
		every,
	],
	['sendLocation', { latitude: 1, longitude: 2, options: quotedBare }, every],
	['sendContact', { ...card(ADA), options: quotedBare }, every],
])('WARest: %s sends its options', async (operation, parameters, body) => {
	expect(await only('warest', operation, parameters)).toMatchObject({ body });
});

test('each kind of button has what belongs to it, on both gateways', async () => {
	const parameters = button(
		{ type: 'reply', text: 'a', id: '1' },
		{ type: 'url', text: 'b', url: 'https://example.com' },
		{ type: 'call', text: 'c', phoneNumber: '+49 170 1234567' },
		{ type: 'copy', text: 'd', copyCode: 'X' },
	);
	const own = [
		{ type: 'reply', id: '1' },
		{ type: 'url', url: 'https://example.com' },
		{ type: 'call', phoneNumber: '+491701234567' },
		{ type: 'copy', copyCode: 'X' },
	];
	const labels = ['a', 'b', 'c', 'd'];
	expect(await only('waha', 'sendButtons', parameters)).toMatchObject({
		body: { buttons: own.map((each, i) => ({ ...each, text: labels[i] })) },
	});
	expect(await only('warest', 'sendButtons', parameters)).toMatchObject({
		body: { buttons: own.map((each, i) => ({ ...each, displayText: labels[i] })) },
	});
});

test.each<[Parameters, object, object]>([
	[
		{ inputBinaryField: 'data' },
		{ file: 'headerImage.data=', body: { headerImage: PNG } },
		{ file: 'image=data:image/png;base64,' },
	],
	[
		URL,
		{ body: { headerImage: { ...PNG, url: URL.mediaUrl } } },
		{ body: { image: URL.mediaUrl } },
	],
])('a picture above buttons: %j', async (image, atWaha, atWarest) => {
	const parameters = { ...button({ text: 'a' }), options: { headerImage: { image } } };
	expect(await only('waha', 'sendButtons', parameters)).toMatchObject(atWaha);
	expect(await only('warest', 'sendButtons', parameters)).toMatchObject(atWarest);
});

test('sends leave once, in order within the chat, and JSON sends of WARest keep their pause', async () => {
	const [text] = (await run('warest', 'sendText', { text: 'Hi' })).requests;
	const [image] = (await run('warest', 'sendImage')).requests;
	const [atWaha] = (await run('waha', 'sendImage')).requests;
	expect(text).toMatchObject({ lane: `default ${JID}`, cost: 2, cooldown: JID });
	expect(image).toMatchObject({ lane: `default ${JID}`, cost: 2 });
	expect(image?.cooldown).toBeUndefined();
	expect(atWaha?.lane).toBe(`default ${CHAT}`);
	expect([text, image, atWaha].map((request) => request?.effect)).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

const MEDIA = { mimeType: 'image/png', fileName: 'a.png', sizeBytes: 4, url: null };
const PLACE = { latitude: 1, longitude: 2, options: { placeName: 'P' } };

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, { type: 'text', text: 'Hi', media: null, quoted: null }],
	['sendImage', { options: { caption: 'C' } }, { type: 'image', text: 'C', media: MEDIA }],
	[
		'sendDocument',
		URL,
		{ type: 'document', text: null, media: { ...MEDIA, sizeBytes: null, url: URL.mediaUrl } },
	],
	[
		'sendVoice',
		field('voice'),
		{ type: 'voice', media: { ...MEDIA, mimeType: 'audio/ogg', fileName: 'a.ogg' } },
	],
	[
		'sendPoll',
		{ question: 'Q', pollAnswers: 'a\nb', multipleAnswers: true },
		{ type: 'poll', text: 'Q' },
	],
	[
		'sendLocation',
		PLACE,
		{ type: 'location', location: { latitude: 1, longitude: 2, title: 'P' } },
	],
	[
		'sendContact',
		card(ADA),
		{ type: 'contact', contacts: [{ name: 'Ada', phone: '491701234567' }] },
	],
	['sendButtons', button({ text: 'a' }), { type: 'buttons', text: 'Well?' }],
])('%s answers the same message from both gateways', async (operation, parameters, item) => {
	const sent = {
		session: 'default',
		chatId: CHAT,
		fromMe: true,
		isGroup: false,
		timestamp: '2023-11-14T22:13:20.000Z',
	};
	const atWaha = (await run('waha', operation, parameters)).items;
	const atWarest = (await run('warest', operation, parameters)).items;
	expect(atWaha).toEqual([
		expect.objectContaining({ ...sent, ...item, messageId: `true_${CHAT}_SENT` }),
	]);
	expect(atWarest).toEqual([{ ...atWaha[0], messageId: 'SENT' }]);
});

test.each<[Parameters, string]>([
	[{ key: { id: 'X' }, messageTimestamp: '1700000000' }, '2023-11-14T22:13:20.000Z'],
	[{ id: { _serialized: `true_${CHAT}_X` }, timestamp: 1_700_000_000 }, '2023-11-14T22:13:20.000Z'],
	// GOWS has the time in its own message only.
	[
		{ id: `true_${CHAT}_X`, _data: { Info: { Timestamp: '2023-11-14T23:13:20+01:00' } } },
		'2023-11-14T22:13:20.000Z',
	],
])('WAHA: the answer %j has id and time', async (raw, timestamp) => {
	const { items } = await run('waha', 'sendText', { text: 'Hi' }, [
		answer(JSON.parse(JSON.stringify(raw)), 201),
	]);
	expect(items).toEqual([expect.objectContaining({ messageId: `true_${CHAT}_X`, timestamp })]);
});

test('what is answered comes back with the message', async () => {
	const { items } = await run('waha', 'sendText', {
		text: 'Hi',
		options: { ...quoted, mentions: CHAT },
	});
	expect(items[0]).toMatchObject({
		quoted: { messageId: FULL_ID, text: null, from: null },
		mentions: [CHAT],
	});
});

test('WARest tells of text it had to rewrite', async () => {
	expect((await run('warest', 'sendImage', { options: { caption: '<b>' } })).hint).toContain(
		'WARest deletes',
	);
	expect((await run('warest', 'sendImage', { options: { caption: 'b' } })).hint).toBeNull();
});
