import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { MIME_TYPES } from '../../nodes/WhatsApp/portable/mimeTypes';
import {
	bareMimeType,
	endingFor,
	fileNameFor,
	mimeTypeFor,
	mimeParameters,
	givenMimeType,
} from '../../nodes/WhatsApp/portable/mimeType';
import { mimeTypes } from '../../scripts/lib/tables/mimeTypes';
import { holds } from '../support/property';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const ROWS = MIME_TYPES.split('\n').map((row) => row.split(' '));
const TYPES = ROWS.map(([type = '']) => type);
/** The file extension of Lotus 1-2-3 is a number, which is no extension anywhere else. */
const NAMED = TYPES.filter((type) => !/-1-2-3$/.test(type));
const ENDINGS = ROWS.flatMap(([, ...endings]) => endings).filter(
	(ending) => !/^=|^\d+$/.test(ending),
);

describe('the table of MIME types', () => {
	test('is up to date with npm run tables', () => {
		const file = readFileSync(mimeTypes.file, 'utf8');
		expect(mimeTypes.write().replace(/\s+/g, ' ').trim()).toBe(file.replace(/\s+/g, ' ').trim());
	});

	test('has less than 40,000 characters', () => {
		expect(MIME_TYPES.length).toBeLessThan(40_000);
	});

	test('has every file extension once', () => {
		expect(new Set(ENDINGS).size).toBe(ENDINGS.length);
	});
});

test.each([
	['application/msword', 'doc'],
	[`${OFFICE}.wordprocessingml.document`, 'docx'],
	[`${OFFICE}.spreadsheetml.sheet`, 'xlsx'],
	[`${OFFICE}.presentationml.presentation`, 'pptx'],
	['application/vnd.ms-excel', 'xls'],
	['application/vnd.ms-powerpoint', 'ppt'],
	['application/vnd.oasis.opendocument.text', 'odt'],
	['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
	['application/vnd.apple.pages', 'pages'],
	['application/vnd.ms-outlook', 'msg'],
	['application/pdf', 'pdf'],
	['application/rtf', 'rtf'],
	['application/epub+zip', 'epub'],
	['application/zip', 'zip'],
	['application/vnd.rar', 'rar'],
	['application/x-7z-compressed', '7z'],
	['application/gzip', 'gz'],
	['application/json', 'json'],
	['application/xml', 'xml'],
	['application/vnd.android.package-archive', 'apk'],
	['application/postscript', 'ps'],
	['message/rfc822', 'eml'],
	['text/plain', 'txt'],
	['text/html', 'html'],
	['text/csv', 'csv'],
	['text/calendar', 'ics'],
	['text/vcard', 'vcf'],
	['text/markdown', 'md'],
	['image/jpeg', 'jpg'],
	['image/heic', 'heic'],
	['image/heif', 'heif'],
	['image/avif', 'avif'],
	['image/tiff', 'tif'],
	['image/bmp', 'bmp'],
	['image/svg+xml', 'svg'],
	['video/mp4', 'mp4'],
	['video/quicktime', 'mov'],
	['video/3gpp', '3gp'],
	['video/webm', 'webm'],
	['video/x-msvideo', 'avi'],
	['video/matroska', 'mkv'],
	['video/mpeg', 'mpg'],
	['audio/mpeg', 'mp3'],
	['audio/mp4', 'm4a'],
	['audio/ogg', 'ogg'],
	['audio/wav', 'wav'],
	['audio/aac', 'aac'],
	['audio/amr', 'amr'],
	['audio/flac', 'flac'],
	['audio/midi', 'mid'],
])('%s and .%s lead to each other', (type, ending) => {
	expect(fileNameFor(type)).toBe(`file.${ending}`);
	expect(mimeTypeFor(`a.${ending}`)).toBe(type);
	expect(mimeTypeFor(`A B.${ending.toUpperCase()}`)).toBe(type);
});

test.each([
	['a.jpeg', 'image/jpeg'],
	['a.jfif', 'image/jpeg'],
	['a.opus', 'audio/ogg'],
	['a.oga', 'audio/ogg'],
	['a.tar.gz', 'application/gzip'],
	['a.htm', 'text/html'],
	['a.mpp', 'application/vnd.ms-project'],
	['Bericht 3.1 final.DOCX ', `${OFFICE}.wordprocessingml.document`],
	['a', null],
	['a.', null],
	['a.b.', null],
	['v1.2', null],
	['a.unheard-of', null],
	['a.bin', null],
	['pdf', null],
	['', null],
])('the file name %p has the MIME type %p', (name, type) => {
	expect(mimeTypeFor(name)).toBe(type);
});

test.each([
	['image/jpg', 'jpg'],
	['image/pjpeg', 'jfif'],
	['image/x-png', 'png'],
	['application/x-pdf', 'pdf'],
	['audio/mp3', 'mp3'],
	['audio/x-mpeg', 'mp3'],
	['audio/x-wav', 'wav'],
	['audio/vnd.wave', 'wav'],
	['audio/opus', 'opus'],
	['audio/x-m4a', 'm4a'],
	['audio/x-flac', 'flac'],
	['video/avi', 'avi'],
	['video/x-matroska', 'mkv'],
	['application/csv', 'csv'],
	['application/x-zip-compressed', 'zip'],
	['application/x-msword', 'doc'],
	['text/x-vcard', 'vcf'],
	['text/x-unheard-of', 'txt'],
	['application/vnd.acme+json', 'json'],
	['application/vnd.acme+xml; charset=utf-8', 'xml'],
	['IMAGE/PNG', 'png'],
	['application/x-unheard-of', null],
	['application/octet-stream', null],
	['', null],
	['/', null],
])('the MIME type %p has the file extension %p', (type, ending) => {
	expect(endingFor(type)).toBe(ending);
	expect(fileNameFor(type, 'stem')).toBe(`stem.${ending ?? 'bin'}`);
});

test.each([
	undefined,
	null,
	'',
	'  ',
	7,
	{},
	'application/octet-stream',
	'Application/Octet-Stream; charset=binary',
	'binary/octet-stream',
	'application/force-download',
	'application/x-force-download',
	'application/download',
	'application/x-download',
	'application/x-binary',
	'application/unknown',
	'unknown/unknown',
	'content/unknown',
	'*/*',
	'image/*',
	'application/x-cfb',
	'application/CDFV2-corrupt',
	'application/vnd.ms-office',
	'undefined',
	'null',
	'image',
	'image/',
	'/png',
	'a b/c',
	'text/plain/x',
])('ignores %p as a MIME type', (told) => {
	expect(givenMimeType(told)).toBeNull();
});

test.each([
	['image/PNG', 'image/png'],
	['application/pdf;filename=inv.pdf', 'application/pdf'],
	['application/pdf; name="a;b.pdf"', 'application/pdf'],
	['audio/ogg;codecs=opus', 'audio/ogg; codecs=opus'],
	['audio/ogg ; Codecs="opus"', 'audio/ogg; codecs=opus'],
	['video/mp4; codecs="avc1.42E01E, mp4a.40.2"', 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"'],
	['text/plain; charset=utf-8; format=flowed', 'text/plain; charset=utf-8'],
	['text/plain;charset=', 'text/plain'],
	['text/plain;', 'text/plain'],
	['pdf', 'application/pdf'],
	['.jpg', 'image/jpeg'],
	['image/jpg', 'image/jpg'],
])('normalizes the MIME type %p to %p', (told, type) => {
	expect(givenMimeType(told)).toBe(type);
});

test.each<[string, Array<[string, string]>]>([
	['a/b; c=d', [['c', 'd']]],
	['a/b;C="d e";f=g', [['c', 'd e'], ['f', 'g']]], // prettier-ignore
	['a/b; c="d\\"; x=\\\\"; e=f', [['c', 'd"; x=\\'], ['e', 'f']]], // prettier-ignore
	['a/b; c= d ', [['c', 'd']]],
	['a/b; flag; c=d', [['c', 'd']]],
	['a/b', []],
])('reads the parameters of %p', (text, parameters) => {
	expect([...mimeParameters(text)]).toEqual(parameters);
});

test('MIME types and file extensions lead back to each other', () => {
	for (const type of NAMED) {
		const promised = mimeTypeFor(`x.${endingFor(type)}`) ?? '';
		expect([type, endingFor(promised)]).toEqual([type, expect.any(String)]);
		expect(givenMimeType(type)).toBe(type);
	}
	for (const ending of ENDINGS) {
		const type = mimeTypeFor(`x.${ending}`) ?? '';
		// The file may get a different extension of the same type, but never one of another type.
		expect(mimeTypeFor(fileNameFor(type))).toBe(type);
	}
});

test('normalizing a MIME type twice changes nothing, and the bare type has no white space', () => {
	const parts = fc.array(
		fc.oneof(
			fc.constantFrom(...TYPES, ';', '; ', '=', '"', '\\', 'codecs=', 'charset=', 'name=', '\r\n'),
			fc.string(),
		),
		{ maxLength: 8 },
	);
	holds([parts], (texts) => {
		const told = givenMimeType(texts.join(''));
		return (
			told === null ||
			(givenMimeType(told) === told && /^[^\s;/]+\/[^\s;/]+$/.test(bareMimeType(told)))
		);
	});
});
