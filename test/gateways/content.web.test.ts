import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { readChat } from '../../nodes/WhatsApp/gateways/waha/shapes';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { THUMBNAIL } from './content.samples';
import { items, waha } from './events.run';
import { ANNA, CARD, TEAM, TIME } from './message.raw';

/** A message as WAHA returns it from WhatsApp Web (WEBJS, WPP). */
const web = (data: JsonObject, more: JsonObject = {}): JsonObject => ({
	id: `false_${ANNA}_A`,
	timestamp: TIME,
	from: ANNA,
	fromMe: false,
	body: '',
	hasMedia: false,
	...more,
	_data: { id: { _serialized: `false_${ANNA}_A`, id: 'A' }, t: TIME, ...data },
});

/** A message whose text field contains its thumbnail. */
const pictured = (data: JsonObject, more: JsonObject = {}): JsonObject =>
	web({ body: THUMBNAIL, ...data }, { body: THUMBNAIL, ...more });

const CONTENTS: ReadonlyArray<readonly [string, JsonObject, JsonObject]> = [
	['a text', web({ type: 'chat' }, { body: 'Hi' }), { type: 'text', text: 'Hi' }],
	[
		'a text that looks like a picture, which somebody typed',
		web({ type: 'chat' }, { body: THUMBNAIL }),
		{ type: 'text', text: THUMBNAIL },
	],
	[
		'an order',
		pictured({
			type: 'order',
			message: 'These please',
			orderTitle: 'Shop',
			orderId: '961',
			itemCount: 2,
			token: 'AR5z==',
			totalAmount1000: 25_500,
			totalCurrencyCode: 'EUR',
			sellerJid: { _serialized: ANNA },
		}),
		{
			type: 'order',
			text: 'These please',
			order: {
				orderId: '961',
				title: 'Shop',
				itemCount: 2,
				amount: 25.5,
				currency: 'EUR',
				seller: ANNA,
				token: 'AR5z==',
			},
		},
	],
	['an order without words', pictured({ type: 'order' }), { type: 'order', text: null }],
	[
		'a product',
		pictured({
			type: 'product',
			title: 'Shoe',
			description: 'Red',
			productId: '7',
			currencyCode: 'EUR',
			priceAmount1000: 59_900,
			businessOwnerJid: ANNA,
		}),
		{
			type: 'product',
			text: 'Shoe',
			product: { productId: '7', title: 'Shoe', amount: 59.9, currency: 'EUR', seller: ANNA },
		},
	],
	[
		'a product with a question',
		pictured({ type: 'product', title: 'Shoe', caption: 'In 42?' }),
		{ type: 'product', text: 'In 42?' },
	],
	[
		'an invitation to a group',
		pictured({
			type: 'groups_v4_invite',
			comment: 'Come in',
			inviteCode: 'abcDEF123',
			inviteCodeExp: 1_785_000_000,
			inviteGrp: { _serialized: TEAM },
			inviteGrpName: 'Team',
			inviteGrpJpegThum: THUMBNAIL,
		}),
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
		'an invitation whose words WAHA tells',
		web({ type: 'groups_v4_invite', inviteGrpName: 'Team' }, { body: 'Come in' }),
		{ type: 'groupInvite', text: 'Come in' },
	],
	[
		'an invitation without words',
		pictured({ type: 'groups_v4_invite', inviteGrp: TEAM, inviteGrpName: 'Team' }),
		{ type: 'groupInvite', text: 'Team', groupInvite: { groupId: TEAM, code: null } },
	],
	[
		'a payment',
		pictured({
			type: 'payment',
			subtype: 'request',
			paymentAmount1000: 12_500,
			paymentCurrency: 'INR',
			paymentNoteMsg: { type: 'chat', body: 'For the cinema' },
		}),
		{
			type: 'payment',
			text: 'For the cinema',
			payment: { action: 'requested', amount: 12.5, currency: 'INR' },
		},
	],
	[
		'a poll',
		web({
			type: 'poll_creation',
			pollName: 'Who?',
			pollOptions: [
				{ name: 'Ann', localId: 0 },
				{ name: 'Ben', localId: 1 },
			],
			pollSelectableOptionsCount: 0,
		}),
		{
			type: 'poll',
			text: 'Who?',
			poll: { question: 'Who?', options: ['Ann', 'Ben'], selectable: 0 },
		},
	],
	[
		'a list',
		web({
			type: 'list',
			list: {
				title: 'Menu',
				description: 'What do you want?',
				buttonText: 'Open',
				footerText: 'Until noon',
				sections: [{ title: 'Hot', rows: [{ rowId: 'a', title: 'Soup' }] }],
			},
		}),
		{
			type: 'list',
			text: 'What do you want?',
			choices: { title: 'Menu', footer: 'Until noon', options: [{ id: 'a', text: 'Soup' }] },
		},
	],
	[
		'a text with buttons',
		web(
			{
				type: 'chat',
				footer: 'Until noon',
				dynamicReplyButtons: [{ buttonId: 'a', buttonText: { displayText: 'Soup' }, type: 1 }],
				hydratedButtons: [{ urlButton: { displayText: 'Menu', url: 'https://x.test' } }],
			},
			{ body: 'What do you want?' },
		),
		{
			type: 'buttons',
			text: 'What do you want?',
			choices: {
				title: null,
				footer: 'Until noon',
				options: [
					{ id: 'a', text: 'Soup' },
					{ id: 'https://x.test', text: 'Menu' },
				],
			},
		},
	],
	[
		'a place that moves',
		pictured({ type: 'location', lat: 52.5, lng: 13.4, isLive: true, comment: 'On my way' }),
		{
			type: 'location',
			text: 'On my way',
			location: { latitude: 52.5, longitude: 13.4, title: null },
		},
	],
	[
		'a place with a name',
		pictured({ type: 'location', lat: 52.5, lng: 13.4, loc: 'Gate\nPariser Platz' }),
		{
			type: 'location',
			text: null,
			location: { latitude: 52.5, longitude: 13.4, title: 'Gate' },
		},
	],
	[
		'a card',
		web({ type: 'vcard', body: CARD }, { body: CARD }),
		{ type: 'contact', text: null, contacts: [{ phone: '491701234567' }] },
	],
	[
		'several cards',
		web({ type: 'multi_vcard', vcardList: [{ vcard: CARD }, { vcard: CARD }] }),
		{ type: 'contact', text: null, contacts: [{ phone: '491701234567' }, {}] },
	],
	[
		'a picture that WAHA has not loaded',
		pictured({ type: 'image', mimetype: 'image/jpeg', caption: 'Look' }),
		{ type: 'image', text: 'Look' },
	],
	[
		'a picture without words',
		pictured({ type: 'image', mimetype: 'image/jpeg' }),
		{ type: 'image', text: null },
	],
	[
		'a picture whose words WAHA tells',
		web({ type: 'image', mimetype: 'image/jpeg', body: THUMBNAIL }, { body: 'Look' }),
		{ type: 'image', text: 'Look' },
	],
	[
		'a picture whose words were edited',
		web({ type: 'image', caption: 'Look', body: THUMBNAIL }, { body: 'Look here', hasMedia: true }),
		{ type: 'image', text: 'Look here' },
	],
	[
		'a comment',
		web({ type: 'comment' }, { body: 'Well said' }),
		{ type: 'text', text: 'Well said' },
	],
	[
		'a kind that is not known yet',
		web({ type: 'hologram' }, { body: 'Wow' }),
		{ type: 'unknown', text: 'Wow' },
	],
	[
		'a kind that is not known yet, with a thumbnail',
		pictured({ type: 'hologram', caption: 'Wow' }),
		{ type: 'unknown', text: 'Wow' },
	],
	[
		'a kind that is not known yet, with nothing but a thumbnail',
		pictured({ type: 'hologram' }),
		{ type: 'unknown', text: null },
	],
	['what WhatsApp Web does not know itself', web({ type: 'unknown' }), { type: 'unknown' }],
	['a thumbnail without any type', pictured({}), { text: null, type: 'unknown' }],
];

test.each(CONTENTS)('WhatsApp Web: reads %s', (_, payload, expected) => {
	expect(items(waha('message', payload))).toMatchObject([{ event: 'message', ...expected }]);
	expect(readWaha(payload, { session: 's' })).toMatchObject(expected);
});

test.each<[string, JsonObject, string | null]>([
	['a text', { type: 'chat', body: 'Well?' }, 'Well?'],
	['a picture', { type: 'image', body: THUMBNAIL }, null],
	['a picture with words', { type: 'image', body: THUMBNAIL, caption: 'Look' }, 'Look'],
	['an order', { type: 'order', body: THUMBNAIL, message: 'These please' }, 'These please'],
	['a product', { type: 'product', body: THUMBNAIL, title: 'Shoe' }, 'Shoe'],
	['a place', { type: 'location', body: THUMBNAIL, comment: 'Here' }, 'Here'],
	['a card', { type: 'vcard', body: CARD }, null],
	['a poll', { type: 'poll_creation', pollName: 'Who?' }, 'Who?'],
	['what is not known yet', { type: 'hologram', body: THUMBNAIL }, null],
])('WhatsApp Web: reads the text of a quoted message: %s', (_, quotedMsg, text) => {
	const answer = web({ type: 'chat', quotedStanzaID: 'Q', quotedMsg }, { body: 'Yes' });
	expect(items(waha('message', answer))).toMatchObject([{ quoted: { messageId: 'Q', text } }]);
});

test('WhatsApp Web: a thumbnail in place of a quoted text is not read as text', () => {
	const answer = web({ type: 'chat' }, { body: 'Yes', replyTo: { id: 'Q', body: THUMBNAIL } });
	expect(items(waha('message', answer))).toMatchObject([
		{ quoted: { messageId: 'Q', text: null } },
	]);
});

test("WhatsApp Web: a thumbnail is not read as the text of a chat's last message", () => {
	const chat = (lastMessage: JsonObject) => readChat({ id: ANNA, lastMessage }, 's').lastMessage;
	expect(chat(pictured({ type: 'image', caption: 'Look' }))?.text).toBe('Look');
	expect(chat(pictured({ type: 'location', lat: 1, lng: 2 }))?.text).toBeNull();
	expect(chat({ body: 'Hi', timestamp: TIME })?.text).toBe('Hi');
});

test.each([
	'notification',
	'notification_template',
	'group_notification',
	'gp2',
	'broadcast_notification',
	'e2e_notification',
	'newsletter_notification',
	'call_log',
])('WhatsApp Web: the notice %s is delivered as event other with type system', (type) => {
	for (const body of ['', 'Team'])
		expect(items(waha('message', web({ type, subtype: 'add' }, { body })))).toMatchObject([
			{ event: 'other', type: 'system', chatId: null },
		]);
	expect(readWaha(web({ type }), { session: 's' })).toMatchObject({ type: 'system' });
});

test.each([
	...['album', 'protocol', 'reaction', 'reaction_enc', 'keep_in_chat', 'debug', 'poll_update'],
	...['event_response', 'status_notification', 'event_edit_encrypted', 'cheer_enc', 'theme_notice'],
])('WhatsApp Web: %s is delivered as event other, not as a message', (type) => {
	expect(items(waha('message.any', web({ type })))).toMatchObject([{ event: 'other' }]);
});

test.each([
	['ciphertext', ''],
	['oversized', ''],
	['chat', ''],
])('WhatsApp Web: an empty message of type %s is delivered as messageWaiting', (type, body) => {
	expect(items(waha('message', web({ type }, { body })))).toMatchObject([
		{ event: 'messageWaiting', type: 'unknown', text: null, chatId: ANNA },
	]);
});

test('WhatsApp Web: a revoked message is delivered as messageRevoked', () => {
	expect(items(waha('message', web({ type: 'revoked' })))).toMatchObject([
		{ event: 'messageRevoked', messageId: `false_${ANNA}_A`, revoked: true },
	]);
});
