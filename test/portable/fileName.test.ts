import fc from 'fast-check';
import {
	bareFileName,
	nameInParameters,
	addressFacts,
	withEnding,
} from '../../nodes/WhatsApp/portable/fileName';
import { holds } from '../support/property';

test.each([
	['brief.pdf', 'brief.pdf'],
	['  brief.pdf ', 'brief.pdf'],
	['invoices/INV-1.pdf', 'INV-1.pdf'],
	['/srv/files/brief.pdf', 'brief.pdf'],
	['C:\\fakepath\\brief.pdf', 'brief.pdf'],
	['\\\\server\\share\\brief.pdf', 'brief.pdf'],
	['../../etc/passwd', 'passwd'],
	['..%2f..%2Fetc%5Cpasswd', 'passwd'],
	['brief\r\n.pdf', 'brief.pdf'],
	['brief\0.pdf', 'brief.pdf'],
	['\u202ebrief\u202c.pdf', 'brief.pdf'],
	['.pdf', 'file.pdf'],
	['.env', '.env'],
	['Übersicht 2026 – neu.xlsx', 'Übersicht 2026 – neu.xlsx'],
	['発表.pptx', '発表.pptx'],
	['a?b#c.pdf', 'a?b#c.pdf'],
	['100%.pdf', '100%.pdf'],
	['folder/', null],
	['', null],
	['   ', null],
	['.', null],
	['..', null],
	['/', null],
	['\0', null],
])('reduces %p to the file name %p', (text, name) => {
	expect(bareFileName(text)).toBe(name);
});

test.each([
	['brief', 'application/pdf', 'brief.pdf'],
	['Dr. Smith', 'application/pdf', 'Dr. Smith.pdf'],
	['plan v1.2', 'application/pdf', 'plan v1.2.pdf'],
	['brief.pdf', 'application/pdf', 'brief.pdf'],
	['brief.PDF', 'application/pdf', 'brief.PDF'],
	['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
	['notes.proto', 'text/plain', 'notes.proto'],
	['dump', 'application/octet-stream', 'dump'],
])('names %p of the type %s %p', (name, type, named) => {
	expect(withEnding(name, type)).toBe(named);
});

test.each([
	['attachment; filename="brief.pdf"', 'brief.pdf'],
	['attachment; filename=brief.pdf', 'brief.pdf'],
	['inline;FileName="a \\"b\\".pdf"', 'a "b".pdf'],
	['attachment; filename="euro.pdf"; filename*=UTF-8\'\'%e2%82%ac%20rates.pdf', '€ rates.pdf'],
	["attachment; filename*=utf-8'de'%C3%9Cbersicht.pdf", 'Übersicht.pdf'],
	["attachment; filename*=iso-8859-1''%DCbersicht.pdf", 'Übersicht.pdf'],
	["attachment; filename*=windows-1252''%80.pdf; filename=euro.pdf", 'euro.pdf'],
	["attachment; filename*=UTF-8''%E2%28.pdf", '%E2%28.pdf'],
	['attachment; filename="folder/brief.pdf"', 'brief.pdf'],
	['attachment; filename="C:\\\\temp\\\\brief.pdf"', 'brief.pdf'],
	['application/pdf; name="brief.pdf"', 'brief.pdf'],
	['application/pdf;filename=inv%20oice.pdf', 'inv oice.pdf'],
	['attachment', null],
	['attachment; filename=""', null],
	['', null],
])('reads from the header %p the file name %p', (text, name) => {
	expect(nameInParameters(text)).toBe(name);
});

const PDF = 'application/pdf';

test.each([
	['https://example.com/f.docx', 'f.docx', expect.stringContaining('wordprocessingml')],
	['https://example.com/a/b/INV-1.pdf?token=1#page=2', 'INV-1.pdf', PDF],
	['https://example.com/o/invoices%2FINV-1.pdf?alt=media&token=1', 'INV-1.pdf', PDF],
	['https://example.com/o/invoices%252FINV-1.pdf', 'INV-1.pdf', PDF],
	['https://example.com/invoices%5CINV-1.pdf', 'INV-1.pdf', PDF],
	['https://example.com/%C3%9Cbersicht%202026.pdf', 'Übersicht 2026.pdf', PDF],
	['https://example.com/a%E0.pdf', 'a%E0.pdf', PDF],
	['https://example.com/brief.pdf;jsessionid=1A2B', 'brief.pdf', PDF],
	['https://example.com/download.php?file=brief.pdf', 'brief.pdf', PDF],
	['https://example.com/download?path=/2026/07/brief.pdf&x=1', 'brief.pdf', PDF],
	['https://example.com/image.php?id=7', null, null],
	['https://example.com/page.aspx', null, null],
	['https://example.com/users/me@mail.com', null, null],
	['https://example.com/avatar', 'avatar', null],
	['https://example.com/avatar/v1.2', 'v1.2', null],
	['https://example.com/', null, null],
	['https://example.com', null, null],
	['https://example.com/?u=https://example.org/a.png', 'a.png', 'image/png'],
	['https://example.com/page.html', 'page.html', 'text/html'],
	[
		'https://bucket.s3.amazonaws.com/0d1f?response-content-disposition=attachment%3B%20filename%3D%22INV-1.pdf%22&X-Amz-Signature=1',
		'INV-1.pdf',
		PDF,
	],
	[
		'https://bucket.s3.amazonaws.com/0d1f?response-content-type=application%2Fpdf&X-Amz-Signature=1',
		'0d1f.pdf',
		PDF,
	],
	[
		"https://a.blob.core.windows.net/c/0d1f?rscd=attachment%3B%20filename*%3DUTF-8''%25C3%259C.pdf&rsct=application/pdf",
		'Ü.pdf',
		PDF,
	],
	[
		'https://bucket.s3.amazonaws.com/brief.pdf?response-content-type=binary%2Foctet-stream',
		'brief.pdf',
		PDF,
	],
	['https://example.com/track.mp3', 'track.mp3', 'audio/mpeg'],
	['https://example.com/photo.HEIC', 'photo.HEIC', 'image/heic'],
])('reads from the URL %s the file name %p and the MIME type %p', (address, fileName, mimeType) => {
	expect(addressFacts(new URL(address))).toEqual({ fileName, mimeType });
});

const SEPARATORS = /[\\/]|%2f|%5c|\p{Cc}/iu;

const isBare = (name: string): boolean =>
	!SEPARATORS.test(name) && !/^\.*$/.test(name) && bareFileName(name) === name;

test('a file name never contains a part of a path', () => {
	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom(
				'/',
				'\\',
				'%2F',
				'%5c',
				'..',
				'.',
				'\r\n',
				'\0',
				'a',
				'.pdf',
				' ',
				'%',
				'"',
				';',
			),
			fc.constantFrom('ü', '発表', '\u202e', '\u2028', '🔑'),
			fc.string({ maxLength: 4 }),
		),
	);
	holds([pieces], (parts) => {
		const text = parts.join('');
		return [
			bareFileName(text),
			nameInParameters(`; filename="${text}"`),
			nameInParameters(`; filename*=UTF-8''${encodeURIComponent(text)}`),
		].every((name) => name === null || isBare(name));
	});
});

test('reads any URL, and a file name in it never contains a part of a path', () => {
	const parts = fc.array(
		fc.oneof(
			fc.constantFrom('/', '?', '&', '=', '#', '%2F', '%', '%E0', ';', '.pdf', 'rscd', 'filename='),
			fc.string({ maxLength: 4 }),
		),
		{ maxLength: 8 },
	);
	holds([parts], (texts) => {
		const address = `https://example.com/${texts.join('')}`;
		if (!URL.canParse(address)) return true;
		const { fileName } = addressFacts(new URL(address));
		return fileName === null || isBare(fileName);
	});
});
