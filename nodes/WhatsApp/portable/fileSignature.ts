import { mimeTypeFor } from './mimeType';

/** How much of a file is read: enough for the names of the first parts of an Office file. In bytes. */
export const HEAD_BYTES = 65_536;

type Signature = readonly [start: RegExp, ending: string];

/** First bytes of files, as Latin-1, and the extension for them. No text begins like that. */
const SIGNATURES: readonly Signature[] = [
	[/^\u00ff\u00d8\u00ff/, 'jpg'],
	[/^\u0089PNG\r\n/, 'png'],
	[/^GIF8[79]a/, 'gif'],
	[/^RIFF.{4}WEBP/s, 'webp'],
	[/^RIFF.{4}WAVE/s, 'wav'],
	[/^RIFF.{4}AVI /s, 'avi'],
	[/^FORM.{4}AIF[FC]/s, 'aif'],
	[/^(II\*\0|MM\0\*)/, 'tif'],
	[/^ID3[\u0002-\u0004]/, 'mp3'],
	[/^fLaC/, 'flac'],
	[/^#!AMR/, 'amr'],
	[/^MThd/, 'mid'],
	[/^Rar!\u001a\u0007/, 'rar'],
	[/^7z\u00bc\u00af\u0027\u001c/, '7z'],
	[/^\{\\rtf/, 'rtf'],
	[/^%!PS/, 'ps'],
];

/** Shorter signatures, with which a text could begin. */
const SHORT_SIGNATURES: readonly Signature[] = [
	[/^BM.{4}\0{4}/s, 'bmp'],
	[/^\0\0\u0001\0[\u0001-\u0040]\0/, 'ico'],
	[/^8BPS\0\u0001/, 'psd'],
	[/^(\u00ff\n|\0\0\0\fJXL )/, 'jxl'],
	[/^\0\0\0\fjP {2}/, 'jp2'],
	[/^\0.{3}(moov|mdat|wide|free|skip)/s, 'mov'],
	[/^\u00ff[\u00e2\u00e3\u00f2\u00f3\u00fa\u00fb]/, 'mp3'],
	[/^\u00ff[\u00f0\u00f1\u00f8\u00f9]/, 'aac'],
	[/^caff\0/, 'caf'],
	[/^\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011/, 'wmv'],
	[/^FLV\u0001/, 'flv'],
	[/^\0\0\u0001[\u00ba\u00b3]/, 'mpg'],
	[/^G.{187}G.{187}G/s, 'ts'],
	[/^\u001f\u008b/, 'gz'],
	[/^BZh[1-9]/, 'bz2'],
	[/^.{257}ustar/s, 'tar'],
	[/^AC10\d\d\0/, 'dwg'],
	[/^MZ/, 'exe'],
	[/^(\u00ff\u00fe|\u00fe\u00ff)/, 'txt'],
];

/** Brands of the ISO base media format (ISO/IEC 14496-12) that are not an MP4 video. */
const BRANDS: ReadonlyArray<readonly [brand: RegExp, ending: string]> = [
	[/^(heic|heix|heim|heis)/, 'heic'],
	[/^(hevc|hevx|hevm|hevs)/, 'heics'],
	[/^(avif|avis)/, 'avif'],
	[/^qt/, 'mov'],
	[/^M4[AB] /, 'm4a'],
	[/^M4V/, 'm4v'],
	[/^3g2/, '3g2'],
	[/^3g/, '3gp'],
];

/** Folders and files that occur in only one kind of ZIP file. */
const ZIPPED: ReadonlyArray<readonly [name: RegExp, ending: string]> = [
	[/^word\//, 'docx'],
	[/^xl\//, 'xlsx'],
	[/^ppt\//, 'pptx'],
	[/^(AndroidManifest\.xml|classes\.dex)$/, 'apk'],
	[/^META-INF\/MANIFEST\.MF$/, 'jar'],
	[/^doc\.kml$/, 'kmz'],
];

/** Names of streams in the container of old Office files, where they are UTF-16. */
const STREAMS: ReadonlyArray<readonly [name: string, ending: string]> = [
	['WordDocument', 'doc'],
	['Workbook', 'xls'],
	['PowerPoint Document', 'ppt'],
	['__substg1.0_', 'msg'],
];

/** The type of a file judged by its first bytes; null if they do not tell. */
export function typeOfBytes(file: Buffer): string | null {
	const head = file.subarray(0, HEAD_BYTES);
	if (head.length === 0) return null;
	const start = head.toString('latin1', 0, 1024);
	return (
		typeOfContainer(head, start) ??
		bySignature(SIGNATURES, start) ??
		typeOfText(head) ??
		bySignature(SHORT_SIGNATURES, start) ??
		// Some programs write something before the head of a PDF, which readers skip.
		(start.includes('%PDF-') ? typeOf('pdf') : null)
	);
}

function bySignature(signatures: readonly Signature[], start: string): string | null {
	const found = signatures.find(([begins]) => begins.test(start));
	return found === undefined ? null : typeOf(found[1]);
}

const typeOf = (ending: string): string | null => mimeTypeFor(`.${ending}`);

/** Formats that contain others, so more must be read to know what is inside. */
function typeOfContainer(head: Buffer, start: string): string | null {
	if (start.startsWith('%PDF-')) return typeOf('pdf');
	if (/^\0.{3}ftyp/s.test(start)) return typeOf(endingOfBrands(start));
	if (start.startsWith('OggS')) return typeOfOgg(start);
	if (start.startsWith('\u001aE\u00df\u00a3'))
		return typeOf(start.slice(0, 64).includes('webm') ? 'webm' : 'mkv');
	if (start.startsWith('PK\u0003\u0004')) return typeOfZip(head.toString('latin1'));
	if (start.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return typeOfOld(head);
	return null;
}

/** The main brand, or the first other one that says more: `mif1` only says that it is an image. */
function endingOfBrands(start: string): string {
	const length = Math.min(start.charCodeAt(2) * 256 + start.charCodeAt(3), 256);
	const main = start.slice(8, 12);
	const isPicture = /^(mif1|msf1)/.test(main);
	const others = isPicture ? (start.slice(16, length).match(/.{4}/gs) ?? []) : [];
	for (const brand of [main, ...others]) {
		const found = BRANDS.find(([pattern]) => pattern.test(brand));
		if (found !== undefined) return found[1];
	}
	return isPicture ? 'heif' : 'mp4';
}

/** Only Opus plays as a voice message on a phone. */
function typeOfOgg(start: string): string | null {
	const first = start.slice(28, 40);
	if (first.startsWith('OpusHead')) return 'audio/ogg; codecs=opus';
	return typeOf(first.startsWith('\u0080theora') ? 'ogv' : 'ogg');
}

/**
 * OpenDocument and EPUB name their type first (OpenDocument 1.3 part 2); the others are recognised by their content.
 */
function typeOfZip(text: string): string | null {
	const named = /^PK\u0003\u0004.{26}mimetype([\w.+/-]+?)(?=PK|[^\w.+/-]|$)/s.exec(text)?.[1];
	if (named !== undefined) return named;
	for (const [, low = '', high = '', rest = ''] of text.matchAll(
		/PK\u0003\u0004.{22}(.)(.).{2}(?=(.{0,128}))/gs,
	)) {
		const name = rest.slice(0, low.charCodeAt(0) + 256 * high.charCodeAt(0));
		const found = ZIPPED.find(([pattern]) => pattern.test(name));
		if (found !== undefined) return typeOf(found[1]);
	}
	return typeOf('zip');
}

function typeOfOld(head: Buffer): string | null {
	const found = STREAMS.find(([name]) => head.includes(Buffer.from(name, 'utf16le')));
	return found === undefined ? null : typeOf(found[1]);
}

/** First characters of text formats that are more than plain text. */
const TEXTS: readonly Signature[] = [
	[/^(<!doctype html|<html)/i, 'html'],
	[/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!doctype svg[^>]*>\s*)?<svg\b/is, 'svg'],
	[/^<\?xml/i, 'xml'],
	[/^BEGIN:VCARD/i, 'vcf'],
	[/^BEGIN:VCALENDAR/i, 'ics'],
];

function typeOfText(head: Buffer): string | null {
	const text = head.toString('utf8');
	// The last character may be cut in two.
	const isText = !(head.length === HEAD_BYTES ? text.slice(0, -1) : text).includes('\ufffd');
	if (!isText || /[^\P{Cc}\t\n\v\f\r\u001b]/u.test(text)) return null;
	const begins = text.replace(/^\ufeff/, '').trimStart();
	const found = TEXTS.find(([start]) => start.test(begins));
	return typeOf(found?.[1] ?? 'txt');
}
