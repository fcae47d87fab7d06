import { wahaEventNames } from '../../nodes/WhatsApp/gateways/waha/webhooks/eventNames';

test('a registration without events means all but the raw ones of the engine', () => {
	const names = wahaEventNames({ events: [], ownMessages: true }, '2026.9.1');
	expect(names).toContain('message.any');
	expect(names).toContain('group.v2.participants.join-request');
	expect(
		names.filter((name) => /^(message|engine\.event|state\.change|group\.join)$/.test(name)),
	).toEqual([]);
	expect(wahaEventNames({ events: [], ownMessages: true }, null)).toEqual(names);
});

test.each([
	['2024.10.8', { events: ['messageEdited'] }, ['message']],
	['2024.10.8', { events: ['messageRevoked'] }, ['message.revoked', 'message']],
	['2025.2.5', { events: ['messageEdited', 'reaction'] }, ['message', 'message.reaction']],
	['2025.2.5', { events: ['messageEdited', 'message'], ownMessages: true }, ['message.any']],
	['2025.2.5', { events: ['messageRevoked'] }, ['message.revoked']],
	['2025.6.3', { events: ['messageEdited'] }, ['message.edited']],
	[
		'2026.7.1',
		{ events: ['messageEdited', 'messageRevoked'] },
		['message.edited', 'message.revoked'],
	],
] as const)('on WAHA %s %j is told as %j', (version, wanted, names) => {
	expect(wahaEventNames({ ownMessages: false, ...wanted }, version)).toEqual(names);
});
