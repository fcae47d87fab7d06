import { ANNA, BEN, DARK, simply, TEAM, without, type Act, type Fields } from './acts';

const byAnna: Fields = {
	chatId: ANNA,
	isGroup: false,
	canReply: true,
	from: ANNA,
	senderPhone: '491701112222',
	senderLid: null,
};
const byBen: Fields = {
	chatId: TEAM,
	isGroup: true,
	canReply: true,
	from: BEN,
	senderPhone: '447700900123',
	senderLid: null,
};
const byDark: Fields = {
	chatId: DARK,
	isGroup: false,
	canReply: true,
	from: DARK,
	senderPhone: null,
	senderLid: DARK,
};

const call = (who: Fields, state: string, isVideo = false): Fields => ({
	event: 'call',
	...who,
	callId: expect.stringMatching(/^[0-9A-F]{32}$/),
	isVideo,
	state,
});

const rings = (body: object): Act['act'] => without(simply('call', body));

const ends = (body: object, end: string): Act['act'] =>
	without(async (stage) => {
		const callId = await stage.act('call', body);
		await stage.begin();
		await stage.act('call', { callId, end });
	});

/** WAHA before 2026 reports neither the group of a call nor how it ended. */
const calls: readonly Act[] = [
	{
		name: 'a call',
		act: rings({ chatId: ANNA, video: true }),
		expected: [call(byAnna, 'ringing', true)],
	},
	{
		name: 'a call that the caller gives up',
		act: ends({ chatId: ANNA }, 'terminate'),
		expected: [call(byAnna, 'ended')],
		except: { old: [call(byAnna, 'rejected')] },
	},
	{
		name: 'a call that is turned down',
		act: ends({ chatId: ANNA }, 'reject'),
		expected: [call(byAnna, 'rejected')],
	},
	{
		name: 'a call in a group that is taken',
		act: ends({ chatId: TEAM, from: BEN }, 'accept'),
		expected: [call(byBen, 'accepted')],
		except: { old: [call({ ...byBen, chatId: BEN }, 'accepted')] },
	},
	{
		name: 'a call from a hidden id that nobody knows',
		act: rings({ chatId: DARK }),
		expected: [call(byDark, 'ringing')],
		except: { warest: [call({ ...byDark, canReply: false }, 'ringing')] },
	},
];

const seen = (fields: Fields): Fields => ({
	event: 'presence',
	chatId: ANNA,
	isGroup: false,
	canReply: true,
	participantId: ANNA,
	phone: '491701112222',
	lid: null,
	lastSeen: null,
	...fields,
});

/** WAHA before 2024.11 reports no time. */
const shown = (body: object, fields: Fields, name = `${fields.presence}`): Act => ({
	name: `somebody who is ${name}`,
	act: without(simply('presence', { chatId: ANNA, state: fields.presence, ...body })),
	expected: [seen(fields)],
	except: { oldest: [seen({ ...fields, timestamp: null })] },
});

const darkSeen: Fields = {
	chatId: DARK,
	participantId: DARK,
	phone: null,
	lid: DARK,
	presence: 'typing',
};

const presences: readonly Act[] = [
	shown({}, { presence: 'online' }),
	shown({}, { presence: 'offline', lastSeen: expect.stringMatching(/Z$/) }),
	shown({}, { presence: 'typing' }),
	shown({}, { presence: 'recording' }),
	shown({}, { presence: 'paused' }),
	shown(
		{ chatId: TEAM, from: BEN },
		{ chatId: TEAM, isGroup: true, participantId: BEN, phone: '447700900123', presence: 'typing' },
		'typing in a group',
	),
	{
		...shown({ chatId: DARK }, darkSeen, 'typing and hidden'),
		except: {
			warest: [seen({ ...darkSeen, canReply: false })],
			oldest: [seen({ ...darkSeen, timestamp: null })],
		},
	},
];

export const callActs = [...calls, ...presences] as const;
