import { projectRoot } from '../../harness/paths';

/** What n8n's review looks at in the published package. */
const PUBLISHED_PATTERNS = ['**/*.js', 'package.json'];

/**
 * The two looks that n8n's verification scan takes, without its download: at the sources and at the unpacked package.
 *
 * @returns how many of them failed; what they found is printed
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
