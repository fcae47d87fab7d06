import { Refusal } from '../../nodes/WhatsApp/portable/refusal';
import { isForeign, urlOf } from '../../nodes/WhatsApp/transport/baseUrl';
import { dialects } from './events.run';

const { download: wahaDownload } = dialects.waha;
const { download: warestDownload } = dialects.warest;

const WAHA = 'http://waha:3000';
const S3 =
	'https://bucket.s3.eu-central-1.amazonaws.com/default/false_491%40c.us_A.jpeg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20261122%2Fs3&X-Amz-Signature=ab12';

test.each([
	[
		'the host that only WAHA knows',
		'http://localhost:3000/api/files/s/false_491@c.us_A.jpeg',
		'/api/files/s/false_491@c.us_A.jpeg',
	],
	[
		'a path in front of it',
		'https://example.com/gateways/waha/api/files/s/A.pdf',
		'/api/files/s/A.pdf',
	],
	[
		'encoded characters',
		'http://waha:3000/api/files/s/A%20b%40c.pdf',
		'/api/files/s/A%20b%40c.pdf',
	],
	['an older form without a session', 'http://localhost:3000/api/files/A.oga', '/api/files/A.oga'],
	[
		'S3 that WAHA hands through',
		'http://localhost:3000/api/s3/s/A.jpeg?x=1',
		'/api/s3/s/A.jpeg?x=1',
	],
	['a path alone', '/api/files/s/A.jpeg', '/api/files/s/A.jpeg'],
])("WAHA's own file is downloaded from the credential's host: %s", (_, url, path) => {
	expect(wahaDownload(url)).toEqual({ method: 'GET', effect: 'read', answer: 'binary', path });
	for (const base of [WAHA, 'https://example.com/waha'])
		expect(urlOf(base, wahaDownload(url))).toBe(`${base}${path}`);
});

test.each([
	['a presigned address', S3],
	[
		'a presigned address that looks like a path of WAHA',
		'https://minio:9000/api/files/s/A.jpeg?X-Amz-Signature=ab',
	],
	['a public address', 'https://cdn.example.com/a.jpeg'],
	["an address on the credential's own host that is no file of WAHA", `${WAHA}/api/sessions`],
])('%s is downloaded unchanged, without the API key', (_, url) => {
	for (const download of [wahaDownload, warestDownload]) {
		const request = download(url);
		expect(request).toMatchObject({ path: url, anonymous: true, effect: 'read', answer: 'binary' });
		expect(urlOf(WAHA, request)).toBe(url);
	}
	expect(isForeign(WAHA, wahaDownload(S3))).toBe(true);
});

test.each([
	[
		'the address that WARest makes up',
		'http://localhost:7308/storages/incoming-media/s/imageMessage/a.jpeg',
		'/storages/incoming-media/s/imageMessage/a.jpeg',
	],
	[
		'a path alone',
		'/storages/incoming-media/s/imageMessage/a.jpeg',
		'/storages/incoming-media/s/imageMessage/a.jpeg',
	],
	[
		'a signed address',
		'http://localhost:7308/storage/signed?key=a%2Fb&signature=c',
		'/storage/signed?key=a%2Fb&signature=c',
	],
])("WARest's own file is downloaded from the credential's host: %s", (_, url, path) => {
	expect(warestDownload(url)).toEqual({ method: 'GET', effect: 'read', answer: 'binary', path });
});

test.each([
	'https://mmg.whatsapp.net/v/t62.7118-24/123.jpeg?ccb=11-4',
	'https://media-fra3-1.cdn.whatsapp.net/v/t62/1.ogg',
	'https://example.com/v/123.enc',
])("WhatsApp's own encrypted copy is refused with the reason: %s", (url) => {
	expect(() => warestDownload(url)).toThrow('encrypted');
	expect(() => warestDownload(url)).toThrow(Refusal);
});

test.each([
	'',
	'a.jpeg',
	'../a.jpeg',
	'//waha:3000/api/files/s/A',
	'/\\evil/api/files/s/A',
	'/api/sessions',
	'/etc/passwd',
	'ftp://waha/api/files/s/A',
	'file:///etc/passwd',
	'data:image/png;base64,AAAA',
	'javascript:alert(1)',
	'http:waha/api/files/s/A',
	'http://user@waha:3000/api/files/s/A',
	'http://user:secret@waha:3000/api/files/s/A',
	'http://waha:3000/api/files/../sessions',
	'http://waha:3000/api/files/s/../../sessions',
	'http://waha:3000/api/files/%2e%2e/sessions',
	'http://waha:3000/api/files/.%2E/sessions',
	'http://waha:3000/api/files/..',
	'http://waha:3000/api/files\\..\\sessions',
	'http://waha:3000/storages/../api/v1/session/list',
	'http://waha:3000/api/files/a b',
	'http://waha:3000/api/files/a\nb',
	'http://',
	`http://waha:3000/api/files/${'x'.repeat(10_000)}`,
])('refuses to download from %j', (url) => {
	for (const download of [wahaDownload, warestDownload]) {
		let refused: unknown = null;
		try {
			download(url);
		} catch (error) {
			refused = error;
		}
		expect(refused).toBeInstanceOf(Refusal);
		// An address may be signed, so it is never quoted.
		if (url.length > 30) expect(String(refused)).not.toContain(url.slice(8));
	}
});

test("refuses encoded path separators in URLs of the gateway's own files", () => {
	for (const path of ['s%2f..%2fsessions', '..%5csessions', 's/%2F']) {
		expect(() => wahaDownload(`http://waha:3000/api/files/${path}`)).toThrow(Refusal);
		expect(() => warestDownload(`http://warest:7308/storages/${path}`)).toThrow(Refusal);
	}
});
