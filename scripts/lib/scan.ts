import { projectRoot } from '../../harness/paths';

/** The files of the published package that n8n's review checks. */
const PUBLISHED_PATTERNS = ['**/*.js', 'package.json'];

/**
 * The two checks of n8n's verification scan, without its download: of the sources and of the unpacked package.
 *
 * @returns how many of them failed; their findings are printed
 */
export async function scan(unpackedPackage: string): Promise<number> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } =
		await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const looks = [
		{ at: 'the sources', folder: projectRoot, patterns: SOURCE_FILE_PATTERNS },
		{ at: 'the packed files', folder: unpackedPackage, patterns: PUBLISHED_PATTERNS },
	];
	let failed = 0;
	for (const { at, folder, patterns } of looks) {
		const verdict = await analyzePackage(folder, patterns);
		console.log(
			`${verdict.passed ? '✓' : '✗'} n8n's scan of ${at}: ${verdict.message ?? 'nothing found'}`,
		);
		if (verdict.details) console.log(verdict.details);
		if (!verdict.passed) failed += 1;
	}
	return failed;
}
