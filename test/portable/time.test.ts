import fc from 'fast-check';
import type { Json } from '../../nodes/WhatsApp/portable/json';
import {
	countAt,
	exactTimeAt,
	isoFromSeconds,
	momentIn,
	timeAt,
} from '../../nodes/WhatsApp/portable/time';
import { holds } from '../support/property';

const WHEN = '2023-11-14T22:13:20.000Z';
const MOMENT = 1_700_000_000_000;

test.each<[string, Json]>([
	['seconds', 1_700_000_000],
	['parts of a second', 1_700_000_000.9],
	['milliseconds', 1_700_000_000_500],
	['microseconds', 1_700_000_000_500_000],
	['nanoseconds', 1_700_000_000_500_000_000],
	['seconds as text', '1700000000'],
	['seconds as text with blanks', ' 1700000000\n'],
	['seconds as a sheet prints them', '1.7E+9'],
	['seconds with decimals as text', '1700000000.0'],
	['milliseconds as text', '1700000000500'],
	['nanoseconds as text', '1700000000500000000'],
	["Baileys' long integer of seconds", { low: 1_700_000_000, high: 0, unsigned: true }],
	['a long integer without its upper half', { low: 1_700_000_000 }],
	["Baileys' long integer of milliseconds", { low: -807_049_216, high: 395, unsigned: false }],
	['the time of protobuf', { seconds: '1700000000', nanos: 500_000_000 }],
	['the time of protobuf with a long integer', { seconds: { low: 1_700_000_000, high: 0 } }],
	['the time of Firestore', { _seconds: 1_700_000_000, _nanoseconds: 0 }],
	['ISO', '2023-11-14T23:13:20+01:00'],
	['ISO with nanoseconds (whatsmeow)', '2023-11-14T22:13:20.123456789Z'],
	['ISO with a comma', '2023-11-14T22:13:20,5Z'],
	['ISO without a zone', '2023-11-14T22:13:20'],
	['ISO with a blank', '2023-11-14 22:13:20'],
	['ISO with a short zone', '2023-11-14T23:13:20+01'],
	['ISO with a zone without a colon', '2023-11-14T17:13:20-0500'],
	['ISO in small letters', '2023-11-14t22:13:20z'],
	['ISO with the name of the zone', '2023-11-14T23:13:20+01:00[Europe/Berlin]'],
	['the form of mails', 'Tue, 14 Nov 2023 22:13:20 GMT'],
	['the form of mails with an offset', '14 Nov 2023 23:13:20 +0100'],
	['the form of mails without a zone', 'Tue, 14 Nov 2023 22:13:20'],
	['as JavaScript prints it', 'Tue Nov 14 2023 23:13:20 GMT+0100 (Central European Standard Time)'],
	['as people in the USA write it', 'November 14, 2023, 22:13:20 UTC'],
])('reads %s', (_, written) => {
	expect(timeAt(written)).toBe(WHEN);
	expect(timeAt({ t: [written] }, 't', 0)).toBe(WHEN);
});

test.each<[unknown, number]>([
	[new Date(MOMENT), MOMENT],
	[{ valueOf: () => MOMENT }, MOMENT],
	[1_700_000_000n, MOMENT],
	['2023-11-14', Date.UTC(2023, 10, 14)],
	['2023-11-14T22:13', Date.UTC(2023, 10, 14, 22, 13)],
	['14 November 2023', Date.UTC(2023, 10, 14)],
	['2000-01-01', Date.UTC(2000, 0)],
	['2099-12-31T23:59:59.999Z', Date.UTC(2099, 11, 31, 23, 59, 59, 999)],
	['2024-02-29', Date.UTC(2024, 1, 29)],
])('accepts %p', (given, moment) => {
	expect(momentIn(given)).toBe(moment);
});

test.each<unknown>([
	null,
	undefined,
	true,
	0,
	-1,
	7,
	86_400,
	45_992,
	1e300,
	-1_700_000_000,
	4_102_444_800,
	Number.NaN,
	Infinity,
	'',
	' ',
	'0',
	'soon',
	'2026',
	'20260725',
	'07/08/2026',
	'07.08.2026',
	'foo 2026',
	'0001-01-01T00:00:00Z',
	'1970-01-01T00:00:00Z',
	'1999-12-31T23:59:59Z',
	'2100-01-01',
	'+058534-05-26T05:20:00.000Z',
	'2026-02-30',
	'2023-02-29',
	'2026-13-01',
	'2026-07-25T24:30:00Z',
	'2026-07-25T12:60:00Z',
	'30 Feb 2026',
	`2026-07-25${' '.repeat(1000)}`.padEnd(2000, 'x'),
	{},
	{ low: 'x' },
	{ low: 1, high: 1e300 },
	{ low: 1.5, high: 0 },
	{ seconds: 'x' },
	{ seconds: { seconds: { seconds: 1 } } },
	new Date(Number.NaN),
	new Date(0),
	[],
	[1_700_000_000],
])('%p is not a time of this century', (written) => {
	expect(momentIn(written)).toBeNull();
});

test('a time outside this century is read as null', () => {
	expect(
		[1_700_000_000, 1_700_000_000_000, 8.64e12, Number.NaN, Infinity].map(isoFromSeconds),
	).toEqual([WHEN, WHEN, null, null, null]);
	expect(exactTimeAt({ t: 1_700_000_000_123 }, 't')).toBe('2023-11-14T22:13:20.123Z');
	expect(exactTimeAt({}, 't')).toBeNull();
});

test.each<[Json, number | null]>([
	[5_000_000_000, 5_000_000_000],
	['5000000000', 5_000_000_000],
	[{ low: 705_032_704, high: 1, unsigned: true }, 5_000_000_000],
	[{ low: -1, high: 0, unsigned: true }, 4_294_967_295],
	[{ low: 10 }, 10],
	[0, 0],
	['10.5', null],
	[-1, null],
	['ten', null],
	['', null],
	[null, null],
	[true, null],
	[{ low: 0, high: 4_000_000 }, null],
])('reads the size %j as %p bytes', (written, bytes) => {
	expect(countAt({ size: written }, 'size')).toBe(bytes);
});

const inCentury = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) - 1 });
const outside = fc.oneof(
	fc.integer({ min: -(10 ** 12), max: 946_684_799 }),
	fc.integer({ min: 4_102_444_800, max: 946_684_799_999 }),
	fc.integer({ min: 4_102_444_800_000, max: 946_684_799_999_999 }),
);
const zones = fc.integer({ min: -14 * 60, max: 14 * 60 });
const two = (number: number): string => String(Math.abs(number)).padStart(2, '0');

const long = (number: number): Json => ({
	low: (number % 2 ** 32) | 0,
	high: Math.floor(number / 2 ** 32),
	unsigned: true,
});

test('reads the same time from every format', () => {
	holds([inCentury, zones], (moment, zone) => {
		const second = Math.floor(moment / 1000);
		const date = new Date(moment);
		const there = new Date(moment + zone * 60_000).toISOString().slice(0, -1);
		const offset = `${zone < 0 ? '-' : '+'}${two(Math.trunc(zone / 60))}:${two(zone % 60)}`;
		const exact = [
			moment,
			String(moment),
			long(moment),
			moment * 1000,
			date,
			date.toISOString(),
			date.toISOString().slice(0, -1),
			`${there}${offset}`,
			`${there}${offset.replace(':', '')}`,
		];
		const rounded = [
			second,
			String(second),
			long(second),
			{ seconds: String(second) },
			date.toUTCString(),
			date.toString(),
		];
		return (
			exact.every((form) => momentIn(form) === moment) &&
			rounded.every((form) => momentIn(form) === second * 1000)
		);
	});
});

test('a number that is outside this century in every unit is no time', () => {
	holds([outside], (number) => momentIn(number) === null && momentIn(String(number)) === null);
});

test('any value yields a time of this century or null', () => {
	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom(
				'2026',
				'-',
				'07',
				':',
				'T',
				'Z',
				'+',
				' ',
				',',
				'Jul',
				'GMT',
				'(',
				')',
				'[',
				']',
			),
			fc.string({ maxLength: 3 }),
			fc.nat().map(String),
		),
		{ maxLength: 12 },
	);
	const odd = fc.oneof(
		pieces.map((texts) => texts.join('')),
		fc.double(),
		fc.record({ low: fc.anything({ maxDepth: 1 }), high: fc.double() }, { requiredKeys: [] }),
		fc.record({ seconds: fc.anything({ maxDepth: 1 }) }),
		fc.constantFrom(null, undefined, true, [], {}, [[]], Symbol.iterator),
	);
	holds([odd], (value) => {
		const moment = momentIn(value);
		return moment === null || /^20\d\d-/.test(new Date(moment).toISOString());
	});
});
