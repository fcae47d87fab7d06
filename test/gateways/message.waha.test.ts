import { CHAT, FULL_ID, only, type Body, type Parameters } from './message.run';
import { ADA, button, card, field, PNG, URL, VCARD } from './message.samples';

const waha = (route: string, body: Body, file?: string): object => ({
	line: `POST /api/${route}`,
	body: { session: 'default', chatId: CHAT, ...body },
	...(file === undefined ? {} : { file }),
});

test.each<[string, Parameters, object]>([
	['sendText', { text: 'Hi' }, waha('sendText', { text: 'Hi' })],
	[
		'sendLinkPreview',
		{ link: 'https://example.com', title: 'T' },
		waha('sendLinkPreview', { url: 'https://example.com', title: 'T' }),
	],
	[
		'sendLinkPreview',
		{
			link: 'https://example.com',
			title: 'T',
			options: {
				linkText: 'Look',
				previewDescription: 'D',
				quotedMessageId: FULL_ID,
				linkPreviewHighQuality: true,
			},
		},
		waha('send/link-custom-preview', {
			text: 'Look\nhttps://example.com',
			reply_to: FULL_ID,
			linkPreviewHighQuality: true,
			preview: { url: 'https://example.com', title: 'T', description: 'D' },
		}),
	],
	[
		'sendLinkPreview',
		{
			link: 'https://example.com',
			title: 'T',
			options: { headerImage: { image: { source: 'binary', inputBinaryField: 'data' } } },
		},
		waha(
			'send/link-custom-preview',
			{
				text: 'https://example.com',
				preview: { url: 'https://example.com', title: 'T', description: '' },
			},
			'preview.image.data=',
		),
	],
	[
		'sendLinkPreview',
		{
			link: 'https://example.com',
			title: 'T',
			options: {
				linkText: 'See https://example.com now',
				headerImage: { image: { source: 'url', mediaUrl: 'https://example.com/a.png' } },
			},
		},
		waha('send/link-custom-preview', {
			text: 'See https://example.com now',
			preview: {
				url: 'https://example.com',
				title: 'T',
				description: '',
				image: { url: 'https://example.com/a.png' },
			},
		}),
	],
	[
		'votePoll',
		{ messageId: FULL_ID, votes: 'Yes\n\n Perhaps \nYes' },
		waha('sendPollVote', { pollMessageId: FULL_ID, votes: ['Yes', 'Perhaps'] }),
	],
	[
		'chooseButton',
		{ messageId: FULL_ID, chosenText: 'Yes, please', chosenId: 'yes' },
		waha('send/buttons/reply', {
			replyTo: FULL_ID,
			selectedDisplayText: 'Yes, please',
			selectedButtonID: 'yes',
		}),
	],
	[
		'sendEvent',
		{ eventName: 'Tasting', startsAt: '2027-05-01T18:00:00Z' },
		{
			line: 'POST /api/default/events',
			body: { chatId: CHAT, event: { name: 'Tasting', startTime: 1809194400 } },
		},
	],
	[
		'sendEvent',
		{
			eventName: 'Tasting',
			startsAt: '2027-05-01T18:00:00Z',
			options: {
				endsAt: '2027-05-01T20:00:00Z',
				eventDescription: 'Bring friends',
				eventPlace: 'Main Street 1',
				extraGuests: false,
				quotedMessageId: FULL_ID,
			},
		},
		{
			line: 'POST /api/default/events',
			body: {
				chatId: CHAT,
				reply_to: FULL_ID,
				event: {
					name: 'Tasting',
					description: 'Bring friends',
					startTime: 1809194400,
					endTime: 1809201600,
					location: { name: 'Main Street 1' },
					extraGuestsAllowed: false,
				},
			},
		},
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
		{ source: 'url', mediaUrl: 'https://example.com/', options: { mimeType: 'application/pdf' } },
		waha('sendFile', {
			file: { mimetype: 'application/pdf', filename: 'file.pdf', url: 'https://example.com/' },
		}),
	],
	[
		'sendSticker',
		{ options: { mimeType: 'image/webp' } },
		waha('sendSticker', { file: { mimetype: 'image/webp', filename: 'a.png' } }, 'file.data='),
	],
	[
		'sendList',
		{
			text: 'What will it be?',
			buttonText: 'Menu',
			sections: {
				section: [
					{ rows: { row: [{ title: 'Pizza', id: 'p1', description: 'Hot' }, { title: 'Soup' }] } },
				],
			},
			options: { listTitle: 'Food', footer: 'Enjoy', quotedMessageId: FULL_ID },
		},
		waha('sendList', {
			message: {
				title: 'Food',
				description: 'What will it be?',
				footer: 'Enjoy',
				button: 'Menu',
				sections: [
					{
						title: '',
						rows: [
							{ title: 'Pizza', rowId: 'p1', description: 'Hot' },
							{ title: 'Soup', rowId: 'Soup' },
						],
					},
				],
			},
			reply_to: FULL_ID,
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
			{ file: { mimetype: 'application/octet-stream', filename: 'a.qqq' } },
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
])(
	'WAHA: %s with %j sends only the fields that were set',
	async (operation, parameters, request) => {
		expect(await only('waha', operation, parameters)).toEqual(request);
	},
);

const quoted = { quotedMessageId: FULL_ID };

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
		{ caption: 'C', options: { ...quoted, mentions: [CHAT] } },
		{ reply_to: FULL_ID, caption: 'C', mentions: [CHAT] },
	],
	[
		'sendVideo',
		{ ...field('video'), caption: 'C', options: { ...quoted, asNote: true, convert: true } },
		{ reply_to: FULL_ID, caption: 'C', asNote: true, convert: true },
	],
	[
		'sendVoice',
		{ ...field('song'), options: { ...quoted, convert: false } },
		{ reply_to: FULL_ID, convert: false },
	],
	['sendDocument', { caption: 'C', options: quoted }, { reply_to: FULL_ID, caption: 'C' }],
	['sendMedia', { caption: 'C', options: quoted }, { reply_to: FULL_ID, caption: 'C' }],
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
