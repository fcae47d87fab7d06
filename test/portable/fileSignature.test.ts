import fc from 'fast-check';
import { HEAD_BYTES, typeOfBytes } from '../../nodes/WhatsApp/portable/fileSignature';
import { holds } from '../support/property';

/** A text stands for the bytes of its characters. */
const bytes = (...parts: ReadonlyArray<string | number>): Buffer =>
	Buffer.concat(
		parts.map((part) =>
			typeof part === 'number' ? Buffer.alloc(part) : Buffer.from(part, 'latin1'),
		),
	);

/** Entries of a ZIP file, each without content. */
const zip = (...names: string[]): Buffer =>
	Buffer.concat(
		names.map((name) => {
			const head = Buffer.alloc(30);
			head.write('PK\u0003\u0004', 'latin1');
			head.writeUInt16LE(name.length, 26);
			return Buffer.concat([head, Buffer.from(name)]);
		}),
	);

const named = (type: string): Buffer => Buffer.concat([zip('mimetype'), Buffer.from(`${type}PK`)]);
const old = (stream: string): Buffer =>
	Buffer.concat([
		bytes('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 1024),
		Buffer.from(stream, 'utf16le'),
	]);
const film = (...brands: string[]): Buffer =>
	bytes(
		`\0\0\0${String.fromCharCode(8 + 4 * (brands.length + 1))}ftyp`,
		brands[0] ?? '',
		4,
		...brands.slice(1),
		16,
	);

const OFFICE = 'application/vnd.openxmlformats-officedocument';

test.each<[string, Buffer, string | null]>([
	['PDF', bytes('%PDF-1.7\n'), 'application/pdf'],
	[
		'PDF behind a line of a printer',
		bytes('\u001b%-12345X@PJL\r\n%PDF-1.4 \u00ff\0'),
		'application/pdf',
	],
	['JPEG', bytes('\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF'), 'image/jpeg'],
	['PNG', bytes('\u0089PNG\r\n\u001a\n'), 'image/png'],
	['GIF', bytes('GIF89a', 8), 'image/gif'],
	['WebP', bytes('RIFF', 4, 'WEBPVP8 '), 'image/webp'],
	['TIFF', bytes('II*\0', 8), 'image/tiff'],
	['BMP', bytes('BM\u0036\u0010\0\0', 4, '\u0036\0'), 'image/bmp'],
	['an icon', bytes('\0\0\u0001\0\u0001\0', 16), 'image/vnd.microsoft.icon'],
	['Photoshop', bytes('8BPS\0\u0001', 6), 'image/vnd.adobe.photoshop'],
	['HEIC', film('heic', 'mif1'), 'image/heic'],
	['HEIC by its other brand', film('mif1', 'heic'), 'image/heic'],
	['HEIF', film('mif1', 'miaf'), 'image/heif'],
	['AVIF', film('avif'), 'image/avif'],
	['SVG', bytes('<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="x">'), 'image/svg+xml'],
	['MP4', film('isom', 'iso2', 'mp41'), 'video/mp4'],
	['QuickTime', film('qt  '), 'video/quicktime'],
	['QuickTime of old', bytes('\0\0\0\u0008wide\0\0'), 'video/quicktime'],
	['3GP', film('3gp5'), 'video/3gpp'],
	['M4A', film('M4A '), 'audio/mp4'],
	['WebM', bytes('\u001aE\u00df\u00a3', 20, 'B\u0082\u0084webm'), 'video/webm'],
	['Matroska', bytes('\u001aE\u00df\u00a3', 20, 'B\u0082\u0088matroska'), 'video/matroska'],
	['AVI', bytes('RIFF', 4, 'AVI LIST'), 'video/x-msvideo'],
	['WMV', bytes('\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011', 8), 'video/x-ms-wmv'],
	['MP3 with tags', bytes('ID3\u0003\0', 8), 'audio/mpeg'],
	['MP3', bytes('\u00ff\u00fb\u0090\u0064\0'), 'audio/mpeg'],
	['AAC', bytes('\u00ff\u00f1\u0050\u0080\0'), 'audio/aac'],
	['WAV', bytes('RIFF', 4, 'WAVEfmt '), 'audio/wav'],
	['FLAC', bytes('fLaC\0\0\0"'), 'audio/flac'],
	['AMR', bytes('#!AMR\n\u003c'), 'audio/amr'],
	['MIDI', bytes('MThd\0\0\0\u0006'), 'audio/midi'],
	['a voice message', bytes('OggS', 24, 'OpusHead'), 'audio/ogg; codecs=opus'],
	['Vorbis', bytes('OggS', 24, '\u0001vorbis'), 'audio/ogg'],
	['Theora', bytes('OggS', 24, '\u0080theora'), 'video/ogg'],
	[
		'Word',
		zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml'),
		`${OFFICE}.wordprocessingml.document`,
	],
	['Excel', zip('[Content_Types].xml', 'xl/workbook.xml'), `${OFFICE}.spreadsheetml.sheet`],
	[
		'PowerPoint',
		zip('docProps/app.xml', 'ppt/presentation.xml'),
		`${OFFICE}.presentationml.presentation`,
	],
	[
		'OpenDocument',
		named('application/vnd.oasis.opendocument.text'),
		'application/vnd.oasis.opendocument.text',
	],
	['EPUB', named('application/epub+zip'), 'application/epub+zip'],
	['an Android package', zip('AndroidManifest.xml'), 'application/vnd.android.package-archive'],
	['ZIP', zip('a.txt', 'words/b.txt'), 'application/zip'],
	['Word of old', old('WordDocument'), 'application/msword'],
	['Excel of old', old('Workbook'), 'application/vnd.ms-excel'],
	['PowerPoint of old', old('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
	['a file of an older Office that shows nothing more', old(''), null],
	['RAR', bytes('Rar!\u001a\u0007\u0001\0'), 'application/vnd.rar'],
	['7-Zip', bytes('7z\u00bc\u00af\u0027\u001c'), 'application/x-7z-compressed'],
	['gzip', bytes('\u001f\u008b\u0008\0'), 'application/gzip'],
	['tar', bytes('a.txt', 252, 'ustar\0'), 'application/x-tar'],
	['RTF', bytes('{\\rtf1\\ansi'), 'application/rtf'],
	['PostScript', bytes('%!PS-Adobe-3.0'), 'application/postscript'],
	['HTML', bytes('\n<!DOCTYPE HTML><html>'), 'text/html'],
	['XML', bytes('<?xml version="1.0"?><a/>'), 'application/xml'],
	['a card', bytes('BEGIN:VCARD\r\nVERSION:3.0'), 'text/vcard'],
	['a date', bytes('BEGIN:VCALENDAR\r\n'), 'text/calendar'],
	['text', Buffer.from('hello file, Ünïcode ✓\n'), 'text/plain'],
	['text that begins like something else', bytes('BMW and MZ, ID3? Get free stuff'), 'text/plain'],
	['text with a mark in front', Buffer.from('\ufeffhello'), 'text/plain'],
	['text in UTF-16', bytes('\u00ff\u00feh\0i\0'), 'text/plain'],
	['a program', bytes('MZ\u0090\0\u0003\0'), 'application/x-msdownload'],
	['nothing', Buffer.alloc(0), null],
	['rubbish', bytes('\u0001\u0002\u0003\u00fe'), null],
])('recognizes %s', (_, file, type) => {
	expect(typeOfBytes(file)).toBe(type);
});

test('text cut in the middle of a character is still text', () => {
	for (let before = 0; before < 4; before++) {
		const text = Buffer.from(`${'a'.repeat(before)}${'✓'.repeat(HEAD_BYTES / 3)}`);
		expect(typeOfBytes(text)).toBe('text/plain');
	}
});

test.each([
	['a ZIP file', zip('a.txt'), zip('word/document.xml'), 'application/zip'],
	['a file of an older Office', old(''), Buffer.from('WordDocument', 'utf16le'), null],
	['a text', Buffer.from('hello'), bytes('\0\u00ff'), 'text/plain'],
])('what stands behind the beginning does not change the type of %s', (_, start, behind, type) => {
	const beginning = Buffer.concat([start, Buffer.alloc(HEAD_BYTES - start.length, ' ')]);
	expect(typeOfBytes(beginning)).toBe(type);
	expect(typeOfBytes(Buffer.concat([beginning, behind]))).toBe(type);
});

test('any bytes yield a valid MIME type or none', () => {
	const heads = fc.oneof(
		fc.uint8Array({ maxLength: 600 }),
		fc
			.tuple(
				fc.constantFrom(
					'PK\u0003\u0004',
					'\0\0\0\u0018ftyp',
					'OggS',
					'\u001aE\u00df\u00a3',
					'RIFF',
					'\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
					'BM',
					'G',
				),
				fc.uint8Array({ maxLength: 600 }),
			)
			.map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest])),
	);
	holds([heads], (head) => {
		const type = typeOfBytes(Buffer.from(head));
		return type === null || /^[\w.+-]+\/[\w.+-]+(; codecs=opus)?$/.test(type);
	});
});
