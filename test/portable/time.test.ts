import type { Json } from '../../nodes/WhatsApp/portable/json';
import { isoFromSeconds } from '../../nodes/WhatsApp/portable/shapes';
import { timeAt } from '../../nodes/WhatsApp/portable/time';

const WHEN = '2023-11-14T22:13:20.000Z';

test.each<[string, Json]>([
	['seconds', 1_700_000_000],
	['parts of a second', 1_700_000_000.9],
	['milliseconds', 1_700_000_000_500],
	['seconds as text', '1700000000'],
	['milliseconds as text', '1700000000500'],
	["Baileys' long integer of seconds", { low: 1_700_000_000, high: 0, unsigned: true }],
	["Baileys' long integer of milliseconds", { low: -807_049_216, high: 395, unsigned: false }],
	['ISO', '2023-11-14T23:13:20+01:00'],
])('reads %s', (_, written) => {
	expect(timeAt(written)).toBe(WHEN);
	expect(timeAt({ t: [written] }, 't', 0)).toBe(WHEN);
});

test.each<Json>([
	null,
	true,
	0,
	-1,
	1e300,
	'',
	'soon',
	'0001-01-01T00:00:00Z',
	{},
	{ low: 'x' },
	{ low: 1, high: 1e300 },
	[],
])('%j is no moment', (written) => {
	expect(timeAt(written)).toBeNull();
});

test('seconds beyond all dates are none', () => {
	expect([8.64e12, 8.65e12, Number.NaN, Infinity].map(isoFromSeconds)).toEqual([
		'+275760-09-13T00:00:00.000Z',
		null,
		null,
		null,
	]);
});
