/** Types that WARest's sends recognise, with the extension it gives them. */
const EXTENSIONS: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/gif': 'gif',
	'image/webp': 'webp',
	'image/svg+xml': 'svg',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'application/pdf': 'pdf',
	'application/zip': 'zip',
	'application/json': 'json',
	'text/plain': 'txt',
	'text/csv': 'csv',
};

export const UNKNOWN_TYPE = 'application/octet-stream';

/** `audio/ogg; codecs=opus` without what follows the semicolon. */
export function bareType(mimeType: string): string {
	return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

export function extensionOf(mimeType: string): string {
	return EXTENSIONS[bareType(mimeType)] ?? 'bin';
}

const MAGIC: Array<[offset: number, bytes: string, mimeType: string]> = [
	[0, '89504e470d0a1a0a', 'image/png'],
	[0, 'ffd8ff', 'image/jpeg'],
	[0, '47494638', 'image/gif'],
	[8, '57454250', 'image/webp'],
	[8, '57415645', 'audio/wav'],
	[4, '66747970', 'video/mp4'],
	[0, '1a45dfa3', 'video/webm'],
	[0, '4f676753', 'audio/ogg'],
	[0, '494433', 'audio/mpeg'],
	[0, 'fffb', 'audio/mpeg'],
	[0, '25504446', 'application/pdf'],
	[0, '504b0304', 'application/zip'],
];

/** The type according to the first bytes, if they tell. */
export function sniffed(data: Buffer): string | undefined {
	const head = data.subarray(0, 16).toString('hex');
	return MAGIC.find(([offset, bytes]) => head.startsWith(bytes, offset * 2))?.[2];
}

/** Windows programs, which the sends refuse whatever their name (0.3.44). */
export function isProgram(data: Buffer): boolean {
	return data.subarray(0, 2).toString('latin1') === 'MZ';
}
