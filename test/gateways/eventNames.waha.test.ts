import { wahaEventNames } from '../../nodes/WhatsApp/gateways/waha/webhooks/eventNames';

test('without chosen events, all are registered except duplicates and raw engine events', () => {
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
] as const)('WAHA %s: %j is registered as %j', (version, wanted, names) => {
	expect(wahaEventNames({ ownMessages: false, ...wanted }, version)).toEqual(names);
});
