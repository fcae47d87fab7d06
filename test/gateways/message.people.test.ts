import { readMessage as readWaha } from '../../nodes/WhatsApp/gateways/waha/messageShapes';
import { readMessage as readWarest } from '../../nodes/WhatsApp/gateways/warest/messageShapes';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { ANNA, ANNA_RAW, LID, ME, noweb, stored, TEAM } from './message.raw';

/** Every field that a reader can return, without content. */
const NOTHING = {
	session: 's',
	chatId: ANNA,
	messageId: 'A',
	from: ANNA,
	senderPhone: '491701112222',
	senderLid: null,
	senderName: null,
	fromMe: false,
	isGroup: false,
	type: 'text',
	text: 'Hi',
	media: null,
	quoted: null,
	mentions: [],
	mentionsMe: false,
	location: null,
	contacts: [],
	reactions: [],
	ack: null,
	edited: false,
	revoked: false,
	timestamp: '2023-11-14T22:13:20.000Z',
};

test('reads a text message with all fields on both gateways', () => {
	expect(readWaha(noweb({ conversation: 'Hi' }, { body: 'Hi' }), { session: 's' })).toEqual({
		...NOTHING,
		messageId: `false_${ANNA}_A`,
		senderName: 'Anna',
		ack: 'delivered',
	});
	expect(readWarest(stored({}), { session: 's' })).toEqual(NOTHING);
});

test.each<[string, JsonObject, object]>([
	// NOWEB has the chat in `from`, and no `to`.
	[
		'own message',
		{ id: `true_${ANNA}_A`, from: ANNA, fromMe: true, body: 'Hi' },
		{ chatId: ANNA, fromMe: true, from: ME, senderPhone: '491700000001', isGroup: false },
	],
	[
		'own message to a group',
		{ id: `true_${TEAM}_A`, from: TEAM, fromMe: true, body: 'Hi' },
		{ chatId: TEAM, isGroup: true, from: ME },
	],
	// WEBJS has the account in `from`.
	[
		'own message of WEBJS',
		{ id: { _serialized: `true_${ANNA}_A` }, from: ME, to: ANNA, fromMe: true, body: 'Hi' },
		{ chatId: ANNA, messageId: `true_${ANNA}_A` },
	],
	[
		'message without its chat in the id',
		{ id: 'A', from: ME, to: ANNA, fromMe: true },
		{ chatId: ANNA },
	],
	[
		'group',
		{ id: `false_${TEAM}_A_${ANNA}`, from: TEAM, fromMe: false },
		{ chatId: TEAM, isGroup: true, from: ANNA, senderPhone: '491701112222' },
	],
	[
		'group with an author',
		{ id: `false_${TEAM}_A`, from: TEAM, author: ANNA },
		{ chatId: TEAM, from: ANNA },
	],
	[
		'hidden person',
		{ id: `false_${LID}_A`, from: LID, _data: { key: { remoteJid: LID, remoteJidAlt: ANNA_RAW } } },
		{ chatId: LID, from: LID, senderLid: LID, senderPhone: '491701112222' },
	],
	[
		'hidden person in a group',
		{
			id: `false_${TEAM}_A_${LID}`,
			participant: LID,
			_data: { key: { participantAlt: ANNA_RAW } },
		},
		{ from: LID, senderLid: LID, senderPhone: '491701112222' },
	],
	[
		'person whose hidden id is known',
		{ id: `false_${ANNA}_A`, _data: { Info: { SenderAlt: LID } } },
		{ from: ANNA, senderLid: LID },
	],
	[
		'channel',
		{ id: 'false_120363111@newsletter_A', from: '120363111@newsletter' },
		{ chatId: '120363111@newsletter', from: '120363111@newsletter', senderPhone: null },
	],
])('WAHA: reads chat and sender (%s)', (_, raw, expected) => {
	expect(readWaha(raw, { session: 's', me: [ME] })).toMatchObject(expected);
});

test('with unknown account IDs, own messages have no sender, and mentionsMe is null', () => {
	const own = { id: `true_${ANNA}_A`, from: ANNA, fromMe: true };
	expect(readWaha(own, { session: 's' })).toMatchObject({ from: null, senderPhone: null });
	const raw = noweb({ extendedTextMessage: { contextInfo: { mentionedJid: [ANNA_RAW] } } });
	expect(readWaha(raw, { session: 's' }).mentionsMe).toBeNull();
	expect(readWaha(raw, { session: 's', me: [ME] }).mentionsMe).toBe(false);
});
