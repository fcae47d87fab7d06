import fc from 'fast-check';
import { readDataUri } from '../../nodes/WhatsApp/portable/dataUri';
import { holds } from '../support/property';

const HELLO = 'aGVsbG8=';

test.each<[string, string | null, string | null, string]>([
	['data:image/png;base64,aGVsbG8=', 'image/png', null, HELLO],
	['DATA:IMAGE/PNG;BASE64,aGVsbG8=', 'image/png', null, HELLO],
	['data:application/pdf;filename=inv.pdf;base64,aGVsbG8=', 'application/pdf', 'inv.pdf', HELLO],
	['data:application/pdf;name=a%20b.pdf;base64,aGVsbG8=', 'application/pdf', 'a b.pdf', HELLO],
	[
		'data:application/pdf;filename="a,b;c.pdf";base64,aGVsbG8=',
		'application/pdf',
		'a,b;c.pdf',
		HELLO,
	],
	["data:a/b;filename*=UTF-8''%C3%9C.pdf;base64,aGVsbG8=", 'a/b', 'Ü.pdf', HELLO],
	['data:a/b;filename=../../x.pdf;base64,aGVsbG8=', 'a/b', 'x.pdf', HELLO],
	['data:audio/ogg;codecs=opus;base64,aGVsbG8=', 'audio/ogg; codecs=opus', null, HELLO],
	['data:text/plain;charset=utf-8;base64,aGVsbG8=', 'text/plain; charset=utf-8', null, HELLO],
	['data:;charset=utf-8;base64,aGVsbG8=', 'text/plain; charset=utf-8', null, HELLO],
	['data:;base64,aGVsbG8=', null, null, HELLO],
	['data:application/octet-stream;base64,aGVsbG8=', null, null, HELLO],
	['data:image/*;base64,aGVsbG8=', null, null, HELLO],
	['data:image/png ; base64 ,aGVsbG8=', 'image/png', null, HELLO],
	['data:image/png;base64, aGVs\r\n bG8=', 'image/png', null, HELLO],
	['data:image/png;base64,aGVsbG8%3D', 'image/png', null, HELLO],
	['data:image/png;base64,-_-_', 'image/png', null, '+/+/'],
	['data:text/plain,hello', 'text/plain', null, HELLO],
	['data:,hello', null, null, HELLO],
	['data:text/plain,%68%65llo', 'text/plain', null, HELLO],
	['data:text/plain;charset=utf-8,%C3%9C', 'text/plain; charset=utf-8', null, 'w5w='],
	['data:image/svg+xml;utf8,<svg/>', 'image/svg+xml', null, 'PHN2Zy8+'],
	['data:text/plain,50%', 'text/plain', null, 'NTAl'],
	['data:application/pdf;filename="a.pdf;base64,aGVsbG8=', 'application/pdf', 'a.pdf', HELLO],
])('reads %s', (uri, mimeType, fileName, base64) => {
	expect(readDataUri(uri)).toEqual({ mimeType, fileName, base64 });
});

test.each(['aGVsbG8=', 'data:image/png', 'data', 'http://x/data:a,b', ''])(
	'%p is not a data URI',
	(text) => {
		expect(readDataUri(text)).toBeNull();
	},
);

test('reads back the file and name that were written', () => {
	const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((array) => Buffer.from(array));
	holds([bytes, fc.string({ minLength: 1, maxLength: 8 })], (file, text) => {
		const base64 = file.toString('base64');
		const name = encodeURIComponent(`${text.replace(/[\\/%\s]/g, '')}ü.png`);
		const read = readDataUri(`data:image/png;name="${name}";base64,${base64}`);
		const inHex = readDataUri(`data:image/png,${file.toString('hex').replace(/../g, '%$&')}`);
		return (
			read?.fileName === decodeURIComponent(name) &&
			read.base64 === base64 &&
			inHex?.base64 === base64
		);
	});
});

test('reads any string, and the base64 it returns has no white space', () => {
	const parts = fc.array(
		fc.oneof(
			fc.constantFrom('data:', ',', ';', 'base64', '"', 'image/png', '%41', '='),
			fc.string(),
		),
	);
	holds([parts], (texts) => {
		const uri = readDataUri(texts.join(''));
		return uri === null || !/\s/.test(uri.base64);
	});
});
