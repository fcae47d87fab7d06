import { gateways } from '../../nodes/WhatsApp/gateways';
import type { Received } from '../../nodes/WhatsApp/gateways/webhooks';
import type { JsonObject, Json } from '../../nodes/WhatsApp/portable/json';
import { delivery, fromAnna, isRepetition, items, noMessage } from './events.run';
import { ANNA, ANNA_RAW, LID, ME, TEAM, TIME } from './message.raw';

const { webhooks } = gateways.evolution;
const WHEN = '2023-11-14T22:13:20.000Z';

/** The server's envelope around its data. The time is one that must not be used. */
const body = (event: string, data: Json, more: JsonObject = {}): JsonObject => ({
	event,
	instance: 's',
	data,
	destination: 'https://n8n.example.com/webhook/x',
	date_time: '2023-11-14T23:13:25.123Z',
	sender: '491700000001@s.whatsapp.net',
	server_url: 'http://localhost:8080',
	apikey: 'TOKEN-OF-THE-INSTANCE',
	...more,
});

const post = (event: string, data: Json, more: JsonObject = {}): readonly Received[] =>
	webhooks.events(delivery(body(event, data, more)));

const message = (content: JsonObject, more: JsonObject = {}, key: JsonObject = {}): JsonObject => ({
	key: { remoteJid: ANNA_RAW, fromMe: false, id: 'A', ...key },
	pushName: 'Anna',
	status: 'DELIVERY_ACK',
	message: content,
	messageType: Object.keys(content)[0] ?? 'conversation',
	messageTimestamp: TIME,
	instanceId: 'f3',
	source: 'android',
	...more,
});

const IN_CHAT = {
	eventId: null,
	session: 's',
	chatId: ANNA,
	timestamp: WHEN,
	isGroup: false,
	canReply: true,
};
const ANNAS = { ...fromAnna, senderName: 'Anna' };
const ID = `false_${ANNA}_A`;

test('reads a text message', () => {
	expect(items(post('messages.upsert', message({ conversation: 'Hi' })))).toEqual([
		{
			...IN_CHAT,
			event: 'message',
			...noMessage,
			...ANNAS,
			messageId: ID,
			type: 'text',
			text: 'Hi',
			ack: 'delivered',
		},
	]);
});

test('reads the quote and mentions next to a plain text', () => {
	const contextInfo = {
		stanzaId: 'Q',
		participant: ANNA_RAW,
		quotedMessage: { conversation: 'before' },
		mentionedJid: ['491700000001@s.whatsapp.net'],
	};
	const [item] = items(post('messages.upsert', message({ conversation: 'Hi' }, { contextInfo })));
	expect(item).toMatchObject({
		text: 'Hi',
		quoted: { messageId: 'Q', text: 'before', from: ANNA },
		mentions: [ME],
		mentionsMe: true,
	});
});

test.each([
	['from the phone', 'messages.upsert'],
	['through the API', 'send.message'],
])('reads an own message sent %s', (_, event) => {
	const own = message({ conversation: 'Hi' }, { pushName: 'Você' }, { fromMe: true });
	const [item] = items(post(event, own));
	expect(item).toMatchObject({
		event: 'message',
		chatId: ANNA,
		messageId: `true_${ANNA}_A`,
		from: ME,
		fromMe: true,
		senderName: null,
	});
});

test.each([
	['before 2.3.7', { remoteJid: LID, remoteJidAlt: ANNA_RAW }, LID],
	['in 2.4', { remoteJid: ANNA_RAW, remoteJidAlt: LID }, ANNA],
])('reads phone number and LID of a sender with a hidden number (%s)', (_, key, chatId) => {
	const [item] = items(post('messages.upsert', message({ conversation: 'Hi' }, {}, key)));
	expect(item).toMatchObject({ chatId, senderPhone: '491701112222', senderLid: LID });
});

test('in a group, the message ID names the sender, whose phone number and LID are read', () => {
	const key = { remoteJid: TEAM, participant: LID, participantAlt: ANNA_RAW };
	const [item] = items(post('messages.upsert', message({ conversation: 'Hi' }, {}, key)));
	expect(item).toMatchObject({
		chatId: TEAM,
		isGroup: true,
		messageId: `false_${TEAM}_A_${LID}`,
		from: LID,
		senderPhone: '491701112222',
		senderLid: LID,
	});
});

test('media has a URL only if the server stores the file', () => {
	const content = { imageMessage: { caption: 'Look', mimetype: 'image/jpeg', fileLength: '7' } };
	const media = { mimeType: 'image/jpeg', fileName: null, sizeBytes: 7, url: null };
	const [item] = items(post('messages.upsert', message(content)));
	expect(item).toMatchObject({ type: 'image', text: 'Look', media });
	const url = 'https://s3.example.com/a.jpg?X-Amz-Signature=ab';
	const [kept] = items(post('messages.upsert', message({ ...content, mediaUrl: url })));
	expect(kept).toMatchObject({ type: 'image', media: { ...media, url } });
});

test('a file is requested with the key of its message, and none for a text', () => {
	const data = message({ imageMessage: { mimetype: 'image/jpeg' } });
	expect(webhooks.fileOf?.request(body('messages.upsert', data))).toMatchObject({
		method: 'POST',
		path: '/chat/getBase64FromMediaMessage/s',
		effect: 'read',
		body: { message: { key: { id: 'A' } } },
	});
	const text = body('messages.upsert', message({ conversation: 'Hi' }));
	expect(webhooks.fileOf?.request(text)).toBeNull();
});

test('a reaction has the ID of the message it reacts to', () => {
	const content = {
		reactionMessage: {
			key: { remoteJid: ANNA_RAW, fromMe: true, id: 'OURS' },
			text: '\u2764',
			senderTimestampMs: TIME * 1000,
		},
	};
	expect(items(post('messages.upsert', message(content)))).toEqual([
		{
			...IN_CHAT,
			event: 'reaction',
			...ANNAS,
			messageId: `true_${ANNA}_OURS`,
			reaction: { emoji: '\u2764', removed: false, messageId: `true_${ANNA}_OURS` },
		},
	]);
});

test.each([
	['by its names', { selectedOptions: ['Yes', 'Perhaps'] }, ['Yes', 'Perhaps']],
	['encrypted, where the poll is not stored', { encPayload: 'x' }, null],
])('reads a poll vote (%s)', (_, vote, selected) => {
	const pollCreationMessageKey = { remoteJid: ANNA_RAW, fromMe: true, id: 'POLL' };
	const content = { pollUpdateMessage: { pollCreationMessageKey, vote } };
	expect(items(post('messages.upsert', message(content)))).toMatchObject([
		{ event: 'pollVote', messageId: `true_${ANNA}_POLL`, from: ANNA, selected },
	]);
});

test('reads a pressed button as event callback', () => {
	const content = {
		buttonsResponseMessage: { selectedButtonId: 'yes', selectedDisplayText: 'Yes, please' },
	};
	expect(items(post('messages.upsert', message(content)))).toMatchObject([
		{ event: 'callback', callback: { id: 'yes', text: 'Yes, please' } },
	]);
});

const KEY = { id: 'A', remoteJid: ANNA_RAW, fromMe: false };

test('reads an edited message', () => {
	const data = {
		type: 14,
		key: KEY,
		editedMessage: { conversation: 'Hello' },
		timestampMs: TIME * 1000,
	};
	expect(items(post('messages.edited', data))).toMatchObject([
		{ ...IN_CHAT, event: 'messageEdited', messageId: ID, text: 'Hello', edited: true },
	]);
});

test('reads an edited caption with the type of its file', () => {
	const data = { type: 14, key: KEY, editedMessage: { imageMessage: { caption: 'Hello' } } };
	expect(items(post('messages.edited', data))).toMatchObject([
		{ event: 'messageEdited', messageId: ID, type: 'image', caption: 'Hello' },
	]);
});

test('a revocation that is delivered twice in different forms counts once', () => {
	const asEdit = post('messages.edited', { type: 0, key: KEY });
	const asDeletion = post('messages.delete', { ...KEY, status: 'DELETED' });
	for (const told of [asEdit, asDeletion])
		expect(items(told)).toMatchObject([
			{ event: 'messageRevoked', chatId: ANNA, messageId: ID, revoked: true },
		]);
	expect(isRepetition(asEdit, asDeletion)).toBe(true);
});

test('reads a revocation made through the API from the stored message', () => {
	const data = { id: 'row', key: { ...KEY, fromMe: true }, message: { conversation: 'Hi' } };
	expect(items(post('messages.delete', data))).toMatchObject([
		{ event: 'messageRevoked', messageId: `true_${ANNA}_A`, fromMe: true },
	]);
});

test.each([
	['SERVER_ACK', 'sent'],
	['DELIVERY_ACK', 'delivered'],
	['READ', 'read'],
	['PLAYED', 'played'],
	['ERROR', 'error'],
])('reads the acknowledgement %s', (status, ack) => {
	const data = { keyId: 'A', remoteJid: ANNA_RAW, fromMe: true, status, messageId: 'row' };
	expect(items(post('messages.update', data))).toMatchObject([
		{ event: 'ack', chatId: ANNA, messageId: `true_${ANNA}_A`, fromMe: true, ack },
	]);
});

test('an acknowledgement under a LID has a message ID with the LID, and counts as one with that under the number', () => {
	const data = { keyId: 'A', fromMe: true, status: 'READ' };
	const one = post('messages.update', { ...data, remoteJid: ANNA_RAW });
	const other = post('messages.update', { ...data, remoteJid: LID, participant: LID });
	expect(items(other)).toMatchObject([{ messageId: `true_${LID}_A`, ack: 'read' }]);
	expect(isRepetition(one, other)).toBe(true);
	const delivered = post('messages.update', { ...data, remoteJid: LID, status: 'DELIVERY_ACK' });
	expect(isRepetition(one, delivered)).toBe(false);
});

test('the acknowledgements of two group members are two events', () => {
	const data = { keyId: 'A', remoteJid: TEAM, fromMe: true, status: 'READ' };
	const one = post('messages.update', { ...data, participant: ANNA_RAW });
	const other = post('messages.update', { ...data, participant: LID });
	expect(isRepetition(one, other)).toBe(false);
});

test.each([
	['open', {}, 'working'],
	['connecting', {}, 'starting'],
	['close', { statusReason: 401 }, 'loggedOut'],
	['close', { statusReason: 428 }, 'stopped'],
	['refused', {}, 'failed'],
])('reads the connection state %s %j', (state, more, status) => {
	const [item] = items(post('connection.update', { instance: 's', state, ...more }));
	expect(item).toMatchObject({ event: 'sessionStatus', chatId: null, status });
});

test('reads a QR code, and the end of QR codes as failed', () => {
	const [item] = items(post('qrcode.updated', { qrcode: { instance: 's', code: '2@x' } }));
	expect(item).toMatchObject({ event: 'sessionStatus', status: 'waitingForQr' });
	const [over] = items(post('qrcode.updated', { message: 'QR code limit', statusCode: 428 }));
	expect(over).toMatchObject({ event: 'sessionStatus', status: 'failed' });
});

test.each([
	['offer', 'ringing'],
	['accept', 'accepted'],
	['reject', 'rejected'],
	['timeout', 'ended'],
	['terminate', 'ended'],
])('reads a call (%s)', (status, state) => {
	const data = {
		id: 'C',
		from: ANNA_RAW,
		chatId: ANNA_RAW,
		status,
		isVideo: true,
		date: '2023-11-14T22:13:20.000Z',
	};
	expect(items(post('call', data))).toMatchObject([
		{ event: 'call', chatId: ANNA, callId: 'C', from: ANNA, isVideo: true, state, timestamp: WHEN },
	]);
});

test('reads that somebody is typing', () => {
	const data = { id: ANNA_RAW, presences: { [ANNA_RAW]: { lastKnownPresence: 'composing' } } };
	expect(items(post('presence.update', data))).toMatchObject([
		{ event: 'presence', chatId: ANNA, participantId: ANNA, presence: 'typing' },
	]);
});

test('reads added group participants with LID and phone number', () => {
	const data = {
		id: TEAM,
		author: LID,
		action: 'add',
		participants: [LID],
		participantsData: [{ jid: LID, phoneNumber: ANNA_RAW }],
	};
	expect(items(post('group-participants.update', data))).toMatchObject([
		{
			event: 'groupParticipants',
			chatId: TEAM,
			action: 'added',
			participants: [{ participantId: ANNA, phone: '491701112222', lid: LID }],
		},
	]);
});

test('reads that the account joined a group', () => {
	const group = { id: TEAM, subject: 'Team', creation: TIME, participants: [] };
	expect(items(post('groups.upsert', [group]))).toMatchObject([
		{ event: 'groupJoined', chatId: TEAM, subject: 'Team' },
	]);
});

test('a label deletion that is delivered twice counts once', () => {
	const data = { id: '3', name: 'New', color: 5, deleted: true, instance: 's' };
	const once = post('labels.edit', data);
	const again = post('labels.edit', data, { date_time: '2023-11-14T23:13:25.623Z' });
	expect(items(once)).toMatchObject([
		{ event: 'label', action: 'deleted', labelId: '3', name: 'New', color: 5 },
	]);
	expect(isRepetition(once, again)).toBe(true);
});

test('reads a label added to a chat', () => {
	const data = { instance: 's', type: 'add', chatId: ANNA_RAW, labelId: '3' };
	expect(items(post('labels.association', data))).toMatchObject([
		{ event: 'chatLabel', action: 'added', chatId: ANNA, labelId: '3' },
	]);
});

test('a repeated delivery is recognized for every kind of event', () => {
	for (const [event, data] of [
		['messages.upsert', message({ conversation: 'Hi' })],
		['connection.update', { state: 'open' }],
		['contacts.update', [{ remoteJid: ANNA_RAW }]],
	] as const)
		expect(isRepetition(post(event, data), post(event, data))).toBe(true);
});

test('the instance token is never part of an event', () => {
	for (const event of ['messages.upsert', 'contacts.update', 'connection.update', 'nonsense'])
		for (const received of post(event, message({ conversation: 'Hi' }))) {
			expect(JSON.stringify(received)).not.toContain('TOKEN-OF-THE-INSTANCE');
			expect(received.raw).toMatchObject({ event, instance: 's' });
		}
});

test('the timestamp comes from the header x-timestamp (2.4), never from the body', () => {
	const [old] = items(post('connection.update', { state: 'open' }));
	expect(old?.timestamp).toBeNull();
	const [item] = items(
		webhooks.events(
			delivery(body('connection.update', { state: 'open' }), { 'x-timestamp': `${TIME * 1000}` }),
		),
	);
	expect(item?.timestamp).toBe(WHEN);
});
