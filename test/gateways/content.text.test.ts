import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { readMessage as readWarest } from '../../nodes/WhatsApp/gateways/warest/messageShapes';
import { asWhatsmeow, SAMPLES, WRAPPERS, wrapped } from './content.samples';
import { gows, items, waha, warest, warestMessage } from './events.run';
import { noweb, stored } from './message.raw';
import { isObject, type Json, type JsonObject } from '../../nodes/WhatsApp/portable/json';

/** Content without text, file and place is still a message. */
const others = { media: null, edited: false, revoked: false };

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {});
const onWarest = (message: JsonObject): JsonObject =>
	warestMessage('system', Object.keys(message)[0] ?? '', message);

describe.each(SAMPLES)('%s', (_, message, { type, text, ...more }) => {
	const expected = { type, text, ...more };

	test('is read from WAHA with NOWEB', () => {
		expect(items(waha('message', noweb(message)))).toMatchObject([
			{ event: 'message', ...others, ...expected },
		]);
	});

	test('is read from WAHA with GOWS', () => {
		expect(items(waha('message', gows(asObject(asWhatsmeow(message)))))).toMatchObject([
			{ event: 'message', ...others, ...expected },
		]);
	});

	test('is read from WARest', () => {
		expect(items(warest('message_received', onWarest(message)))).toMatchObject([
			{ event: 'message', edited: false, ...expected },
		]);
	});

	test('is read in Get Many', () => {
		expect(readWaha(noweb(message), { session: 's' })).toMatchObject(expected);
		expect(readWaha(gows(asObject(asWhatsmeow(message))), { session: 's' })).toMatchObject(
			expected,
		);
	});

	test('is read as a quoted message', () => {
		const contextInfo = { stanzaId: 'Q', quotedMessage: message };
		const answer = { extendedTextMessage: { text: 'Yes', contextInfo } };
		const quoted = { messageId: 'Q', text, from: null };
		expect(items(waha('message', noweb(answer)))).toMatchObject([{ text: 'Yes', quoted }]);
		expect(items(waha('message', gows(asObject(asWhatsmeow(answer)))))).toMatchObject([{ quoted }]);
		expect(items(warest('message_received', onWarest(answer)))).toMatchObject([{ quoted }]);
	});

	test('is read the same inside any wrapper', () => {
		for (const wrapper of WRAPPERS) {
			const inside = wrapped(wrapper, message);
			for (const one of [inside, wrapped('ephemeralMessage', inside)])
				expect([wrapper, ...items(waha('message', noweb(one)))]).toMatchObject([
					wrapper,
					{ event: 'message', ...expected },
				]);
		}
	});

	test('is read the same after an edit', () => {
		const edit = {
			protocolMessage: { key: { id: 'A' }, type: 14, editedMessage: message, timestampMs: '1' },
		};
		expect(items(waha('message', noweb(edit)))).toMatchObject([
			{ event: 'messageEdited', type, text, edited: true },
		]);
		expect(readWaha(noweb({ editedMessage: { message } }), { session: 's' })).toMatchObject({
			type,
			text,
			edited: true,
		});
	});
});

test.each([
	[
		'a message wrapped in another name for it',
		{ newThing: { extendedTextMessage: { text: 'Hi' } } },
	],
	['a plain text in something new', { newThing: { conversation: 'Hi' } }],
	[
		'three wrappers that nobody knows',
		{ a: { message: { b: { message: { cMessage: { message: { conversation: 'Hi' } } } } } } },
	],
	['an empty text beside a full one', { conversation: '', extendedTextMessage: { text: 'Hi' } }],
])('reads the text of %s', (_, message) => {
	expect(items(waha('message', noweb(message)))).toMatchObject([{ type: 'text', text: 'Hi' }]);
	expect(items(warest('message_received', onWarest(message)))).toMatchObject([{ text: 'Hi' }]);
});

test('a comment quotes the post it was written under', () => {
	const comment = {
		commentMessage: {
			message: { extendedTextMessage: { text: 'Well said' } },
			targetMessageKey: { id: 'POST', participant: '491701112222@s.whatsapp.net' },
		},
	};
	const quoted = { messageId: 'POST', text: null, from: '491701112222@c.us' };
	for (const received of [
		waha('message', noweb(comment)),
		waha('message', gows(asObject(asWhatsmeow(comment)))),
		warest('message_received', onWarest(comment)),
	])
		expect(items(received)).toMatchObject([{ type: 'text', text: 'Well said', quoted }]);
});

test('reads the quoted message and the mentions inside a template', () => {
	const contextInfo = { stanzaId: 'Q', mentionedJid: ['491701112222@s.whatsapp.net'] };
	const interactiveMessageTemplate = { body: { text: 'Hi' }, contextInfo };
	const template = { templateMessage: { interactiveMessageTemplate } };
	expect(items(waha('message', noweb(template)))).toMatchObject([
		{ quoted: { messageId: 'Q' }, mentions: ['491701112222@c.us'] },
	]);
});

test('the header image of an interactive message is its media', () => {
	const imageMessage = { mimetype: 'image/png', fileLength: { low: 1, high: 1 } };
	const message = { interactiveMessage: { header: { imageMessage }, body: { text: 'Hi' } } };
	const media = { mimeType: 'image/png', fileName: null, sizeBytes: 4_294_967_297, url: null };
	expect(items(warest('message_received', onWarest(message)))).toMatchObject([{ media }]);
	expect(items(waha('message', noweb(message, { hasMedia: true })))).toMatchObject([{ media }]);
});

test('keeps a text that only WAHA extracted', () => {
	const known = noweb({ holidayMessage: { level: 3 } }, { body: 'Nice days' });
	expect(items(waha('message', known))).toMatchObject([{ type: 'unknown', text: 'Nice days' }]);
});

test('the text of a chosen list row leaves out its description on every engine', () => {
	const message = {
		listResponseMessage: {
			title: 'Row one',
			description: 'd',
			singleSelectReply: { selectedRowId: 'r1' },
		},
	};
	const callback = { id: 'r1', text: 'Row one' };
	for (const received of [
		waha('message', noweb(message, { body: 'Row one\nd' })),
		waha('message', gows(asObject(asWhatsmeow(message)), { body: 'Row one\nd' })),
		warest('message_received', onWarest(message)),
		waha('message', {
			...noweb(null),
			body: 'Row one\nd',
			_data: {
				type: 'list_response',
				listResponse: { title: 'Row one', singleSelectReply: { selectedRowId: 'r1' } },
			},
		}),
	])
		expect(items(received)).toMatchObject([{ event: 'callback', text: 'Row one', callback }]);
});

test.each([
	['orderMessage', { orderId: '1', message: 'These' }, { type: 'order', text: 'These' }],
	['product', { body: 'This?', product: { title: 'Shoe' } }, { type: 'product', text: 'This?' }],
	['group_invite', { groupName: 'Team' }, { type: 'groupInvite', text: 'Team' }],
	['liveLocationMessage', { caption: 'Coming' }, { type: 'location', text: 'Coming' }],
	['templateMessage', { hydratedTemplate: { hydratedContentText: 'Hi' } }, { text: 'Hi' }],
])(
	"WARest's message list reads %s from the details it keeps",
	(messageType, messageTypeDetails, expected) => {
		const raw = stored({ messageType, messageTypeDetails, body: null });
		expect(readWarest(raw, { session: 's' })).toMatchObject(expected);
	},
);
