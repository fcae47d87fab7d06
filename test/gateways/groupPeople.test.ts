import { personIds } from '../../nodes/WhatsApp/engines/groups';

test.each([
	[
		{ jid: '200000000000@s.whatsapp.net', lid: '200000000000@lid', phone: '200000000000' },
		{ participantId: '200000000000@lid', phone: null, lid: '200000000000@lid' },
	],
	[
		{ jid: '491701234567@s.whatsapp.net', lid: '200000000000@lid' },
		{ participantId: '491701234567@c.us', phone: '491701234567', lid: '200000000000@lid' },
	],
	[
		{ id: '491701234567@hosted' },
		{ participantId: '491701234567@c.us', phone: '491701234567', lid: null },
	],
	['491701234567', { participantId: '491701234567@c.us', phone: '491701234567', lid: null }],
])('reads the IDs of the participant %j', (raw, ids) => {
	expect(personIds(raw)).toEqual(ids);
});
