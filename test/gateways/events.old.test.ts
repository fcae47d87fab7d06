import type { Delivery } from '../../nodes/WhatsApp/gateways/webhooks';
import type { JsonObject } from '../../nodes/WhatsApp/portable/json';
import { delivery, dialects, isRepetition, MS, wahaBody, WHEN } from './events.run';
import { ANNA, noweb } from './message.raw';

/** What WAHA servers before 2025.3 leave out of their bodies. */

const typing = { id: ANNA, presences: [{ participant: ANNA, lastKnownPresence: 'typing' }] };
const hello = noweb({ conversation: 'Hi' }, { body: 'Hi' });
const timeless = { id: undefined, timestamp: undefined };
const old = (event: string, payload: JsonObject, headers: Delivery['headers'] = {}) =>
	dialects.waha.events(delivery(wahaBody(event, payload, timeless), headers));

test('reads delivery ID and time from headers, and detects repetitions by the time', () => {
	const by = (id: string, ms = MS) =>
		old('presence.update', typing, {
			'x-webhook-request-id': id,
			'x-webhook-timestamp': String(ms),
		});
	expect(by('a')[0]?.item).toMatchObject({ eventId: 'a', timestamp: WHEN });
	expect(isRepetition(by('a'), by('a'))).toBe(true);
	expect(isRepetition(by('a'), by('b'))).toBe(true);
	expect(isRepetition(by('a'), by('b', MS + 9000))).toBe(false);
});

test('a signed delivery without ID and time headers is recognized by its body', () => {
	const stripped = old('presence.update', typing, { 'x-webhook-hmac': 'ab' });
	expect(isRepetition(stripped, stripped)).toBe(true);
});

test('without ID and time, only messages are recognized as repetitions', () => {
	for (const [event, payload] of [
		['presence.update', typing],
		['session.status', { name: 's', status: 'WORKING' }],
	] as const)
		expect(old(event, payload).map(({ keys }) => keys)).toEqual([[]]);
	expect(isRepetition(old('message', hello), old('message', hello))).toBe(true);
});
