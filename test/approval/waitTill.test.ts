import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { waitTill } from '../../nodes/WhatsApp/execution/approval/waitTill';
import type { WaitLimit } from '../../nodes/WhatsApp/operations/message/asking';

const NOW = Date.UTC(2026, 4, 4, 12);
const MINUTE = 60_000;
const till = (limit: WaitLimit | undefined, sentMs = NOW, timezone = 'UTC'): string =>
	waitTill(limit, timezone, NOW)(sentMs).toISOString();

test('counts a duration from when the question was sent', () => {
	expect(till({ forMs: MINUTE }, NOW + 5 * MINUTE)).toBe('2026-05-04T12:06:00.000Z');
});

test('waits indefinitely without a limit', () => {
	expect(till(undefined)).toBe(WAIT_INDEFINITELY.toISOString());
});

test.each([
	['2026-05-04T18:00:00', 'Europe/Berlin', '2026-05-04T16:00:00.000Z'],
	['2026-05-04 18:00:00', 'Europe/Berlin', '2026-05-04T16:00:00.000Z'],
	['2026-05-04T18:00:00Z', 'Europe/Berlin', '2026-05-04T18:00:00.000Z'],
	['Mon, 04 May 2026 18:00:00 GMT', 'Europe/Berlin', '2026-05-04T18:00:00.000Z'],
	[Date.UTC(2026, 4, 4, 18), 'Europe/Berlin', '2026-05-04T18:00:00.000Z'],
	[String(Date.UTC(2026, 4, 4, 18) / 1000), 'Europe/Berlin', '2026-05-04T18:00:00.000Z'],
	[new Date(Date.UTC(2026, 4, 4, 18)), 'Europe/Berlin', '2026-05-04T18:00:00.000Z'],
])('reads the time %p in %s', (until, timezone, expected) => {
	expect(till({ until }, NOW, timezone)).toBe(expected);
});

test('a time that passed while the question was sent ends the wait without an error', () => {
	expect(till({ until: '2026-05-04T12:01:00Z' }, NOW + 5 * MINUTE)).toBe(
		'2026-05-04T12:01:00.000Z',
	);
});

test.each([['2026-05-04T11:59:59Z'], ['2026-05-04T12:00:00Z'], ['soon'], ['']])(
	'refuses %p',
	(until) => {
		expect(() => till({ until })).toThrow(/is past|cannot be read/);
	},
);
