import { CHAT, run, type Parameters } from './message.run';

const field = (inputBinaryField: string): Parameters => ({ source: 'binary', inputBinaryField });
const address = (more: Parameters): Parameters => ({
	source: 'url',
	mediaUrl: 'https://example.com/a.png',
	...more,
});
const button = (...buttons: Parameters[]): Parameters => ({
	text: 'Well?',
	buttons: { button: buttons },
});
const card = (...details: Parameters[]): Parameters => ({ contactCards: { details } });
const ADA = { fullName: 'Ada', phone: '491701234567' };
const VCARD = { contactCards: { vcard: [{ vcard: 'BEGIN:VCARD\nFN:A\nEND:VCARD' }] } };
const poll = (pollAnswers: string, more: Parameters = {}): Parameters => ({
	question: 'Q',
	pollAnswers,
	multipleAnswers: false,
	...more,
});
const many = (count: number): Parameters[] =>
	Array.from({ length: count }, (_, i) => ({ text: String(i) }));
const option = (name: string, value: unknown, more: Parameters = {}): Parameters => ({
	...more,
	options: { [name]: value },
});

test.each<[string, Parameters, string]>([
	['sendText', option('forwarded', true, { text: 'Hi' }), 'Mark as Forwarded'],
	['sendText', option('presence', 'composing', { text: 'Hi' }), 'Show Presence First'],
	['sendImage', option('viewOnce', true), 'View Once'],
	['sendImage', option('compress', true), 'Compress'],
	['sendVideo', option('compression', '{}', field('video')), 'Compression Settings'],
	['sendButtons', option('quotedMessageId', 'Q', button({ text: 'a' })), 'Reply to Message ID'],
	['sendButtons', button(...many(5)), 'WAHA takes 4 buttons, these are 5'],
	['sendPoll', option('maxSelection', 2, poll('a\nb')), 'Most Answers per Person'],
	['sendLocation', option('address', 'A', { latitude: 1, longitude: 2 }), 'Address'],
	['sendContact', card({ ...ADA, email: 'a@example.com' }), 'no field for the email'],
	['sendMedia', { ...field('voice'), caption: 'C' }, 'no caption and no mentions'],
	[
		'react',
		{ emoji: 'x', chatId: '447700900123@c.us' },
		`in the chat ${CHAT}, not in 447700900123@c.us`,
	],
	['deleteForEveryone', option('deleteForMe', true), 'Delete for Me Too'],
	['getMany', option('search', 'x'), 'Search'],
	['getMany', option('mediaOnly', true), 'Only Messages With Media'],
	['deleteForMe', {}, 'does not have the operation Message > Delete'],
	['sendAudio', {}, 'does not have the operation'],
	['sendFiles', {}, 'does not have the operation'],
	['sendGif', {}, 'does not have the operation'],
	['sendSticker', field('data'), 'of the type "image/png"'],
	['votePoll', { votes: ' ' }, 'Votes is empty'],
	['sendEvent', { eventName: 'E', startsAt: '' }, 'Starts At is no date'],
	[
		'sendEvent',
		{
			eventName: 'E',
			startsAt: '2027-05-01T18:00:00Z',
			options: { endsAt: '2027-05-01T18:00:00Z' },
		},
		'ends before it starts',
	],
	[
		'sendLinkPreview',
		{
			link: 'https://example.com',
			title: 'T',
			options: { headerImage: { image: { source: 'binary', inputBinaryField: 'video' } } },
		},
		'of the type "video/mp4"',
	],
	[
		'sendList',
		{
			text: 'T',
			buttonText: 'B',
			sections: { section: [{ rows: { row: [{ title: 'R' }] }, buttonText: 'Own' }] },
		},
		'one button for the whole list',
	],
	[
		'sendList',
		{
			text: 'T',
			buttonText: 'B',
			sections: { section: [{ rows: { row: [{ title: 'R', header: 'H' }] } }] },
		},
		'no headers of rows',
	],
])('WAHA refuses %s with %j', async (operation, parameters, message) => {
	await expect(run('waha', operation, parameters)).rejects.toThrow(message);
});

test.each<[string, Parameters, string]>([
	['sendText', option('linkPreview', true, { text: 'Hi' }), 'Link Preview'],
	['sendText', option('mentions', CHAT, { text: 'Hi' }), '491701234567@c.us is not in it'],
	['sendText', option('mentions', CHAT, { text: '@4917012345670' }), 'is not in it'],
	['sendText', option('mentions', 'all', { text: 'Hi' }), 'cannot mention everybody'],
	[
		'sendText',
		option('mentions', '9912345@lid', { text: '@9912345' }),
		'cannot mention 9912345@lid',
	],
	[
		'sendText',
		option('quotedMessageId', `false_${CHAT}_A`, { text: 'Hi' }),
		'comes from another gateway',
	],
	['sendText', { text: 'Hi', chatId: '99123456@lid' }, 'hidden ID'],
	['sendImage', option('mentions', CHAT), 'Mentions'],
	['sendImage', field('gif'), 'does not send GIF files as images'],
	[
		'sendImage',
		address({ options: { mimeType: 'image/webp' } }),
		'takes the type of a file behind a URL',
	],
	[
		'sendImage',
		address({ options: { fileName: 'b.png' } }),
		'gives no name to a file behind a URL',
	],
	[
		'sendDocument',
		address({ options: { mimeType: 'text/plain' } }),
		'takes the type of a file behind a URL',
	],
	['sendVideo', option('asNote', true, field('video')), 'As Video Note'],
	['sendVoice', option('convert', true, field('song')), 'Convert'],
	['sendMedia', { ...field('song'), caption: 'C' }, 'Sound has no caption'],
	['sendButtons', option('header', 'H', button({ text: 'a' })), 'Header'],
	['sendButtons', button(...many(11)), 'WARest takes 10 buttons, these are 11'],
	['sendContact', card(ADA, ADA), 'one contact at a time, these are 2'],
	['sendContact', card({ ...ADA, whatsAppPhone: '447700900123' }), 'one number of a contact only'],
	['sendContact', VCARD, 'takes no vCard'],
	['sendPoll', option('maxSelection', 2, poll('a\nb')), 'Multiple Answers is off'],
	[
		'sendPoll',
		option('maxSelection', 3, poll('a\nb', { multipleAnswers: true })),
		'cannot choose 3 of 2',
	],
	['edit', option('mentions', CHAT, { text: 'Hi' }), 'Mentions'],
	['edit', { text: 'Hi', messageId: `true_${CHAT}_A` }, 'comes from another gateway'],
	['markAsRead', option('otherMessageIds', 'B'), 'Other Message IDs'],
	['pin', { duration: '86400' }, 'how long a message stays pinned'],
	['getMany', option('sentBy', 'me'), 'Sent By'],
	['getMany', option('sortOrder', 'asc'), 'Sort Order'],
	['getMany', option('downloadMedia', true), 'Download Media'],
	['getMany', option('ack', 'read'), 'Delivery State'],
	['forward', {}, 'does not have the operation Message > Forward'],
	['get', {}, 'does not have the operation'],
	['sendLinkPreview', {}, 'does not have the operation'],
])('WARest refuses %s with %j', async (operation, parameters, message) => {
	await expect(run('warest', operation, parameters)).rejects.toThrow(message);
});

test.each<[string, Parameters, string]>([
	['sendText', { text: ' ' }, 'Text is empty'],
	['sendImage', field('pdf'), 'of the type "application/pdf"'],
	['sendImage', field('thing'), 'Nothing tells of what type the file is'],
	['sendVideo', field('data'), 'of the type "image/png"'],
	['sendVoice', field('video'), 'of the type "video/mp4"'],
	['sendMedia', address({ mediaUrl: 'https://example.com/get' }), 'does not tell what kind'],
	['sendImage', { source: 'url', mediaUrl: '/etc/passwd' }, 'is no web address'],
	['sendImage', { source: 'url', mediaUrl: 'file:///etc/passwd' }, 'is no web address'],
	['sendButtons', button(), 'Buttons is empty'],
	['sendButtons', button({ text: '' }), 'Text of a button is empty'],
	['sendButtons', button({ text: 'a', type: 'url', url: 'x' }), 'is no web address'],
	['sendButtons', button({ text: 'a', type: 'call', phoneNumber: '0170' }), 'no country code'],
	['sendButtons', button({ text: 'a', type: 'copy' }), 'Code is empty'],
	[
		'sendButtons',
		option('headerImage', { image: field('pdf') }, button({ text: 'a' })),
		'of the type',
	],
	['sendPoll', poll('a'), 'from 2 to 12 answers, these are 1'],
	['sendPoll', poll(Array.from({ length: 13 }, (_, i) => i).join('\n')), 'these are 13'],
	['sendPoll', poll('a\nb\na'), 'are the same'],
	['sendLocation', { latitude: 91, longitude: 0 }, 'Latitude must be a number from -90 to 90'],
	['sendLocation', { latitude: 1, longitude: '' }, 'Longitude must be a number'],
	['sendContact', card(), 'Contacts is empty'],
	['sendContact', card({ ...ADA, fullName: 'A\nTEL:1' }), 'Name must be one line'],
	['sendContact', card({ fullName: 'A', phone: 'x' }), 'is no phone number'],
	['sendContact', { contactCards: { vcard: [{ vcard: 'Ada' }] } }, 'is no vCard'],
	['react', { emoji: '' }, 'Emoji is empty'],
	['markAsRead', option('otherMessageIds', ' , '), 'Other Message IDs is empty'],
	['getMany', option('sentAfter', 'soon'), 'Sent After is no date'],
	['react', { emoji: 'x', messageId: ' ' }, 'Message ID is empty'],
	['sendList', { text: 'T', buttonText: 'B', sections: {} }, 'Sections is empty'],
	[
		'sendList',
		{ text: 'T', buttonText: 'B', sections: { section: [{ title: 'S' }] } },
		'has no rows',
	],
	['sendSticker', field('video'), 'of the type "video/mp4"'],
])('both gateways refuse %s with %j', async (operation, parameters, message) => {
	await expect(run('waha', operation, parameters)).rejects.toThrow(message);
	await expect(run('warest', operation, parameters)).rejects.toThrow(message);
});

test.each<[string, Parameters, string]>([
	['sendGif', field('song'), 'of the type "audio/mpeg"'],
	['sendGif', option('compression', '[1]', field('video')), 'must be a JSON object'],
	['sendGif', option('compression', '{', field('video')), 'must be a JSON object'],
	['sendFiles', { fileList: {} }, 'Files is empty'],
])('%s on WARest refuses %j', async (operation, parameters, message) => {
	await expect(run('warest', operation, parameters)).rejects.toThrow(message);
});
