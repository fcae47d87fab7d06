import { CHAT, JID, only, type Body, type Parameters } from './message.run';
import { ADA, button, card, field, list, URL } from './message.samples';

const warest = (route: string, body: Body, file?: string): object => ({
	line: `POST /api/v1/messages/send/${route}`,
	body: { sessionId: 'default', to: JID, ...body },
	...(file === undefined ? {} : { file }),
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
		{ source: 'url', mediaUrl: 'https://example.com/a', options: { mimeType: 'audio/mp4' } },
		warest('audio', { audio: 'https://example.com/a', mimetype: 'audio/mp4' }),
	],
	['sendDocument', field('pdf'), warest('document', { filename: 'a.pdf' }, 'document')],
	[
		'sendDocument',
		{ ...URL, options: { fileName: 'b.png' } },
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
	// Without it, WARest would add a placeholder picture above.
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
])(
	'WARest: %s with %j sends only the fields that were set',
	async (operation, parameters, request) => {
		expect(await only('warest', operation, parameters)).toEqual(request);
	},
);

const quotedBare = { quotedMessageId: 'Q', forwarded: true, presence: 'auto' };
const every = { replyMessageId: 'Q', isForwarded: true, presence: true };

test.each<[string, Parameters, Body]>([
	// This route ignores a boolean.
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
			caption: '<C>',
			options: {
				...quotedBare,
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
			caption: 'C',
			options: { ...quotedBare, compress: false, compression: { crf: 30 } },
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
	['sendDocument', { caption: '<C>', options: quotedBare }, { ...every, caption: '\u2039C\u203a' }],
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
