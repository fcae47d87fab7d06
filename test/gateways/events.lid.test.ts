import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { items, LID_DIGITS, warest, warestMessage } from './events.run';
import { ANNA, ANNA_RAW, LID, TEAM } from './message.raw';

/** The number that WARest makes up from a hidden id; it belongs to nobody. */
const FAKE = `${LID_DIGITS}@s.whatsapp.net`;

/** If the digits begin with 0, WARest puts its own country code before them. */
const LID_WITH_ZERO = '0812345678901@lid';
const FAKE_AT_HOME = '62812345678901@s.whatsapp.net';

const text = (key: JsonObject, authorJid: string, chatId = LID): JsonObject =>
	warestMessage(
		'text',
		'conversation',
		{ conversation: 'Hi' },
		{ text: 'Hi', sender: { chatId, fromMe: false, isGroup: chatId === TEAM, authorJid } },
		{ remoteJid: chatId, ...key },
	);

const hidden = { from: LID, senderPhone: null, senderLid: LID };
const known = { from: ANNA, senderPhone: '491701112222', senderLid: LID };

test.each<[string, JsonObject, object]>([
	[
		'a hidden person cannot be answered, and the made-up number is none',
		text({}, FAKE),
		{ chatId: LID, canReply: false, ...hidden },
	],
	[
		'so it is where WARest wrote the made-up number into the key',
		text({ participant: FAKE, rawParticipant: LID }, FAKE),
		{ chatId: LID, canReply: false, ...hidden },
	],
	[
		'and where it put its country code before the digits',
		text({ participant: FAKE_AT_HOME }, FAKE_AT_HOME, LID_WITH_ZERO),
		{ chatId: LID_WITH_ZERO, canReply: false, senderPhone: null, senderLid: LID_WITH_ZERO },
	],
	[
		'the number in the key is real, and where to answer',
		text({ senderPn: ANNA_RAW }, FAKE),
		{ chatId: ANNA, canReply: true, ...known },
	],
	[
		'so it is in newer versions of Baileys',
		text({ remoteJidAlt: ANNA_RAW }, FAKE),
		{ chatId: ANNA, canReply: true, ...known },
	],
	[
		'a chat that is stored under the made-up number',
		text({ senderLid: LID }, FAKE, FAKE),
		{ chatId: LID, canReply: false, ...hidden },
	],
	[
		'a number with its hidden id',
		text({ senderLid: LID }, ANNA_RAW, ANNA_RAW),
		{ chatId: ANNA, canReply: true, ...known },
	],
	[
		'a hidden member of a group',
		text({ participant: LID }, FAKE, TEAM),
		{ chatId: TEAM, canReply: true, isGroup: true, ...hidden },
	],
	[
		'a hidden member under the made-up number',
		text({ participant: FAKE, rawParticipant: LID }, FAKE, TEAM),
		{ chatId: TEAM, canReply: true, ...hidden },
	],
	[
		'a hidden member whose number is told',
		text({ participant: LID, participantPn: ANNA_RAW }, FAKE, TEAM),
		{ chatId: TEAM, canReply: true, ...known },
	],
])('WARest: %s', (_, data, expected) => {
	expect(items(warest('message_received', data))).toMatchObject([expected]);
});

test('WARest: reads presence and calls of people with a hidden number', () => {
	const seen = { id: LID, presences: { [LID]: { lastKnownPresence: 'paused' } } };
	expect(items(warest('presence_update', { presence: seen }))).toMatchObject([
		{ chatId: LID, canReply: false, participantId: LID, phone: null, lid: LID, presence: 'paused' },
	]);
	const call = { chatId: LID, from: LID, id: 'C', status: 'offer' };
	expect(items(warest('call', { calls: [call] }))).toMatchObject([
		{ chatId: LID, canReply: false, isVideo: null, ...hidden },
	]);
	expect(items(warest('call', { calls: [{ ...call, callerPn: ANNA_RAW }] }))).toMatchObject([
		{ chatId: ANNA, canReply: true, ...known },
	]);
});
