import fc from 'fast-check';
import { readVcard } from '../../nodes/WhatsApp/portable/vcard';
import { holds } from '../support/property';

const card = (version: string, ...lines: string[]): string =>
	['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD'].join('\r\n');
const nameIn = (version: string, ...lines: string[]): string | null =>
	readVcard(card(version, ...lines)).name;
const phonesIn = (...lines: string[]): string[] => readVcard(card('3.0', ...lines)).phones;

const JUERG = 'Jürg Müller';

test.each<[string, string, string[], string | null]>([
	['as it stands', '3.0', ['FN:Jürg Müller'], JUERG],
	['with a group', '3.0', ['item1.FN:Jürg Müller'], JUERG],
	['in small letters', '3.0', ['fn:Jürg Müller'], JUERG],
	['with parameters', '4.0', ['FN;LANGUAGE=de;ALTID=1:Jürg Müller'], JUERG],
	['with a colon in a parameter', '4.0', ['FN;X-A="a:b;c":Jürg Müller'], JUERG],
	[
		'with escaped signs',
		'3.0',
		['FN:Ada\\, Countess\\; of \\\\ Lovelace'],
		'Ada, Countess; of \\ Lovelace',
	],
	['with line breaks', '3.0', ['FN:Ada\\nLovelace\\N'], 'Ada Lovelace'],
	['over two lines', '3.0', ['FN:Jürg', '  Müller'], JUERG],
	['over two lines in the middle of a word', '3.0', ['FN:Jürg Mül', '\tler'], JUERG],
	['over two lines of 2.1', '2.1', ['FN:Jürg', ' Müller'], JUERG],
	[
		'quoted-printable',
		'2.1',
		['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=BC=72=67 M=C3=BCller'],
		JUERG,
	],
	[
		'quoted-printable without its parameter',
		'2.1',
		['FN;QUOTED-PRINTABLE;CHARSET=utf-8:J=C3=BCrg M=C3=BCller'],
		JUERG,
	],
	[
		'quoted-printable without a charset',
		'2.1',
		['FN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrg M=C3=BCller'],
		JUERG,
	],
	[
		'quoted-printable in Latin-1',
		'2.1',
		['FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrg M=FCller'],
		JUERG,
	],
	[
		'quoted-printable in Latin-1 that nobody names',
		'2.1',
		['FN;ENCODING=QUOTED-PRINTABLE:J=FCrg M=FCller'],
		JUERG,
	],
	[
		'quoted-printable in a charset that nobody knows',
		'2.1',
		['FN;CHARSET=x;ENCODING=QUOTED-PRINTABLE:J=FCrg M=FCller'],
		JUERG,
	],
	[
		'quoted-printable in Japanese',
		'2.1',
		['FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63'],
		'山田',
	],
	[
		'quoted-printable over lines',
		'2.1',
		['FN;ENCODING=QUOTED-PRINTABLE:J=C3=', '=BCrg =', 'M=C3=BCller'],
		JUERG,
	],
	['quoted-printable with an equals sign', '2.1', ['FN;ENCODING=QUOTED-PRINTABLE:a=3Db'], 'a=b'],
	['base64', '2.1', [`FN;ENCODING=BASE64:${Buffer.from(JUERG).toString('base64')}`], JUERG],
	['base64 of 3.0', '3.0', [`FN;ENCODING=b:${Buffer.from(JUERG).toString('base64')}`], JUERG],
	['only N', '3.0', ['N:Müller;Jürg;;;'], JUERG],
	[
		'N with all its parts',
		'3.0',
		['N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.'],
		'Dr. John Philip Paul Stevenson Jr. M.D.',
	],
	['N with escaped signs', '4.0', ['N:O\\;Neil\\, Sr.;Ann;;;'], 'Ann O;Neil, Sr.'],
	[
		'N, quoted-printable',
		'2.1',
		['N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrg;;;'],
		JUERG,
	],
	['N with one part', '2.1', ['N:Jürg'], 'Jürg'],
	['an empty FN', '3.0', ['FN:', 'N:Müller;Jürg;;;'], JUERG],
	['several FN', '4.0', ['FN:Jürg Müller', 'FN;LANGUAGE=en:George Miller'], JUERG],
	['a nickname', '4.0', ['N:;;;;', 'NICKNAME:Jüggu'], 'Jüggu'],
	['a company', '3.0', ['N:;;;;', 'ORG:ACME\\, Inc.;Sales'], 'ACME, Inc.'],
	['none', '3.0', ['FN:', 'N:;;;;', 'ORG:;'], null],
	['no property at all', '3.0', ['FN'], null],
])('reads the name: %s', (_, version, lines, name) => {
	expect(nameIn(version, ...lines)).toBe(name);
});

test.each([['\r\n'], ['\n'], ['\r']])('reads lines that end in %j', (end) => {
	const text = card('3.0', 'FN:Jürg', '  Müller', 'TEL:+491701234567').replace(/\r\n/g, end);
	expect(readVcard(text)).toEqual({
		name: JUERG,
		phone: '491701234567',
		phones: ['491701234567'],
	});
});

test.each<[string, string | null]>([
	['TEL:+49 170 1234567', '491701234567'],
	['TEL;TYPE=CELL:+49 170 1234567', '491701234567'],
	['TEL;CELL;VOICE:+49-170-1234567', '491701234567'],
	['item1.TEL;type=CELL;waid=491701234567:+49 (0)170 1234567', '491701234567'],
	['TEL;waid=491701234567:', '491701234567'],
	['TEL;WAID="491701234567":0170 1234567', '491701234567'],
	['TEL;TYPE="voice,home";VALUE=uri:tel:+49-170-1234567', '491701234567'],
	['TEL;VALUE=uri:tel:+1-415-555-2671;ext=5', '14155552671'],
	['TEL;type=WORK:+1 415-555-2671 ext. 5', '14155552671'],
	['TEL;type=WORK:+1 415-555-2671 x5', '14155552671'],
	['TEL;type=WORK:+49 30 1234567 Durchwahl 5', '49301234567'],
	['TEL;type=WORK:+7 495 123-45-67 доб. 89', '74951234567'],
	['TEL:+14155552671,,123456#', '14155552671'],
	['TEL:+14155552671\\,\\,123456#', '14155552671'],
	['TEL:+14155552671p123', '14155552671'],
	['TEL:+49 (0)170 1234567', '491701234567'],
	['TEL:0049 170 1234567', '491701234567'],
	['TEL:\u202a+49 170 1234567\u202c', '491701234567'],
	['TEL;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=2B49=20170=201234567', '491701234567'],
	['TEL:0170 1234567', null],
	['TEL:+49 0170 1234567', null],
	['TEL:1-800-FLOWERS', null],
	['TEL;waid=x:', null],
	['TEL:', null],
	['EMAIL:a@example.com', null],
])('reads the number in %s', (line, phone) => {
	expect(readVcard(card('3.0', line)).phone).toBe(phone);
});

describe('several numbers', () => {
	const [HOME, WORK, CELL] = ['+49 30 1234567', '+1 415-555-2671', '+49 170 1234567'];
	const ALL = ['49301234567', '14155552671', '491701234567'];

	test('are returned in the order of the vCard', () => {
		expect(phonesIn(`TEL:${HOME}`, `TEL:${WORK}`, `TEL:${CELL}`)).toEqual(ALL);
	});

	test('are sorted with the number that WhatsApp knows first', () => {
		const known = 'TEL;waid=491701234567:0170 1234567';
		expect(phonesIn(`TEL:${HOME}`, `TEL;TYPE=pref:${WORK}`, known)).toEqual([
			'491701234567',
			'14155552671',
			'49301234567',
		]);
	});

	test.each([
		['TEL;TYPE=pref', 'TEL;TYPE=home'],
		['TEL;PREF', 'TEL;HOME'],
		['TEL;TYPE="cell,pref"', 'TEL'],
		['TEL;PREF=1', 'TEL;PREF=2'],
		['TEL;PREF=5', 'TEL'],
	])('%s comes before %s', (preferred, other) => {
		expect(phonesIn(`${other}:${HOME}`, `${preferred}:${CELL}`)).toEqual([ALL[2], ALL[0]]);
	});

	test('are returned without duplicates', () => {
		expect(phonesIn(`TEL:${CELL}`, 'TEL:00491701234567', 'TEL:+491701234567')).toEqual([ALL[2]]);
	});

	test('are sorted with unclear numbers last, which are returned as written', () => {
		const { phone, phones } = readVcard(card('3.0', 'TEL:0170 1234567', `TEL:${HOME}`, 'TEL:'));
		expect([phone, phones]).toEqual([ALL[0], [ALL[0], '0170 1234567']]);
	});
});

test('ignores a large photo', () => {
	const picture =
		Buffer.alloc(90_000, 7)
			.toString('base64')
			.match(/.{1,74}/g) ?? [];
	for (const version of ['2.1', '3.0']) {
		const lines = picture.map((line) => ` ${line}`);
		expect(
			readVcard(
				card(version, 'PHOTO;ENCODING=BASE64;JPEG:', ...lines, '', 'FN:Ann', 'TEL:+14155552671'),
			),
		).toEqual({ name: 'Ann', phone: '14155552671', phones: ['14155552671'] });
	}
});

const quotedPrintable = (text: string): string =>
	Buffer.from(text).toString('hex').toUpperCase().replace(/../g, '=$&');

test('reads the same name from every version and encoding', () => {
	const words = fc
		.array(fc.constantFrom('Ann', 'Jürg', '山田', 'O;Neil', 'a,b', '\\', ':', '=', '"', "d'Arc"), {
			minLength: 1,
			maxLength: 4,
		})
		.map((parts) => parts.join(' '));
	const at = fc.integer({ min: 0, max: 20 });
	holds([words, at], (name, place) => {
		const escaped = name.replace(/[\\;,]/g, '\\$&');
		const folded = `FN:${escaped.slice(0, place)}\r\n ${escaped.slice(place)}`;
		const soft = quotedPrintable(name).replace(/(.{30})(?=.)/g, '$1=\r\n');
		return (
			nameIn('3.0', `FN:${escaped}`) === name &&
			nameIn('4.0', folded) === name &&
			nameIn('2.1', `FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:${quotedPrintable(escaped)}`) ===
				name &&
			nameIn(
				'2.1',
				`FN;QUOTED-PRINTABLE:${soft.includes('=5C') ? quotedPrintable(escaped) : soft}`,
			) === name &&
			nameIn('3.0', `N:;${escaped};;;`) === name
		);
	});
});

test.each(['0', '01701234567', '123'])(
	'the unclear number %s is returned only as written',
	(text) => {
		expect(readVcard(`BEGIN:VCARD\nFN:A\nTEL:${text}`)).toMatchObject({
			phone: null,
			phones: [text],
		});
		const sure = 'TEL:+491701234567';
		expect(readVcard(`BEGIN:VCARD\nFN:A\nTEL:${text}\n${sure}`)).toMatchObject({
			phone: '491701234567',
			phones: ['491701234567', text],
		});
	},
);

test('reads any text, and a phone number has digits only', () => {
	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom(
				'BEGIN:VCARD\n',
				'FN',
				'N',
				'TEL',
				';',
				':',
				'"',
				'=',
				'\\',
				'\n',
				'\r\n ',
				'waid=',
				'PREF=',
				'ENCODING=QUOTED-PRINTABLE',
				'CHARSET=',
				'=C3',
				'+49170',
				'1234567',
				',,',
			),
			fc.string({ maxLength: 4 }),
		),
		{ maxLength: 20 },
	);
	holds([pieces], (texts) => {
		const { name, phone, phones } = readVcard(texts.join(''));
		return (
			name !== '' &&
			(phone === null || (/^[1-9]\d{4,14}$/.test(phone) && phones[0] === phone)) &&
			phones.every((number) => number !== '')
		);
	});
});

test('reads malicious vCards of great length', () => {
	const long = 100_000;
	for (const text of [
		`FN${';"'.repeat(long)}`,
		`FN:${'\\'.repeat(long)}`,
		`N:${';'.repeat(long)}`,
		`FN;ENCODING=QUOTED-PRINTABLE:${'a=\n'.repeat(long)}`,
		`TEL:${'('.repeat(long)}`,
		`TEL:${'+1 '.repeat(long)}`,
		'TEL:1\n'.repeat(long / 10),
		'FN:a\n '.repeat(long),
	])
		expect(readVcard(text).phones.length).toBeLessThan(long);
});
