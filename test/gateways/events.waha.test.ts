import { items, ME_LID, MS, onWaha, person, waha } from './events.run';
import { EVENTS, hello } from './events.waha.raw';
import { ANNA, ANNA_RAW, LID, ME, TEAM, TIME } from './message.raw';

test.each(EVENTS)('reads the event %s', (event, payload, expected) => {
	const [received, ...more] = waha(event, payload);
	expect(more).toEqual([]);
	expect(received?.item).toEqual(expected);
	expect(received?.gatewayEvent).toBe(event);
	expect(received?.event).toBe(received?.item.event);
	expect(received?.raw.payload).toEqual(payload);
});

test('reads a joined group with all its fields', () => {
	const participant = (participantId: string, role: string, lid: string | null = null) => ({
		session: 's',
		chatId: TEAM,
		...person(participantId),
		lid,
		role,
	});
	const payload = {
		timestamp: MS,
		group: {
			id: TEAM,
			subject: 'Team',
			description: 'All of us',
			invite: 'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
			membersCanSendMessages: true,
			participants: [
				{ id: LID, pn: ANNA, role: 'superadmin' },
				{ id: ME, role: 'participant' },
			],
		},
		_data: {
			id: TEAM,
			subject: 'Team',
			owner: ANNA_RAW,
			creation: TIME,
			restrict: true,
			announce: false,
		},
	};
	expect(items(waha('group.v2.join', payload))).toEqual([
		{
			...onWaha.inTeam('groupJoined'),
			subject: 'Team',
			description: 'All of us',
			owner: ANNA,
			createdAt: '2023-11-14T22:13:20.000Z',
			participantsCount: 2,
			infoAdminOnly: true,
			messagesAdminOnly: false,
			inviteLink: 'https://chat.whatsapp.com/Ab12Cd34Ef56Gh78Ij90Kl',
			participants: [participant(ANNA, 'superadmin', LID), participant(ME, 'member')],
		},
	]);
});

test('a presence update about several people is several events', () => {
	const payload = {
		id: TEAM,
		presences: [
			{ participant: ANNA, lastKnownPresence: 'recording', lastSeen: null },
			{ participant: LID, lastKnownPresence: 'dancing', lastSeen: null },
		],
	};
	expect(items(waha('presence.update', payload))).toMatchObject([
		{ chatId: TEAM, participantId: ANNA, presence: 'recording', lastSeen: null },
		{ chatId: TEAM, participantId: LID, phone: null, lid: LID, presence: null },
	]);
});

test.each([
	['person', ANNA, true],
	['hidden person', LID, true],
	['group', TEAM, true],
	['channel', '120363111@newsletter', false],
	['status', 'status@broadcast', false],
])('a %s has the chat ID %s and canReply %s', (_, chat, canReply) => {
	const message = { id: `false_${chat}_A_${ANNA}`, from: chat, fromMe: false, body: 'Hi' };
	expect(items(waha('message', message))).toMatchObject([{ chatId: chat, canReply }]);
});

test("an own message is in the recipient's chat and from the account, on every engine", () => {
	const own = { from: ME, senderPhone: '491700000001', senderLid: ME_LID, fromMe: true };
	const message = {
		id: `true_${ANNA}_A`,
		fromMe: true,
		source: 'app',
		body: 'Hi',
		timestamp: TIME,
	};
	for (const sides of [
		{ from: ANNA, to: null },
		{ from: ME, to: ANNA },
	])
		expect(items(waha('message.any', { ...message, ...sides }))).toMatchObject([
			{ event: 'message', chatId: ANNA, ...own },
		]);
});

test('reads events of a 2024 server without event ID, time and account', () => {
	const body = { id: undefined, timestamp: undefined, me: null };
	expect(items(waha('session.status', { name: 's', status: 'STARTING' }, body))).toEqual([
		{
			...onWaha.nowhere('sessionStatus'),
			eventId: null,
			timestamp: null,
			status: 'starting',
			previous: null,
		},
	]);
	expect(items(waha('message', hello, body))).toMatchObject([
		{ eventId: null, timestamp: '2023-11-14T22:13:20.000Z', text: 'Hi' },
	]);
});
