import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA_RAW, CARD, TEAM } from './message.raw';

/** One type of message: its name, its form in WhatsApp's protocol, and the expected result. */
export type Sample = readonly [string, JsonObject, Expected];

export interface Expected {
	readonly type: string;
	readonly text: string | null;
	readonly [more: string]: unknown;
}

/** The base64 of a thumbnail. */
export const THUMBNAIL = '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////';

const file = { mimetype: 'image/jpeg', fileLength: '1234', jpegThumbnail: THUMBNAIL };
const rows = {
	hydratedTitleText: 'Clinic',
	hydratedContentText: 'Your visit is tomorrow',
	hydratedFooterText: 'No answer needed',
	hydratedButtons: [
		{ quickReplyButton: { displayText: 'I come', id: 'yes' } },
		{ urlButton: { displayText: 'The way', url: 'https://clinic.test' } },
		{ callButton: { displayText: 'Call', phoneNumber: '+49301234' } },
	],
};
const offered = {
	title: 'Clinic',
	footer: 'No answer needed',
	options: [
		{ id: 'yes', text: 'I come' },
		{ id: 'https://clinic.test', text: 'The way' },
		{ id: '+49301234', text: 'Call' },
	],
};

const TEXTS: readonly Sample[] = [
	['a text', { conversation: 'Hi' }, { type: 'text', text: 'Hi' }],
	[
		'a text with a preview of its link',
		{ extendedTextMessage: { text: 'See x.test', title: 'X', description: 'About X' } },
		{ type: 'text', text: 'See x.test' },
	],
	[
		'a text beside what apps need',
		{ messageContextInfo: { messageSecret: 'AAEC' }, conversation: 'Hi' },
		{ type: 'text', text: 'Hi' },
	],
	[
		'a text beside an unknown companion',
		{ futureHints: { level: 3 }, extendedTextMessage: { text: 'Hi' } },
		{ type: 'text', text: 'Hi' },
	],
	[
		'the answer of an assistant',
		{
			richResponseMessage: {
				messageType: 1,
				submessages: [
					{ messageType: 2, messageText: 'Do it so:' },
					{ messageType: 5, codeMetadata: { codeBlocks: [{ codeContent: 'npm start' }] } },
				],
			},
		},
		{ type: 'text', text: 'Do it so:\nnpm start' },
	],
	[
		'the answer to a question in a status',
		{ statusQuestionAnswerMessage: { key: { id: 'S' }, text: 'Blue' } },
		{ type: 'text', text: 'Blue' },
	],
	[
		'the answer to a question in a channel',
		{ questionResponseMessage: { key: { id: 'S' }, text: 'Green' } },
		{ type: 'text', text: 'Green' },
	],
];

const TEMPLATES: readonly Sample[] = [
	[
		'a template as apps show it',
		{ templateMessage: { hydratedTemplate: rows, templateId: '1' } },
		{ type: 'buttons', text: 'Your visit is tomorrow', choices: offered },
	],
	[
		'a template of four rows',
		{ templateMessage: { hydratedFourRowTemplate: rows } },
		{ type: 'buttons', text: 'Your visit is tomorrow', choices: offered },
	],
	[
		'a template with a title alone',
		{ templateMessage: { hydratedTemplate: { hydratedTitleText: 'Closed today' } } },
		{ type: 'buttons', text: 'Closed today' },
	],
	[
		'a template with a footer alone',
		{ templateMessage: { hydratedFourRowTemplate: { hydratedFooterText: 'Bye' } } },
		{ type: 'buttons', text: 'Bye' },
	],
	[
		'a template whose words stand below its picture',
		{
			templateMessage: {
				hydratedTemplate: {
					imageMessage: { ...file, caption: 'New shoes' },
					hydratedContentText: '',
				},
			},
		},
		{ type: 'buttons', text: 'New shoes' },
	],
	[
		'a template that the app has to put together',
		{
			templateMessage: {
				fourRowTemplate: {
					content: { namespace: 'n', elementName: 'e', params: ['Order 5', 'is ready'] },
				},
			},
		},
		{ type: 'buttons', text: 'Order 5\nis ready' },
	],
	[
		'a template that was put together',
		{ highlyStructuredMessage: { hydratedHsm: { hydratedTemplate: rows } } },
		{ type: 'buttons', text: 'Your visit is tomorrow' },
	],
	[
		'an interactive template',
		{
			templateMessage: {
				interactiveMessageTemplate: {
					header: { title: 'Sale', imageMessage: file },
					body: { text: 'All for half' },
					footer: { text: 'Today' },
					nativeFlowMessage: {
						buttons: [
							{ name: 'quick_reply', buttonParamsJson: '{"display_text":"Show","id":"show"}' },
							{ name: 'cta_copy', buttonParamsJson: '{"display_text":"Code","copy_code":"X5"}' },
							{ name: 'cta_url', buttonParamsJson: '{broken' },
						],
					},
				},
			},
		},
		{
			type: 'buttons',
			text: 'All for half',
			choices: {
				title: 'Sale',
				footer: 'Today',
				options: [
					{ id: 'show', text: 'Show' },
					{ id: 'X5', text: 'Code' },
				],
			},
		},
	],
	[
		'newer buttons that open a list',
		{
			interactiveMessage: {
				body: { text: 'Choose' },
				nativeFlowMessage: {
					buttons: [
						{
							name: 'single_select',
							buttonParamsJson: JSON.stringify({
								title: 'Menu',
								sections: [{ rows: [{ id: 'tea', title: 'Tea' }] }],
							}),
						},
					],
				},
			},
		},
		{
			type: 'buttons',
			text: 'Choose',
			choices: { title: null, footer: null, options: [{ id: 'tea', text: 'Tea' }] },
		},
	],
	[
		'newer buttons with a title alone',
		{ interactiveMessage: { header: { title: 'Hello', subtitle: 'there' } } },
		{ type: 'buttons', text: 'Hello' },
	],
	[
		'cards side by side',
		{
			interactiveMessage: {
				carouselMessage: {
					cards: [
						{ header: { imageMessage: file }, body: { text: 'Red' } },
						{ header: { title: 'Blue' } },
					],
				},
			},
		},
		{ type: 'buttons', text: 'Red\nBlue' },
	],
	[
		'older buttons below a title',
		{
			buttonsMessage: {
				text: 'Lunch',
				contentText: 'What do you want?',
				footerText: 'Until noon',
				buttons: [{ buttonId: 'a', buttonText: { displayText: 'Soup' }, type: 1 }],
			},
		},
		{
			type: 'buttons',
			text: 'What do you want?',
			choices: { title: 'Lunch', footer: 'Until noon', options: [{ id: 'a', text: 'Soup' }] },
		},
	],
	[
		'a list',
		{
			listMessage: {
				title: 'Menu',
				description: 'What do you want?',
				buttonText: 'Open',
				footerText: 'Until noon',
				sections: [{ title: 'Hot', rows: [{ rowId: 'a', title: 'Soup', description: 'red' }] }],
			},
		},
		{
			type: 'list',
			text: 'What do you want?',
			choices: { title: 'Menu', footer: 'Until noon', options: [{ id: 'a', text: 'Soup' }] },
		},
	],
];

const THINGS: readonly Sample[] = [
	[
		'an order',
		{
			orderMessage: {
				orderId: '961',
				thumbnail: THUMBNAIL,
				itemCount: 2,
				status: 'INQUIRY',
				message: 'These please',
				orderTitle: 'Shop',
				sellerJid: ANNA_RAW,
				token: 'AR5z==',
				totalAmount1000: '25500',
				totalCurrencyCode: 'EUR',
			},
		},
		{
			type: 'order',
			text: 'These please',
			order: {
				orderId: '961',
				title: 'Shop',
				itemCount: 2,
				amount: 25.5,
				currency: 'EUR',
				seller: '491701112222@c.us',
				token: 'AR5z==',
			},
		},
	],
	[
		'an order without a word',
		{ orderMessage: { orderId: '961', orderTitle: 'Shop' } },
		{ type: 'order', text: 'Shop' },
	],
	[
		'a product with a question',
		{
			productMessage: {
				product: {
					productImage: { ...file, caption: 'not this' },
					productId: '7',
					title: 'Shoe',
					description: 'Red',
					currencyCode: 'EUR',
					priceAmount1000: { low: 59_900, high: 0, unsigned: false },
					salePriceAmount1000: '49900',
					retailerId: 'R7',
					url: 'https://shop.test/7',
				},
				businessOwnerJid: ANNA_RAW,
				body: 'Do you have 42?',
			},
		},
		{
			type: 'product',
			text: 'Do you have 42?',
			media: null,
			product: {
				productId: '7',
				retailerId: 'R7',
				title: 'Shoe',
				description: 'Red',
				amount: 59.9,
				saleAmount: 49.9,
				currency: 'EUR',
				url: 'https://shop.test/7',
				seller: '491701112222@c.us',
			},
		},
	],
	[
		'a product alone',
		{ productMessage: { product: { title: 'Shoe' } } },
		{ type: 'product', text: 'Shoe' },
	],
	[
		'a catalogue',
		{ productMessage: { catalog: { title: 'All shoes', description: 'Of this year' } } },
		{ type: 'product', text: 'All shoes' },
	],
	[
		'an invitation to a group',
		{
			groupInviteMessage: {
				groupJid: TEAM,
				inviteCode: 'abcDEF123',
				inviteExpiration: '1785000000',
				groupName: 'Team',
				jpegThumbnail: THUMBNAIL,
				caption: 'Come in',
			},
		},
		{
			type: 'groupInvite',
			text: 'Come in',
			groupInvite: {
				groupId: TEAM,
				name: 'Team',
				code: 'abcDEF123',
				expiresAt: '2026-07-25T17:20:00.000Z',
			},
		},
	],
	[
		'an invitation without a word',
		{ groupInviteMessage: { groupJid: TEAM, groupName: 'Team' } },
		{ type: 'groupInvite', text: 'Team' },
	],
	[
		'an invitation to lead a channel',
		{
			newsletterAdminInviteMessage: {
				newsletterJid: '120363000000000020@newsletter',
				newsletterName: 'News',
				caption: 'Help me',
				inviteExpiration: 1_785_000_000,
			},
		},
		{
			type: 'channelInvite',
			text: 'Help me',
			channelInvite: {
				channelId: '120363000000000020@newsletter',
				name: 'News',
				role: 'admin',
				expiresAt: '2026-07-25T17:20:00.000Z',
			},
		},
	],
	[
		'an invitation to follow a channel',
		{
			newsletterFollowerInviteMessageV2: {
				newsletterJid: '120363000000000020@newsletter',
				newsletterName: 'News',
			},
		},
		{
			type: 'channelInvite',
			text: 'News',
			channelInvite: {
				channelId: '120363000000000020@newsletter',
				name: 'News',
				role: 'follower',
				expiresAt: null,
			},
		},
	],
	[
		'money that is asked for',
		{
			requestPaymentMessage: {
				noteMessage: { extendedTextMessage: { text: 'For the cinema' } },
				currencyCodeIso4217: 'INR',
				amount1000: '12500',
			},
		},
		{
			type: 'payment',
			text: 'For the cinema',
			payment: { action: 'requested', amount: 12.5, currency: 'INR' },
		},
	],
	[
		'money that is asked for by newer apps',
		{
			requestPaymentMessage: {
				noteMessage: { conversation: 'Rent' },
				amount: { value: '99900', offset: 100, currencyCode: 'BRL' },
			},
		},
		{
			type: 'payment',
			text: 'Rent',
			payment: { action: 'requested', amount: 999, currency: 'BRL' },
		},
	],
	[
		'money that is sent',
		{ sendPaymentMessage: { noteMessage: { conversation: 'Thanks' }, transactionData: 'x' } },
		{
			type: 'payment',
			text: 'Thanks',
			payment: { action: 'sent', amount: null, currency: null },
		},
	],
	[
		'an invoice',
		{ invoiceMessage: { note: 'Bill 12', attachmentJpegThumbnail: THUMBNAIL } },
		{
			type: 'payment',
			text: 'Bill 12',
			payment: { action: 'invoiced', amount: null, currency: null },
		},
	],
	[
		'a bill that is shared',
		{
			splitPaymentMessage: {
				description: 'Pizza',
				totalAmount: { value: 3000, offset: 100, currencyCode: 'BRL' },
			},
		},
		{
			type: 'payment',
			text: 'Pizza',
			payment: { action: 'requested', amount: 30, currency: 'BRL' },
		},
	],
	[
		'a place that moves',
		{
			liveLocationMessage: {
				degreesLatitude: 52.5,
				degreesLongitude: 13.4,
				caption: 'On my way',
				jpegThumbnail: THUMBNAIL,
			},
		},
		{
			type: 'location',
			text: 'On my way',
			location: { latitude: 52.5, longitude: 13.4, title: null },
		},
	],
	[
		'a place with a comment',
		{
			locationMessage: {
				degreesLatitude: 52.5,
				degreesLongitude: 13.4,
				name: 'Gate',
				comment: 'Meet me here',
			},
		},
		{
			type: 'location',
			text: 'Meet me here',
			location: { latitude: 52.5, longitude: 13.4, title: 'Gate' },
		},
	],
	[
		'a contact',
		{ contactMessage: { displayName: 'Ada', vcard: CARD } },
		{
			type: 'contact',
			text: null,
			contacts: [{ name: 'Ada, Countess', phone: '491701234567' }],
		},
	],
	[
		'a calendar event',
		{
			eventMessage: {
				name: 'Party',
				description: 'Bring cake',
				location: { degreesLatitude: 1, degreesLongitude: 2, name: 'Garden' },
				joinLink: 'https://call.whatsapp.com/video/x',
				startTime: '1785000000',
				endTime: 1_785_003_600,
			},
		},
		{
			type: 'event',
			text: 'Party',
			location: null,
			calendarEvent: {
				name: 'Party',
				description: 'Bring cake',
				place: 'Garden',
				link: 'https://call.whatsapp.com/video/x',
				startsAt: '2026-07-25T17:20:00.000Z',
				endsAt: '2026-07-25T18:20:00.000Z',
				canceled: false,
			},
		},
	],
	[
		'an invitation to a calendar event',
		{ eventInviteMessage: { eventTitle: 'Party', caption: 'Do come', startTime: 1_785_000_000 } },
		{ type: 'event', text: 'Do come' },
	],
	[
		'a call that is planned',
		{
			scheduledCallCreationMessage: {
				title: 'Weekly',
				scheduledTimestampMs: '1785000000000',
				callType: 1,
			},
		},
		{ type: 'event', text: 'Weekly' },
	],
	[
		'a pack of stickers',
		{ stickerPackMessage: { name: 'Cats', caption: 'For you', fileLength: 5 } },
		{ type: 'sticker', text: 'For you', media: null },
	],
	[
		'a message of a kind that is not known yet',
		{ holidayMessage: { caption: 'Nice days', thumbnail: THUMBNAIL } },
		{ type: 'unknown', text: 'Nice days' },
	],
	[
		'a message of a kind without known words',
		{ holidayMessage: { level: 3, thumbnail: THUMBNAIL } },
		{ type: 'unknown', text: null },
	],
];

const POLLS: readonly Sample[] = [
	...['', 'V2', 'V3', 'V5', 'V6'].map((version): Sample => [
		`a poll ${version}`.trim(),
		{
			[`pollCreationMessage${version}`]: {
				name: 'Who?',
				options: [{ optionName: 'Ann' }, { optionName: 'Ben' }],
				selectableOptionsCount: 1,
			},
		},
		{
			type: 'poll',
			text: 'Who?',
			poll: { question: 'Who?', options: ['Ann', 'Ben'], selectable: 1 },
		},
	]),
	[
		'a poll V4, which is wrapped',
		{
			pollCreationMessageV4: {
				message: { pollCreationMessageV3: { name: 'Who?', options: [{ optionName: 'Ann' }] } },
			},
		},
		{ type: 'poll', text: 'Who?', poll: { question: 'Who?', options: ['Ann'], selectable: null } },
	],
	...['', 'V3'].map((version): Sample => [
		`the outcome of a poll ${version}`.trim(),
		{
			[`pollResultSnapshotMessage${version}`]: {
				name: 'Who?',
				pollVotes: [{ optionName: 'Ann', optionVoteCount: '3' }],
			},
		},
		{ type: 'poll', text: 'Who?', poll: { question: 'Who?', options: ['Ann'], selectable: null } },
	]),
];

/** Every type of message that is read, as Baileys writes it. */
export const SAMPLES: readonly Sample[] = [...TEXTS, ...TEMPLATES, ...THINGS, ...POLLS];

/** Members of which only one can be set, by what contains them: whatsmeow puts them under the name of their group. */
const GROUPS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
	templateMessage: [
		'Format',
		['fourRowTemplate', 'hydratedFourRowTemplate', 'interactiveMessageTemplate'],
	],
	hydratedFourRowTemplate: ['Title', ['hydratedTitleText', 'imageMessage', 'videoMessage']],
	hydratedTemplate: ['Title', ['hydratedTitleText', 'imageMessage', 'videoMessage']],
	interactiveMessage: ['InteractiveMessage', ['nativeFlowMessage', 'carouselMessage']],
	interactiveMessageTemplate: ['InteractiveMessage', ['nativeFlowMessage', 'carouselMessage']],
	cards: ['InteractiveMessage', ['nativeFlowMessage']],
	header: ['Media', ['imageMessage', 'videoMessage', 'documentMessage']],
	buttonsMessage: ['Header', ['text', 'imageMessage']],
	buttonsResponseMessage: ['Response', ['selectedDisplayText']],
	interactiveResponseMessage: ['InteractiveResponseMessage', ['nativeFlowResponseMessage']],
	hydratedButtons: ['HydratedButton', ['quickReplyButton', 'urlButton', 'callButton']],
};

/** Abbreviations that whatsmeow writes in capitals. */
const spelled = (name: string): string =>
	name
		.replace(/^(url|ptt|id)$/, (word) => word.toUpperCase())
		.replace(/^jpeg/, 'JPEG')
		.replace(/(Id|Jid|Url|Json|Ms)$/, (word) => word.toUpperCase());

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The same message as whatsmeow writes it. */
export function asWhatsmeow(value: Json, holder = ''): Json {
	if (Array.isArray(value)) return value.map((entry: Json) => asWhatsmeow(entry, holder));
	if (!isObject(value)) return value;
	const [group = '', members = []] = GROUPS[holder] ?? [];
	const written = Object.entries(value).map(([name, entry]): [string, Json] => [
		name,
		asWhatsmeow(entry ?? null, name),
	]);
	const isGrouped = ([name]: readonly [string, Json]): boolean => members.includes(name);
	const grouped = written.filter(isGrouped).map(([name, entry]) => [capital(name), entry] as const);
	return {
		...Object.fromEntries(
			written.filter((one) => !isGrouped(one)).map(([name, entry]) => [spelled(name), entry]),
		),
		...(group === '' ? {} : { [group]: grouped.length > 0 ? Object.fromEntries(grouped) : null }),
	};
}

/** Wrappers that WhatsApp puts around messages. */
export const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'documentWithCaptionMessage',
	'deviceSentMessage',
	'associatedChildMessage',
	'groupMentionedMessage',
	'lottieStickerMessage',
	'botInvokeMessage',
	'botTaskMessage',
	'botForwardedMessage',
	'groupStatusMessage',
	'groupStatusMessageV2',
	'questionMessage',
	'questionReplyMessage',
	'spoilerMessage',
	'statusAddYours',
	'eventCoverImage',
	'pollCreationOptionImageMessage',
	'pollCreationMessageV4',
	'newsletterAdminProfileMessageV2',
	'commentMessage',
	// A wrapper that WhatsApp may add in the future.
	'somethingNewMessageV7',
	'somethingElse',
] as const;

export const wrapped = (name: string, message: Json): JsonObject => ({
	[name]: { message, ...(name === 'deviceSentMessage' ? { destinationJid: TEAM } : {}) },
});
