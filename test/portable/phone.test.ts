import { parsePhone, phoneInCard, readPhone } from '../../nodes/WhatsApp/portable/phone';
import { Refusal } from '../../nodes/WhatsApp/portable/refusal';

const GERMAN = '491701234567';

describe('a phone number in common notations', () => {
	test.each([
		['bare', '491701234567', GERMAN],
		['with a plus', '+491701234567', GERMAN],
		['with the prefix of most phones', '0049 170 1234567', GERMAN],
		['with blanks', ' +49 170 123 45 67 ', GERMAN],
		['with dashes', '+49-170-1234567', GERMAN],
		['with dashes of a word processor', '+49–170—1234567', GERMAN],
		['with a minus sign and a wide one', '+49−170－1234567', GERMAN],
		['with dots', '+49.170.123.45.67', GERMAN],
		['as registries of domains write it', '+49.1701234567', GERMAN],
		['with thousands', '491.701.234.567', GERMAN],
		['with all of them', '+49 (170) 123-45.67', GERMAN],
		['with brackets around the country code', '(+49) 170 1234567', GERMAN],
		['with square brackets', '[+49] [170] 1234567', GERMAN],
		['with blanks of other widths', '+49\u00a0170\u20091234\u202f567\u3000', GERMAN],
		['as an address', 'tel:+49-170-1234567', GERMAN],
		['as other services name it', 'whatsapp:+491701234567', GERMAN],
		['with wide digits', '＋４９　１７０　１２３４５６７', GERMAN],
		['with Arabic digits', '+٤٩ ١٧٠ ١٢٣٤٥٦٧', GERMAN],
		['with Persian digits', '۴۹۱۷۰۱۲۳۴۵۶۷', GERMAN],
		['with Devanagari digits', '+४९ १७० १२३४५६७', GERMAN],
		['with Bengali digits', '+৪৯ ১৭০ ১২৩৪৫৬৭', GERMAN],
		['with Thai digits', '๔๙๑๗๐๑๒๓๔๕๖๗', GERMAN],
		['in bold digits of a post', '𝟒𝟗𝟏𝟕𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕', GERMAN],
		['from the United States', '+1 (415) 555-0100', '14155550100'],
		['the shortest', '12345', '12345'],
		['the longest', '123456789012345', '123456789012345'],
	])('is read: %s', (_, written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});
});

describe('invisible characters', () => {
	test.each([
		['an embedding, as WhatsApp Web and Windows copy it', '\u202a+49 170 1234567\u202c', GERMAN],
		['an override from left to right, as phones copy it', '\u202d+49 170 1234567\u202c', GERMAN],
		['a mark of direction before it', '\u200e+972 54-123-4567', '972541234567'],
		['a mark of the other direction before it', '\u200f+972 54-123-4567', '972541234567'],
		['isolates around it', '\u2068+49 170 1234567\u2069', GERMAN],
		['an Arabic mark', '\u061c+49 170 1234567', GERMAN],
		['no width at its end', '491701234567\u200b', GERMAN],
		['no width inside of it', '49\u200b170\u200c123\u200d45\u206067', GERMAN],
		['a soft hyphen', '+49\u00ad170\u00ad1234567', GERMAN],
		['a byte order mark', '\ufeff491701234567', GERMAN],
		['a filler of Hangul and a variation', '\u3164491701234567\ufe0f', GERMAN],
	])('are ignored: %s', (_, written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});

	test('a right-to-left override is refused, and named in the error', () => {
		expect(readPhone('\u202e7654321 071 94+')).toBeNull();
		expect(() => parsePhone('\u202e491701234567')).toThrow(
			'"[U+202E]491701234567" is no phone number',
		);
	});
});

describe('decimal notation', () => {
	test.each([
		['491701234567.0', GERMAN],
		['491701234567.00', GERMAN],
		['+491701234567.0', GERMAN],
		['４９１７０１２３４５６７．０', GERMAN],
	])('%s is read without its decimals', (written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});

	test.each([
		'491701234567.5',
		'491701234567.05',
		'49170.1234567',
		'+491701234567.5',
		'+49170.1234567',
		'+49 170 1234567.0',
		'+49 170 1234567.5',
		'491.701.234.567.0',
	])('%s is refused because of its fraction', (written) => {
		expect(() => parsePhone(written)).toThrow('has a fraction');
	});

	test.each([
		'491701234567,0',
		'4.91701234567E+11',
		'4,91701E+11',
		'1e15',
		'NaN',
		'Infinity',
		'-5',
	])('%s is refused', (written) => {
		expect(readPhone(written)).toBeNull();
	});
});

describe('a zero after the country code', () => {
	test.each([
		['behind a plus', '+49 (0)170 1234567', GERMAN],
		['behind the prefix of most phones', '0049 (0)170 1234567', GERMAN],
		['behind a bare country code', '49 (0)170 1234567', GERMAN],
		['behind a bracketed country code', '(+49) (0)170 1234567', GERMAN],
		['behind both in brackets', '(0049)(0)170 1234567', GERMAN],
		['with blanks around it', '+49 ( 0 ) 170 1234567', GERMAN],
		['with dashes around it', '+49-(0)-170-1234567', GERMAN],
		['with nothing around it', '+49(0)1701234567', GERMAN],
		['in square brackets', '+49 [0]170 1234567', GERMAN],
		['in braces', '+49 {0}170 1234567', GERMAN],
		['in wide brackets', '＋４９（０）１７０ １２３４５６７', GERMAN],
		['in small brackets', '+49 ﹙0﹚170 1234567', GERMAN],
		['with the area code in the brackets', '+49 (0170) 1234567', GERMAN],
		['in the United Kingdom', '+44 (0)20 7946 0958', '442079460958'],
		['in Brazil', '+55 (0)11 91234-5678', '5511912345678'],
		['in Japan', '+81 (0)90-1234-5678', '819012345678'],
		[
			'in Indonesia, whose free numbers begin with two zeros',
			'+62 (0)812-3456-7890',
			'6281234567890',
		],
		['in Belarus, whose trunk prefix is another one', '+375 (0)29 123-45-67', '375291234567'],
		['in Gabon before a newer number', '+241 (0)77 12 34 56', '24177123456'],
	])('is dropped in brackets: %s', (_, written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});

	test.each([
		['+49 0170 1234567'],
		['0049 0170 1234567'],
		['4901701234567'],
		['(+49) 0170 1234567'],
		['(+49 0)170 1234567'],
		['+44 020 7946 0958'],
		['+241 077 12 34 56'],
	])('without brackets, %s is refused', (written) => {
		expect(() => parsePhone(written)).toThrow(
			/has a zero behind the country code \d+ that is dialled/,
		);
	});

	test.each([
		['Rome', '+39 06 1234 5678', '390612345678'],
		['Rome, bracketed', '+39 (0)6 1234 5678', '390612345678'],
		['Turin, area code in brackets', '+39 (011) 123 4567', '390111234567'],
		['San Marino', '+378 0549 886377', '3780549886377'],
		['Ivory Coast', '2250712345678', '2250712345678'],
		['Ivory Coast, bracketed', '+225 (0)7 12 34 56 78', '2250712345678'],
		['Gabon', '+241 06 12 34 56', '24106123456'],
		['Gabon, bracketed', '+241 (0)6 12 34 56', '24106123456'],
		['Congo', '+242 06 612 3456', '242066123456'],
		['Congo, bracketed', '+242 (0)6 612 3456', '242066123456'],
		['Benin', '+229 01 97 12 34 56', '2290197123456'],
		['Burkina Faso', '+226 (0)7 12 34 56', '22607123456'],
		['Rwanda, a fixed line beside a trunk zero', '+250 06 123 456', '25006123456'],
	])('is kept as part of the number: %s', (_, written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});

	test.each([
		['an Italian mobile number', '+39 (0)347 123 4567'],
		['the same without brackets', '+39 0347 123 4567'],
		['a country without trunk zero', '+1 (0) 415 555 0100'],
		['the same without brackets', '+34 091 123 45 67'],
		['a second zero', '+49 (0)0170 1234567'],
		['two of them', '+49 (0)(0)170 1234567'],
		['in another place', '+44 20 (0)7946 0958'],
		['in front of it all', '(0) 49 170 1234567'],
		['no country known', '+999 (0)1234567'],
		['another trunk prefix: Hungary', '+36 (06) 30 123 4567'],
		['another trunk prefix: Russia', '+7 (8) 912 345-67-89'],
		['another trunk prefix: Lithuania', '+370 (8) 612 34567'],
	])('is refused as unclear: %s', (_, written) => {
		expect(() => parsePhone(written)).toThrow(Refusal);
	});

	test.each([
		['Mexico', '+52 (1) 55 1234 5678', '5215512345678'],
		['Argentina', '+54 (9) 11 1234-5678', '5491112345678'],
	])('a digit in brackets that belongs to the WhatsApp ID is kept: %s', (_, written, digits) => {
		expect(readPhone(written)).toEqual({ digits });
	});
});

test.each([
	'',
	' ',
	'0170 1234567',
	'(0)170 1234567',
	'0 049 170 1234567',
	'+0049 170 1234567',
	'++491701234567',
	'+49+1701234567',
	'49+1701234567',
	'491701234567+',
	'-491701234567',
	'491701234567-',
	'.491701234567',
	'491701234567.',
	'49---1701234567',
	'+49..1701234567',
	'+49 170/1234567',
	'49170123456/7',
	'+49 170,1234567',
	'+49_170_1234567',
	'+49\n1701234567',
	'491701234567\t5',
	'491701234567\r\n447700900123',
	'+49 170 1234567 ext. 5',
	'+491701234567;ext=5',
	'491701234567²',
	'④⑨1701234567',
	'4️⃣91701234567',
	'Ann +491701234567',
	'+49 (170 1234567',
	'+49 170) 1234567',
	'+49 )170( 1234567',
	'+49 () 170 1234567',
	'+49 ((170)) 1234567',
	'1234',
	'1234567890123456',
	'491701234567 447700900123',
	'1'.repeat(100_000),
])('refuses %p', (written) => {
	expect(() => parsePhone(written)).toThrow(Refusal);
});

test('the error quotes the input, with invisible characters shown', () => {
	expect(() => parsePhone('49170\t123\u200b45x')).toThrow(
		'"49170[U+0009]123[U+200B]45x" is no phone number',
	);
	expect(() => parsePhone('0170 1234567')).toThrow('"0170 1234567" has no country code');
	expect(() => parsePhone('+49 0170 1234567')).toThrow(
		'"+49 0170 1234567" has a zero behind the country code 49 that is dialled only within the country',
	);
	expect(() => parsePhone('+39 (0)347 123 4567')).toThrow(
		'"+39 (0)347 123 4567" leaves open whether the zero behind the country code belongs to the number',
	);
});

describe('the phone number of a vCard', () => {
	test.each([
		['+1 415-555-2671 ext. 5', '14155552671'],
		['+1 415-555-2671 extension 12', '14155552671'],
		['+1 415-555-2671 x12', '14155552671'],
		['+1 415-555-2671 #5', '14155552671'],
		['+14155552671,,123456#', '14155552671'],
		['+14155552671p123', '14155552671'],
		['+14155552671w123', '14155552671'],
		['+14155552671;ext=5', '14155552671'],
		['tel:+1-415-555-2671;ext=5', '14155552671'],
		['+49 (0)170 1234567', GERMAN],
		['0049 170 1234567', GERMAN],
		['\u202a+49 170 1234567\u202c', GERMAN],
	])('is read from %s', (written, digits) => {
		expect(phoneInCard(written)).toBe(digits);
	});

	test.each([
		'',
		'0170 1234567',
		'+49 0170 1234567',
		`+49${' '.repeat(100_000)}x`,
		'1-800-FLOWERS',
		'+49 800 PAYBACK',
		'x12',
	])('is not read from %p', (written) => {
		expect(phoneInCard(written)).toBeNull();
	});
});
